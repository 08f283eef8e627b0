/** Distances as the crow flies: they are always said to be so. */
import { NBSP } from '../date/espace';

export interface Point {
  lat: number;
  lon: number;
}

const EARTH_RADIUS_KM = 6371;
const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres. */
export function distanceKm(a: Point, b: Point): number {
  const dLat = toRadians(b.lat - a.lat);
  const dLon = toRadians(b.lon - a.lon);
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(toRadians(a.lat)) * Math.cos(toRadians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h));
}

/** `à 8 km`, `à moins de 1 km`. Whole kilometres: the centre of a commune is not more precise. */
export function formatDistance(km: number): string {
  return km < 1 ? `à moins de 1${NBSP}km` : `à${NBSP}${Math.round(km)}${NBSP}km`;
}
