// @ts-check
/** Finds the Chromium that the tests and the benchmark drive, and installs one when the machine has none. */
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { nodeDuProjet, racine } from './installation.mjs';

const NOMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const DELAI = 10 * 60_000;

/** Starting it tells more than finding its file: a library may be missing, or the file be a mere pointer.
 * @param {string} chemin */
function starts(chemin) {
  return spawnSync(chemin, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** @param {string} message */
function toErreur(message) {
  return Object.assign(new Error(message), { name: 'ErreurDEnvironnement' });
}

/** @returns {string | undefined} */
export function findChromium() {
  const impose = process.env.CHROMIUM_PATH;
  if (impose !== undefined) {
    if (starts(impose)) return impose;
    throw toErreur(
      `CHROMIUM_PATH vaut « ${impose} », qui ne démarre pas : indiquez le programme d’un navigateur Chromium, ` +
        'par exemple CHROMIUM_PATH=/usr/bin/chromium.',
    );
  }
  const dossiers = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const installes = NOMS.flatMap((nom) => dossiers.map((dossier) => join(dossier, nom)));
  return [...installes, chromium.executablePath()].find(starts);
}

function installWithPlaywright() {
  const cli = join(racine, 'node_modules', '.bin', 'playwright');
  spawnSync(nodeDuProjet, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: DELAI });
}

function installWithApt() {
  if (process.getuid?.() !== 0) return;
  const options = /** @type {const} */ ({
    stdio: 'inherit',
    timeout: DELAI,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}

/** The path of a browser that starts; installs it if need be. */
export function ensureChromium() {
  for (const install of [() => undefined, installWithPlaywright, installWithApt]) {
    install();
    const trouve = findChromium();
    if (trouve) return trouve;
  }
  throw toErreur(
    'Aucun navigateur Chromium n’a été trouvé ni installé : installez-le (sur Debian, « sudo apt-get install chromium »), ' +
      'ou indiquez le vôtre avec CHROMIUM_PATH.',
  );
}
