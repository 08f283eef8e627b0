/** A month written `2026-12`, as letters are named. */
import { type DateCivile, MOIS, addDays } from '../date/date-civile';
import { NBSP } from '../date/format';

export type MoisCivil = string;

/** From this day on, the letter to write is that of the month that follows. */
const JOUR_DU_SUIVANT = 15;

export const monthOf = (date: DateCivile): MoisCivil => date.slice(0, 7);
export const firstDay = (mois: MoisCivil): DateCivile => `${mois}-01`;

export function nextMonth(mois: MoisCivil): MoisCivil {
  return monthOf(addDays(firstDay(mois), 31));
}

/** Last day, included. */
export function lastDay(mois: MoisCivil): DateCivile {
  return addDays(firstDay(nextMonth(mois)), -1);
}

/** « décembre 2026 ». */
export function formatMois(mois: MoisCivil): string {
  return `${MOIS[Number(mois.slice(5)) - 1] ?? ''}${NBSP}${mois.slice(0, 4)}`;
}

/** « de décembre », « d’avril ». */
export function formatDeMois(mois: MoisCivil): string {
  const nom = formatMois(mois);
  return /^[ao]/.test(nom) ? `d’${nom}` : `de ${nom}`;
}

/** The month whose letter is the next to leave. */
export function findMois(aujourdhui: DateCivile): MoisCivil {
  const mois = monthOf(aujourdhui);
  return Number(aujourdhui.slice(8)) >= JOUR_DU_SUIVANT ? nextMonth(mois) : mois;
}

/** The months whose letter can be written on that day: this one, and the next. */
export function listMois(aujourdhui: DateCivile): MoisCivil[] {
  const mois = monthOf(aujourdhui);
  return [mois, nextMonth(mois)];
}
