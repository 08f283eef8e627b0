import { describe, expect, it } from 'vitest';
import { tuilesSchema } from '../../../src/domain/territoire/schema';
import { TUILES_IGN, hostOf, originOf, tuilesOf } from '../../../src/domain/territoire/tuiles';

const carte = { centre: { lat: 44, lon: 2 }, zoom: 10 };
const siennes = { url: 'https://tuiles.example:8443/{z}/{x}/{y}.png', attribution: 'Essai' };

describe('the tiles of a territory', () => {
  it('are the national ones, its own, or none', () => {
    expect(tuilesOf({ fictif: false, carte })).toBe(TUILES_IGN);
    expect(tuilesOf({ fictif: false, carte: { ...carte, tuiles: siennes } })).toBe(siennes);
    expect(tuilesOf({ fictif: false, carte: { ...carte, tuiles: 'aucune' } })).toBeUndefined();
  });

  it('are none when it is invented, unless it says otherwise', () => {
    expect(tuilesOf({ fictif: true, carte })).toBeUndefined();
    expect(tuilesOf({ fictif: true, carte: { ...carte, tuiles: siennes } })).toBe(siennes);
  });

  it('come from one machine, which the security policy names', () => {
    expect(originOf(TUILES_IGN)).toBe('https://data.geopf.fr');
    expect(originOf(siennes)).toBe('https://tuiles.example:8443');
    expect(hostOf(siennes)).toBe('tuiles.example:8443');
    expect(tuilesSchema.safeParse(TUILES_IGN).success).toBe(true);
  });

  it.each([
    'http://tuiles.example/{z}/{x}/{y}.png',
    'https://{s}.tuiles.example/{z}/{x}/{y}.png',
    'https://tuiles.example/{z}/{x}.png',
    'tuiles.example/{z}/{x}/{y}.png',
    "https://tuiles.example; script-src 'unsafe-inline'/{z}/{x}/{y}.png",
  ])('are refused at the address %s', (url) => {
    expect(tuilesSchema.safeParse({ url, attribution: 'Essai' }).success).toBe(false);
  });
});
