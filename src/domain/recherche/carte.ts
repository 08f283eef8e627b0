/**
 * What the map shows, and its list beside it: the same items, from the same function, in the page that is built and
 * in the browser that reads it.
 */
import { type DateCivile, addDays, isDateCivile } from '../date/jour';
import { toDateInParis, toInstant } from '../date/paris';
import { type Point, distanceKm, formatDistance } from '../territoire/distance';
import {
  type Catalogue,
  type FicheDeCatalogue,
  type PassageDeCatalogue,
  formatPassage,
  isEnCours,
  listAVenir,
  sayWhen,
} from './catalogue';
import { type CommuneSituee, type Contexte, type Filtre, matches } from './filtre';

/** Days that the map may show; the fourth choice is a date, written as such. */
export const QUANDS = {
  toujours: 'Tout',
  aujourdhui: 'Aujourd’hui',
  semaine: '7 jours',
} as const;
/** A key of `QUANDS`, or a date. */
export type Quand = string;

/** What an address says of the days to show. What is not understood is « always »: a shared link never fails. */
export function parseQuand(texte: string | undefined): Quand {
  return texte !== undefined && (Object.hasOwn(QUANDS, texte) || isDateCivile(texte)) ? texte : 'toujours';
}

/** First and last day to show; nothing for « always ». */
export function periodeOf(quand: Quand, maintenant: number): { du: DateCivile; au: DateCivile } | undefined {
  if (quand === 'toujours') return undefined;
  const aujourdhui = toDateInParis(new Date(maintenant));
  if (quand === 'semaine') return { du: aujourdhui, au: addDays(aujourdhui, 6) };
  const date = quand === 'aujourdhui' ? aujourdhui : quand;
  return { du: date, au: date };
}

/** A place where an item is shown, with its dates there. */
export interface Etape extends Point {
  /** The same for whatever is at the same place. */
  cle: string;
  /** Name of the place; absent when only the commune is known. */
  lieu?: string;
  commune: CommuneSituee;
  /** Only the centre of the commune is known. */
  approche: boolean;
  /** In order of time; those of the chosen days only. */
  passages: PassageDeCatalogue[];
}

export interface ItemDeCarte {
  fiche: FicheDeCatalogue;
  /** In order of time within the chosen days; in the order of the tour for « always ». */
  etapes: Etape[];
  prochain?: PassageDeCatalogue;
  /** From the position, or from the centre of the chosen commune, to the nearest of its places. */
  km?: number;
}

export interface Demande {
  filtre: Filtre;
  quand: Quand;
  /** Where the visitor is: then the nearest come first. */
  position?: Point;
}

export interface VueDeCarte {
  items: ItemDeCarte[];
  /** Items that the filter keeps, but whose commune nobody knows, or is elsewhere. */
  horsCarte: number;
}

/** By slug of the structure, in order of time. */
export type PassagesParFiche = Readonly<Record<string, readonly PassageDeCatalogue[] | undefined>>;

/** What filters need to know of the territory and of this moment. */
export function createContexte(
  { communes }: Pick<Catalogue, 'communes'>,
  passages: PassagesParFiche,
  maintenant: number,
): Contexte {
  return {
    communeBySlug: new Map(communes.map((commune) => [commune.slug, commune])),
    communeByCode: new Map(communes.map((commune) => [commune.code, commune])),
    isOuvert: ({ slug }) => (passages[slug] ?? []).some((passage) => isEnCours(passage, maintenant)),
  };
}

type Placer = (lieu: string | undefined, commune: string | undefined) => Etape | undefined;

/** Finds where a date or a structure is; each call gives a place of its own, without dates yet. */
function createPlacer({ lieux }: Catalogue, { communeByCode }: Contexte): Placer {
  const lieuBySlug = new Map(lieux.map((lieu) => [lieu.slug, lieu]));
  return (slug, code) => {
    const lieu = slug === undefined ? undefined : lieuBySlug.get(slug);
    const commune = communeByCode.get(lieu?.commune ?? code ?? '');
    if (!commune) return undefined;
    const { lat, lon } = lieu ?? commune.centre;
    const approche = lieu === undefined || lieu.approche === true;
    return {
      cle: `${lat},${lon}`,
      ...(lieu ? { lieu: lieu.nom } : {}),
      commune,
      lat,
      lon,
      approche,
      passages: [],
    };
  };
}

/** Places of an item with the dates to show. A date whose place is unknown is nowhere: it may be out of the territory. */
function listEtapes(
  { lieux, communes = [] }: FicheDeCatalogue,
  passages: readonly PassageDeCatalogue[],
  onlyWithDates: boolean,
  placer: Placer,
): Etape[] {
  const etapes = new Map<string, Etape>();
  const add = (etape: Etape | undefined): Etape | undefined => {
    if (!etape) return undefined;
    // Two rooms of one building are two stops, at one place of the map.
    const cle = `${etape.cle} ${etape.lieu ?? ''}`;
    const connue = etapes.get(cle) ?? etape;
    etapes.set(cle, connue);
    return connue;
  };
  const habituelles = lieux.length > 0 ? lieux.map((lieu) => placer(lieu, undefined)) : [];
  if (habituelles.length === 0) habituelles.push(...communes.map((code) => placer(undefined, code)));
  if (!onlyWithDates) habituelles.forEach(add);
  for (const passage of passages) {
    add(placer(passage.lieu, passage.commune))?.passages.push(passage);
  }
  return [...etapes.values()];
}

function isWithin(
  { debut, fin }: PassageDeCatalogue,
  { du, au }: { du: DateCivile; au: DateCivile },
): boolean {
  // A night that began the day before is still this day's.
  return debut.slice(0, 10) <= au && Date.parse(fin) > Date.parse(toInstant(du, '00:00'));
}

const unknownLast = (valeur: number | undefined): number => valeur ?? Infinity;
/** Negative, zero or positive; two infinite values are equal. */
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

function sortItems(items: ItemDeCarte[], maintenant: number, isNear: boolean): ItemDeCarte[] {
  // What has begun is now, whatever the hour when it did.
  const timeOf = ({ prochain }: ItemDeCarte) =>
    prochain ? Math.max(Date.parse(prochain.debut), maintenant) : Infinity;
  const byTime = (a: ItemDeCarte, b: ItemDeCarte) => compare(timeOf(a), timeOf(b));
  const byDistance = (a: ItemDeCarte, b: ItemDeCarte) => compare(unknownLast(a.km), unknownLast(b.km));
  return items.sort((a, b) => (isNear ? byDistance(a, b) || byTime(a, b) : byTime(a, b) || byDistance(a, b)));
}

/** The items of the map and of its list, in order: next time then distance, or distance first near a position. */
export function listItems(
  catalogue: Catalogue,
  passages: PassagesParFiche,
  { filtre, quand, position }: Demande,
  maintenant: number,
): VueDeCarte {
  const contexte = createContexte(catalogue, passages, maintenant);
  const placer = createPlacer(catalogue, contexte);
  const periode = periodeOf(quand, maintenant);
  const depuis = position ?? contexte.communeBySlug.get(filtre.commune ?? '')?.centre;
  // The map only has structures, and no word is looked for on it.
  const criteres: Filtre = { ...filtre };
  delete criteres.genre;
  delete criteres.q;
  const items: ItemDeCarte[] = [];
  let horsCarte = 0;
  for (const fiche of catalogue.fiches) {
    if (!matches(fiche, criteres, contexte)) continue;
    const aVenir = listAVenir(passages[fiche.slug] ?? [], maintenant);
    const retenus = periode ? aVenir.filter((passage) => isWithin(passage, periode)) : aVenir;
    if (periode && retenus.length === 0) continue;
    const etapes = listEtapes(fiche, retenus, periode !== undefined, placer);
    if (etapes.length === 0) {
      horsCarte += 1;
      continue;
    }
    const prochain = retenus.find((passage) => etapes.some((etape) => etape.passages.includes(passage)));
    items.push({
      fiche,
      etapes,
      ...(prochain ? { prochain } : {}),
      ...(depuis ? { km: Math.min(...etapes.map((etape) => distanceKm(depuis, etape))) } : {}),
    });
  }
  return { items: sortItems(items, maintenant, position !== undefined), horsCarte };
}

/** What is at one place of the map: one item, or several that a list tells apart. */
export interface Repere extends Point {
  cle: string;
  /** « Mairie de Camarès », « La Poste, Camarès », « Camarès, lieu exact inconnu ». */
  nom: string;
  approche: boolean;
  services: { item: ItemDeCarte; etape: Etape }[];
}

/** « La Poste, Camarès »; the name of the place is enough when it says the commune. */
export function nameEtape({ lieu, commune, approche }: Etape): string {
  if (lieu === undefined) return `${commune.nom}, lieu exact inconnu`;
  const nom = lieu.includes(commune.nom) ? lieu : `${lieu}, ${commune.nom}`;
  return approche ? `${nom} (position approximative)` : nom;
}

/** One point for each place, in the order of the items: their services are those of the list, no more, no less. */
export function groupByPlace(items: readonly ItemDeCarte[]): Repere[] {
  const reperes = new Map<string, Repere>();
  for (const item of items)
    for (const etape of item.etapes) {
      const { cle, lat, lon, approche } = etape;
      const nom = nameEtape(etape);
      const repere = reperes.get(cle);
      if (!repere) reperes.set(cle, { cle, nom, lat, lon, approche, services: [{ item, etape }] });
      else {
        repere.services.push({ item, etape });
        if (repere.nom !== nom) repere.nom = etape.commune.nom;
      }
    }
  return [...reperes.values()];
}

/** Accessible name of a point: « Mairie de Camarès : 2 services ». */
export function nameRepere({ nom, services }: Repere): string {
  const fiches = new Set(services.map(({ item }) => item.fiche));
  const [seule] = fiches;
  return fiches.size === 1 && seule ? `${nom} : ${seule.nom}` : `${nom} : ${fiches.size} services`;
}

/** What the list and the points say of an item, in words. */
export interface LigneDeCarte {
  /** « Aujourd’hui », « Demain », « En ce moment », or nothing. */
  jour: string;
  /** The next date and its hours, or what is known instead. */
  quand: string;
  /** Instant of the next date, or its day alone. */
  datetime?: string;
  /** Place of the next date, or of the item. */
  ou: string;
  /** « à 8 km », or nothing. */
  distance: string;
  /** The stops of a tour, in order; none for what is at one place. */
  arrets: { nom: string; quand: string }[];
}

const formatProchain = (passage: PassageDeCatalogue | undefined): string =>
  passage ? formatPassage(passage) : 'date non connue';

export function describeItem({ fiche, etapes, prochain, km }: ItemDeCarte, maintenant: number): LigneDeCarte {
  const etape = etapes.find(({ passages }) => prochain && passages.includes(prochain)) ?? etapes[0]!;
  return {
    jour: prochain ? sayWhen(prochain, maintenant) : '',
    quand: prochain ? formatPassage(prochain) : (fiche.message ?? 'Dates à voir sur sa page'),
    ...(prochain ? { datetime: prochain.heures ? prochain.debut : prochain.debut.slice(0, 10) } : {}),
    ou: etapes.length > 1 && !prochain ? fiche.ou : nameEtape(etape),
    distance: km === undefined ? '' : formatDistance(km),
    arrets:
      etapes.length > 1
        ? etapes.map((arret) => ({ nom: nameEtape(arret), quand: formatProchain(arret.passages[0]) }))
        : [],
  };
}

/** « 12 services, sur 8 points de la carte »; « Aucun service ». */
export function countItems(items: readonly ItemDeCarte[]): string {
  if (items.length === 0) return 'Aucun service';
  const lieux = groupByPlace(items).length;
  const s = (nombre: number) => (nombre > 1 ? 's' : '');
  return `${items.length} service${s(items.length)}, sur ${lieux} point${s(lieux)} de la carte`;
}

/** What the map cannot show. */
export function sayHorsCarte(nombre: number): string {
  return nombre > 1
    ? `${nombre} autres services ne sont pas sur la carte : leur commune n’est pas renseignée, ou hors du territoire.`
    : `${nombre} autre service n’est pas sur la carte : sa commune n’est pas renseignée, ou hors du territoire.`;
}

export interface Pixel {
  x: number;
  y: number;
}

/**
 * Gathers what would overlap on the screen: each point joins the first group whose first point is nearer than `ecart`
 * pixels. At one scale, the same points always give the same groups, wherever the map is moved.
 */
export function groupByDistance<T>(points: readonly T[], project: (point: T) => Pixel, ecart: number): T[][] {
  const groupes: { centre: Pixel; points: T[] }[] = [];
  for (const point of points) {
    const { x, y } = project(point);
    const groupe = groupes.find(({ centre }) => Math.hypot(centre.x - x, centre.y - y) < ecart);
    if (groupe) groupe.points.push(point);
    else groupes.push({ centre: { x, y }, points: [point] });
  }
  return groupes.map((groupe) => groupe.points);
}

/** A text of the map, and the places where it may stand, the best first. */
export interface Etiquette {
  positions: readonly Pixel[];
  largeur: number;
  hauteur: number;
}

/** The room that something takes on the screen, around its middle. */
export interface Boite {
  x: number;
  y: number;
  largeur: number;
  hauteur: number;
}

const overlap = (a: Boite, b: Boite): boolean =>
  Math.abs(a.x - b.x) * 2 < a.largeur + b.largeur && Math.abs(a.y - b.y) * 2 < a.hauteur + b.hauteur;

/**
 * Chooses the texts that fit: in their order, each stands at the first of its positions where it covers neither a point
 * nor a text already there. The others are left out (`undefined`). Positions are those of the middle of the text.
 */
export function placeEtiquettes(
  etiquettes: readonly Etiquette[],
  obstacles: readonly Boite[],
): (Pixel | undefined)[] {
  const prises = [...obstacles];
  return etiquettes.map(({ positions, largeur, hauteur }) => {
    const libre = positions.find(({ x, y }) => {
      const boite = { x, y, largeur, hauteur };
      return !prises.some((prise) => overlap(prise, boite));
    });
    if (libre) prises.push({ ...libre, largeur, hauteur });
    return libre;
  });
}
