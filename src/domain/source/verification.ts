/** Facts that come from official pages are checked again every year. */
import { type DateCivile, addDays } from '../date/date-civile';

const JOURS = 365;

export function isAReverifier(verifieLe: DateCivile, aujourdhui: DateCivile): boolean {
  return addDays(verifieLe, JOURS) < aujourdhui;
}
