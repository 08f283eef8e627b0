import { describe, expect, it } from 'vitest';
import type { CommuneSituee } from '../../../src/domain/recherche/filtre';
import { findProches, understand } from '../../../src/domain/recherche/requete';
import { createLexique } from '../../../src/domain/recherche/vocabulaire';

const commune = (code: string, nom: string): CommuneSituee => ({
  code,
  slug: nom.toLowerCase(),
  nom,
  centre: { lat: 44, lon: 2 },
});
const communes = [
  commune('1', 'Saint-Sernin-sur-Rance'),
  commune('2', 'Saint-Affrique'),
  commune('3', 'Camarès'),
  commune('4', 'Tauriac-de-Camarès'),
  commune('5', 'Belmont-sur-Rance'),
  commune('6', 'Garde'),
];
const lexique = createLexique(
  {
    notions: [
      { noms: ['Relais petite enfance', 'RPE'], types: ['rpe'] },
      { noms: ['Crèche', 'Crèches'], types: ['creche'] },
      {
        genre: 'lexique',
        slug: 'assistante-maternelle',
        noms: ['Assistante maternelle', 'nounou', 'garder mon bébé'],
        types: ['rpe'],
      },
      { genre: 'guide', slug: 'garde', noms: ['Mode de garde'], types: ['creche'] },
      { genre: 'lexique', slug: 'mamie', noms: ['grand-mère seule'], types: ['point-info-seniors'] },
    ],
    mots: 'maternel rance vacances service mairie',
  },
  communes.map(({ nom }) => nom),
);
const read = (q: string, options = {}) => understand(q, lexique, { communes, ...options });
const motsDe = (q: string) => read(q).mots.map(({ normal }) => normal);
const meilleure = (q: string) => {
  const [[rang] = []] = [...read(q).notions].sort(([, a], [, b]) => b - a);
  return rang === undefined ? undefined : lexique.notions[rang]!.noms[0];
};

describe('what a query means', () => {
  it('recognises a commune by its name, its beginning or a word of its own, and takes it out of the words', () => {
    for (const [q, nom] of [
      ['crèche camares', 'Camarès'],
      ['nounou saint sernin', 'Saint-Sernin-sur-Rance'],
      ['nounou St-Sernin', 'Saint-Sernin-sur-Rance'],
      ['crèche à Saint-Affrique', 'Saint-Affrique'],
      ['crèche tauriac', 'Tauriac-de-Camarès'],
      ['belmont crèche', 'Belmont-sur-Rance'],
      ['sernin', 'Saint-Sernin-sur-Rance'],
    ] as const)
      expect(read(q).commune?.nom, q).toBe(nom);
    expect(motsDe('crèche à Camarès')).toEqual(['creche']);
    expect(motsDe('camares')).toEqual([]);
  });

  it('does not take « saint » or a word of every day for a commune', () => {
    expect(read('saint').commune).toBeUndefined();
    expect(read('crèche').commune).toBeUndefined();
  });

  it('knows a notion by another name, in another form, or by a part of a question', () => {
    expect(meilleure('nounous')).toBe('Assistante maternelle');
    expect(meilleure('qui peut garder mon bébé ?')).toBe('Assistante maternelle');
    expect(meilleure('ma grand mère ne peut plus rester seule')).toBe('grand-mère seule');
    expect(meilleure('rpe')).toBe('Relais petite enfance');
    expect(meilleure('xylophone')).toBeUndefined();
  });

  it('knows a notion by the beginning of a word being typed', () => {
    expect(meilleure('noun')).toBe('Assistante maternelle');
    expect(read('noun ').notions.size).toBe(0);
  });

  it('corrects what the site does not know, writes it as the site does, and says so', () => {
    expect(read('assistente maternel').corrigee).toBe('assistante maternelle');
    expect(read('nounuo camares').corrigee).toBe('nounou camares');
    expect(read('nounou').corrigee).toBeUndefined();
    expect(read('creche').corrigee).toBeUndefined();
    expect(read('nounuo camares').commune?.nom).toBe('Camarès');
  });

  it('searches the exact words when asked to', () => {
    const exacte = read('assistente maternel', { corriger: false });
    expect(exacte.corrigee).toBeUndefined();
    expect(exacte.mots.map(({ texte }) => texte)).toEqual(['assistente', 'maternel']);
  });

  it('bears anything that may be typed', () => {
    for (const q of ['', '   ', '?!', '’', '…', '0', '"', 'a'.repeat(200)])
      expect(() => read(q)).not.toThrow();
  });

  it('proposes near words to who found nothing', () => {
    expect(findProches('nounoux', lexique)).toContain('Assistante maternelle');
    expect(findProches('zzz', lexique)).toEqual([]);
  });
});
