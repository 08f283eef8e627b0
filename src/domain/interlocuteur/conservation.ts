/** How long the name of a person stays: as long as their agreement, which is asked for again before it ends. */
import { type DateCivile, addDays, daysInMonth } from '../date/jour';

/** Months that an agreement holds, and days before its end when the person is asked again. */
export const CONSERVATION_D_ACCORD = { mois: 24, rappelJours: 30 } as const;

/** The last day on which an agreement given that day holds; deleted the day after. */
export function endOfAccord(donneLe: DateCivile): DateCivile {
  const [annee, mois, jour] = donneLe.split('-').map(Number) as [number, number, number];
  const rang = mois - 1 + CONSERVATION_D_ACCORD.mois;
  const an = annee + Math.floor(rang / 12);
  const m = (rang % 12) + 1;
  const dernier = Math.min(jour, daysInMonth(an, m));
  return `${an}-${String(m).padStart(2, '0')}-${String(dernier).padStart(2, '0')}`;
}

export function isConserve(donneLe: DateCivile, aujourdhui: DateCivile): boolean {
  return endOfAccord(donneLe) >= aujourdhui;
}

/** From that day, the agreement is asked for again. */
export function isARedemander(fin: DateCivile, aujourdhui: DateCivile): boolean {
  return addDays(fin, -CONSERVATION_D_ACCORD.rappelJours) <= aujourdhui;
}

/** Months that the log of the readings of the directory is kept. */
export const GARDE_DES_LECTURES = 6;
