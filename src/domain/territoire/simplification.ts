/**
 * Lighter outlines for phones. Two communes share their border: it is simplified once, as one line between the points
 * where borders meet, so that no gap nor overlap appears between neighbours.
 */
import type { Anneau, Contour, Geometrie, Position } from './contours';
import { anneauxOf } from './contours';

const METRES_PAR_DEGRE = 111_320;
/** About ten metres. */
const DECIMALES = 4;

const cleOf = ([lon, lat]: Position): string => `${lon},${lat}`;

const round = (degres: number): number => Number(degres.toFixed(DECIMALES));

/** Metres from a point to a segment, on a plane that is true enough at the scale of a commune. */
function distanceToSegment(point: Position, a: Position, b: Position): number {
  const echelle = Math.cos((a[1] * Math.PI) / 180);
  const toPlan = ([lon, lat]: Position): [number, number] => [
    (lon - a[0]) * echelle * METRES_PAR_DEGRE,
    (lat - a[1]) * METRES_PAR_DEGRE,
  ];
  const [x, y] = toPlan(point);
  const [bx, by] = toPlan(b);
  const longueur = bx * bx + by * by;
  const t = longueur === 0 ? 0 : Math.min(1, Math.max(0, (x * bx + y * by) / longueur));
  return Math.hypot(x - t * bx, y - t * by);
}

/** Douglas-Peucker: keeps both ends, and every point further than `tolerance` metres from the simpler line. */
export function simplifyLine(ligne: readonly Position[], tolerance: number): Position[] {
  if (ligne.length < 3) return [...ligne];
  const [debut, fin] = [ligne[0]!, ligne.at(-1)!];
  let rang = 0;
  let max = tolerance;
  for (let i = 1; i < ligne.length - 1; i += 1) {
    const distance = distanceToSegment(ligne[i]!, debut, fin);
    if (distance > max) [rang, max] = [i, distance];
  }
  if (rang === 0) return [debut, fin];
  return [
    ...simplifyLine(ligne.slice(0, rang + 1), tolerance).slice(0, -1),
    ...simplifyLine(ligne.slice(rang), tolerance),
  ];
}

/** Points where three borders meet or where a shared border ends: those that do not have just two neighbours. */
function findJonctions(anneaux: readonly Anneau[]): Set<string> {
  const voisins = new Map<string, Set<string>>();
  const link = (a: string, b: string) => {
    const siens = voisins.get(a) ?? new Set();
    voisins.set(a, siens.add(b));
  };
  for (const anneau of anneaux)
    for (let i = 1; i < anneau.length; i += 1) {
      const [a, b] = [cleOf(anneau[i - 1]!), cleOf(anneau[i]!)];
      if (a === b) continue;
      link(a, b);
      link(b, a);
    }
  return new Set([...voisins].filter(([, siens]) => siens.size !== 2).map(([cle]) => cle));
}

/** The ring from another of its points: its first junction, else its most western point, so that neighbours agree. */
function rotate(anneau: Anneau, jonctions: ReadonlySet<string>): Anneau {
  const points = anneau.slice(0, -1);
  const premiere = points.findIndex((point) => jonctions.has(cleOf(point)));
  const compare = (a: Position, b: Position) => a[0] - b[0] || a[1] - b[1];
  const depart = premiere >= 0 ? premiere : points.indexOf([...points].sort(compare)[0]!);
  const tourne = [...points.slice(depart), ...points.slice(0, depart)];
  return [...tourne, tourne[0]!];
}

/** Lines between junctions. A ring without any, or with one, is cut at its furthest point too: a line needs two ends. */
function cut(anneau: Anneau, jonctions: ReadonlySet<string>): Position[][] {
  const depart = anneau[0]!;
  const ends = new Set([...anneau.keys()].filter((i) => jonctions.has(cleOf(anneau[i]!))));
  ends.add(0).add(anneau.length - 1);
  if (ends.size === 2) {
    const distances = anneau.map((point) => distanceToSegment(point, depart, depart));
    ends.add(distances.indexOf(Math.max(...distances)));
  }
  const bornes = [...ends].sort((a, b) => a - b);
  return bornes.slice(1).map((fin, rang) => anneau.slice(bornes[rang], fin + 1));
}

/** The same line gives the same result from both of its sides. */
function simplifyBorder(ligne: Position[], tolerance: number): Position[] {
  const isReversed = cleOf(ligne[0]!) > cleOf(ligne.at(-1)!);
  const simple = simplifyLine(isReversed ? ligne.toReversed() : ligne, tolerance);
  return isReversed ? simple.toReversed() : simple;
}

/** Nothing when the ring is too small to be seen: a triangle at least is needed. */
function simplifyRing(anneau: Anneau, jonctions: ReadonlySet<string>, tolerance: number): Anneau | undefined {
  const lignes = cut(rotate(anneau, jonctions), jonctions).map((ligne) => simplifyBorder(ligne, tolerance));
  const points = lignes
    .flatMap((ligne) => ligne.slice(0, -1))
    .map((p): Position => [round(p[0]), round(p[1])]);
  const distincts = points.filter((point, i) => cleOf(point) !== cleOf(points[i - 1] ?? points.at(-1)!));
  return distincts.length < 3 ? undefined : [...distincts, distincts[0]!];
}

function simplifyGeometry(geometrie: Geometrie, simplify: (anneau: Anneau) => Anneau | undefined): Geometrie {
  const polygones = geometrie.type === 'Polygon' ? [geometrie.coordinates] : geometrie.coordinates;
  const simples = polygones.flatMap((polygone) => {
    const [exterieur, ...trous] = polygone.map(simplify);
    return exterieur ? [[exterieur, ...trous.filter((trou) => trou !== undefined)]] : [];
  });
  // A commune is never lost: one so small keeps its own outline.
  if (simples.length === 0) return geometrie;
  return simples.length === 1
    ? { type: 'Polygon', coordinates: simples[0]! }
    : { type: 'MultiPolygon', coordinates: simples };
}

/** Outlines with fewer points, none moved by more than `tolerance` metres and the rounding of ten metres. */
export function simplifyContours(features: readonly Contour[], tolerance: number): Contour[] {
  const jonctions = findJonctions(features.flatMap(anneauxOf));
  return features.map((feature) => ({
    ...feature,
    geometry: simplifyGeometry(feature.geometry, (anneau) => simplifyRing(anneau, jonctions, tolerance)),
  }));
}
