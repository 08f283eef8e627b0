/** What « Ma liste » says of a place at the moment it is read. */
import type { DateCivile } from '../date/date-civile';
import { formatDate } from '../date/format';
import { toDateInParis } from '../date/heure';
import { addDays } from '../date/date-civile';
import {
  type Catalogue,
  type FicheDeCatalogue,
  type PassageDeCatalogue,
  isEnCours,
  listAVenir,
} from '../recherche/catalogue';

export interface DateDeLieu {
  /** For programs: an instant, or a day when only that is known. */
  datetime: string;
  /** « Aujourd’hui », « Demain », « En ce moment »: on a screen only, since paper is read another day. */
  relatif?: string;
  /** « mardi 1er décembre ». */
  jour: string;
  /** « 9 h – 12 h »; absent when only the day is known. */
  heures?: string;
  /** Said when it is not where the service always is: « Lostalgues (Mairie) ». */
  ou?: string;
  aConfirmer: boolean;
}

export interface LieuGarde {
  slug: string;
  nom: string;
  type: string;
  libelle: string;
  pictogramme: string;
  couleur: string;
  role: string;
  commune?: string;
  ou: string;
  telephone?: string;
  dates: DateDeLieu[];
  /** What to say when no date is known. */
  message: string;
  aApporter: string[];
}

export const DATES_PAR_LIEU = 3;

/** What the phone knows, by the names that are looked for. */
export interface Annuaire {
  fiches: ReadonlyMap<string, FicheDeCatalogue>;
  lieux: ReadonlyMap<string, Catalogue['lieux'][number]>;
  communes: ReadonlyMap<string, Catalogue['communes'][number]>;
}

export function indexCatalogue({ fiches, lieux, communes }: Catalogue): Annuaire {
  return {
    fiches: new Map(fiches.map((fiche) => [fiche.slug, fiche])),
    lieux: new Map(lieux.map((lieu) => [lieu.slug, lieu])),
    communes: new Map(communes.map((commune) => [commune.code, commune])),
  };
}

function sayRelatif(passage: PassageDeCatalogue, date: DateCivile, maintenant: number): string | undefined {
  if (isEnCours(passage, maintenant)) return 'En ce moment';
  const aujourdhui = toDateInParis(new Date(maintenant));
  if (date === aujourdhui) return 'Aujourd’hui';
  return date === addDays(aujourdhui, 1) ? 'Demain' : undefined;
}

function describeDate(
  passage: PassageDeCatalogue,
  { lieux, communes }: Annuaire,
  lieuHabituel: string | undefined,
  maintenant: number,
): DateDeLieu {
  const { debut, heures, aConfirmer = false } = passage;
  const date = debut.slice(0, 10);
  const relatif = sayRelatif(passage, date, maintenant);
  const lieu = passage.lieu === undefined ? undefined : lieux.get(passage.lieu);
  const commune = communes.get(lieu?.commune ?? passage.commune ?? '');
  return {
    datetime: heures === undefined ? date : debut,
    ...(relatif === undefined ? {} : { relatif }),
    jour: formatDate(date),
    ...(heures === undefined ? {} : { heures }),
    ...(commune && (lieuHabituel === undefined || lieuHabituel !== passage.lieu)
      ? { ou: `${commune.nom}${lieu ? ` (${lieu.nom})` : ''}` }
      : {}),
    aConfirmer,
  };
}

/** « Maison de la petite enfance, Castelnoir », or the communes when there are several places. */
function sayOu(fiche: FicheDeCatalogue, { lieux, communes }: Annuaire): string {
  const [slug] = fiche.lieux;
  const lieu = fiche.lieux.length === 1 && slug !== undefined ? lieux.get(slug) : undefined;
  const commune = lieu && communes.get(lieu.commune);
  return lieu && commune ? `${lieu.nom}, ${commune.nom}` : fiche.ou;
}

/** Undefined when the directory no longer has this place. */
export function describeLieuGarde(
  slug: string,
  annuaire: Annuaire,
  passages: readonly PassageDeCatalogue[],
  maintenant: number,
): LieuGarde | undefined {
  const fiche = annuaire.fiches.get(slug);
  if (!fiche) return undefined;
  // A date may be moved elsewhere: then too, it says where.
  const lieuHabituel = fiche.lieux.length === 1 ? fiche.lieux[0] : undefined;
  const { nom, libelle, pictogramme, couleur, role, telephone, communes, aApporter = [] } = fiche;
  return {
    slug,
    nom,
    type: fiche.types?.[0] ?? '',
    libelle,
    pictogramme,
    couleur,
    role,
    ou: sayOu(fiche, annuaire),
    ...(communes?.[0] === undefined ? {} : { commune: communes[0] }),
    ...(telephone === undefined ? {} : { telephone }),
    dates: listAVenir(passages, maintenant)
      .slice(0, DATES_PAR_LIEU)
      .map((passage) => describeDate(passage, annuaire, lieuHabituel, maintenant)),
    message: fiche.message ?? 'Aucune date connue pour les prochaines semaines',
    aApporter,
  };
}
