import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm, formatDistance } from '../../../src/domain/territoire/distance';

const rodez = { lat: 44.3526, lon: 2.5734 };
const millau = { lat: 44.0982, lon: 3.0776 };
const paris = { lat: 48.8566, lon: 2.3522 };
const marseille = { lat: 43.2965, lon: 5.3698 };

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('the distance between two points', () => {
  it('is the one that atlases give', () => {
    expect(distanceKm(paris, marseille)).toBeCloseTo(660.5, 0);
    expect(distanceKm(rodez, millau)).toBeCloseTo(49.1, 0);
    // A degree of latitude, and one of longitude at 60°, half as long.
    expect(distanceKm({ lat: 44, lon: 2 }, { lat: 45, lon: 2 })).toBeCloseTo(111.19, 1);
    expect(distanceKm({ lat: 60, lon: 2 }, { lat: 60, lon: 3 })).toBeCloseTo(111.19 / 2, 1);
  });

  it('crosses the line where the date changes', () => {
    expect(distanceKm({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111.19, 1);
  });

  it('is nothing from a point to itself, and the same both ways', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distanceKm(a, a)).toBe(0);
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
      }),
    );
  });

  it('is a number up to the other side of the Earth, never more than half its circumference', () => {
    const antipode = point.map(
      (p) => [p, { lat: -p.lat, lon: p.lon > 0 ? p.lon - 180 : p.lon + 180 }] as const,
    );
    fc.assert(
      fc.property(fc.oneof(fc.tuple(point, point), antipode), ([a, b]) => {
        const km = distanceKm(a, b);
        expect(km).toBeGreaterThanOrEqual(0);
        expect(km).toBeLessThanOrEqual(Math.PI * 6371 + 1e-6);
      }),
      { numRuns: 1000 },
    );
  });

  it('is never shortened by a detour', () => {
    // The formula loses a few centimetres between antipodes.
    const METRE = 0.001;
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + METRE);
      }),
    );
  });
});

describe('a distance in words', () => {
  const lisible = (km: number): string => formatDistance(km).replaceAll('\u00A0', ' ');

  it.each([
    [0, 'à moins de 1 km'],
    [0.99, 'à moins de 1 km'],
    [1, 'à 1 km'],
    [1.4, 'à 1 km'],
    [7.5, 'à 8 km'],
    [112.2, 'à 112 km'],
  ])('%f km is « %s »', (km, attendu) => {
    expect(lisible(km)).toBe(attendu);
  });

  it('claims no decimal: the centre of a commune is not more precise', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 500, noNaN: true }), (km) => {
        expect(lisible(km)).toMatch(/^à (moins de 1|[1-9]\d*) km$/);
      }),
    );
  });
});
