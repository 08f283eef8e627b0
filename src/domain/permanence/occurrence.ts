/** The dates that a permanence gives: what a person reads, a feed carries, a map shows. */
import type { Calendrier } from '../calendrier/calendrier';
import type { ZoneScolaire } from '../calendrier/schema';
import { type DateCivile, addDays, toNumeroDeJour } from '../date/date-civile';
import { type Heure, endDate, toInstant, toMinutes } from '../date/heure';
import { takesPlace } from './rythme';
import type { Creneau, Fermeture, Moment, Permanence } from './schema';

export type StatutOccurrence = 'confirmee' | 'a-confirmer' | 'annulee' | 'reportee';

/** One slot of one day. */
export interface Occurrence {
  /** `id` of the permanence. */
  permanence: string;
  /** Slug of the place, when it is known. */
  lieu: string | undefined;
  date: DateCivile;
  /** Absent when the source gives no hours. */
  debut: Heure | undefined;
  fin: Heure | undefined;
  moment: Moment | undefined;
  statut: StatutOccurrence;
  /** Why it is cancelled, moved or added. */
  motif: string | undefined;
  /** New date of a moved occurrence. */
  reporteeAu: DateCivile | undefined;
  /** Date that this occurrence replaces. */
  remplace: DateCivile | undefined;
}

export interface OccurrenceContext {
  calendrier: Calendrier;
  /** School zone of the territory; a rule may name another. */
  zone: ZoneScolaire;
  /** Closures of the whole structure. */
  fermetures?: readonly Fermeture[];
  /** True when nobody confirmed these hours recently: occurrences are then « à confirmer ». */
  aConfirmer?: boolean;
}

function covers(fermeture: { du: DateCivile; au?: DateCivile | undefined }, date: DateCivile): boolean {
  return date >= fermeture.du && date <= (fermeture.au ?? fermeture.du);
}

/** The slots of a day; a day without hours still is one occurrence. */
function toSlots(
  creneaux: readonly Creneau[],
): { debut?: Heure; fin?: Heure | undefined; moment?: Moment }[] {
  return creneaux.length > 0 ? [...creneaux] : [{}];
}

/** Occurrences whose day lies between `du` and `au` included, in order of time. */
export function listOccurrences(
  permanence: Permanence,
  du: DateCivile,
  au: DateCivile,
  { calendrier, zone, fermetures = [], aConfirmer = false }: OccurrenceContext,
): Occurrence[] {
  const occurrences: Occurrence[] = [];
  const annulations = permanence.exceptions.filter((exception) => exception.type === 'annulation');
  const reports = permanence.exceptions.filter((exception) => exception.type === 'report');
  const ajouts = permanence.exceptions.filter((exception) => exception.type === 'ajout');
  const certain: StatutOccurrence = aConfirmer ? 'a-confirmer' : 'confirmee';

  function add(
    date: DateCivile,
    statut: StatutOccurrence,
    details: {
      creneaux?: Creneau[] | undefined;
      lieu?: string | undefined;
      motif?: string;
      reporteeAu?: DateCivile;
      remplace?: DateCivile;
    } = {},
  ): void {
    for (const { debut, fin, moment } of toSlots(details.creneaux ?? permanence.creneaux)) {
      occurrences.push({
        permanence: permanence.id,
        lieu: details.lieu ?? permanence.lieu,
        date,
        debut,
        fin,
        moment,
        statut,
        motif: details.motif,
        reporteeAu: details.reporteeAu,
        remplace: details.remplace,
      });
    }
  }

  const dernier = toNumeroDeJour(au);
  for (let numero = toNumeroDeJour(du); numero <= dernier; numero += 1) {
    const jour = calendrier.jour(numero);
    const verdict = takesPlace(permanence, jour, calendrier, zone);
    if (verdict === 'no') continue;
    const { date } = jour;
    const report = reports.find(({ de }) => de === date);
    const closure = [...annulations, ...fermetures].find((fermeture) => covers(fermeture, date));
    if (report) add(date, 'reportee', { motif: report.motif, reporteeAu: report.vers });
    else if (closure) add(date, 'annulee', { motif: closure.motif });
    else add(date, verdict === 'unknown' ? 'a-confirmer' : certain);
  }
  const base = occurrences.splice(0);
  for (const { de, vers, creneaux, lieu, motif } of reports) {
    if (vers >= du && vers <= au) add(vers, certain, { creneaux, lieu, motif, remplace: de });
  }
  for (const { date, creneaux, lieu, motif } of ajouts) {
    if (date >= du && date <= au) add(date, certain, { creneaux, lieu, motif });
  }
  // A date moved or added onto one that takes place anyway is one occurrence, the one that says why.
  const isDouble = (occurrence: Occurrence) =>
    isHeld(occurrence) && occurrences.some((added) => isSameSlot(added, occurrence));
  return [...base.filter((occurrence) => !isDouble(occurrence)), ...occurrences].sort(compareOccurrences);
}

function isSameSlot(a: Occurrence, b: Occurrence): boolean {
  return a.date === b.date && a.debut === b.debut && a.lieu === b.lieu;
}

export function compareOccurrences(a: Occurrence, b: Occurrence): number {
  return (
    a.date.localeCompare(b.date) ||
    (a.debut ?? '').localeCompare(b.debut ?? '') ||
    a.permanence.localeCompare(b.permanence)
  );
}

/** True when people can come: neither cancelled nor moved away. */
export function isHeld({ statut }: Occurrence): boolean {
  return statut === 'confirmee' || statut === 'a-confirmer';
}

/**
 * Start and end as ISO 8601 instants with the offset of Europe/Paris. Without hours, the whole
 * civil day. Without an end, the end is the start.
 */
export function toInterval({ date, debut, fin }: Pick<Occurrence, 'date' | 'debut' | 'fin'>): {
  debut: string;
  fin: string;
} {
  if (!debut) return { debut: toInstant(date, '00:00'), fin: toInstant(addDays(date, 1), '00:00') };
  if (!fin) return { debut: toInstant(date, debut), fin: toInstant(date, debut) };
  return { debut: toInstant(date, debut), fin: toInstant(endDate(date, debut, fin), fin) };
}

const DEBUT_HABITUEL = toMinutes('07:30');
const FIN_HABITUELLE = toMinutes('18:30');

/** « Horaires atypiques »: starts strictly before 7:30 or ends strictly after 18:30. */
export function isAtypique(creneau: Creneau): boolean {
  if (!('debut' in creneau)) return false;
  const debut = toMinutes(creneau.debut);
  if (debut < DEBUT_HABITUEL || debut > FIN_HABITUELLE) return true;
  if (!creneau.fin) return false;
  const fin = toMinutes(creneau.fin);
  return fin > FIN_HABITUELLE || fin <= debut;
}
