/**
 * Hours of a day in Europe/Paris, and the instants they give. Apart from the schema of an hour, whose library no page
 * should have to fetch.
 */
import { type DateCivile, toDateCivile, toNumeroDeJour } from './jour.ts';

/** An hour of the day written `HH:MM`, from `00:00` to `23:59`. */
export type Heure = string;

/** Minutes since midnight. */
export function toMinutes(heure: Heure): number {
  return Number(heure.slice(0, 2)) * 60 + Number(heure.slice(3));
}

/** Last Sunday of a month, as a day of that month. */
function lastSunday(annee: number, mois: number): number {
  const dernier = new Date(Date.UTC(annee, mois, 0));
  return dernier.getUTCDate() - dernier.getUTCDay();
}

/** On both nights, clocks have changed for certain from 3 h on. */
const HEURE_DE_BASCULE = 180;

/**
 * Minutes between UTC and Europe/Paris for a civil date and hour: 60 in winter, 120 in summer.
 * The rule of the European directive (last Sunday of March 2 h → 3 h, last Sunday of October 3 h → 2 h).
 * As RFC 5545 asks, an hour that happens twice in October is the first, and an hour skipped in March keeps
 * the offset before the change.
 */
export function parisOffset(date: DateCivile, heure: Heure): number {
  const [annee, mois, jour] = date.split('-').map(Number) as [number, number, number];
  const minutes = toMinutes(heure);
  if (mois < 3 || mois > 10) return 60;
  if (mois > 3 && mois < 10) return 120;
  const bascule = lastSunday(annee, mois);
  const after = jour > bascule || (jour === bascule && minutes >= HEURE_DE_BASCULE);
  return (mois === 3) === after ? 120 : 60;
}

const instants = new Map<DateCivile, Map<Heure, string>>();

/**
 * `2026-12-01` and `09:00` give `2026-12-01T09:00:00+01:00`. Each is written once and kept: services by thousands
 * open at the same hours of the same days.
 */
export function toInstant(date: DateCivile, heure: Heure): string {
  let heures = instants.get(date);
  if (!heures) instants.set(date, (heures = new Map<Heure, string>()));
  let instant = heures.get(heure);
  if (instant === undefined) {
    instant = `${date}T${heure}:00+0${parisOffset(date, heure) / 60}:00`;
    heures.set(heure, instant);
  }
  return instant;
}

/** The civil date in Europe/Paris at an instant. */
export function toDateInParis(instant: Date): DateCivile {
  for (const offset of [120, 60]) {
    const local = new Date(instant.getTime() + offset * 60_000).toISOString();
    if (parisOffset(local.slice(0, 10), local.slice(11, 16)) === offset) return local.slice(0, 10);
  }
  return instant.toISOString().slice(0, 10);
}

/** The next day when `fin` is not after `debut`: a slot may pass midnight. */
export function endDate(date: DateCivile, debut: Heure, fin: Heure): DateCivile {
  return toMinutes(fin) > toMinutes(debut) ? date : toDateCivile(toNumeroDeJour(date) + 1);
}
