/** Dates and hours as French people read them, with non-breaking spaces where a line must not break. */
import { type DateCivile, JOURS_DE_SEMAINE, MOIS, isoWeekday, toNumeroDeJour } from './jour';
import { NBSP } from './espace';
import type { Heure } from './paris';

export { NBSP };

/** `1er`, `2`, `31`. */
export function formatJourDuMois(jour: number): string {
  return jour === 1 ? '1er' : String(jour);
}

/** `mardi 1er décembre`; with `annee`, `mardi 1er décembre 2026`. The words of one date stay on one line. */
export function formatDate(date: DateCivile, options: { annee?: boolean; jour?: boolean } = {}): string {
  const [annee, mois, jour] = date.split('-').map(Number) as [number, number, number];
  const mots = [
    ...(options.jour === false ? [] : [JOURS_DE_SEMAINE[isoWeekday(toNumeroDeJour(date)) - 1]]),
    formatJourDuMois(jour),
    MOIS[mois - 1],
    ...(options.annee ? [String(annee)] : []),
  ];
  return mots.join(NBSP);
}

/** `1er décembre 2026`, `décembre 2026` or `2026`, according to what is known of the date. */
export function formatDatePartielle(date: string): string {
  const [annee, mois, jour] = date.split('-').map(Number) as [number, number?, number?];
  if (mois === undefined) return String(annee);
  const moisEtAnnee = `${MOIS[mois - 1]}${NBSP}${annee}`;
  return jour === undefined ? moisEtAnnee : `${formatJourDuMois(jour)}${NBSP}${moisEtAnnee}`;
}

/** `9 h`, `8 h 30`; midnight is `minuit` and noon `12 h`. */
export function formatHeure(heure: Heure): string {
  if (heure === '00:00') return 'minuit';
  const minutes = heure.slice(3);
  return `${Number(heure.slice(0, 2))}${NBSP}h${minutes === '00' ? '' : `${NBSP}${minutes}`}`;
}

/** `lundi, mardi et jeudi`. */
export function formatListe(mots: readonly string[], lien = 'et'): string {
  if (mots.length < 2) return mots.join('');
  return `${mots.slice(0, -1).join(', ')} ${lien} ${mots[mots.length - 1]}`;
}

/** `du samedi 19 décembre au dimanche 3 janvier`, or the single day when both are the same. */
export function formatPeriode(du: DateCivile, au: DateCivile, options: { annee?: boolean } = {}): string {
  return du === au ? formatDate(du, options) : `du ${formatDate(du)} au ${formatDate(au, options)}`;
}
