import { describe, expect, it } from 'vitest';
import { type Reponse, mergeReponses, mixFirst, rank } from '../../../src/domain/recherche/classement';
import type { Facettes } from '../../../src/domain/recherche/facettes';
import type { CommuneSituee, Contexte } from '../../../src/domain/recherche/filtre';
import { understand } from '../../../src/domain/recherche/requete';
import { createLexique } from '../../../src/domain/recherche/vocabulaire';

const ici: CommuneSituee = { code: '1', slug: 'ici', nom: 'Ici-le-Val', centre: { lat: 44, lon: 2 } };
const loin: CommuneSituee = { code: '2', slug: 'loin', nom: 'Loin-le-Mont', centre: { lat: 44.4, lon: 2 } };
const communes = [ici, loin];
const contexte: Contexte = {
  communeBySlug: new Map(communes.map((commune) => [commune.slug, commune])),
  communeByCode: new Map(communes.map((commune) => [commune.code, commune])),
  isOuvert: () => false,
};
const facettes: Facettes[] = [
  { genre: 'structure', slug: 'creche-loin', types: ['creche'], communes: ['2'] },
  { genre: 'structure', slug: 'creche-fermee', types: ['creche'], communes: ['1'], ferme: true },
  { genre: 'structure', slug: 'creche-ici', types: ['creche'], communes: ['1'] },
  { genre: 'structure', slug: 'bibliotheque', types: ['bibliotheque'], communes: ['1'] },
  { genre: 'guide', slug: 'place-en-creche', types: ['creche'] },
  { genre: 'lexique', slug: 'creche', types: ['creche'] },
  { genre: 'commune', slug: 'ici', communes: ['1'] },
];
const lexique = createLexique(
  {
    notions: [
      { noms: ['Crèche'], types: ['creche'] },
      {
        genre: 'guide',
        slug: 'place-en-creche',
        noms: ['Comment avoir une place en crèche ?', 'crèche'],
        types: ['creche'],
      },
      { genre: 'lexique', slug: 'creche', noms: ['Crèche'], types: ['creche'] },
      { noms: ['Bibliothèque'], types: ['bibliotheque'] },
    ],
    mots: '',
  },
  communes.map(({ nom }) => nom),
);
const slugs = (q: string, commune?: CommuneSituee, reponses: Reponse[] = []) => {
  const requete = understand(q, lexique, { communes });
  return mixFirst(rank(requete, reponses, { facettes, lexique, contexte, commune })).map(
    ({ fiche }) => fiche.slug,
  );
};

describe('the order of results', () => {
  it('puts the doors first, and what explains among the first three', () => {
    expect(slugs('crèche').slice(0, 3)).toEqual(['creche-loin', 'creche-ici', 'place-en-creche']);
    expect(slugs('crèche')).not.toContain('bibliotheque');
  });

  it('puts first what is in the commune that is asked, or chosen', () => {
    expect(slugs('crèche ici le val')[0]).toBe('creche-ici');
    expect(slugs('crèche', ici)[0]).toBe('creche-ici');
    expect(slugs('crèche loin le mont', ici)[0]).toBe('creche-loin');
  });

  it('puts what is closed after what receives people', () => {
    const ordre = slugs('crèche', ici);
    expect(ordre.indexOf('creche-fermee')).toBeGreaterThan(ordre.indexOf('creche-loin'));
  });

  it('shows what there is in a commune when nothing else is asked', () => {
    const ordre = slugs('ici le val');
    expect(ordre[0]).toBe('ici');
    expect(ordre).toEqual(expect.arrayContaining(['creche-ici', 'bibliotheque']));
    expect(ordre).not.toContain('creche-loin');
  });

  it('finds by the text what no notion names', () => {
    expect(slugs('xylophone', undefined, [new Map([[3, 5]])])).toEqual(['bibliotheque']);
    expect(slugs('xylophone')).toEqual([]);
  });
});

describe('what the index answers to several words', () => {
  it('weighs a rare word more, and two words more than one', () => {
    const rare = new Map([[1, 4]]);
    const frequent = new Map(Array.from({ length: 50 }, (_, rang) => [rang, 4] as const));
    const textes = mergeReponses([rare, frequent], 100);
    expect(textes.get(1)).toBeCloseTo(1);
    expect(textes.get(2)!).toBeLessThan(0.5);
    expect(mergeReponses([rare], 100).get(1)).toBeCloseTo(1);
    expect(mergeReponses([new Map(), new Map()], 100).size).toBe(0);
  });
});
