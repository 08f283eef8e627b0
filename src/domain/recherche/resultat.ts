/** What the card of a result shows, whatever its genre: it travels with the index, one at a time. */
import type { Couleur } from '../age/etape';
import type { Genre } from './facettes';

export interface DateDeCarte {
  /** ISO 8601 with offset: start, and instant from which it is over. */
  debut: string;
  fin: string;
  /** Start or end is unknown: nobody can tell that it is going on now. */
  journee?: true;
  /** « mardi 1er décembre », then « 9 h – 12 h ». */
  jours: string;
  heures?: string;
  /** Commune, when the result is in several. */
  ou?: string;
  /** Nobody confirmed these hours lately. */
  aConfirmer?: true;
}

export interface CarteDeResultat {
  genre: Genre;
  href: string;
  titre: string;
  resume: string;
  /** Type in words, and its pictogram and colour. */
  libelle: string;
  pictogramme: string;
  couleur: Couleur;
  /** Slug of the type of a structure, or nature of an event. */
  type?: string;
  /** INSEE code of its first commune. */
  commune?: string;
  /** When it does not receive people: « En projet », « Annulé ». */
  statut?: string;
  dates?: DateDeCarte[];
  /** What to say when there is no date. */
  message?: string;
  /** Where, for whom, for how much. */
  meta?: string;
}

/** One entry of the index: texts by decreasing weight, never shown, and the card. */
export interface FicheDIndex {
  carte: CarteDeResultat;
  /** What it is called, from its own name to the words that only mention it. */
  textes: { poids: number; texte: string }[];
}
