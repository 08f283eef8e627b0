import { describe, expect, it } from 'vitest';
import { agesSchema } from '../../../src/domain/age/age';
import { ANNEES, ETAPES, ETAPE_SLUGS } from '../../../src/domain/age/etape';

describe('the stages of life', () => {
  it('follow one another from pregnancy to 17 years, without hole nor overlap', () => {
    let attendu = -9;
    for (const slug of ETAPE_SLUGS) {
      const { deMois, aMois } = ETAPES[slug].ages;
      expect(deMois, slug).toBe(attendu);
      attendu = aMois + 1;
    }
    // The month of the eighteenth birthday is the first that no stage holds.
    expect(attendu).toBe(18 * 12);
  });

  it('have the addresses of the age pages', () => {
    expect(ETAPE_SLUGS).toEqual(['grossesse', '0-3-ans', '3-11-ans', '11-17-ans']);
    expect(ANNEES).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  });

  it('are ages that the schema accepts', () => {
    for (const { ages } of Object.values(ETAPES)) expect(agesSchema.safeParse(ages).success).toBe(true);
  });
});
