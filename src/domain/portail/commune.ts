/** What there is for the inhabitants of a commune, here and nearby, and when. */
import { addDays } from '../date/date-civile';
import type { Evenement } from '../evenement/schema';
import { isHeld } from '../permanence/occurrence';
import type { Structure } from '../structure/schema';
import { distanceKm } from '../territoire/distance';
import { listComingDates } from './agenda';
import type { Commune, Lieu, Portail } from './portail';
import {
  type Occurrence,
  communesOf,
  indexOccurrences,
  isOuverte,
  isToCome,
  isTournee,
  serves,
  stopsOf,
} from './structure';

/** How far « nearby » goes, as the crow flies. */
export const RAYON_VOISINAGE_KM = 15;
/** Days of permanences shown on a commune's page, and how many at most: a page must load in one breath. */
export const JOURS_AFFICHES = 14;
const PASSAGES_AFFICHES = 10;
const AUTOUR_AFFICHES = 5;

export interface Voisine {
  commune: Commune;
  km: number;
}

/** The other communes of the territory, nearest first. */
export function voisinesOf(commune: Commune, portail: Portail): Voisine[] {
  return portail.communes
    .filter((autre) => autre !== commune)
    .map((autre) => ({ commune: autre, km: distanceKm(commune.centre, autre.centre) }))
    .sort((a, b) => a.km - b.km);
}

export interface VueDeCommune {
  commune: Commune;
  /** Structures that have their place in the commune, or a permanence in it. */
  surPlace: Structure[];
  /** Structures elsewhere whose zone covers the commune. */
  quiDesservent: Structure[];
  /** Projects announced for the commune. */
  enProjet: Structure[];
  /** Coming occurrences in the commune. */
  ici: Occurrence[];
  /** The next occurrence of each service of its neighbours, with its distance. */
  autour: { occurrence: Occurrence; km: number }[];
  /** Tours that stop here: the places, and their rank among the stops. */
  tournees: { structure: Structure; arrets: { lieu: Lieu; rang: number }[]; total: number }[];
  evenements: Evenement[];
  mairie: Structure | undefined;
  lieuMairie: Lieu | undefined;
  /** The nearest commune where something exists, when there is nothing here. */
  plusProche: (Voisine & { structure: Structure }) | undefined;
  voisines: Voisine[];
}

const indexes = new WeakMap<Portail, Map<Commune, Structure[]>>();

/** Structures present in each commune, computed once for the whole portal. */
export function structuresIn(commune: Commune, portail: Portail): Structure[] {
  let index = indexes.get(portail);
  if (!index) {
    index = new Map<Commune, Structure[]>();
    for (const structure of portail.structures) {
      for (const presente of communesOf(structure, portail)) {
        const liste = index.get(presente);
        if (liste) liste.push(structure);
        else index.set(presente, [structure]);
      }
    }
    indexes.set(portail, index);
  }
  return index.get(commune) ?? [];
}

/** Coming occurrences held in a commune, from today to `jours` later. */
export function listPermanencesByCommune(commune: Commune, jours: number, portail: Portail): Occurrence[] {
  const fin = addDays(portail.aujourdhui, jours);
  return (indexOccurrences(portail).byCommune.get(commune) ?? [])
    .filter((occurrence) => isHeld(occurrence) && occurrence.date <= fin && isToCome(occurrence, portail))
    .sort((a, b) => a.debutIso.localeCompare(b.debutIso));
}

/** The town hall has its own place on the page: it is not what a family looks for here. */
const isService = ({ type }: Structure): boolean => type !== 'mairie';

function findNearest(voisines: readonly Voisine[], portail: Portail): VueDeCommune['plusProche'] {
  for (const voisine of voisines) {
    const structure = structuresIn(voisine.commune, portail).filter(isService).find(isOuverte);
    if (structure) return { ...voisine, structure };
  }
  return undefined;
}

/** One occurrence a service: what it offers next, not its whole timetable. */
function keepFirstOfEach(occurrences: readonly Occurrence[]): Occurrence[] {
  const seen = new Set<Structure>();
  return occurrences.filter(({ structure }) => !seen.has(structure) && seen.add(structure));
}

/**
 * Every date in a village; in a town that has too many, the next of each service. Days without hours say
 * little: once is enough.
 */
function listIci(commune: Commune, portail: Portail): Occurrence[] {
  const toutes = listPermanencesByCommune(commune, JOURS_AFFICHES, portail);
  const premieres = new Set(keepFirstOfEach(toutes));
  const utiles = toutes.filter((occurrence) => occurrence.debut !== undefined || premieres.has(occurrence));
  return (utiles.length > PASSAGES_AFFICHES ? [...premieres] : utiles).slice(0, PASSAGES_AFFICHES);
}

function listAutour(proches: readonly Voisine[], portail: Portail): VueDeCommune['autour'] {
  return proches
    .flatMap(({ commune: voisine, km }) =>
      keepFirstOfEach(listPermanencesByCommune(voisine, JOURS_AFFICHES, portail)).map((occurrence) => ({
        occurrence,
        km,
      })),
    )
    .sort((a, b) => a.occurrence.debutIso.localeCompare(b.occurrence.debutIso))
    .slice(0, AUTOUR_AFFICHES);
}

function toTournee(
  structure: Structure,
  commune: Commune,
  portail: Portail,
): VueDeCommune['tournees'][number] {
  const stops = stopsOf(structure);
  const arrets = stops.flatMap(({ lieu: slug }, index) => {
    const lieu = portail.lieux.get(slug);
    return lieu?.commune === commune.codeInsee ? [{ lieu, rang: index + 1 }] : [];
  });
  return { structure, arrets, total: stops.length };
}

/** The whole answer of a commune's page. */
export function describeCommune(commune: Commune, portail: Portail): VueDeCommune {
  const presentes = structuresIn(commune, portail);
  const surPlace = presentes.filter((structure) => structure.statut !== 'en-projet' && isService(structure));
  const voisines = voisinesOf(commune, portail);
  const proches = voisines.filter(({ km }) => km <= RAYON_VOISINAGE_KM);
  const dates = listComingDates(portail);
  return {
    commune,
    surPlace,
    quiDesservent: portail.structures.filter(
      (structure) =>
        isOuverte(structure) && !presentes.includes(structure) && serves(structure, commune, portail),
    ),
    enProjet: portail.structures.filter(
      (structure) =>
        structure.statut === 'en-projet' &&
        (presentes.includes(structure) || serves(structure, commune, portail)),
    ),
    ici: listIci(commune, portail),
    autour: listAutour(proches, portail),
    tournees: surPlace
      .filter((structure) => isOuverte(structure) && isTournee(structure, portail))
      .map((structure) => toTournee(structure, commune, portail)),
    evenements: [
      ...new Set(dates.filter((date) => date.communes.includes(commune)).map(({ evenement }) => evenement)),
    ],
    mairie: presentes.find(({ type }) => type === 'mairie'),
    lieuMairie: [...portail.lieux.values()].find(
      ({ commune: code, nom }) => code === commune.codeInsee && /^mairie\b/i.test(nom),
    ),
    plusProche: surPlace.length === 0 ? findNearest(voisines, portail) : undefined,
    voisines,
  };
}
