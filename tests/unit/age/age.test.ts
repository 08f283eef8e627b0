import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ages, agesSchema, formatAges, overlaps, yearsToAges } from '../../../src/domain/age/age';
import { insecable } from '../../fixtures/insecable';

const mois = fc.integer({ min: -9, max: 60 });
const ages: fc.Arbitrary<Ages> = fc
  .tuple(mois, fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }))
  .map(([deMois, duree]) => (duree === undefined ? { deMois } : { deMois, aMois: deMois + duree }));

/** Months of a range, one by one, up to an age that no arbitrary bound passes. */
function eachMonth({ deMois, aMois }: Ages): number[] {
  return Array.from({ length: (aMois ?? 600) - deMois + 1 }, (_, rang) => deMois + rang);
}

describe('two ranges of ages', () => {
  it('overlap exactly when they share one month', () => {
    fc.assert(
      fc.property(ages, ages, (a, b) => {
        const moisDeB = new Set(eachMonth(b));
        expect(overlaps(a, b)).toBe(eachMonth(a).some((n) => moisDeB.has(n)));
      }),
    );
  });

  it('overlap in both directions, and with themselves', () => {
    fc.assert(
      fc.property(ages, ages, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(overlaps(a, a)).toBe(true);
      }),
    );
  });

  it('share their bounds, which are included', () => {
    expect(overlaps({ deMois: 0, aMois: 35 }, { deMois: 35 })).toBe(true);
    expect(overlaps({ deMois: 35 }, { deMois: 0, aMois: 35 })).toBe(true);
    expect(overlaps({ deMois: 0, aMois: 35 }, { deMois: 36 })).toBe(false);
  });

  it('do not confuse birth, which is age 0, with pregnancy', () => {
    expect(overlaps({ deMois: -9, aMois: -1 }, { deMois: 0 })).toBe(false);
    expect(overlaps({ deMois: 0, aMois: 0 }, { deMois: 0 })).toBe(true);
  });
});

describe('a child who « has N years »', () => {
  it('goes through twelve months, and every month belongs to one year only', () => {
    const annees = Array.from({ length: 18 }, (_, n) => eachMonth(yearsToAges(n)));
    expect(annees.flat()).toEqual(Array.from({ length: 216 }, (_, n) => n));
    expect(yearsToAges(11)).toEqual({ deMois: 132, aMois: 143 });
  });
});

describe('ages as people read them', () => {
  it.each<[number, number | undefined, string]>([
    [-9, -1, 'pendant la grossesse'],
    [-9, undefined, 'dès la grossesse'],
    [-9, 11, 'dès la grossesse, jusqu’à 1~an'],
    [-9, 35, 'dès la grossesse, jusqu’aux 3~ans'],
    [-9, 71, 'dès la grossesse, jusqu’à 5~ans'],
    [0, undefined, 'à tout âge'],
    [0, 11, 'avant 1~an'],
    [0, 35, 'avant 3~ans'],
    [0, 36, 'jusqu’à 3~ans'],
    [0, 47, 'jusqu’à 3~ans'],
    [0, 143, 'jusqu’à 11~ans'],
    [144, undefined, 'à partir de 12~ans'],
    [18, undefined, 'à partir de 18~mois'],
    [12, undefined, 'à partir de 1~an'],
    [720, undefined, 'à partir de 60~ans'],
    [36, 143, 'de 3 à 11~ans'],
    [132, 215, 'de 11 à 17~ans'],
    [132, 216, 'de 11 à 18~ans'],
    [3, 35, 'de 3~mois à moins de 3~ans'],
    [12, 35, 'de 1~an à moins de 3~ans'],
    [3, 71, 'de 3~mois à 5~ans'],
    [30, 45, 'de 2~ans et 6~mois à 3~ans et 9~mois'],
    [40, 47, 'de 3~ans et 4~mois à 3~ans et 11~mois'],
    [132, 143, 'à 11~ans'],
    [24, 35, 'à 2~ans'],
    [5, 5, 'à 5~mois'],
  ])('from %s to %s months: « %s »', (deMois, aMois, phrase) => {
    expect(formatAges(aMois === undefined ? { deMois } : { deMois, aMois })).toBe(insecable(phrase));
  });

  it('names each single year once: « à 11 ans », never « de 11 à 11 ans »', () => {
    for (let annees = 1; annees <= 17; annees += 1) {
      expect(formatAges(yearsToAges(annees))).toBe(insecable(`à ${annees}~an${annees > 1 ? 's' : ''}`));
    }
    expect(formatAges(yearsToAges(0))).toBe(insecable('avant 1~an'));
  });

  it('is one phrase without number left alone, whatever the range', () => {
    fc.assert(
      fc.property(ages, (range) => {
        const phrase = formatAges(range);
        expect(phrase).toBe(phrase.trim());
        expect(phrase).not.toMatch(/undefined|NaN|-\d|\d (an|mois)/);
      }),
    );
  });
});

describe('the ages of a service', () => {
  const messages = (valeur: unknown): string[] =>
    agesSchema.safeParse(valeur).error?.issues.map(({ message, path }) => `${path.join('.')}: ${message}`) ??
    [];

  it('accepts birth, pregnancy, and no limit', () => {
    expect([{ deMois: 0 }, { deMois: -9, aMois: -1 }, { deMois: 0, aMois: 0 }].flatMap(messages)).toEqual([]);
  });

  it('refuses a maximum below the minimum, in French', () => {
    expect(messages({ deMois: 36, aMois: 35 })).toEqual([
      'aMois: l’âge maximum est plus petit que l’âge minimum. Vérifiez les deux (en mois).',
    ]);
  });

  it('refuses an age before pregnancy, half a month, and an unknown field', () => {
    expect(agesSchema.safeParse({ deMois: -10 }).success).toBe(false);
    expect(agesSchema.safeParse({ deMois: 2.5 }).success).toBe(false);
    expect(agesSchema.safeParse({ deMois: 0, deAns: 3 }).success).toBe(false);
  });
});
