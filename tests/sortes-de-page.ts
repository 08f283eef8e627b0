/**
 * Every kind of page, each with a representative that is looked for in the built site: the fullest page, the
 * emptiest one, and each state of a structure.
 */
import { montsRanceRougier, valDExemple } from './sites';
import {
  type SiteDeTest,
  type StructureLue,
  isTenue,
  listCadres,
  listPages,
  readOccurrences,
  readPage,
  readStructures,
} from './sites-construits';

export interface SorteDePage {
  /** In English, since it ends the name of a test. */
  nom: string;
  site: SiteDeTest;
  /** The address of the representative. Read when the test runs: the site is built before. */
  find: () => string;
}

/** What all the pages of one template share: `/structures/` and `/structures/*` are two routes. */
export function routeOf(adresse: string): string {
  if (adresse.startsWith('/observatoire/'))
    return adresse.replace(/^(\/observatoire\/couverture\/).+$/, '$1*/');
  return adresse.replace(/^(\/[^/]+\/)[^/]+\/((?:integrer\/)?)$/, '$1*/$2');
}

function pagesOf(site: SiteDeTest, route: string): string[] {
  const pages = [...listPages(site), ...listCadres(site)].filter((adresse) => routeOf(adresse) === route);
  if (pages.length === 0) throw new Error(`${site.territoire} has no page ${route}`);
  return pages.sort((a, b) => readPage(site, a).length - readPage(site, b).length);
}

const page = (nom: string, adresse: string, site: SiteDeTest = valDExemple): SorteDePage => ({
  nom,
  site,
  find: () => adresse,
});
const emptiest = (nom: string, route: string, site: SiteDeTest = valDExemple): SorteDePage => ({
  nom,
  site,
  find: () => pagesOf(site, route)[0]!,
});
const fullest = (nom: string, route: string, site: SiteDeTest = valDExemple): SorteDePage => ({
  nom,
  site,
  find: () => pagesOf(site, route).at(-1)!,
});

function structure(
  nom: string,
  matches: (structure: StructureLue, site: SiteDeTest) => boolean,
  site: SiteDeTest = valDExemple,
): SorteDePage {
  const find = () => {
    const found = readStructures(site).find((each) => matches(each, site));
    if (!found) throw new Error(`${site.territoire} has no structure for « ${nom} »`);
    return `/structures/${found.slug}/`;
  };
  return { nom, site, find };
}

const hasTelephone = ({ contacts }: StructureLue) => contacts.some(({ telephone }) => telephone);
const hasCourriel = ({ contacts }: StructureLue) => contacts.some(({ courriel }) => courriel);
const isOuverte = ({ statut }: StructureLue) => statut === 'ouvert';
const onlyHas = ({ permanences }: StructureLue, rythme: string) =>
  permanences.length > 0 && permanences.every((permanence) => permanence.rythme.type === rythme);

export const SORTES: readonly SorteDePage[] = [
  page('the home page', '/'),
  page('the home page of a real territory', '/', montsRanceRougier),
  page('the directory', '/structures/'),
  structure(
    'a structure that tours',
    ({ isItinerante, permanences }) => isItinerante && permanences.length > 4,
  ),
  structure('a structure with cancelled dates', ({ slug }, site) =>
    readOccurrences(site).some(({ structure, statut }) => structure === slug && statut === 'annulee'),
  ),
  structure('a structure with moved dates', ({ slug }, site) =>
    readOccurrences(site).some(({ structure, statut }) => structure === slug && statut === 'reportee'),
  ),
  structure('a structure whose hours are unknown on the days it gives', ({ slug }, site) =>
    readOccurrences(site).some((each) => each.structure === slug && isTenue(each) && !each.heuresConnues),
  ),
  structure('a structure without telephone', (each) => isOuverte(each) && !hasTelephone(each)),
  structure('a structure by appointment', (each) => isOuverte(each) && onlyHas(each, 'sur-rendez-vous')),
  structure('a structure without hours', (each) => isOuverte(each) && each.permanences.length === 0),
  structure('a structure in project', ({ statut }) => statut === 'en-projet'),
  structure('a structure closed for now', ({ statut }) => statut === 'ferme-temporairement'),
  structure('a structure closed for good', ({ statut }) => statut === 'ferme-definitivement'),
  structure(
    'a structure whose dates are announced later',
    (each) => isOuverte(each) && onlyHas(each, 'date-communiquee'),
    montsRanceRougier,
  ),
  structure(
    'a structure of which almost nothing is known',
    (each) =>
      isOuverte(each) &&
      each.permanences.length === 0 &&
      !hasTelephone(each) &&
      !hasCourriel(each) &&
      each.communes.length === 0 &&
      !each.site,
    montsRanceRougier,
  ),
  structure(
    'a structure whose hours are to be confirmed',
    ({ type }) => type === 'france-services',
    montsRanceRougier,
  ),
  emptiest('a type that the territory does not have', '/types/*/'),
  fullest('the fullest type', '/types/*/'),
  page('the list of communes', '/communes/'),
  emptiest('the emptiest commune', '/communes/*/'),
  fullest('the fullest commune', '/communes/*/'),
  fullest('the fullest commune of a real territory', '/communes/*/', montsRanceRougier),
  emptiest('the emptiest commune of a real territory', '/communes/*/', montsRanceRougier),
  fullest('the fullest frame of a commune', '/communes/*/integrer/'),
  emptiest('the emptiest frame of a commune', '/communes/*/integrer/', montsRanceRougier),
  page('the lines to copy for a town hall', '/integrer/'),
  page('the monthly letter', '/lettre/'),
  page('the monthly letter of a real territory', '/lettre/', montsRanceRougier),
  page('the page of pregnancy', '/ages/grossesse/'),
  page('the page of an age before one year', '/ages/0/'),
  fullest('the fullest page of an age', '/ages/*/'),
  emptiest('the emptiest theme', '/themes/*/', montsRanceRougier),
  fullest('the fullest theme', '/themes/*/'),
  emptiest('the emptiest place', '/lieux/*/'),
  fullest('the fullest place', '/lieux/*/'),
  page('the guide', '/guide/'),
  emptiest('the shortest article of the guide', '/guide/*/', montsRanceRougier),
  fullest('the longest article of the guide', '/guide/*/'),
  page('the aids', '/aides/'),
  fullest('an aid', '/aides/*/'),
  page('the map', '/carte/'),
  page('the map of a real territory', '/carte/', montsRanceRougier),
  page('the agenda', '/agenda/'),
  page('the agenda of a real territory', '/agenda/', montsRanceRougier),
  page('the walks', '/balades/'),
  fullest('a walk', '/balades/*/'),
  page('the open data', '/donnees/'),
  page('the words explained', '/lexique/'),
  page('the search page', '/recherche/'),
  page('the emergency numbers', '/urgences/'),
  page('the list, empty', '/ma-liste/'),
  page('a shared list', '/ma-liste/?l=le-hangar,pmi-du-val'),
  page('the children', '/mes-enfants/'),
  page('the observatory', '/observatoire/'),
  page('the coverage of the territory', '/observatoire/couverture/'),
  page(
    'the coverage of a type of a real territory',
    '/observatoire/couverture/types/france-services/',
    montsRanceRougier,
  ),
  page('the figures', '/observatoire/indicateurs/'),
  page('the actions of the convention', '/observatoire/actions/'),
  page('the map of the site', '/plan-du-site/'),
  page('the accessibility statement', '/accessibilite/'),
  page('the legal notice', '/mentions-legales/', montsRanceRougier),
  page('the page about personal data', '/donnees-personnelles/'),
  page('the page about reading without network', '/hors-ligne/'),
  page('the form to report an error', '/signaler/?page=/structures/le-hangar/'),
  page('the form to report an error of a real territory', '/signaler/', montsRanceRougier),
  page('the form to propose a service', '/proposer/'),
  page('the page of what does not exist', '/404.html'),
];

/** The kinds of these names: a wrong name fails at once. */
export function selectSortes(...noms: string[]): SorteDePage[] {
  return noms.map((nom) => {
    const sorte = SORTES.find((each) => each.nom === nom);
    if (!sorte) throw new Error(`no kind of page is named « ${nom} »`);
    return sorte;
  });
}

/** The whole address of the representative. */
export function urlOf({ site, find }: SorteDePage): string {
  return site.url + find();
}
