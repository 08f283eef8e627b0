import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawCellules } from '../../../src/domain/territoire/cellules';
import {
  type Contour,
  type Position,
  anneauxOf,
  checkContours,
  contoursSchema,
} from '../../../src/domain/territoire/contours';
import { distanceKm } from '../../../src/domain/territoire/distance';
import { simplifyContours, simplifyLine } from '../../../src/domain/territoire/simplification';

const contour = (code: string, anneaux: Position[][], nom = code): Contour => ({
  type: 'Feature',
  properties: { code, nom },
  geometry: { type: 'Polygon', coordinates: anneaux },
});
const communes = [
  { codeInsee: '99001', nom: 'Castelnoir', centre: { lat: 44.2, lon: 2.6 }, rayonKm: 3 },
  { codeInsee: '99002', nom: 'Lostalgues', centre: { lat: 44.25, lon: 2.6 }, rayonKm: 3 },
];
const carre = (lat: number, lon: number, demi = 0.02): Position[] => [
  [lon - demi, lat - demi],
  [lon + demi, lat - demi],
  [lon + demi, lat + demi],
  [lon - demi, lat + demi],
  [lon - demi, lat - demi],
];
const justes = [contour('99001', [carre(44.2, 2.6)]), contour('99002', [carre(44.25, 2.6)])];

describe('outlines', () => {
  it('are those of the communes of the territory, each once, and near their centre', () => {
    expect(checkContours(justes, communes)).toEqual([]);
    expect(checkContours(justes.slice(1), communes)).toEqual(['il manque le contour de Castelnoir (99001).']);
    expect(checkContours([...justes, justes[0]!], communes)).toEqual([
      'le contour de 99001 (99001) y est deux fois.',
    ]);
    expect(checkContours([...justes, contour('99009', [carre(44.2, 2.6)], 'Ailleurs')], communes)).toEqual([
      'Ailleurs (99009) n’est pas une commune du territoire.',
    ]);
    // Latitude and longitude the wrong way round.
    const inverse = contour('99001', [carre(2.6, 44.2)]);
    expect(checkContours([inverse, justes[1]!], communes)).toEqual([
      expect.stringMatching(/^le contour de Castelnoir \(99001\) va jusqu’à \d+ km de son centre\.$/),
    ]);
  });

  it.each([
    ['open', [carre(44.2, 2.6).slice(0, 4)]],
    ['of two positions', [[...carre(44.2, 2.6).slice(0, 1), ...carre(44.2, 2.6).slice(0, 1)]]],
    ['off the Earth', [carre(95, 2.6)]],
    ['empty', []],
  ])('that are %s are refused', (_, anneaux) => {
    const donnees = {
      type: 'FeatureCollection',
      source: { titre: 'Essai' },
      features: [contour('99001', anneaux)],
    };
    expect(contoursSchema.safeParse(donnees).success).toBe(false);
  });
});

/** Metres between a point and the nearest of a line, sampled finely: an oracle that knows nothing of the algorithm. */
function distanceToLine([lon, lat]: Position, ligne: readonly Position[]): number {
  let min = Infinity;
  for (let i = 1; i < ligne.length; i += 1)
    for (let t = 0; t <= 1; t += 0.001) {
      const [a, b] = [ligne[i - 1]!, ligne[i]!];
      const point = { lon: a[0] + t * (b[0] - a[0]), lat: a[1] + t * (b[1] - a[1]) };
      min = Math.min(min, distanceKm({ lat, lon }, point) * 1000);
    }
  return min;
}

const pas = fc.record({
  dx: fc.double({ min: 0.0005, max: 0.004, noNaN: true }),
  dy: fc.double({ min: -0.003, max: 0.003, noNaN: true }),
});
/** A wavy line from west to east. */
const frontiere = fc.array(pas, { minLength: 6, maxLength: 40 }).map((tires) => {
  const points: Position[] = [[2.6, 44.2]];
  for (const { dx, dy } of tires) points.push([points.at(-1)![0] + dx, 44.2 + dy]);
  return points;
});

describe('simplified outlines', () => {
  it('keep the ends of a line, some of its points, and stay within the tolerance', () => {
    fc.assert(
      fc.property(frontiere, fc.integer({ min: 5, max: 200 }), (ligne, tolerance) => {
        const simple = simplifyLine(ligne, tolerance);
        expect([simple[0], simple.at(-1)]).toEqual([ligne[0], ligne.at(-1)]);
        for (const point of simple) expect(ligne).toContain(point);
        // The oracle looks at a point every fifteen metres at most.
        for (const point of ligne)
          expect(distanceToLine(point, simple)).toBeLessThanOrEqual(tolerance * 1.05 + 10);
      }),
      { numRuns: 20 },
    );
  });

  it('of two neighbours still share their border exactly', () => {
    fc.assert(
      fc.property(frontiere, fc.integer({ min: 5, max: 200 }), (ligne, tolerance) => {
        const [ouest, est] = [ligne[0]!, ligne.at(-1)!];
        const sud = contour('99001', [[...ligne, [est[0], 44.1], [ouest[0], 44.1], ouest]]);
        // The neighbour starts elsewhere on its ring, and turns the other way round.
        const retour = ligne.toReversed();
        const milieu = Math.floor(retour.length / 2);
        const nord = contour('99002', [
          [...retour.slice(milieu), [ouest[0], 44.3], [est[0], 44.3], ...retour.slice(0, milieu + 1)],
        ]);
        const [a, b] = simplifyContours([sud, nord], tolerance).map((feature) =>
          anneauxOf(feature)
            .flat()
            .filter(([, lat]) => lat > 44.15 && lat < 44.25)
            .map(String),
        );
        expect(new Set(a)).toEqual(new Set(b));
        for (const feature of simplifyContours([sud, nord], tolerance))
          for (const anneau of anneauxOf(feature)) {
            expect(anneau.at(-1)).toEqual(anneau[0]);
            expect(anneau.length).toBeGreaterThanOrEqual(4);
          }
      }),
    );
  });

  it('keep holes and pieces, drop what is too small to be seen, and never a whole commune', () => {
    const troue = contour('99001', [carre(44.2, 2.6), carre(44.2, 2.6, 0.008), carre(44.21, 2.61, 0.0001)]);
    expect(anneauxOf(simplifyContours([troue], 60)[0]!)).toHaveLength(2);
    const pieces: Contour = {
      ...troue,
      geometry: {
        type: 'MultiPolygon',
        coordinates: [[carre(44.2, 2.6)], [carre(44.3, 2.7)], [carre(44, 2, 0.0001)]],
      },
    };
    expect(simplifyContours([pieces], 60)[0]!.geometry).toMatchObject({ type: 'MultiPolygon' });
    expect(anneauxOf(simplifyContours([pieces], 60)[0]!)).toHaveLength(2);
    const minuscule = contour('99001', [carre(44.2, 2.6, 0.0001)]);
    expect(simplifyContours([minuscule], 60)).toEqual([minuscule]);
  });
});

describe('the ground drawn for a commune without outline', () => {
  const site = fc.record({
    lat: fc.double({ min: 44, max: 44.4, noNaN: true }),
    lon: fc.double({ min: 2.4, max: 2.9, noNaN: true }),
    rayonKm: fc.double({ min: 2, max: 5, noNaN: true }),
  });

  it('stays around its centre, in the order of the communes', () => {
    fc.assert(
      fc.property(fc.array(site, { minLength: 1, maxLength: 12 }), (sites) => {
        const tirees = sites.map(({ lat, lon, rayonKm }, rang) => ({
          codeInsee: String(99001 + rang),
          centre: { lat, lon },
          rayonKm,
        }));
        const cellules = drawCellules(tirees);
        expect([...cellules.keys()]).toEqual(tirees.map(({ codeInsee }) => codeInsee));
        for (const { codeInsee, centre, rayonKm } of tirees)
          for (const coin of cellules.get(codeInsee)!)
            expect(distanceKm(centre, coin)).toBeLessThan(rayonKm * 1.5 + 0.1);
      }),
    );
  });

  it('meets its neighbour half-way when both are as large', () => {
    const [sud, nord] = [...drawCellules(communes).values()];
    const limite = 44.225;
    expect(Math.max(...sud!.map(({ lat }) => lat))).toBeCloseTo(limite, 3);
    expect(Math.min(...nord!.map(({ lat }) => lat))).toBeCloseTo(limite, 3);
  });
});
