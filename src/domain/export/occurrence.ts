/** The occurrences that exports carry, and the name that each keeps from one build to the next. */
import type { DateCivile } from '../date/date-civile';
import type { Heure } from '../date/heure';
import type { Moment, Permanence } from '../permanence/schema';
import type { Portail } from '../portail/portail';
import { type Occurrence, occurrencesOf } from '../portail/structure';
import type { Structure } from '../structure/schema';

/**
 * Occurrences of a structure from the day of the build to the horizon, both included. The slot of the night
 * before belongs to the day when it started, so it is not among them.
 */
export function comingOccurrences(structure: Structure, portail: Portail): Occurrence[] {
  return occurrencesOf(structure, portail).filter(({ date }) => date >= portail.aujourdhui);
}

/** Without hours, `debut` and `fin` only bound the day. */
export function isHeureConnue({ debut }: Occurrence): boolean {
  return debut !== undefined;
}

export interface OccurrenceIdentifiee {
  occurrence: Occurrence;
  /** The same for an occurrence, for its cancellation and for the one that replaces it. */
  uid: string;
}

interface Creneau {
  debut?: Heure | undefined;
  moment?: Moment | undefined;
}

const toSlotName = ({ debut, moment }: Creneau): string => debut?.replace(':', '') ?? moment ?? 'jour';

/** The slots of an ordinary day, in the order in which occurrences are listed. */
function ordinarySlots({ creneaux }: Permanence): Creneau[] {
  const slots: Creneau[] = creneaux.length > 0 ? [...creneaux] : [{}];
  return slots.sort((a, b) => (a.debut ?? '').localeCompare(b.debut ?? ''));
}

/** Gives a name to each thing; the second of the same name gets `.2`, so that no two are alike. */
export function createNames(): (nom: string) => string {
  const counts = new Map<string, number>();
  return (nom) => {
    const count = (counts.get(nom) ?? 0) + 1;
    counts.set(nom, count);
    return count === 1 ? nom : `${nom}.${count}`;
  };
}

/**
 * Names the occurrences of one structure. The list must hold whole days, in order: what a permanence moved is
 * matched slot by slot with the day that it replaces, of which only the permanence itself keeps the memory.
 */
export function identifyOccurrences(
  structure: Structure,
  occurrences: readonly Occurrence[],
  portail: Portail,
): OccurrenceIdentifiee[] {
  const slots = new Map(
    structure.permanences.map((permanence) => [permanence.id, ordinarySlots(permanence)]),
  );
  const ranks = new Map<string, number>();
  const namePlanned = createNames();
  const nameMoved = createNames();
  const toUid = (permanence: string, date: DateCivile, slot: string): string =>
    `${structure.slug}.${permanence}.${date}.${slot}`;

  function name(occurrence: Occurrence): string {
    const { permanence, date, remplace } = occurrence;
    if (remplace === undefined) return namePlanned(toUid(permanence, date, toSlotName(occurrence)));
    const day = `${permanence}.${remplace}.${date}`;
    const rank = ranks.get(day) ?? 0;
    ranks.set(day, rank + 1);
    const slot = slots.get(permanence)?.[rank];
    return nameMoved(
      toUid(permanence, remplace, slot ? toSlotName(slot) : `${toSlotName(occurrence)}.report`),
    );
  }

  return occurrences.map((occurrence) => ({ occurrence, uid: `${name(occurrence)}@${portail.slug}` }));
}
