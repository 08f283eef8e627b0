import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOTS_MAX, toRechercheVaine } from '../../../src/domain/recherche/vaine';

describe('a search that found nothing', () => {
  it('keeps its words, whatever their accents and capitals', () => {
    expect(toRechercheVaine('  Équithérapie ')).toBe('equitherapie');
    expect(toRechercheVaine('garde à vélo')).toBe('garde a velo');
  });

  it.each([
    ['a telephone', '06 12 34 56 78'],
    ['a date of birth', 'né le 12 mars'],
    ['a mail', 'marie@exemple.fr'],
    ['a site', 'www.exemple.fr'],
    ['an address', '3 rue des Lilas'],
    ['a sentence', 'mon mari me frappe que faire'],
    ['a program', '<script>alert(x)</script>'],
    ['less than a word', 'ab'],
    ['nothing', ' ?! '],
  ])('leaves out %s, whole', (_, texte) => {
    expect(toRechercheVaine(texte)).toBeUndefined();
  });

  it('is never more than a few lower-case words without a digit', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.lorem()), (texte) => {
        const mots = toRechercheVaine(texte);
        if (mots === undefined) return;
        expect(mots).toMatch(/^[a-z]+( [a-z]+)*$/);
        expect(mots.split(' ').length).toBeLessThanOrEqual(MOTS_MAX);
        expect(toRechercheVaine(mots)).toBe(mots);
      }),
    );
  });
});
