/** `/donnees/permanences.json`: every date of the coming months, in one list. */
import type { DateCivile } from '../date/date-civile';
import type { StatutOccurrence } from '../permanence/occurrence';
import type { Acces, Moment } from '../permanence/schema';
import type { Portail } from '../portail/portail';
import type { Occurrence } from '../portail/structure';
import { toEnTete } from './en-tete';
import { comingOccurrences, isHeureConnue } from './occurrence';

export interface OccurrenceJson {
  /** Slugs of the structure and of the place; `id` of the permanence. */
  structure: string;
  permanence: string;
  lieu: string | null;
  /** INSEE code. */
  commune: string | null;
  /** ISO 8601 with offset. Without hours, the whole day; without an end, the start. */
  debut: string;
  fin: string;
  statut: StatutOccurrence;
  acces: Acces | null;
  heuresConnues: boolean;
  /** These are written only when they say something. */
  moment: Moment | undefined;
  motif: string | undefined;
  reporteeAu: DateCivile | undefined;
  remplace: DateCivile | undefined;
}

function toOccurrenceJson(occurrence: Occurrence): OccurrenceJson {
  return {
    structure: occurrence.structure.slug,
    permanence: occurrence.permanence,
    lieu: occurrence.place?.slug ?? null,
    commune: occurrence.commune?.codeInsee ?? null,
    debut: occurrence.debutIso,
    fin: occurrence.finIso,
    statut: occurrence.statut,
    acces: occurrence.acces ?? null,
    heuresConnues: isHeureConnue(occurrence),
    moment: occurrence.moment,
    motif: occurrence.motif,
    reporteeAu: occurrence.reporteeAu,
    remplace: occurrence.remplace,
  };
}

// Not `localeCompare`: among ASCII texts the order is the same, and seven hundred thousand are compared.
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareByDebut = (a: Occurrence, b: Occurrence): number =>
  compareTexts(a.debutIso, b.debutIso) ||
  compareTexts(a.structure.slug, b.structure.slug) ||
  compareTexts(a.permanence, b.permanence);

/**
 * The file, a day at a time: with ten thousand structures it holds seven hundred thousand occurrences, and
 * nothing but the day being written is ever copied.
 */
export function* writePermanencesJson(portail: Portail): Generator<string, void, undefined> {
  const days = new Map<DateCivile, Occurrence[]>();
  for (const structure of portail.structures) {
    for (const occurrence of comingOccurrences(structure, portail)) {
      const day = days.get(occurrence.date);
      if (day) day.push(occurrence);
      else days.set(occurrence.date, [occurrence]);
    }
  }

  yield `${JSON.stringify(toEnTete(portail)).slice(0, -1)},"occurrences":[`;
  let separator = '';
  for (const [, day] of [...days].sort(([a], [b]) => compareTexts(a, b))) {
    yield separator + JSON.stringify(day.sort(compareByDebut).map(toOccurrenceJson)).slice(1, -1);
    separator = ',\n';
  }
  yield ']}\n';
}
