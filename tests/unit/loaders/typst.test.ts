import { describe, expect, it } from 'vitest';
import { compileTypst } from '../../../src/loaders/typst';
import { listPolices, readPdf } from '../../pdf';

/** Lays out a template that is not in the project. */
const print = (gabarit: string, donnees: unknown = {}) =>
  compileTypst({
    principal: 'essai.typ',
    donnees,
    date: '2026-12-01',
    images: { 'essai.typ': Buffer.from(gabarit) },
  });

const GABARIT = `#import "style.typ": *
#show: document-imprime.with(titre: donnees.titre)
= #donnees.titre
#donnees.texte`;

describe('a printed document', () => {
  it('follows the standard of documents that screen readers read, in French, with a title', async () => {
    const lu = await readPdf(print(GABARIT, { titre: 'Guide d’été', texte: 'Œuvre à Noël.' }));
    expect(lu).toMatchObject({ titre: 'Guide d’été', langue: 'fr-FR', balise: true, norme: '1' });
    expect(lu.texte).toContain('Œuvre à Noël.');
    expect(lu.signets.map(({ title }) => title)).toEqual(['Guide d’été']);
    expect(lu.pages[0]!.balises[0]).toMatchObject({ role: 'Document' });
  });

  it('holds its fonts', () => {
    const polices = listPolices(print(GABARIT, { titre: 'Un', texte: 'Deux' }));
    expect(polices.length).toBeGreaterThan(0);
    for (const police of polices) {
      expect(police.nom).toContain('Figtree');
      expect(police.incorporee).toBe(true);
    }
  });

  it('is the same, byte for byte, whatever was printed before it', () => {
    const first = print(GABARIT, { titre: 'Un', texte: 'Deux' });
    print(GABARIT, { titre: 'Autre', texte: 'Chose' });
    expect(Buffer.compare(first, print(GABARIT, { titre: 'Un', texte: 'Deux' }))).toBe(0);
  });

  it('leaves out what its font does not draw, and keeps the rest of the text', async () => {
    const { texte } = await readPdf(
      print(GABARIT, { titre: 'Un', texte: 'Bébé 👶 joue, 5\u202f€ – cine\u0301ma 中' }),
    );
    expect(texte.replaceAll('\u00a0', ' ')).toContain('Bébé joue, 5 € – cinéma');
  });

  it('says where a template is wrong', () => {
    expect(() => print('#import "style.typ": *\n= #donnees.absent')).toThrow(
      /Le document « essai\.typ » n’a pas pu être mis en page : .*essai\.typ.*absent/s,
    );
  });

  it('refuses a picture that says nothing to who cannot see it', () => {
    const image = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>';
    const gabarit = `${GABARIT}\n#image(bytes("${image.replaceAll('"', '\\"')}"), format: "svg")`;
    expect(() => print(gabarit, { titre: 'Un', texte: 'Deux' })).toThrow(/alternative|alt/i);
  });
});
