/** Builds the pages of the atelier and the script of `/admin/`, once a version of the code. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Commands start at the root of the project. */
const racine = process.cwd();
const CACHE = 'var/atelier/interface';
/** What the result depends on; content is read when a page is rendered. */
const SOURCES = ['cms/**/*', 'src/{components,domain,layouts,loaders,styles}/**/*', 'package-lock.json'];
const GARDEES = 3;

/** Name of the version of the code: it changes with any of its files. */
function fingerprint(): string {
  const empreinte = createHash('sha256');
  for (const fichier of globSync(SOURCES, {
    cwd: racine,
    exclude: ['cms/.astro/**', 'cms/node_modules/**'],
  }).sort()) {
    const chemin = join(racine, fichier);
    if (!statSync(chemin).isFile()) continue;
    empreinte.update(`${fichier}\0`).update(readFileSync(chemin)).update('\0');
  }
  return empreinte.digest('hex').slice(0, 16);
}

function runAstro(sortie: string): Promise<void> {
  const bin = join(racine, 'node_modules', '.bin');
  const enfant = spawn(join(bin, 'astro'), ['build', '--root', 'cms'], {
    cwd: racine,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      NODE_ENV: 'production',
      ASTRO_TELEMETRY_DISABLED: '1',
      INTERFACE: sortie,
    },
  });
  let journal = '';
  for (const flux of [enfant.stdout, enfant.stderr]) flux.on('data', (texte) => (journal += String(texte)));
  return new Promise((fini, echec) => {
    enfant.on('error', echec);
    enfant.on('close', (code) => {
      if (code === 0) fini();
      else echec(new Error(`L’interface de l’atelier n’a pas pu être construite :\n${journal}`));
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (erreur) {
    return (erreur as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Several processes may want it at once, tests above all: one builds, the others wait for it. */
async function takeTour(verrou: string): Promise<void> {
  for (;;) {
    try {
      writeFileSync(verrou, String(process.pid), { flag: 'wx' });
      return;
    } catch (erreur) {
      if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur;
    }
    const pid = existsSync(verrou) ? Number(readFileSync(verrou, 'utf8')) : 0;
    if (pid > 0 && !isAlive(pid)) rmSync(verrou, { force: true });
    else await wait(200);
  }
}

/** A file in the folder of a version for each process that serves it: its number, and nothing in it. */
const USAGES = 'usages';

function markUsage(dossier: string): void {
  mkdirSync(join(dossier, USAGES), { recursive: true });
  writeFileSync(join(dossier, USAGES, String(process.pid)), '');
}

/** Whether a process that still runs serves this version; the marks of those that stopped go away. */
function isUsed(dossier: string): boolean {
  const marques = globSync('*', { cwd: join(dossier, USAGES) });
  const vivantes = marques.filter((pid) => isAlive(Number(pid)));
  for (const morte of marques.filter((pid) => !vivantes.includes(pid)))
    rmSync(join(dossier, USAGES, morte), { force: true });
  return vivantes.length > 0;
}

/** Keeps the latest versions, and those that somebody’s browser may still ask for their styles. */
export function forgetOldVersions(cache: string, gardees = GARDEES): void {
  const versions = globSync('*/server', { cwd: cache })
    .map((dossier) => join(cache, dossier, '..'))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const ancienne of versions.slice(gardees).filter((version) => !isUsed(version)))
    rmSync(ancienne, { recursive: true, force: true });
}

/** The folder of the built interface of this version of the code, kept as long as this process runs. */
export async function buildInterface(): Promise<string> {
  const dossier = await findOrBuild();
  markUsage(dossier);
  return dossier;
}

/** Builds it if it is not there yet. */
async function findOrBuild(): Promise<string> {
  const cache = resolve(racine, CACHE);
  const dossier = join(cache, fingerprint());
  if (existsSync(dossier)) return dossier;
  mkdirSync(cache, { recursive: true });
  const verrou = join(cache, 'verrou');
  await takeTour(verrou);
  try {
    if (existsSync(dossier)) return dossier;
    const provisoire = `${dossier}.${process.pid}`;
    await runAstro(provisoire);
    renameSync(provisoire, dossier);
    forgetOldVersions(cache);
    return dossier;
  } finally {
    rmSync(verrou, { force: true });
  }
}
