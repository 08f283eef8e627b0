/** The date that foreign schemas ask of every entry: when its facts were last known to be true. */
import type { DateCivile } from '../date/date-civile';
import type { Permanence } from '../permanence/schema';
import type { Structure } from '../structure/schema';

export interface DateDeMiseAJour {
  date: DateCivile;
  /** `mois` or `annee` when the source says no more: the first day of it is written, never a later one. */
  precision: 'jour' | 'mois' | 'annee';
}

const PRECISIONS = { 4: 'annee', 7: 'mois', 10: 'jour' } as const;
/** Older than any fact of the project; the schema of data·inclusion refuses what comes before. */
const PLUS_ANCIENNE = '2000-01-01';

/**
 * The latest verification or, failing that, the latest date of a source. Of « 2024 », the first of January: an entry may
 * look older than it is, never younger. Nothing when no source is dated.
 */
export function dateMajOf(
  structure: Structure,
  permanences: readonly Permanence[],
  aujourdhui: DateCivile,
): DateDeMiseAJour | undefined {
  const dites = [
    ...Object.values(structure.verifications),
    ...permanences.map(({ verifieLe }) => verifieLe),
    ...structure.sources.map(({ date }) => date),
  ];
  return dites
    .filter((date) => date !== undefined)
    .map((date) => ({
      date: `${date}-01-01`.slice(0, 10),
      precision: PRECISIONS[date.length as keyof typeof PRECISIONS],
    }))
    .filter(({ date }) => date <= aujourdhui && date >= PLUS_ANCIENNE)
    .reduce<DateDeMiseAJour | undefined>(
      (latest, dite) => (latest && latest.date >= dite.date ? latest : dite),
      undefined,
    );
}
