/** The sheet that a professional gives to a family: chosen places, on paper or by link, without anybody's name. */
import { type DateCivile, addDays } from '../date/date-civile';

/** Titles that say nothing of the family. A title written freely stays on the paper and on the device. */
export const TITRES_D_ORIENTATION = [
  'Des lieux pour vous et votre famille',
  'Pour faire garder votre enfant',
  'Pour les loisirs et les vacances de votre enfant',
  'Pour votre adolescente ou votre adolescent',
  'Pour préparer une naissance',
  'Pour vos démarches',
  'Pour souffler et être écouté',
] as const;

const VALIDITE_JOURS = 30;

/** Dates change: a sheet holds for thirty days, or until the last date that the site holds if that is sooner. */
export function defaultEcheance(aujourdhui: DateCivile, derniereDate: DateCivile): DateCivile {
  const echeance = addDays(aujourdhui, VALIDITE_JOURS);
  if (derniereDate < aujourdhui) return aujourdhui;
  return derniereDate < echeance ? derniereDate : echeance;
}
