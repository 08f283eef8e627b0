// @ts-check
/** What the commands share once everything is installed: checked settings, and ways to run the tools. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import {
  CACHE_PAR_DEFAUT,
  DIST_PAR_DEFAUT,
  MEMOIRE_RENDUE,
  readDist,
  readEnvironnement,
  readPort,
} from '../src/loaders/environnement.ts';
import { racine } from './installation.mjs';

/**
 * Imports a TypeScript module of the project. Vite reads it, since Node alone cannot follow its imports without
 * extension. A module imported so must not use `import()`: Vite has closed by then.
 * @param {string} fichier
 * @returns {Promise<any>}
 */
export async function importTypeScript(fichier) {
  // Only now: it takes as much memory as all the rest of a command.
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(resolve(racine, fichier), { root: racine, logLevel: 'error' });
  return module;
}

/** Faults that are told by their sentence alone, and the exit code of each. */
const CODES = new Map([
  ['ErreurDEnvironnement', 2],
  ['ImpressionImpossible', 1],
]);

/**
 * Runs a command's body. A wrong setting, or a document that cannot be printed, is one French sentence, without a
 * stack; the exit code is 2 for a setting.
 * @param {() => unknown} corps
 */
export async function runCommand(corps) {
  try {
    const code = await corps();
    if (typeof code === 'number') process.exitCode = code;
  } catch (erreur) {
    // By name: each import through Vite makes a class of its own.
    const code = erreur instanceof Error ? CODES.get(erreur.name) : undefined;
    if (code === undefined) throw erreur;
    console.error(/** @type {Error} */ (erreur).message);
    process.exit(code);
  }
}

/**
 * The checked settings of this command; a wrong one throws its sentence.
 * @returns {{contenu: string, territoire: string, aujourdhui: string, port: number, dist: string}}
 */
export function readReglages() {
  const { env } = process;
  return { ...readEnvironnement(env), port: readPort(env), dist: readDist(env) };
}

/**
 * Runs a tool of node_modules/.bin.
 * @param {string} outil
 * @param {string[]} parametres
 * @param {{env?: Record<string, string>, quiet?: boolean}} [options] quiet keeps the output instead of showing it
 * @returns {Promise<{code: number, sortie: string}>}
 */
export function runOutil(outil, parametres, { env = {}, quiet = false } = {}) {
  const bin = join(racine, 'node_modules', '.bin');
  const enfant = spawn(join(bin, outil), parametres, {
    cwd: racine,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    env: {
      ...process.env,
      PATH: `${bin}:${process.env.PATH}`,
      ASTRO_TELEMETRY_DISABLED: '1',
      ...MEMOIRE_RENDUE,
      ...env,
    },
  });
  const stop = () => enfant.kill();
  process.on('exit', stop);
  let sortie = '';
  for (const flux of [enfant.stdout, enfant.stderr])
    flux?.setEncoding('utf8').on('data', (texte) => (sortie += texte));
  return new Promise((fini, echec) => {
    enfant.on('error', echec);
    enfant.on('close', (code) => {
      process.off('exit', stop);
      fini({ code: code ?? 1, sortie });
    });
  });
}

/**
 * Builds the static site; once Astro has given its memory back, prints the documents and makes the index of search;
 * then gathers what phones take along, the index included.
 * @param {string[]} parametres of `astro build`
 * @param {{env?: Record<string, string>, quiet?: boolean}} [options]
 * @returns {Promise<{code: number, sortie: string}>}
 */
export async function buildSite(parametres, options = {}) {
  const construction = await runOutil('astro', ['build', ...parametres], options);
  if (construction.code !== 0) return construction;
  const env = { ...process.env, ...options.env };
  const site = resolve(racine, env.DIST ?? DIST_PAR_DEFAUT);
  const { printImprimes } = await importTypeScript('src/loaders/imprimerie.ts');
  const { writeIndex } = await importTypeScript('src/loaders/index-de-recherche.ts');
  await writeIndex(site, printImprimes(site, resolve(racine, env.CACHE ?? CACHE_PAR_DEFAUT)));
  const { tellBagage, writeHorsLigne } = await importTypeScript('src/loaders/hors-ligne.ts');
  const { information, alerte } = tellBagage(await writeHorsLigne(site));
  if (!options.quiet) console.log(information);
  if (alerte) console.warn(alerte);
  return construction;
}
