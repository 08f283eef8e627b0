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

/** By code, not by the rules of a language: slugs and instants are ASCII. */
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The file, an hour of a day at a time: with ten thousand structures it holds seven hundred thousand occurrences,
 * so only what is being written is ever copied, and what shares a start is gathered rather than sorted.
 */
export function* writePermanencesJson(portail: Portail): Generator<string, void, undefined> {
  const byDebut = new Map<string, Occurrence[]>();
  // In this order, what starts together is sorted by structure, and keeps for each the order of its permanences.
  for (const [, structure] of [...portail.structureBySlug].sort(([a], [b]) => compareTexts(a, b))) {
    for (const occurrence of comingOccurrences(structure, portail)) {
      const together = byDebut.get(occurrence.debutIso);
      if (together) together.push(occurrence);
      else byDebut.set(occurrence.debutIso, [occurrence]);
    }
  }

  yield `${JSON.stringify(toEnTete(portail)).slice(0, -1)},"occurrences":[`;
  let separator = '';
  for (const [, together] of [...byDebut].sort(([a], [b]) => compareTexts(a, b))) {
    yield separator + JSON.stringify(together.map(toOccurrenceJson)).slice(1, -1);
    separator = ',\n';
  }
  yield ']}\n';
}
