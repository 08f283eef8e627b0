/**
 * The circumstances of a build, given by environment variables. The only place where their rules are written:
 * the commands of `scripts/`, the build and the server all ask here.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DateCivile, isDateCivile } from '../domain/date/date-civile.ts';
import { toDateInParis } from '../domain/date/heure.ts';

const CONTENU_PAR_DEFAUT = 'src/content';
const TERRITOIRE_PAR_DEFAUT = 'monts-rance-rougier';
const PORT_PAR_DEFAUT = 4321;
export const DIST_PAR_DEFAUT = 'dist';
export const CACHE_PAR_DEFAUT = 'node_modules/.astro';

/** With these, Vite's bundler gives back at once the memory it no longer uses: 200 MB during a whole build. */
export const MEMOIRE_RENDUE = { MIMALLOC_PURGE_DELAY: '0', MIMALLOC_ARENA_EAGER_COMMIT: '0' } as const;

export type Variables = Readonly<Record<string, string | undefined>>;

export interface Environnement {
  /** Absolute path of the content folder. */
  contenu: string;
  /** Slug of the territory: the name of its folder in `contenu`. */
  territoire: string;
  aujourdhui: DateCivile;
}

/** One French sentence for the person who typed the command. Programs print it alone and exit with code 2. */
export class ErreurDEnvironnement extends Error {
  override name = 'ErreurDEnvironnement';
}

function isFolder(chemin: string): boolean {
  return statSync(chemin, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readDossierDeContenu(env: Variables): string {
  const valeur = env.CONTENU ?? CONTENU_PAR_DEFAUT;
  const conseil = `indiquez un dossier de contenu, par exemple CONTENU=${CONTENU_PAR_DEFAUT}.`;
  if (valeur === '' || !isFolder(valeur)) {
    throw new ErreurDEnvironnement(`CONTENU vaut « ${valeur} », qui n’est pas un dossier : ${conseil}`);
  }
  if (!isFolder(join(valeur, 'commun'))) {
    throw new ErreurDEnvironnement(
      `CONTENU vaut « ${valeur} », un dossier où manque le sous-dossier « commun » : ${conseil}`,
    );
  }
  return resolve(valeur);
}

/** Slugs of the territories of a content folder: the folders that hold a `territoire.yaml`. */
export function listTerritoires(contenu: string): string[] {
  return readdirSync(contenu)
    .filter((nom) => existsSync(join(contenu, nom, 'territoire.yaml')))
    .sort();
}

function readTerritoire(env: Variables, contenu: string): string {
  const donne = env.TERRITOIRE;
  const valeur = donne ?? TERRITOIRE_PAR_DEFAUT;
  const connus = listTerritoires(contenu);
  // Being in the list, and not merely existing, also refuses `../elsewhere`.
  if (connus.includes(valeur)) return valeur;
  const faute =
    donne === undefined
      ? `TERRITOIRE n’est pas indiqué, et « ${valeur} », sa valeur par défaut, manque dans ${contenu}`
      : `TERRITOIRE vaut « ${valeur} », qui n’est pas un territoire connu`;
  const conseil =
    connus.length > 0
      ? `choisissez parmi ${connus.join(', ')}.`
      : `créez dans ${contenu} le dossier d’un territoire avec son fichier territoire.yaml.`;
  throw new ErreurDEnvironnement(`${faute} : ${conseil}`);
}

function readAujourdhui(env: Variables): DateCivile {
  const valeur = env.AUJOURDHUI ?? toDateInParis(new Date());
  if (isDateCivile(valeur)) return valeur;
  throw new ErreurDEnvironnement(
    `AUJOURDHUI vaut « ${valeur} », qui n’est pas une date du calendrier : ` +
      'écrivez année-mois-jour, par exemple AUJOURDHUI=2026-12-01.',
  );
}

export function readEnvironnement(env: Variables): Environnement {
  const contenu = readDossierDeContenu(env);
  return { contenu, territoire: readTerritoire(env, contenu), aujourdhui: readAujourdhui(env) };
}

/**
 * The folder where the site is built. The build empties it first: anything but a new folder, an empty one or a site
 * already built is refused, so that `DIST=src` or `DIST=..` destroys nothing.
 */
export function readDist(env: Variables): string {
  const valeur = env.DIST ?? DIST_PAR_DEFAUT;
  const refuse = (faute: string) =>
    new ErreurDEnvironnement(
      `DIST vaut « ${valeur} », ${faute} : indiquez un nouveau dossier, par exemple DIST=${DIST_PAR_DEFAUT}.`,
    );
  if (valeur === '') throw refuse('qui n’est pas un dossier');
  if (resolve(valeur) === resolve(DIST_PAR_DEFAUT) || !existsSync(valeur)) return valeur;
  if (!isFolder(valeur)) throw refuse('qui n’est pas un dossier');
  const fichiers = readdirSync(valeur).filter((nom) => !nom.startsWith('.'));
  if (fichiers.length > 0 && !fichiers.includes('_astro'))
    throw refuse('un dossier dont la construction effacerait les fichiers');
  return valeur;
}

export function readPort(env: Variables): number {
  const valeur = env.PORT ?? String(PORT_PAR_DEFAUT);
  const port = /^\d{1,5}$/.test(valeur) ? Number(valeur) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new ErreurDEnvironnement(
    `PORT vaut « ${valeur} », qui n’est pas un numéro de port : ` +
      `choisissez un nombre entier de 1 à 65535, par exemple PORT=${PORT_PAR_DEFAUT}.`,
  );
}
