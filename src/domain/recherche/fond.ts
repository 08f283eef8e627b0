/** `/carte/fond.json`: what the map is drawn on when no image is asked of anyone. */
import type { DateCivile } from '../date/jour';
import type { Source } from '../source/schema';
import type { Tuiles } from '../territoire/schema';

export interface Fond {
  produitLe: DateCivile;
  /** True outlines have a source; without it, the ground of a commune is only a drawing. */
  source?: Source;
  /** By INSEE code: closed lines of `[latitude, longitude]`. */
  communes: { code: string; lignes: [number, number][][] }[];
  /** Images that the visitor may ask for. */
  tuiles?: Tuiles;
}
