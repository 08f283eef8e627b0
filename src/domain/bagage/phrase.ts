/** How a device's copy of the territory is told to who holds it. Read by phones: nothing heavy is imported here. */
import { nomsDEtages } from './bagage';
import type { Echec, EtatDeLaCopie, ResumeDuBagage } from './copie';

/** That of `date/format`, which would bring the validation library along. */
const NBSP = '\u00A0';

const ECHECS: Record<Echec, string> = {
  place: 'Il n’y a plus assez de place sur cet appareil, ou votre navigateur refuse de garder des pages.',
  reseau: 'Le réseau s’est coupé avant la fin. Ce qui est déjà arrivé ne sera pas redemandé : réessayez.',
  version: 'Le site était en train de changer. Réessayez dans quelques minutes.',
};
export function formatEchec(echec: Echec): string {
  return ECHECS[echec];
}

/** `12 Ko`, `1,3 Mo`. */
export function formatOctets(octets: number): string {
  if (octets < 1e6) return `${Math.max(1, Math.round(octets / 1e3))}${NBSP}Ko`;
  return `${(octets / 1e6).toFixed(1).replace('.', ',')}${NBSP}Mo`;
}

const formatPages = (pages: number): string => `${pages}${NBSP}page${pages > 1 ? 's' : ''}`;

/** `1er décembre 2026 à 10 h 05`, in Paris. */
export function formatMoment(instant: number): string {
  const format = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  const mots = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const jour = mots['day'] === '1' ? '1er' : mots['day'];
  const heure = `${Number(mots['hour'])}${NBSP}h${NBSP}${mots['minute']}`;
  return `${jour}${NBSP}${mots['month']}${NBSP}${mots['year']} à ${heure}`;
}

/** « Gardé sur cet appareil depuis le …, mis à jour le … : 312 pages, 0,4 Mo. » */
export function formatCopie({ gardeeDepuis, miseAJourLe, pages, octets }: EtatDeLaCopie): string {
  const miseAJour =
    miseAJourLe > gardeeDepuis
      ? `, mis à jour le ${formatMoment(miseAJourLe)}`
      : ', pas encore remis à jour depuis';
  return `Gardé sur cet appareil depuis le ${formatMoment(gardeeDepuis)}${miseAJour}. ${formatPages(pages)}, ${formatOctets(octets)} téléchargés.`;
}

/** « 312 pages, environ 0,4 Mo à télécharger. » */
export function formatResume({ pages, octets }: ResumeDuBagage): string {
  return `${formatPages(pages)}, environ ${formatOctets(octets)} à télécharger.`;
}

/** What a very large territory leaves out; nothing when all of it is kept. */
export function formatAbsents({ absents }: Pick<ResumeDuBagage, 'absents'>): string | undefined {
  if (absents.length === 0) return undefined;
  return `Ce territoire est trop grand pour être gardé en entier. Ne sont pas gardés d’avance : ${nomsDEtages(absents).join(' ; ')}. Les pages que vous ouvrez, elles, sont gardées.`;
}
