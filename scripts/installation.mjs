// @ts-check
/**
 * What every command starts with. Runs under the machine's own Node (20 or later), before anything is installed:
 * only Node's built-in modules, and no syntax newer than Node 20.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const racine = dirname(dirname(fileURLToPath(import.meta.url)));
/** The Node that the project pins: Astro and Vitest need a newer one than the machine may have. */
export const nodeDuProjet = join(racine, 'node_modules', '.bin', 'node');

const temoin = join(racine, 'node_modules', '.verrou-installe');

/** What node_modules must match: the lock file, on this kind of machine. */
function fingerprint() {
  const verrou = createHash('sha256').update(readFileSync(join(racine, 'package-lock.json')));
  return verrou.update(`${process.platform}-${process.arch}`).digest('hex');
}

function isInstalled() {
  return existsSync(nodeDuProjet) && existsSync(temoin) && readFileSync(temoin, 'utf8') === fingerprint();
}

function installDependencies() {
  console.log('Installation des outils du projet (une à deux minutes, la première fois seulement)…');
  // npm must not run on the Node of the folder that it is about to replace.
  const chemin = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((dossier) => !dossier.includes(`node_modules${sep}.bin`));
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: racine,
    stdio: 'inherit',
    env: { ...process.env, PATH: chemin.join(delimiter) },
  });
  if (npm.status !== 0 || !existsSync(nodeDuProjet)) {
    console.error(
      'L’installation a échoué : vérifiez la connexion à Internet et la place sur le disque, puis recommencez.',
    );
    process.exit(1);
  }
  writeFileSync(temoin, fingerprint());
}

/**
 * Returns once everything is installed and the current process is the project's Node. When it is not, the same
 * command is started again under it, and this process only waits and hands on its exit code.
 */
export async function requireProjectNode() {
  process.chdir(racine);
  const complete = isInstalled();
  if (!complete) installDependencies();
  if (complete && process.execPath === realpathSync(nodeDuProjet)) return;

  const enfant = spawn(nodeDuProjet, process.argv.slice(1), { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; this process must outlive it to hand on its exit code.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => enfant.kill(signal));
  const code = await new Promise((resolve) => enfant.on('exit', (sortie) => resolve(sortie ?? 1)));
  process.exit(code);
}
