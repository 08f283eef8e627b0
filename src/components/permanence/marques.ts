/** What the reading script needs to know of an item: when it starts, and when it is over. */
import type { Occurrence } from '../../domain/portail/structure';

export function marquesOf({
  debut,
  fin,
  debutIso,
  termineIso,
}: Occurrence): Record<string, string | undefined> {
  return {
    'data-debut': debutIso,
    'data-fin': termineIso,
    // Nobody knows that it is going on now: only that it is today.
    'data-journee': debut && fin ? undefined : '',
  };
}
