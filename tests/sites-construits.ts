/** Reads the sites that were built for the browser tests: what their pages are compared with. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { isCadre } from '../src/domain/integration/adresse';
import { SITES_DE_TEST, siteHostile } from './sites';

export type SiteDeTest = (typeof SITES_DE_TEST)[number] | typeof siteHostile;

const CONTENU = 'src/content';

/** An occurrence as `/donnees/permanences.json` gives it. */
export interface OccurrenceLue {
  structure: string;
  permanence: string;
  lieu: string | null;
  commune: string | null;
  debut: string;
  fin: string;
  statut: 'confirmee' | 'a-confirmer' | 'annulee' | 'reportee';
  heuresConnues: boolean;
}

/** A structure as `/donnees/structures.json` gives it, with what the tests need of it. */
export interface StructureLue {
  slug: string;
  type: string;
  nom: string;
  statut: 'ouvert' | 'en-projet' | 'ferme-temporairement' | 'ferme-definitivement';
  publics: { ages?: { deMois: number; aMois?: number } };
  contacts: { telephone?: string; courriel?: string }[];
  acces?: string;
  site?: string;
  zone?: 'territoire' | string[];
  permanences: { lieu?: string; rythme: { type: string } }[];
  communes: string[];
  isItinerante: boolean;
  prochaines: OccurrenceLue[];
}

export interface CommuneEcrite {
  codeInsee: string;
  nom: string;
  centre: { lat: number; lon: number };
}

const cache = new Map<string, unknown>();
function once<T>(cle: string, read: () => T): T {
  if (!cache.has(cle)) cache.set(cle, read());
  return cache.get(cle) as T;
}

/** The text of a built file; `chemin` starts with a slash, as in an address. */
export function readFichier({ dossier }: SiteDeTest, chemin: string): string {
  return readFileSync(join(dossier, chemin), 'utf8');
}

/** Paths of every built file, each with its leading slash. */
export function listFichiers({ dossier }: SiteDeTest): string[] {
  return once(`fichiers ${dossier}`, () =>
    readdirSync(dossier, { recursive: true, withFileTypes: true })
      .filter((entree) => entree.isFile())
      .map((entree) => `/${join(entree.parentPath, entree.name).slice(join(dossier).length + 1)}`)
      .sort(),
  );
}

const listHtml = (site: SiteDeTest): string[] =>
  listFichiers(site)
    .filter((chemin) => chemin.endsWith('.html'))
    .map((chemin) => chemin.replace(/index\.html$/, ''));

/** Addresses of every page: `/structures/le-hangar/`, and `/404.html`; those shown inside other sites are apart. */
export function listPages(site: SiteDeTest): string[] {
  return listHtml(site).filter((adresse) => !isCadre(adresse));
}

/** Addresses of the pages that other sites show in a frame. */
export function listCadres(site: SiteDeTest): string[] {
  return listHtml(site).filter(isCadre);
}

/** The HTML of a page from its address. */
export function readPage(site: SiteDeTest, adresse: string): string {
  return readFichier(site, adresse.endsWith('/') ? `${adresse}index.html` : adresse);
}

export function readStructures(site: SiteDeTest): StructureLue[] {
  return once(
    `structures ${site.dossier}`,
    () =>
      (JSON.parse(readFichier(site, '/donnees/structures.json')) as { structures: StructureLue[] })
        .structures,
  );
}

export function readOccurrences(site: SiteDeTest): OccurrenceLue[] {
  return once(
    `occurrences ${site.dossier}`,
    () =>
      (JSON.parse(readFichier(site, '/donnees/permanences.json')) as { occurrences: OccurrenceLue[] })
        .occurrences,
  );
}

/** True when people can come: neither cancelled nor moved away. */
export function isTenue({ statut }: OccurrenceLue): boolean {
  return statut === 'confirmee' || statut === 'a-confirmer';
}

/** An entry of the territory's content, as its authors wrote it. */
export function readContenu(site: SiteDeTest, chemin: string): unknown {
  return load(readFileSync(join(CONTENU, site.territoire, chemin), 'utf8'), { schema: CORE_SCHEMA });
}

/** Every entry of a collection that has one file an entry. */
export function readCollection(site: SiteDeTest, collection: string): { slug: string; donnees: unknown }[] {
  return readdirSync(join(CONTENU, site.territoire, collection))
    .sort()
    .map((nom) => ({
      slug: nom.replace(/\.ya?ml$/, ''),
      donnees: readContenu(site, `${collection}/${nom}`),
    }));
}

export function readCommunes(site: SiteDeTest): CommuneEcrite[] {
  return readContenu(site, 'communes.yaml') as CommuneEcrite[];
}

/** The address of a commune's page: its name without accents nor apostrophes. */
export function communeAdresse(nom: string): string {
  const slug = nom
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return `/communes/${slug}/`;
}
