/** Where an entry is, in the words of whoever wrote it. */
import { isAReverifier } from '../../src/domain/source/verification';
import { type DateCivile, isDateCivile } from '../../src/domain/date/jour';
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import type { Brouillon, Fiche } from '../depot/depot';
import { readAt } from './chemin';

export const SUIVIS = {
  publie: 'Publié',
  brouillon: 'Brouillon',
  relecture: 'En relecture',
  retourne: 'Retourné',
} as const;
export type Suivi = keyof typeof SUIVIS;

/** A draft that came back with a word is said so until it goes to review again. */
export function suiviOf(brouillon: Pick<Brouillon, 'etat'> | undefined, isRetournee: boolean): Suivi {
  if (!brouillon) return 'publie';
  if (brouillon.etat !== 'draft') return 'relecture';
  return isRetournee ? 'retourne' : 'brouillon';
}

/** « jeudi 26 novembre 2026 », for the people of the territory. */
export function formatJour(instant: string): string {
  return formatDate(toDateInParis(new Date(instant)), { annee: true });
}

/** The name of an entry, whatever its sort. */
export function nameFiche(donnees: unknown, slug: string): string {
  const nom = readAt(donnees, ['nom']) ?? readAt(donnees, ['titre']);
  return typeof nom === 'string' && nom !== '' ? nom : slug;
}

export interface Fraicheur {
  texte: string;
  isAncienne: boolean;
}

/** When a group of fields was last confirmed, as published: a draft is not a confirmation. */
export function describeFraicheur(
  publie: Pick<Fiche, 'donnees'> | undefined,
  groupe: string,
  aujourdhui: DateCivile,
): Fraicheur {
  const date = readAt(publie?.donnees, ['verifications', groupe]);
  if (typeof date !== 'string' || !isDateCivile(date)) return { texte: 'Jamais vérifié', isAncienne: true };
  return {
    texte: `Vérifié le ${formatDate(date, { annee: true, jour: false })}`,
    isAncienne: isAReverifier(date, aujourdhui),
  };
}
