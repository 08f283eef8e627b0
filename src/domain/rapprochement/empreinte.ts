/** What of an entry can tell whether another is about the same thing. Nothing that only professionals may read is in it. */
import { publicContacts } from '../contact/schema';
import { normalizeTelephone } from '../contact/telephone';
import type { DateCivile } from '../date/jour';
import type { Evenement } from '../evenement/schema';
import type { Lieu } from '../lieu/schema';
import { isMotVide, normalize } from '../recherche/mots';
import type { Structure } from '../structure/schema';
import type { Point } from '../territoire/distance';
import type { Mot, Nommage } from './nommage';

export type CollectionComparee = 'structures' | 'lieux' | 'evenements';

export interface Empreinte {
  collection: CollectionComparee;
  slug: string;
  nom: string;
  mots: readonly Mot[];
  /** INSEE codes; empty when it is not known, or everywhere. */
  communes: readonly string[];
  /** Types of a structure, nature of an event. */
  sortes: readonly string[];
  telephones: readonly string[];
  courriels: readonly string[];
  site?: string | undefined;
  adresse?: string | undefined;
  /** Of the building: the centre of a commune tells nothing. */
  position?: Point | undefined;
  /** Days of an event, both ends included. */
  jours: readonly { du: DateCivile; au: DateCivile }[];
  periode?: string | undefined;
  organisme?: string | undefined;
}

export type LieuNomme = Lieu & { slug: string };

const VOIES: Readonly<Record<string, string>> = {
  av: 'avenue',
  ave: 'avenue',
  bd: 'boulevard',
  bld: 'boulevard',
  boul: 'boulevard',
  rte: 'route',
  r: 'rue',
  pl: 'place',
  ch: 'chemin',
  chem: 'chemin',
  imp: 'impasse',
  all: 'allee',
  prom: 'promenade',
  lot: 'lotissement',
  st: 'saint',
  ste: 'sainte',
};

/** « 33, prom. de l’Autan » and « 33 promenade de l'Autan 81170 LES CABANNES » are one address. */
export function normalizeAdresse(adresse: string): string | undefined {
  const [voie = ''] = adresse.split(/\b\d{5}\b/);
  const mots = normalize(voie)
    .split(' ')
    .map((mot) => VOIES[mot] ?? mot)
    .filter((mot) => mot !== '' && !isMotVide(mot));
  // « Le bourg » is the address of half a village.
  return mots.some((mot) => /^\d/.test(mot)) || mots.length > 1 ? mots.join(' ') : undefined;
}

/** The same for every way to write the address of a site: without protocol, `www.`, nor slash at the end. */
export function normalizeSite(site: string): string {
  return site
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
}

const unique = <T>(valeurs: readonly T[]): T[] => [...new Set(valeurs)];
const mapDefined = <T, R>(valeur: T | undefined, change: (valeur: T) => R): R | undefined =>
  valeur === undefined ? undefined : change(valeur);

const positionOf = (lieu: Pick<Lieu, 'position'> | undefined): Point | undefined =>
  lieu?.position?.precision === 'adresse' ? lieu.position : undefined;

export function empreinteDeLieu(lieu: LieuNomme, nommage: Nommage): Empreinte {
  return {
    collection: 'lieux',
    slug: lieu.slug,
    nom: lieu.nom,
    mots: nommage.readMots(lieu.nom),
    communes: [lieu.commune],
    sortes: [],
    telephones: [],
    courriels: [],
    adresse: mapDefined(lieu.adresse, normalizeAdresse),
    position: positionOf(lieu),
    jours: [],
  };
}

export function empreinteDeStructure(
  structure: Structure,
  lieux: ReadonlyMap<string, LieuNomme>,
  nommage: Nommage,
): Empreinte {
  const siens = unique([
    ...(structure.lieu === undefined ? [] : [structure.lieu]),
    ...structure.permanences.flatMap(({ lieu }) => (lieu === undefined ? [] : [lieu])),
  ]).flatMap((slug) => lieux.get(slug) ?? []);
  const principal = siens.length === 1 ? siens[0] : mapDefined(structure.lieu, (slug) => lieux.get(slug));
  const contacts = publicContacts(structure.contacts);
  const adresse = structure.adresse ?? principal?.adresse;
  return {
    collection: 'structures',
    slug: structure.slug,
    nom: structure.nom,
    mots: nommage.readMots(structure.nom),
    communes: unique([
      ...siens.map(({ commune }) => commune),
      ...(structure.commune === undefined ? [] : [structure.commune]),
    ]),
    sortes: unique([structure.type, ...structure.autresTypes]),
    telephones: unique(
      contacts.flatMap(({ telephone }) => (telephone === undefined ? [] : [normalizeTelephone(telephone)])),
    ),
    courriels: unique(
      contacts.flatMap(({ courriel }) => (courriel === undefined ? [] : [courriel.toLowerCase()])),
    ),
    site: mapDefined(structure.site, normalizeSite),
    adresse: mapDefined(adresse, normalizeAdresse),
    position: positionOf(principal),
    jours: [],
    organisme: mapDefined(structure.gestionnaire, normalize),
  };
}

export function empreinteDEvenement(
  evenement: Evenement,
  lieux: ReadonlyMap<string, LieuNomme>,
  nommage: Nommage,
): Empreinte {
  const { seances, telephone, courriel, site, periode, organisateur, structure } = evenement;
  const siens = unique(seances.flatMap(({ lieu }) => (lieu === undefined ? [] : [lieu]))).flatMap(
    (slug) => lieux.get(slug) ?? [],
  );
  return {
    collection: 'evenements',
    slug: evenement.slug,
    nom: evenement.titre,
    mots: nommage.readMots(evenement.titre),
    communes: unique([
      ...siens.map(({ commune }) => commune),
      ...seances.flatMap(({ commune }) => (commune === undefined ? [] : [commune])),
      ...evenement.communes,
    ]),
    sortes: [evenement.nature],
    telephones: telephone === undefined ? [] : [normalizeTelephone(telephone)],
    courriels: courriel === undefined ? [] : [courriel.toLowerCase()],
    site: mapDefined(site, normalizeSite),
    adresse: undefined,
    position: siens.length === 1 ? positionOf(siens[0]) : undefined,
    jours: seances.map(({ du, au }) => ({ du, au: au ?? du })),
    periode: mapDefined(periode, normalize),
    organisme: mapDefined(organisateur ?? structure, normalize),
  };
}
