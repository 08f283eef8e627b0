import { describe, expect, it } from 'vitest';
import { BUDGETS } from '../../bench/budgets';
import { GENRES, toAdresse } from '../../bench/genres';
import { type Mesure, formatTableau, formatValeur, isTenu, ratioOf } from '../../bench/mesure';

const poids = (valeur: number | undefined): Mesure => ({
  quoi: 'poids, commune',
  valeur,
  unite: 'octets',
  budget: 'page',
});
const note = (valeur: number): Mesure => ({
  quoi: 'Lighthouse',
  valeur,
  unite: 'points',
  budget: 'performance',
});

describe('a budget', () => {
  it('is held up to its limit, and not one byte beyond', () => {
    expect(isTenu(poids(BUDGETS.page.limite))).toBe(true);
    expect(isTenu(poids(BUDGETS.page.limite + 1))).toBe(false);
  });

  it('that asks for a mark is held from its limit on', () => {
    expect(isTenu(note(99))).toBe(true);
    expect(isTenu(note(98))).toBe(false);
  });

  it('has a ratio of one at its limit, whichever way it runs', () => {
    expect(ratioOf(poids(7_000))).toBe(0.5);
    expect(ratioOf(poids(14_000))).toBe(1);
    expect(ratioOf(note(99))).toBe(1);
    expect(ratioOf(note(49.5))).toBe(2);
  });

  it('of which there is nothing to measure is not held', () => {
    expect(isTenu(poids(undefined))).toBe(false);
  });

  it('cannot be exceeded by what is said for information', () => {
    expect(isTenu({ quoi: 'agenda', valeur: 1e9, unite: 'octets' })).toBe(true);
  });
});

describe('a value', () => {
  it.each([
    [12_345, 'octets', '12,3 Ko'],
    [1_234_567, 'octets', '1,23 Mo'],
    [1_500_000_000, 'octets', '1,50 Go'],
    [7.94, 'secondes', '7,9 s'],
    [99, 'points', '99'],
    [8.25, 'fois', '× 8,3'],
  ] as const)('of %d %s reads %s', (valeur, unite, attendu) => {
    expect(formatValeur(valeur, unite)).toBe(attendu);
  });
});

describe('the table', () => {
  it('says for each measure the budget, the ratio and whether it is held', () => {
    const lignes = formatTableau([poids(15_400), note(100)]).split('\n');
    const toCellules = (ligne: string | undefined) => ligne?.split('|').map((cellule) => cellule.trim());
    expect(toCellules(lignes[2])?.slice(1, 6)).toEqual([
      'poids, commune',
      '≤ 14,0 Ko',
      '15,4 Ko',
      '1,10',
      'NON',
    ]);
    expect(toCellules(lignes[3])?.slice(1, 6)).toEqual(['Lighthouse', '≥ 99', '100', '0,99', 'oui']);
    expect(new Set(lignes.map(({ length }) => length)).size).toBe(1);
  });
});

describe('the kinds of pages', () => {
  const genreOf = (fichier: string) =>
    GENRES.filter(({ motif }) => motif.test(fichier)).map(({ nom }) => nom);

  it.each([
    ['index.html', 'accueil'],
    ['structures/mdph/index.html', 'fiche d’une structure'],
    ['structures/index.html', 'annuaire'],
    ['communes/camares/index.html', 'commune'],
    ['guide/je-suis-enceinte/index.html', 'article du guide'],
    ['ages/0/index.html', 'âge'],
  ])('put %s in « %s » alone', (fichier, attendu) => {
    expect(genreOf(fichier)).toEqual([attendu]);
  });

  it('leave the second page of the directory and the indexes out', () => {
    expect(genreOf('structures/2/index.html')).toEqual([]);
    expect(genreOf('communes/index.html')).toEqual([]);
  });

  it('know the address of a file', () => {
    expect(toAdresse('index.html')).toBe('/');
    expect(toAdresse('guide/vaccin-bebe/index.html')).toBe('/guide/vaccin-bebe/');
  });
});
