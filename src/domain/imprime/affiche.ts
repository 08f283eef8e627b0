/** The sheet of a commune, to pin up: the coming dates, who to call, and strips to tear off. */
import { addDays } from '../date/date-civile';
import { NBSP, formatDate } from '../date/format';
import { formatTelephone } from '../contact/schema';
import { sortForDisplay } from '../portail/annuaire';
import { type VueDeCommune, describeCommune } from '../portail/commune';
import type { Commune, Portail } from '../portail/portail';
import { couleurOf, isOuverte, telephoneOf } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { formatType, getType } from '../structure/type';
import { formatDistance } from '../territoire/distance';
import { type PassageImprime, joinHours, listOccurrencesANoter, toPassage } from './calendrier';
import { type Enseigne, describeEnseigne } from './enseigne';
import { etapeOf, toAdresse, toAdresseCourte } from './notice';

/** A service on the sheet: one glance. */
export interface ServiceAffiche {
  nom: string;
  genre: string;
  pictogramme: string;
  couleur: string;
  etape: string;
  role: string;
  telephone?: string;
}

export interface Languette {
  titre: string;
  telephone?: string;
  adresse: string;
}

/** « mardi 1er décembre », and what there is. */
export type DateDeCommune = PassageImprime & { jour: string };

export interface AfficheDeCommune extends Enseigne {
  commune: string;
  codesPostaux: string;
  page: string;
  lienDePage: string;
  /** Last day of the dates: « 12 janvier 2027 ». */
  jusquau: string;
  dates: DateDeCommune[];
  services: ServiceAffiche[];
  /** Services elsewhere that receive the inhabitants. */
  ailleurs: ServiceAffiche[];
  projets: string[];
  /** How many there are in all: only the first are above. */
  nombres: { dates: number; services: number; ailleurs: number };
  /** What to say when nothing is listed. */
  vide?: string;
  mairie?: { nom: string; telephone?: string };
  languettes: Languette[];
}

const JOURS_AFFICHES = 42;
/** More lines than a sheet can hold: the template keeps those that fit, and says how many others there are. */
const LIGNES_MAX = 30;
export const LANGUETTES = 10;

function toService(structure: Structure): ServiceAffiche {
  const telephone = telephoneOf(structure);
  const couleur = couleurOf(structure);
  return {
    nom: structure.nom,
    genre: formatType(structure.type),
    pictogramme: getType(structure.type).pictogramme,
    couleur,
    etape: etapeOf(couleur),
    role: structure.role,
    ...(telephone ? { telephone: formatTelephone(telephone) } : {}),
  };
}

/** « Aucun service recensé à Mélagues. Le plus proche : …, à Camarès, à 8 km à vol d’oiseau. » */
export function formatVide({ commune, plusProche }: Pick<VueDeCommune, 'commune' | 'plusProche'>): string {
  const texte = `Aucun service recensé à ${commune.nom}.`;
  if (!plusProche) return texte;
  const { structure, commune: voisine, km } = plusProche;
  return `${texte} Le plus proche${NBSP}: ${structure.nom}, à ${voisine.nom}, ${formatDistance(km)} à vol d’oiseau.`;
}

/** The dates to note in a commune from the day of the portal, of every service: the guide holds those of children. */
export function listDatesDeCommune(commune: Commune, au: string, portail: Portail): DateDeCommune[] {
  const { surPlace } = describeCommune(commune, portail);
  const occurrences = listOccurrencesANoter(surPlace, { du: portail.aujourdhui, au }, portail).filter(
    (occurrence) => occurrence.commune === commune,
  );
  return [...Map.groupBy(occurrences, ({ date }) => date)].flatMap(([date, duJour]) =>
    joinHours(duJour.map(toPassage)).map((passage) => ({ ...passage, jour: formatDate(date) })),
  );
}

/** One for each service that can be called; those that remain carry the address of the page. */
function listLanguettes(
  services: readonly Structure[],
  page: string,
  { coordination }: Enseigne,
): Languette[] {
  const appelables = services.flatMap((structure) => {
    const telephone = telephoneOf(structure);
    return telephone ? [{ titre: structure.nom, telephone: formatTelephone(telephone), adresse: page }] : [];
  });
  const { telephone } = coordination;
  const generale: Languette = {
    titre: 'Tout ce qui existe ici',
    ...(telephone ? { telephone } : {}),
    adresse: page,
  };
  const modele = [...appelables.slice(0, LANGUETTES - 1), generale];
  return Array.from({ length: LANGUETTES }, (_, rang) => modele[rang % modele.length]!);
}

export function describeAffiche(commune: Commune, portail: Portail): AfficheDeCommune {
  const enseigne = describeEnseigne(portail);
  const vue = describeCommune(commune, portail);
  const { mairie } = vue;
  const lienDePage = toAdresse(`/communes/${commune.slug}/`, portail);
  const page = toAdresseCourte(lienDePage);
  const surPlace = sortForDisplay(vue.surPlace).filter(({ statut }) => statut !== 'ferme-definitivement');
  const appelables = [...surPlace, ...vue.quiDesservent].filter(isOuverte);
  const au = addDays(portail.aujourdhui, JOURS_AFFICHES);
  const dates = listDatesDeCommune(commune, au, portail);
  // Those that can be called come first.
  const ailleurs = vue.quiDesservent.toSorted((a, b) => Number(!telephoneOf(a)) - Number(!telephoneOf(b)));
  const telephone = mairie && telephoneOf(mairie);
  return {
    ...enseigne,
    commune: commune.nom,
    codesPostaux: commune.codesPostaux.join(', '),
    page,
    lienDePage,
    jusquau: formatDate(au, { jour: false, annee: true }),
    dates: dates.slice(0, LIGNES_MAX),
    services: surPlace.slice(0, LIGNES_MAX).map(toService),
    ailleurs: ailleurs.slice(0, LIGNES_MAX).map(toService),
    nombres: { dates: dates.length, services: surPlace.length, ailleurs: ailleurs.length },
    projets: vue.enProjet.map(({ nom }) => nom),
    ...(vue.surPlace.length === 0 ? { vide: formatVide(vue) } : {}),
    ...(mairie
      ? { mairie: { nom: mairie.nom, ...(telephone ? { telephone: formatTelephone(telephone) } : {}) } }
      : {}),
    languettes: listLanguettes(appelables, page, enseigne),
  };
}
