/** Links to a public map: the way there, and the place itself. Nothing is asked of it until somebody follows them. */
import type { z } from 'zod';
import type { positionSchema } from './schema';

export type Position = z.infer<typeof positionSchema>;

const CARTE = 'https://www.openstreetmap.org';

/** The middle of a commune is no place to go to. */
const isExacte = (position: Position | undefined): position is Position => position?.precision === 'adresse';

/** Address of the way to a position, when it is the very place. */
export function toItineraire(position: Position | undefined): string | undefined {
  return isExacte(position) ? `${CARTE}/directions?to=${position.lat}%2C${position.lon}` : undefined;
}

/** Address of a public map that shows this very place. */
export function toCartePublique(position: Position | undefined): string | undefined {
  if (!isExacte(position)) return undefined;
  const { lat, lon } = position;
  return `${CARTE}/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`;
}
