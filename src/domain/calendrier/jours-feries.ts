/** The eleven public holidays of metropolitan France (article L3133-1 of the Code du travail). */
import { type DateCivile, addDays } from '../date/date-civile';

/** Easter Sunday of a year of the Gregorian calendar (anonymous computus). */
export function easterSunday(annee: number): DateCivile {
  const a = annee % 19;
  const b = Math.floor(annee / 100);
  const c = annee % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const mois = Math.floor((h + l - 7 * m + 114) / 31);
  const jour = ((h + l - 7 * m + 114) % 31) + 1;
  return `${annee}-${String(mois).padStart(2, '0')}-${String(jour).padStart(2, '0')}`;
}

/** Names of the public holidays of a year, by date. */
export function joursFeries(annee: number): Map<DateCivile, string> {
  const paques = easterSunday(annee);
  return new Map([
    [`${annee}-01-01`, 'jour de l’An'],
    [addDays(paques, 1), 'lundi de Pâques'],
    [`${annee}-05-01`, 'fête du Travail'],
    [`${annee}-05-08`, 'victoire de 1945'],
    [addDays(paques, 39), 'Ascension'],
    [addDays(paques, 50), 'lundi de Pentecôte'],
    [`${annee}-07-14`, 'fête nationale'],
    [`${annee}-08-15`, 'Assomption'],
    [`${annee}-11-01`, 'Toussaint'],
    [`${annee}-11-11`, 'armistice de 1918'],
    [`${annee}-12-25`, 'Noël'],
  ]);
}
