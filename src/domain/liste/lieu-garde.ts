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
  /** « aujourd’hui, mardi 1er décembre, 9 h – 12 h ». */
  texte: string;
  /** Said when the place is not always the same: « à Lostalgues (Mairie) ». */
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

function sayJour(date: DateCivile, aujourdhui: DateCivile): string {
  if (date === aujourdhui) return `aujourd’hui, ${formatDate(date)}`;
  return date === addDays(aujourdhui, 1) ? `demain, ${formatDate(date)}` : formatDate(date);
}

function describeDate(
  passage: PassageDeCatalogue,
  { lieux, communes }: Annuaire,
  hasPlusieursLieux: boolean,
  maintenant: number,
): DateDeLieu {
  const date = passage.debut.slice(0, 10);
  const jour = isEnCours(passage, maintenant)
    ? `en ce moment, ${formatDate(date)}`
    : sayJour(date, toDateInParis(new Date(maintenant)));
  const lieu = passage.lieu === undefined ? undefined : lieux.get(passage.lieu);
  const commune = communes.get(lieu?.commune ?? passage.commune ?? '');
  const ou = commune && `à ${commune.nom}${lieu ? ` (${lieu.nom})` : ''}`;
  return {
    datetime: passage.heures === undefined ? date : passage.debut,
    texte: passage.heures === undefined ? jour : `${jour}, ${passage.heures}`,
    ...(hasPlusieursLieux && ou ? { ou } : {}),
    aConfirmer: passage.aConfirmer === true,
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
      .map((passage) => describeDate(passage, annuaire, fiche.lieux.length > 1, maintenant)),
    message: fiche.message ?? 'Aucune date connue pour les prochaines semaines',
    aApporter,
  };
}
