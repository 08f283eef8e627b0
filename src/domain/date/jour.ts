/**
 * Civil dates: a day of the calendar as people write it, `2026-12-01`, without hour or time zone.
 *
 * Calculations run on a day number (days since 1970-01-01), so that adding a week never meets a
 * daylight-saving change. Hours come back only at the end, in Europe/Paris (see `heure.ts`).
 *
 * What a browser may need is here, apart from the schemas, whose library no page should have to fetch.
 */

/** A day written `YYYY-MM-DD`. */
export type DateCivile = string;
/** Days since 1970-01-01, an integer. */
export type NumeroDeJour = number;

const MS_PER_DAY = 86_400_000;

/** Slugs of the days of the week; index 0 is Monday, as in ISO 8601. */
export const JOURS_DE_SEMAINE = [
  'lundi',
  'mardi',
  'mercredi',
  'jeudi',
  'vendredi',
  'samedi',
  'dimanche',
] as const;
export type JourDeSemaine = (typeof JOURS_DE_SEMAINE)[number];

export const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/** True when the text is a day that exists: `2026-02-30` does not. */
export function isDateCivile(texte: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(texte)) return false;
  const instant = Date.parse(`${texte}T00:00:00Z`);
  return !Number.isNaN(instant) && toDateCivile(instant / MS_PER_DAY) === texte;
}

/** Day number of a civil date. The date must be valid (see `isDateCivile`). */
export function toNumeroDeJour(date: DateCivile): NumeroDeJour {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

export function toDateCivile(numero: NumeroDeJour): DateCivile {
  return new Date(numero * MS_PER_DAY).toISOString().slice(0, 10);
}

export function addDays(date: DateCivile, jours: number): DateCivile {
  return toDateCivile(toNumeroDeJour(date) + jours);
}

/** 1 for Monday … 7 for Sunday. */
export function isoWeekday(numero: NumeroDeJour): number {
  // 1970-01-01 was a Thursday.
  return ((((numero + 3) % 7) + 7) % 7) + 1;
}

/** ISO 8601 week number: the week that holds a Thursday belongs to that Thursday's year. */
export function isoWeek(numero: NumeroDeJour): number {
  const jeudi = numero - isoWeekday(numero) + 4;
  const premierJanvier = toNumeroDeJour(`${toDateCivile(jeudi).slice(0, 4)}-01-01`);
  return Math.floor((jeudi - premierJanvier) / 7) + 1;
}

/** Number of days of a month (1 to 12). */
export function daysInMonth(annee: number, mois: number): number {
  return new Date(Date.UTC(annee, mois, 0)).getUTCDate();
}
