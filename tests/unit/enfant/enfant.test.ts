import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAges, writeAges } from '../../../src/domain/age/attribut';
import { addDays } from '../../../src/domain/date/date-civile';
import {
  ENFANTS_MAX,
  type Enfant,
  agesOf,
  fits,
  formatAgeOf,
  isNaissancePossible,
  nameOf,
  parseEnfants,
  sayPourQui,
  writeEnfants,
} from '../../../src/domain/enfant/enfant';
import { insecable } from '../../fixtures/insecable';

const AUJOURDHUI = '2026-12-15';
const mois = fc
  .tuple(fc.integer({ min: 2008, max: 2026 }), fc.integer({ min: 1, max: 12 }))
  .map(([a, m]) => `${a}-${String(m).padStart(2, '0')}`);
const annee = fc.integer({ min: 2008, max: 2026 }).map(String);
const jour = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2025-01-01', n));
const ages = fc
  .tuple(fc.integer({ min: -9, max: 240 }), fc.option(fc.integer({ min: 0, max: 240 }), { nil: undefined }))
  .map(([deMois, duree]) => ({ deMois, ...(duree === undefined ? {} : { aMois: deMois + duree }) }));

/** Every day of a month or of a year, found by counting. */
function daysOf(naissance: string): string[] {
  const jours: string[] = [];
  for (
    let day = naissance.length === 4 ? `${naissance}-01-01` : `${naissance}-01`;
    day.startsWith(naissance);
    day = addDays(day, 1)
  )
    jours.push(day);
  return jours;
}

/** Completed months, counted one birthday a month at a time: the day of birth, or the last day before the next month. */
function countMonths(naissance: string, jourCompte: string): number {
  const quantieme = Number(naissance.slice(8));
  let [a, m] = naissance.split('-').map(Number) as [number, number];
  const cible = jourCompte;
  const at = () => `${a}-${String(m).padStart(2, '0')}-${String(quantieme).padStart(2, '0')}`;
  let compte = 0;
  if (naissance <= cible) {
    for (;;) {
      m += 1;
      if (m === 13) [a, m] = [a + 1, 1];
      // Compared as texts: the 31st of a month of thirty days comes after all of them.
      if (at() > cible) return compte;
      compte += 1;
    }
  }
  while (at() > cible) {
    m -= 1;
    if (m === 0) [a, m] = [a - 1, 12];
    compte -= 1;
  }
  return compte;
}

describe('what fits a child', () => {
  test('is what welcomes one of the ages that the child may have that day, found day by day', () => {
    fc.assert(
      fc.property(ages, fc.oneof(mois, annee), jour, ({ deMois, aMois = Infinity }, naissance, today) => {
        const possibles = daysOf(naissance).filter((each) => each <= today);
        fc.pre(possibles.length > 0);
        const attendu = possibles.some((each) => {
          const compte = countMonths(each, today);
          return compte >= deMois && compte <= aMois;
        });
        expect(fits({ deMois, ...(aMois === Infinity ? {} : { aMois }) }, { naissance }, today)).toBe(
          attendu,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('before the birth, is what welcomes a pregnancy of that month', () => {
    fc.assert(
      fc.property(ages, fc.integer({ min: 0, max: 8 }), ({ deMois, aMois = Infinity }, dans) => {
        const naissance = addDays('2026-12-15', dans * 30).slice(0, 7);
        const attendu = daysOf(naissance).some((each) => {
          const compte = Math.max(-9, countMonths(each, AUJOURDHUI));
          return compte >= deMois && compte <= aMois;
        });
        expect(
          fits(
            { deMois, ...(aMois === Infinity ? {} : { aMois }) },
            { naissance, grossesse: true },
            AUJOURDHUI,
          ),
        ).toBe(attendu);
      }),
    );
  });

  test('a child ages by itself: what fits today follows it from month to month', () => {
    const enfant: Enfant = { naissance: '2023-12' };
    expect(fits({ deMois: 36 }, enfant, '2026-11-30')).toBe(false);
    expect(fits({ deMois: 36 }, enfant, '2026-12-01')).toBe(true);
    expect(fits({ deMois: 0, aMois: 35 }, enfant, '2026-12-30')).toBe(true);
    expect(fits({ deMois: 0, aMois: 35 }, enfant, '2026-12-31')).toBe(false);
  });

  test('a pregnancy becomes a baby once its month is over', () => {
    const bebe: Enfant = { naissance: '2027-01', grossesse: true };
    expect(agesOf(bebe, '2026-12-15')).toEqual({ deMois: -2, aMois: -1 });
    expect(agesOf(bebe, '2027-01-15')).toEqual({ deMois: -1, aMois: 0 });
    expect(agesOf(bebe, '2027-02-28')).toEqual({ deMois: 0, aMois: 1 });
  });
});

describe('the words', () => {
  test.each([
    [{ naissance: '2026-12' }, 'moins d’un mois'],
    [{ naissance: '2026-05' }, '7~mois'],
    [{ naissance: '2023-06' }, '3~ans'],
    [{ naissance: '2023-12' }, '3~ans ce mois-ci'],
    [{ naissance: '2023' }, '2 ou 3~ans'],
    [{ naissance: '2025' }, 'au plus 1~an'],
    [{ naissance: '2026' }, 'moins d’un an'],
    [{ naissance: '2027-03', grossesse: true as const }, 'naissance prévue en mars~2027'],
    [{ naissance: '2026-10', grossesse: true as const }, '2~mois'],
  ])('%o is said to be « %s »', (enfant, mots) => {
    expect(formatAgeOf(enfant, AUJOURDHUI)).toBe(insecable(mots));
  });

  test('a child is a number unless its parent chose otherwise', () => {
    expect(nameOf({ naissance: '2023' }, 1)).toBe(insecable('Enfant~2'));
    expect(nameOf({ naissance: '2023', surnom: 'Le grand' }, 1)).toBe('Le grand');
    expect(nameOf({ naissance: '2027-03', grossesse: true }, 0)).toBe('Bébé à naître');
  });

  const enfants: Enfant[] = [
    { naissance: '2023-06', niveau: 'maternelle' },
    { naissance: '2026-05', surnom: 'Zoé' },
    { naissance: '2027-03', grossesse: true },
  ];
  test.each([
    [{ type: 'laep', ages: { deMois: 0, aMois: 71 } }, 'Pour Enfant 1 (3 ans) et Zoé (7 mois)'],
    [
      { type: 'pmi', ages: { deMois: -9, aMois: 71 } },
      'Pour Enfant 1 (3 ans), Zoé (7 mois) et Bébé à naître',
    ],
    [{ type: 'jeunesse', ages: { deMois: 132 } }, undefined],
    [{ type: 'ecole' }, 'Pour Enfant 1 (école maternelle)'],
    [{ type: 'college' }, undefined],
    [{ type: 'ecole', ages: { deMois: 72, aMois: 131 } }, undefined],
  ])('%o says « %s »', (accueil, mots) => {
    expect(sayPourQui(accueil, enfants, AUJOURDHUI)?.replaceAll('\u00A0', ' ')).toBe(mots);
  });
});

describe('what is kept', () => {
  const enfant = fc.record(
    {
      naissance: mois,
      grossesse: fc.constant(true as const),
      niveau: fc.constantFrom('maternelle' as const, 'college' as const),
      surnom: fc.string({ maxLength: 30 }),
    },
    { requiredKeys: ['naissance'] },
  );

  test('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.array(enfant, { maxLength: ENFANTS_MAX }), (enfants) => {
        expect(parseEnfants(writeEnfants(enfants))).toEqual({ enfants });
      }),
    );
  });

  test('whatever another program wrote, reading never fails and loses nothing silently', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (texte) => {
        expect(parseEnfants(texte)).toEqual({ enfants: [], ecarte: texte });
      }),
    );
    const texte =
      '{"version":1,"enfants":[{"naissance":"2023-13"},{"naissance":"2023-12"},{"naissance":"2027","grossesse":true}]}';
    expect(parseEnfants(texte)).toEqual({ enfants: [{ naissance: '2023-12' }], ecarte: texte });
    expect(parseEnfants(null)).toEqual({ enfants: [] });
  });

  test.each([
    [{ naissance: '2026-12' }, true],
    [{ naissance: '2027-01' }, false],
    [{ naissance: '2026' }, true],
    [{ naissance: '2026-12', grossesse: true as const }, true],
    [{ naissance: '2027-08', grossesse: true as const }, true],
    [{ naissance: '2027-11', grossesse: true as const }, false],
    [{ naissance: '2026-11', grossesse: true as const }, false],
  ])('%o can be added: %s', (each, possible) => {
    expect(isNaissancePossible(each, AUJOURDHUI)).toBe(possible);
  });
});

test('ages written in an attribute come back the same', () => {
  fc.assert(
    fc.property(ages, (each) => {
      expect(readAges(writeAges(each))).toEqual(each);
    }),
  );
  for (const faux of ['', '-', '36', 'abc', '3.5-4', null, undefined]) expect(readAges(faux)).toBeUndefined();
});
