/**
 * Everything the site knows of one territory on the day of the build, with the indexes that pages need.
 * The other files of this folder answer questions that cross several concepts: what is near a commune,
 * when is the next permanence, what is missing.
 */
import type { Action } from '../action/schema';
import type { Aide } from '../aide/schema';
import type { Balade } from '../balade/schema';
import { type Calendrier, createCalendrier } from '../calendrier/calendrier';
import type { Donnees, NomDeCollection } from '../contenu/collection';
import type { DateCivile } from '../date/date-civile';
import type { Evenement } from '../evenement/schema';
import type { Article } from '../guide/schema';
import type { Indicateur } from '../indicateur/schema';
import type { Terme } from '../lexique/schema';
import type { Lieu as LieuData } from '../lieu/schema';
import { toSlug } from '../reference/slug';
import { type Structure, toPublique } from '../structure/schema';
import type { Contours } from '../territoire/contours';
import type { Commune as CommuneData, Territoire } from '../territoire/schema';
import type { Urgence } from '../urgence/schema';

export type Commune = CommuneData & { slug: string };
export type Lieu = LieuData & { slug: string };

export interface Portail {
  /** Slug of the territory: the name of its content folder. */
  slug: string;
  /** Day of the build, in Europe/Paris. */
  aujourdhui: DateCivile;
  territoire: Territoire;
  /** Sorted by name. */
  communes: Commune[];
  lieux: Map<string, Lieu>;
  /** Sorted by name; without what only professionals may read, unless the portal is made for them. */
  structures: Structure[];
  /** Public events only, unless the portal is made for professionals. */
  evenements: Evenement[];
  /** The shortest first. */
  balades: Balade[];
  articles: Article[];
  aides: Aide[];
  termes: Terme[];
  urgences: Urgence[];
  actions: Action[];
  indicateurs: Indicateur[];
  calendrier: Calendrier;
  /** Outlines of the communes, when the content has them. */
  contours: Contours | undefined;
  communeByCode: Map<string, Commune>;
  structureBySlug: Map<string, Structure>;
}

/** Computes once for each portal what thousands of pages ask for. */
export function oncePerPortail<T>(compute: (portail: Portail) => T): (portail: Portail) => T {
  const known = new WeakMap<Portail, { value: T }>();
  return (portail) => {
    let entry = known.get(portail);
    if (!entry) known.set(portail, (entry = { value: compute(portail) }));
    return entry.value;
  };
}

/** Files each structure under all its keys, in the order of the portal. */
export function indexStructures<K>(
  portail: Portail,
  keysOf: (structure: Structure) => Iterable<K>,
): Map<K, Structure[]> {
  const index = new Map<K, Structure[]>();
  for (const structure of portail.structures) {
    for (const key of new Set(keysOf(structure))) {
      const liste = index.get(key);
      if (liste) liste.push(structure);
      else index.set(key, [structure]);
    }
  }
  return index;
}

/** One entry as a query gives it: its slug and its data. */
export interface EntreeLue<C extends NomDeCollection> {
  id: string;
  data: Donnees<C>;
}
export type Collections = { [C in NomDeCollection]: EntreeLue<C>[] };

const collator = new Intl.Collator('fr', { numeric: true });
const withSlug = <D extends object>({ id, data }: { id: string; data: D }): D & { slug: string } => ({
  ...data,
  slug: id,
});

/** Who reads what the portal says. */
export type Lecteurs = 'tous' | 'professionnels';

/**
 * Builds the portal. `collections.territoire` holds exactly one entry. What is for professionals is left out here, once
 * for everything that is built, unless those who read have logged in.
 */
export function createPortail(
  slug: string,
  aujourdhui: DateCivile,
  collections: Collections,
  contours?: Contours,
  lecteurs: Lecteurs = 'tous',
): Portail {
  const isPourTous = lecteurs === 'tous';
  const communes = collections.communes
    .map(({ data }) => ({ ...data, slug: toSlug(data.nom) }))
    .sort((a, b) => collator.compare(a.nom, b.nom));
  const structures = collections.structures
    .map((entree) => (isPourTous ? toPublique(withSlug(entree)) : withSlug(entree)))
    .sort((a, b) => collator.compare(a.nom, b.nom));
  return {
    slug,
    aujourdhui,
    territoire: collections.territoire[0]!.data,
    communes,
    lieux: new Map(collections.lieux.map((entree) => [entree.id, withSlug(entree)])),
    structures,
    evenements: collections.evenements
      .map(withSlug)
      .filter(({ visibilite }) => !isPourTous || visibilite === 'public'),
    balades: collections.balades
      .map(withSlug)
      .sort((a, b) => a.dureeMinutes - b.dureeMinutes || collator.compare(a.titre, b.titre)),
    articles: collections.guide.map(withSlug).sort((a, b) => collator.compare(a.titre, b.titre)),
    aides: collections.aides.map(withSlug).sort((a, b) => collator.compare(a.nom, b.nom)),
    termes: collections.lexique.map(withSlug).sort((a, b) => collator.compare(a.terme, b.terme)),
    urgences: collections.urgences.map(withSlug).sort((a, b) => a.ordre - b.ordre),
    actions: collections.actions
      .map(withSlug)
      .sort((a, b) => collator.compare(a.code ?? a.titre, b.code ?? b.titre)),
    indicateurs: collections.indicateurs.map(withSlug).sort((a, b) => collator.compare(a.libelle, b.libelle)),
    calendrier: createCalendrier(collections.calendrier.map(({ data }) => data)),
    contours,
    communeByCode: new Map(communes.map((commune) => [commune.codeInsee, commune])),
    structureBySlug: new Map(structures.map((structure) => [structure.slug, structure])),
  };
}
