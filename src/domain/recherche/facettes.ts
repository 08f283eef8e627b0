/**
 * What the filters of search and of the map may ask of a result. The file that holds them travels to every phone that
 * searches: what is absent is false, or unknown, and takes no room.
 */
import type { Ages } from '../age/age';

/** Kinds of results, as the marks of the lists name them. */
export const GENRES = {
  structure: 'Lieux et services',
  guide: 'Guide',
  aide: 'Aides financières',
  lexique: 'Mots expliqués',
  commune: 'Communes',
  evenement: 'Agenda',
  balade: 'Balades',
} as const;
export type Genre = keyof typeof GENRES;

/** Yes-or-no criteria, with the words of the boxes to tick. */
export const CRITERES = {
  gratuit: 'Gratuit',
  sansRendezVous: 'Sans rendez-vous',
  atypique: 'Tôt le matin ou tard le soir',
  handicap: 'Accueille les personnes handicapées',
  aDomicile: 'Vient à domicile',
  itinerant: 'Passe dans plusieurs villages',
} as const;
export type Critere = keyof typeof CRITERES;
export const CRITERE_SLUGS = Object.keys(CRITERES) as Critere[];

export interface Facettes extends Partial<Record<Critere, true>> {
  genre: Genre;
  slug: string;
  /** Types of a structure, its own first; for a guide, an aid or a word, the types of structures that answer. */
  types?: string[];
  themes?: string[];
  /** Ages welcomed, in completed months. Absent: unknown. */
  ages?: Ages;
  /** INSEE codes of the communes where one can go. */
  communes?: string[];
  /** Communes whose inhabitants may use it, when they are not those where it is. */
  zone?: 'territoire' | string[];
  /** Days of the week of its coming dates, 1 for Monday. */
  jours?: number[];
  /** In project or closed: it comes after what receives people. */
  ferme?: true;
}
