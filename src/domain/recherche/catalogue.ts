/** What a phone holds to show structures by itself, and what it can tell of their dates at the moment it is read. */
import type { Couleur } from '../age/etape';
import { NBSP } from '../date/espace';
import { formatDate, formatJourDuMois } from '../date/format';
import { type DateCivile, JOURS_DE_SEMAINE, isoWeekday, toNumeroDeJour } from '../date/jour';
import { toDateInParis } from '../date/paris';
import type { Facettes } from './facettes';
import type { CommuneSituee } from './filtre';

export interface LieuDeCatalogue {
  slug: string;
  nom: string;
  /** INSEE code. */
  commune: string;
  /** Position of the building; with `approche`, only the centre of its commune is known. */
  lat: number;
  lon: number;
  approche?: true;
}

export interface FicheDeCatalogue extends Facettes {
  nom: string;
  role: string;
  couleur: Couleur;
  /** Name of its type, and its pictogram. */
  libelle: string;
  pictogramme: string;
  /** Where, in words. */
  ou: string;
  /** As the content has it; a link is made of it by `toTelLink`. */
  telephone?: string;
  /** What to say when there is no date, or when it is not open. */
  message?: string;
  /** What to bring, one thing a line. */
  aApporter?: string[];
  /** Slugs of its places, in the order of the tour; without any, it is somewhere in its `communes`. */
  lieux: string[];
}

/** A date at which people can come. */
export interface PassageDeCatalogue {
  /** Slug of the place, or else INSEE code of the commune when only that is known. */
  lieu?: string;
  commune?: string;
  /** ISO 8601 with offset: start, and instant from which it is over. */
  debut: string;
  fin: string;
  /** Start or end is unknown: nobody can tell that it is going on now. */
  journee?: true;
  /** Hours in words, « 9 h – 12 h »; absent when only the day is known. */
  heures?: string;
  aConfirmer?: true;
}

/** `/carte/catalogue.json`. */
export interface Catalogue {
  produitLe: DateCivile;
  communes: (CommuneSituee & { habitants?: number })[];
  lieux: LieuDeCatalogue[];
  fiches: FicheDeCatalogue[];
}

/** `/carte/passages.json`. */
export interface Passages {
  produitLe: DateCivile;
  /** Last day of the dates held here. */
  au: DateCivile;
  /** By slug of the structure, in order of time. */
  passages: Record<string, PassageDeCatalogue[]>;
}

/** Dates that are not over at an instant (milliseconds). */
export function listAVenir(
  passages: readonly PassageDeCatalogue[],
  maintenant: number,
): PassageDeCatalogue[] {
  return passages.filter(({ fin }) => Date.parse(fin) > maintenant);
}

/** True when it is going on at an instant, and one knows that it is. */
export function isEnCours({ debut, fin, journee }: PassageDeCatalogue, maintenant: number): boolean {
  return !journee && Date.parse(debut) <= maintenant && Date.parse(fin) > maintenant;
}

/** A line may break after a dash, even before a non-breaking space: hours stay together. */
const keepTogether = (heures: string): string => heures.replaceAll('–', '–\u2060');

/** « mardi 1er décembre, 9 h – 12 h »; the hours are left out when only the day is known. */
export function formatPassage({ debut, heures, aConfirmer }: PassageDeCatalogue): string {
  const jour = formatDate(debut.slice(0, 10));
  return `${jour}${heures === undefined ? '' : `, ${keepTogether(heures)}`}${aConfirmer ? ' (à confirmer)' : ''}`;
}

const MOIS_COURTS = 'janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.'.split(' ');

/** « mar. 1er déc. » and, on a second line, « 9 h – 12 h »: for a label of the map. */
export function formatPassageCourt({ debut, heures }: PassageDeCatalogue): string {
  const date = debut.slice(0, 10);
  const jour = JOURS_DE_SEMAINE[isoWeekday(toNumeroDeJour(date)) - 1]!.slice(0, 3);
  const mois = MOIS_COURTS[Number(date.slice(5, 7)) - 1];
  const jourEtMois = [`${jour}.`, formatJourDuMois(Number(date.slice(8))), mois].join(NBSP);
  return heures === undefined ? jourEtMois : `${jourEtMois}\n${heures}`;
}

/** « En ce moment », « Aujourd’hui », « Demain »; nothing for a later day. */
export function sayWhen(passage: PassageDeCatalogue, maintenant: number): string {
  if (isEnCours(passage, maintenant)) return 'En ce moment';
  const jours =
    toNumeroDeJour(passage.debut.slice(0, 10)) - toNumeroDeJour(toDateInParis(new Date(maintenant)));
  return jours <= 0 ? 'Aujourd’hui' : jours === 1 ? 'Demain' : '';
}
