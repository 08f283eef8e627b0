/**
 * Where a kind of service is, and how far from each commune: what the map of coverage shows. Distances go as the crow
 * flies from the centre of a commune to the place of the service. A project never counts.
 */
import { yearsToAges } from '../age/age';
import { ANNEES } from '../age/etape';
import { type DateCivile, isoWeekday, toNumeroDeJour } from '../date/date-civile';
import { isAtypique, isHeld } from '../permanence/occurrence';
import type { Permanence } from '../permanence/schema';
import type { Structure } from '../structure/schema';
import { TYPE_SLUGS, type TypeSlug, getType } from '../structure/type';
import { type Point, distanceKm } from '../territoire/distance';
import { THEMES, THEME_SLUGS, type Theme } from '../theme/theme';
import { hasType } from './annuaire';
import { type Commune, type Lieu, type Portail, oncePerPortail } from './portail';
import {
  communeOf,
  communesServedBy,
  isOuverte,
  isToCome,
  occurrencesOf,
  themesOf,
  welcomes,
} from './structure';

/** Beyond it, a commune is said to be far: the threshold of the territories' own diagnoses. */
export const LOIN_KM = 10;

export type Sujet = { genre: 'types'; slug: TypeSlug } | { genre: 'themes'; slug: Theme };

/** A place where one meets a service. */
export interface PointDeService {
  structure: Structure;
  commune: Commune | undefined;
  lieu: Lieu | undefined;
  position: Point;
  /** The place has no position of its own: it is that of its commune. */
  isCentre: boolean;
}

export interface LigneDeCouverture {
  commune: Commune;
  /** Services that one can meet in the commune. */
  surPlace: number;
  /** A service from elsewhere says that it serves the commune. */
  desservie: boolean;
  /** Dated occurrences held in the commune, from today to the horizon. */
  passages: number;
  plusProche: (PointDeService & { km: number }) | undefined;
}

/** Inhabitants of some communes, and what is needed to read that sum honestly. */
export interface Population {
  habitants: number;
  /** The dates of the figures that were added up. */
  dates: string[];
  /** Communes whose population nobody gave: they are not in the sum. */
  inconnues: number;
}

export interface Couverture {
  sujet: Sujet;
  libelle: string;
  /** Open services. */
  services: Structure[];
  projets: number;
  /** Open services whose place is unknown, or outside the territory: they are on no map. */
  nonSitues: Structure[];
  points: PointDeService[];
  lignes: LigneDeCouverture[];
  /** Communes where one meets at least one service. */
  servies: Commune[];
  /** Communes where none is, nearest service last. */
  nonServies: Commune[];
  avecPassage: Commune[];
  /** Communes further than `LOIN_KM` from the nearest place. */
  loin: Commune[];
  population: { servie: Population; loin: Population; totale: Population };
  /** Monday first: services and communes with at least one known date on that day of the week. */
  jours: { services: number; communes: number }[];
  /** By year of age, and what says no age. */
  ages: { annee: number; services: number; communes: number }[];
  sansAge: number;
  atypiques: Structure[];
  /** The last day for which a date is known, and the services without any. */
  horizon: { dernier: DateCivile | undefined; sansDate: number };
}

/** True when a permanence will never be held again: it serves nobody any more. */
function isTerminee({ filtre, rythme, exceptions }: Permanence, aujourdhui: DateCivile): boolean {
  const { au } = filtre.validite ?? {};
  if (au !== undefined && au < aujourdhui) return true;
  if (rythme.type !== 'dates') return false;
  const dates = [
    ...rythme.dates,
    ...exceptions.flatMap((exception) =>
      exception.type === 'ajout' ? [exception.date] : exception.type === 'report' ? [exception.vers] : [],
    ),
  ];
  return dates.every((date) => date < aujourdhui);
}

/**
 * A service for several communes that has dates and names no place: a bus whose stops nobody told, a help at home. Its
 * commune is that of its office, where nobody goes.
 */
function goesRound({ zone, permanences, lieu }: Structure): boolean {
  return (
    zone !== undefined &&
    lieu === undefined &&
    permanences.length > 0 &&
    permanences.every((permanence) => permanence.lieu === undefined)
  );
}

/** The places where one meets an open service, those of permanences that are over left out. */
export function pointsOf(structure: Structure, portail: Portail): PointDeService[] {
  const slugs = new Set(
    [
      structure.lieu,
      ...structure.permanences
        .filter((permanence) => !isTerminee(permanence, portail.aujourdhui))
        .map(({ lieu }) => lieu),
    ].filter((slug) => slug !== undefined),
  );
  const points = [...slugs].flatMap((slug) => {
    const lieu = portail.lieux.get(slug);
    const commune = lieu && portail.communeByCode.get(lieu.commune);
    const position = lieu?.position ?? commune?.centre;
    if (!position) return [];
    const isCentre = lieu?.position?.precision !== 'adresse';
    return [{ structure, commune, lieu, position, isCentre }];
  });
  if (points.length > 0 || goesRound(structure)) return points;
  // Without any place of its own, it is somewhere in its commune.
  const commune = communeOf(structure, portail);
  return commune ? [{ structure, commune, lieu: undefined, position: commune.centre, isCentre: true }] : [];
}

export function sumPopulation(communes: readonly Commune[]): Population {
  const connues = communes.flatMap(({ population }) => (population ? [population] : []));
  return {
    habitants: connues.reduce((somme, { habitants }) => somme + habitants, 0),
    dates: [...new Set(connues.map(({ date }) => date))].sort(),
    inconnues: communes.length - connues.length,
  };
}

/** A direction from the centre of the Earth: the nearer two of them, the larger their product. */
type Direction = readonly [number, number, number];

function toDirection({ lat, lon }: Point): Direction {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** A large territory has millions of pairs: they are compared by a product, and only the nearest is measured. */
function createNearest(points: readonly PointDeService[]) {
  const directions = points.map(({ position }) => toDirection(position));
  return ({ centre }: Commune): LigneDeCouverture['plusProche'] => {
    const [x, y, z] = toDirection(centre);
    let rang = -1;
    let max = -Infinity;
    for (let i = 0; i < directions.length; i += 1) {
      const [a, b, c] = directions[i]!;
      const produit = a * x + b * y + c * z;
      if (produit > max) [rang, max] = [i, produit];
    }
    const point = points[rang];
    return point && { ...point, km: distanceKm(centre, point.position) };
  };
}

interface Dates {
  structure: Structure;
  commune: Commune | undefined;
  date: DateCivile;
}

function listDates(services: readonly Structure[], portail: Portail): Dates[] {
  return services.flatMap((structure) =>
    occurrencesOf(structure, portail)
      .filter((occurrence) => isHeld(occurrence) && isToCome(occurrence, portail))
      .map(({ commune, date }) => ({ structure, commune: goesRound(structure) ? undefined : commune, date })),
  );
}

const countDistinct = (valeurs: readonly unknown[]): number =>
  new Set(valeurs.filter((valeur) => valeur !== undefined)).size;

function countByJour(dates: readonly Dates[]): Couverture['jours'] {
  const parJour = Map.groupBy(dates, ({ date }) => isoWeekday(toNumeroDeJour(date)));
  return [1, 2, 3, 4, 5, 6, 7].map((jour) => {
    const duJour = parJour.get(jour) ?? [];
    return {
      services: countDistinct(duJour.map(({ structure }) => structure)),
      communes: countDistinct(duJour.map(({ commune }) => commune)),
    };
  });
}

function countByAge(services: readonly Structure[], points: readonly PointDeService[]): Couverture['ages'] {
  return ANNEES.map((annee) => {
    const accueillants = new Set(services.filter((structure) => welcomes(structure, yearsToAges(annee))));
    const ici = points.filter(({ structure }) => accueillants.has(structure));
    return {
      annee,
      services: accueillants.size,
      communes: countDistinct(ici.map(({ commune }) => commune)),
    };
  });
}

export function libelleOf({ genre, slug }: Sujet): string {
  return genre === 'types' ? getType(slug).pluriel : THEMES[slug].libelle;
}

/** Whether a structure is one of those the subject speaks of, whatever its state. */
function concerns({ genre, slug }: Sujet, structure: Structure): boolean {
  return genre === 'types' ? hasType(structure, slug) : themesOf(structure).includes(slug);
}

export function describeCouverture(sujet: Sujet, portail: Portail): Couverture {
  const concernees = portail.structures.filter((structure) => concerns(sujet, structure));
  const services = concernees.filter(isOuverte);
  const parService = services.map((structure) => ({ structure, points: pointsOf(structure, portail) }));
  const points = parService.flatMap((service) => service.points);
  const desservies = new Set(services.flatMap((structure) => communesServedBy(structure, portail)));
  const dates = listDates(services, portail);
  const datesByCommune = Map.groupBy(dates, ({ commune }) => commune);
  const servicesByCommune = Map.groupBy(points, ({ commune }) => commune);
  const nearestOf = createNearest(points);
  const lignes = portail.communes.map((commune): LigneDeCouverture => {
    const surPlace = countDistinct((servicesByCommune.get(commune) ?? []).map(({ structure }) => structure));
    return {
      commune,
      surPlace,
      desservie: surPlace === 0 && desservies.has(commune),
      passages: datesByCommune.get(commune)?.length ?? 0,
      plusProche: nearestOf(commune),
    };
  });
  const communesWhere = (garde: (ligne: LigneDeCouverture) => boolean): Commune[] =>
    lignes.filter(garde).map(({ commune }) => commune);
  const servies = communesWhere(({ surPlace }) => surPlace > 0);
  const loin = communesWhere(({ plusProche }) => plusProche !== undefined && plusProche.km > LOIN_KM);
  return {
    sujet,
    libelle: libelleOf(sujet),
    services,
    projets: concernees.filter(({ statut }) => statut === 'en-projet').length,
    nonSitues: parService.filter((service) => service.points.length === 0).map(({ structure }) => structure),
    points,
    lignes,
    servies,
    nonServies: communesWhere(({ surPlace }) => surPlace === 0),
    avecPassage: communesWhere(({ passages }) => passages > 0),
    loin,
    population: {
      servie: sumPopulation(servies),
      loin: sumPopulation(loin),
      totale: sumPopulation(portail.communes),
    },
    jours: countByJour(dates),
    ages: countByAge(services, points),
    sansAge: services.filter(({ publics }) => publics.ages === undefined).length,
    atypiques: services.filter(({ permanences }) =>
      permanences.some(
        (permanence) => !isTerminee(permanence, portail.aujourdhui) && permanence.creneaux.some(isAtypique),
      ),
    ),
    horizon: {
      dernier: dates
        .map(({ date }) => date)
        .sort()
        .at(-1),
      sansDate: services.length - countDistinct(dates.map(({ structure }) => structure)),
    },
  };
}

/** The types that the territory knows, then every theme. */
export function listSujets(portail: Portail): Sujet[] {
  return [
    ...TYPE_SLUGS.filter((slug) => portail.structures.some((structure) => hasType(structure, slug))).map(
      (slug): Sujet => ({ genre: 'types', slug }),
    ),
    ...THEME_SLUGS.map((slug): Sujet => ({ genre: 'themes', slug })),
  ];
}

/** Every coverage, computed once: the summary, each page and the files say the same. */
export const listCouvertures = oncePerPortail((portail) =>
  listSujets(portail).map((sujet) => describeCouverture(sujet, portail)),
);
