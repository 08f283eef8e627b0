import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMotVide, normalize, stemOf, toMots } from '../../../src/domain/recherche/mots';

describe('words as search compares them', () => {
  it('makes no difference of accents, capitals, apostrophes, hyphens and ligatures', () => {
    for (const [a, b] of [
      ['Crèche', 'CRECHE'],
      ['Saint-Sernin-sur-Rance', 'saint sernin sur rance'],
      ['l’école', "l'ecole"],
      ['sœur', 'soeur'],
      ['  deux   mots ', 'deux mots'],
    ] as const)
      expect(normalize(a)).toBe(normalize(b));
  });

  it('makes no difference of plurals, feminines and forms of a verb', () => {
    for (const formes of [
      ['nounou', 'nounous'],
      ['garder', 'garde', 'gardes', 'gardée'],
      ['assistant', 'assistante', 'assistantes'],
      ['maternel', 'maternelle', 'maternels', 'maternelles'],
      ['médical', 'médicaux'],
      ['jeu', 'jeux'],
      ['autisme', 'autismes'],
    ])
      expect(new Set(formes.map((forme) => stemOf(normalize(forme)))).size, formes.join()).toBe(1);
  });

  it('keeps short words and numbers as they are', () => {
    for (const mot of ['bus', 'rpe', 'caf', '2027']) expect(stemOf(mot)).toBe(mot);
  });

  it('leaves out what says nothing, unless there is nothing else', () => {
    expect(toMots('Où est la crèche ?')).toEqual(['creche']);
    expect(toMots('le la les')).toEqual(['le', 'la', 'les']);
    expect(isMotVide('pendant')).toBe(true);
    expect(isMotVide('vacances')).toBe(false);
  });

  it('is the same when done twice, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (texte) => {
        const normal = normalize(texte);
        expect(normalize(normal)).toBe(normal);
        expect(normal).toMatch(/^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/);
      }),
    );
  });
});
