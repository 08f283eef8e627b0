/**
 * The ground of each commune when nobody gave its outline: what is nearer to its centre than to the others', larger
 * communes reaching further (a power diagram), within a disc around it. A drawing to find one's way, not a border.
 */
import type { Point } from './distance';
import type { Commune } from './schema';

interface Plan {
  x: number;
  y: number;
}

const KM_PAR_DEGRE = 111.32;
const COTES = 36;
/** Discs of the true surface leave gaps between them. */
const DEBORD = 1.45;

/** Keeps the part of a convex polygon where `cote` is not positive. */
function clip(polygone: readonly Plan[], cote: (point: Plan) => number): Plan[] {
  return polygone.flatMap((point, i) => {
    const suivant = polygone[(i + 1) % polygone.length]!;
    const [a, b] = [cote(point), cote(suivant)];
    const garde = a <= 0 ? [point] : [];
    if (a * b >= 0) return garde;
    const t = a / (a - b);
    return [...garde, { x: point.x + t * (suivant.x - point.x), y: point.y + t * (suivant.y - point.y) }];
  });
}

/** The ground of each commune by INSEE code, as a closed line of its corners. */
export function drawCellules(
  communes: readonly Pick<Commune, 'codeInsee' | 'centre' | 'rayonKm'>[],
): Map<string, Point[]> {
  const latitude = communes.reduce((somme, { centre }) => somme + centre.lat, 0) / communes.length;
  const echelle = KM_PAR_DEGRE * Math.cos((latitude * Math.PI) / 180);
  const toPlan = ({ lat, lon }: Point): Plan => ({ x: lon * echelle, y: lat * KM_PAR_DEGRE });
  const toPoint = ({ x, y }: Plan): Point => ({
    lat: Number((y / KM_PAR_DEGRE).toFixed(4)),
    lon: Number((x / echelle).toFixed(4)),
  });
  const sites = communes.map(({ codeInsee, centre, rayonKm }) => ({
    codeInsee,
    rayonKm,
    ...toPlan(centre),
  }));
  const power = (point: Plan, site: (typeof sites)[number]) =>
    (point.x - site.x) ** 2 + (point.y - site.y) ** 2 - site.rayonKm ** 2;
  return new Map(
    sites.map((site) => {
      const disque = Array.from({ length: COTES }, (_, i): Plan => {
        const angle = (2 * Math.PI * i) / COTES;
        return {
          x: site.x + site.rayonKm * DEBORD * Math.cos(angle),
          y: site.y + site.rayonKm * DEBORD * Math.sin(angle),
        };
      });
      const cellule = sites
        .filter((autre) => autre !== site)
        .reduce<Plan[]>(
          (reste, autre) => clip(reste, (point) => power(point, site) - power(point, autre)),
          disque,
        );
      return [site.codeInsee, cellule.map(toPoint)];
    }),
  );
}
