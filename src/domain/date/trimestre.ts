/** A quarter of a year, as the follow-up of actions counts: `2026-T3`. */
import type { DateCivile } from './jour';

export type Trimestre = string;
export const TRIMESTRE = /^\d{4}-T[1-4]$/;

/** The quarter that holds a day, or the first one of a year or a month alone. */
export function trimestreOf(date: DateCivile): Trimestre {
  const [annee, mois = 1] = date.split('-').map(Number);
  return `${annee}-T${Math.ceil(mois / 3)}`;
}

/** Quarters since year 0: two of them compare and subtract. */
export function rangOf(trimestre: Trimestre): number {
  const [annee, rang] = trimestre.split('-T').map(Number);
  return annee! * 4 + rang! - 1;
}

/** « 3e trimestre 2026 ». */
export function formatTrimestre(trimestre: Trimestre): string {
  const [annee, rang] = trimestre.split('-T');
  return `${rang === '1' ? '1er' : `${rang}e`} trimestre ${annee}`;
}
