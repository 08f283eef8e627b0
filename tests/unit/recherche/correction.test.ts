import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  correctMot,
  createDictionnaire,
  editDistance,
  isPrefix,
} from '../../../src/domain/recherche/correction';
import { normalize } from '../../../src/domain/recherche/mots';

const MOTS =
  'assistante maternelle crèche bibliothèque périscolaire handicap médiation vacances garderie allocation enfant enfants théâtre mobilité';
const dictionnaire = createDictionnaire(MOTS.split(' '));
const unMot = fc.constantFrom(...dictionnaire.mots.keys());
const uneLettre = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz'));

/** Distance without a bound, written the plain way: recursion on the definition. */
function plainDistance(a: string, b: string): number {
  const known = new Map<string, number>();
  const of = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const cle = `${i},${j}`;
    const deja = known.get(cle);
    if (deja !== undefined) return deja;
    const options = [of(i - 1, j) + 1, of(i, j - 1) + 1, of(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) options.push(of(i - 2, j - 2) + 1);
    const distance = Math.min(...options);
    known.set(cle, distance);
    return distance;
  };
  return of(a.length, b.length);
}

describe('the distance between two words', () => {
  it('is that of its definition, and the same both ways', () => {
    const mot = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(mot, mot, fc.integer({ min: 0, max: 4 }), (a, b, max) => {
        const distance = plainDistance(a, b);
        expect(editDistance(a, b)).toBe(distance);
        expect(editDistance(b, a)).toBe(distance);
        expect(editDistance(a, b, max)).toBe(Math.min(distance, max + 1));
      }),
    );
  });
});

describe('the correction of a word', () => {
  it('finds the words that people misspell', () => {
    for (const [faute, juste] of [
      ['assistente', 'assistante'],
      ['biblioteque', 'bibliothèque'],
      ['perisolaire', 'périscolaire'],
      ['vacanses', 'vacances'],
      ['crehce', 'crèche'],
      ['handicape', undefined],
      ['creches', undefined],
    ] as const)
      expect(correctMot(faute, dictionnaire)).toBe(juste);
  });

  it('never touches a word that the site knows, whatever its form', () => {
    fc.assert(
      fc.property(unMot, fc.constantFrom('', 's'), (mot, fin) => {
        expect(correctMot(mot.endsWith('s') ? mot : mot + fin, dictionnaire)).toBeUndefined();
      }),
    );
  });

  it('only ever gives a word that the site writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: uneLettre, maxLength: 14 }), (mot) => {
        const correction = correctMot(mot, dictionnaire);
        if (correction !== undefined) expect(MOTS.split(' ')).toContain(correction);
      }),
    );
  });

  it('brings back a long word of which one letter is wrong, missing, added or swapped', () => {
    const longs = fc.constantFrom(...[...dictionnaire.mots.keys()].filter((mot) => mot.length >= 8));
    fc.assert(
      fc.property(longs, uneLettre, fc.nat(), fc.nat(3), (mot, lettre, place, sorte) => {
        const i = 1 + (place % (mot.length - 2));
        const faute = [
          mot.slice(0, i) + lettre + mot.slice(i + 1),
          mot.slice(0, i) + mot.slice(i + 1),
          mot.slice(0, i) + lettre + mot.slice(i),
          mot.slice(0, i) + mot.charAt(i + 1) + mot.charAt(i) + mot.slice(i + 2),
        ][sorte]!;
        const correction = correctMot(faute, dictionnaire);
        // Another form of the word is no error.
        if (correction !== undefined) expect(editDistance(normalize(correction), faute)).toBe(1);
        else expect(faute.slice(0, 4)).toBe(mot.slice(0, 4));
      }),
    );
  });

  it('leaves alone the word being typed as long as it may become one that the site knows', () => {
    fc.assert(
      fc.property(unMot, fc.nat(), (mot, longueur) => {
        const debut = mot.slice(0, 1 + (longueur % mot.length));
        expect(isPrefix(debut, dictionnaire)).toBe(true);
        expect(correctMot(debut, dictionnaire, { inacheve: true })).toBeUndefined();
      }),
    );
    expect(isPrefix('xyz', dictionnaire)).toBe(false);
    expect(correctMot('biblioteque', dictionnaire, { inacheve: true })).toBe('bibliothèque');
  });

  it('prefers the word that the site uses most, and leaves short words alone', () => {
    const jumeaux = createDictionnaire(['marche', 'marché', 'barche']);
    expect(correctMot('narche', jumeaux)).toBe('marche');
    expect(correctMot('bis', createDictionnaire(['bus']))).toBeUndefined();
  });
});
