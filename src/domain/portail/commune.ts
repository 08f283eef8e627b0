/** What there is for the inhabitants of a commune, here and nearby, and when. */
import { addDays } from '../date/date-civile';
import type { Evenement } from '../evenement/schema';
import { isHeld } from '../permanence/occurrence';
import type { Structure } from '../structure/schema';
import { distanceKm } from '../territoire/distance';
import { listComingDates } from './agenda';
import { type Commune, type Lieu, type Portail, indexStructures, oncePerPortail } from './portail';
import { type Passage, keepNextOfEach, listVisibles } from './passage';
import {
  type Occurrence,
  communesOf,
  communesServedBy,
  indexOccurrences,
  isOuverte,
  isToCome,
  isTournee,
  listAnnulees,
  stopsOf,
} from './structure';

/** How far « nearby » goes, as the crow flies. */
export const RAYON_VOISINAGE_KM = 15;
/** Days of permanences shown on a commune's page, and how many at most: a page must load in one breath. */
export const JOURS_AFFICHES = 14;
const PASSAGES_AFFICHES = 10;
const AUTOUR_AFFICHES = 4;

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
  ici: Passage[];
  /** What was to take place here and will not, or not then. */
  annulees: Occurrence[];
  /** The next occurrence of each service of its neighbours, with its distance. */
  autour: Passage[];
  /** Tours that stop here: the places, and their rank among the stops. */
  tournees: { structure: Structure; arrets: { lieu: Lieu; rang: number }[]; total: number }[];
  evenements: Evenement[];
  mairie: Structure | undefined;
  lieuMairie: Lieu | undefined;
  /** The nearest commune where something exists, when there is nothing here. */
  plusProche: (Voisine & { structure: Structure }) | undefined;
  voisines: Voisine[];
}

const presentes = oncePerPortail((portail) =>
  indexStructures(portail, (structure) => communesOf(structure, portail)),
);

/** Structures that have their place in a commune, or a permanence in it. */
export function structuresIn(commune: Commune, portail: Portail): readonly Structure[] {
  return presentes(portail).get(commune) ?? [];
}

const concernees = oncePerPortail((portail) =>
  indexStructures(portail, (structure) => [
    ...communesOf(structure, portail),
    ...communesServedBy(structure, portail),
  ]),
);

/** Structures present in a commune, and those elsewhere that its inhabitants may use. */
function structuresFor(commune: Commune, portail: Portail): readonly Structure[] {
  return concernees(portail).get(commune) ?? [];
}

/** Coming occurrences held in a commune, from today to `jours` later. */
export function listPermanencesByCommune(commune: Commune, jours: number, portail: Portail): Occurrence[] {
  const fin = addDays(portail.aujourdhui, jours);
  return (indexOccurrences(portail).byCommune.get(commune) ?? [])
    .filter((occurrence) => isHeld(occurrence) && occurrence.date <= fin && isToCome(occurrence, portail))
    .sort((a, b) => a.debutIso.localeCompare(b.debutIso));
}

const nextDays = oncePerPortail(() => new Map<Commune, Occurrence[]>());

/** The days that pages show, kept: a commune asks for those of all its neighbours. */
function listNextDays(commune: Commune, portail: Portail): readonly Occurrence[] {
  const known = nextDays(portail);
  let occurrences = known.get(commune);
  if (!occurrences) {
    known.set(commune, (occurrences = listPermanencesByCommune(commune, JOURS_AFFICHES, portail)));
  }
  return occurrences;
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

const byTime = (a: Passage, b: Passage): number => a.occurrence.debutIso.localeCompare(b.occurrence.debutIso);

/**
 * Every date in a village; in a town that has too many, the next of each service. Days without hours say
 * little: one at a time is enough.
 */
function listIci(commune: Commune, portail: Portail): Passage[] {
  const tous = listNextDays(commune, portail).map((occurrence) => ({ occurrence }));
  const sansHeures = keepNextOfEach(tous.filter(({ occurrence }) => occurrence.debut === undefined));
  const avecHeures = tous.filter(({ occurrence }) => occurrence.debut !== undefined);
  const utiles = [...avecHeures, ...sansHeures].sort(byTime);
  return listVisibles(utiles).size > PASSAGES_AFFICHES ? keepNextOfEach(utiles, PASSAGES_AFFICHES) : utiles;
}

function listAutour(proches: readonly Voisine[], portail: Portail): Passage[] {
  const tous = proches.flatMap(({ commune: voisine, km }) =>
    listNextDays(voisine, portail).map((occurrence) => ({ occurrence, km })),
  );
  return keepNextOfEach(tous.sort(byTime), AUTOUR_AFFICHES);
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

const vues = oncePerPortail(() => new Map<Commune, VueDeCommune>());

/** The whole answer of a commune's page, kept: its printed sheet and its text say the same. */
export function describeCommune(commune: Commune, portail: Portail): VueDeCommune {
  const known = vues(portail);
  let vue = known.get(commune);
  if (!vue) known.set(commune, (vue = computeVue(commune, portail)));
  return vue;
}

function computeVue(commune: Commune, portail: Portail): VueDeCommune {
  const presentes = structuresIn(commune, portail);
  const ailleurs = new Set(structuresFor(commune, portail)).difference(new Set(presentes));
  const surPlace = presentes.filter((structure) => structure.statut !== 'en-projet' && isService(structure));
  const voisines = voisinesOf(commune, portail);
  const proches = voisines.filter(({ km }) => km <= RAYON_VOISINAGE_KM);
  const dates = listComingDates(portail);
  return {
    commune,
    surPlace,
    quiDesservent: [...ailleurs].filter(isOuverte),
    enProjet: structuresFor(commune, portail).filter(({ statut }) => statut === 'en-projet'),
    ici: listIci(commune, portail),
    annulees: listAnnulees((occurrence) => occurrence.commune === commune, portail),
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
