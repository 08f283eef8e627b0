import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRITERE_SLUGS, type Facettes } from '../../../src/domain/recherche/facettes';
import {
  type CommuneSituee,
  type Contexte,
  type Filtre,
  RAYONS_KM,
  countOptions,
  isSansFiltre,
  matches,
  parseFiltre,
  serves,
  toParams,
} from '../../../src/domain/recherche/filtre';

/** About 5.6 km apart, from south to north. */
const communes: CommuneSituee[] = ['castelnoir', 'lostalgues', 'sauvecombe'].map((slug, rang) => ({
  code: `9900${rang + 1}`,
  slug,
  nom: slug,
  centre: { lat: 44.2 + rang * 0.05, lon: 2.6 },
}));
const contexte: Contexte = {
  communeBySlug: new Map(communes.map((commune) => [commune.slug, commune])),
  communeByCode: new Map(communes.map((commune) => [commune.code, commune])),
  isOuvert: ({ slug }) => slug.endsWith('ouvert'),
};
const facettes = (autres: Partial<Facettes> = {}): Facettes => ({
  genre: 'structure',
  slug: 'relais',
  ...autres,
});
const filtre = (autres: Partial<Filtre> = {}): Filtre => ({ criteres: [], ...autres });
const keeps = (autres: Partial<Facettes>, demande: Partial<Filtre>): boolean =>
  matches(facettes(autres), filtre(demande), contexte);

const filtres: fc.Arbitrary<Filtre> = fc
  .record(
    {
      q: fc.stringMatching(/^[a-zé][a-zé &=#+]{0,12}[a-zé]$/),
      genre: fc.constantFrom('structure', 'guide'),
      type: fc.constantFrom('rpe', 'alsh'),
      theme: fc.constantFrom('sante', 'handicap'),
      commune: fc.constantFrom('castelnoir', 'inconnue'),
      age: fc.integer({ min: 0, max: 17 }),
      rayon: fc.constantFrom(...RAYONS_KM),
      jour: fc.integer({ min: 1, max: 7 }),
      ouvert: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .chain((demande) => fc.subarray(CRITERE_SLUGS).map((criteres) => ({ ...demande, criteres })));
const resultats: fc.Arbitrary<Facettes> = fc
  .record(
    {
      types: fc.subarray(['rpe', 'alsh']),
      themes: fc.subarray(['sante', 'handicap']),
      ages: fc.integer({ min: -9, max: 200 }).map((deMois) => ({ deMois, aMois: deMois + 30 })),
      communes: fc.subarray(['99001', '99002', '99003']),
      zone: fc.constantFrom('territoire' as const, ['99003']),
      jours: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
      gratuit: fc.constant(true as const),
      aDomicile: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .chain((autres) =>
    fc.constantFrom('ferme', 'ouvert').map((slug): Facettes => ({ genre: 'structure', slug, ...autres })),
  );

describe('the address of a filter', () => {
  it('brings the same filter back', () => {
    fc.assert(
      fc.property(filtres, (demande) => {
        expect(parseFiltre(new URLSearchParams(toParams(demande).toString()))).toEqual(demande);
      }),
    );
  });

  it('may hold anything without failing, and what it does not understand asks for nothing', () => {
    fc.assert(
      fc.property(fc.webQueryParameters({ size: 'xsmall' }), (adresse) => {
        parseFiltre(new URLSearchParams(adresse));
      }),
    );
    const folle = 'age=18&rayon=-3&jour=8&jour=0&age=x&q=%20%20&ouver=oui';
    expect(parseFiltre(new URLSearchParams(folle))).toEqual({ criteres: [] });
  });

  it('tells an age of zero from no age, and the commune itself from no distance', () => {
    expect(parseFiltre(new URLSearchParams('age=0&rayon=0'))).toEqual({ criteres: [], age: 0, rayon: 0 });
    expect(toParams(filtre({ age: 0, rayon: 0 })).toString()).toBe('age=0&rayon=0');
  });

  it('says that words and a commune alone leave nothing out', () => {
    expect(isSansFiltre(filtre({ q: 'nounou', commune: 'castelnoir' }))).toBe(true);
    expect(isSansFiltre(filtre({ age: 0 }))).toBe(false);
    expect(isSansFiltre(filtre({ criteres: ['gratuit'] }))).toBe(false);
  });
});

describe('what a filter keeps', () => {
  it('welcomes a baby at zero year, and not a child of one year, in a place for the first twelve months', () => {
    const ages = { deMois: 0, aMois: 11 };
    expect(keeps({ ages }, { age: 0 })).toBe(true);
    expect(keeps({ ages }, { age: 1 })).toBe(false);
  });

  it('never promises an age that the structure does not state', () => {
    expect(keeps({}, { age: 3 })).toBe(false);
  });

  it('finds a type among the structures only, and among their other types', () => {
    expect(keeps({ types: ['evs', 'rpe'] }, { type: 'rpe' })).toBe(true);
    expect(keeps({ genre: 'guide', types: ['rpe'] }, { type: 'rpe' })).toBe(false);
  });

  it('is near enough up to the distance, and in the commune itself at zero', () => {
    const ici = { communes: ['99001'] };
    const voisine = { communes: ['99002'] };
    expect(keeps(ici, { commune: 'castelnoir', rayon: 0 })).toBe(true);
    expect(keeps(voisine, { commune: 'castelnoir', rayon: 5 })).toBe(false);
    expect(keeps(voisine, { commune: 'castelnoir', rayon: 10 })).toBe(true);
    expect(keeps({}, { commune: 'castelnoir', rayon: 30 })).toBe(false);
  });

  it('keeps what comes to one’s home when it serves the commune, however far it is based', () => {
    const aDomicile = { communes: ['99003'], aDomicile: true as const };
    expect(keeps({ ...aDomicile, zone: 'territoire' }, { commune: 'castelnoir', rayon: 0 })).toBe(true);
    expect(keeps({ ...aDomicile, zone: ['99003'] }, { commune: 'castelnoir', rayon: 0 })).toBe(false);
  });

  it('leaves nothing out for a commune without a distance, nor for a commune that it does not know', () => {
    expect(keeps({ communes: ['99003'] }, { commune: 'castelnoir' })).toBe(true);
    expect(keeps({ communes: ['99003'] }, { commune: 'ailleurs', rayon: 5 })).toBe(true);
  });

  it('serves its zone, or else the communes where it is', () => {
    expect(serves({ genre: 'structure', slug: 'a', communes: ['99001'] }, communes[0]!)).toBe(true);
    expect(
      serves({ genre: 'structure', slug: 'a', communes: ['99001'], zone: ['99002'] }, communes[0]!),
    ).toBe(false);
  });

  it('asks at this very moment when only what is open is wanted', () => {
    expect(keeps({ slug: 'creche-ouvert' }, { ouvert: true })).toBe(true);
    expect(keeps({ slug: 'creche' }, { ouvert: true })).toBe(false);
  });
});

describe('the counts beside the options', () => {
  it('are what choosing each option leaves', () => {
    const count = (liste: readonly Facettes[], demande: Filtre): number =>
      liste.filter((each) => matches(each, demande, contexte)).length;
    fc.assert(
      fc.property(fc.array(resultats, { maxLength: 12 }), filtres, (liste, demande) => {
        const comptes = countOptions(liste, demande, contexte);
        for (const [champ, options] of [
          ['type', ['rpe', 'alsh']],
          ['theme', ['sante', 'handicap']],
          ['age', [0, 1, 2, 9, 17]],
          ['jour', [1, 7]],
          ['rayon', RAYONS_KM],
        ] as const)
          for (const option of options)
            expect(comptes[champ].get(String(option)) ?? 0, `${champ} ${option}`).toBe(
              count(liste, { ...demande, [champ]: option }),
            );
        expect(comptes.ouvert).toBe(count(liste, { ...demande, ouvert: true }));
        expect(comptes.gratuit).toBe(
          count(liste, { ...demande, criteres: [...new Set([...demande.criteres, 'gratuit' as const])] }),
        );
      }),
    );
  });
});
