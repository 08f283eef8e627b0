/** Tells one state of the program from another, so that a site built by an older one is built again. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a build reads of the project. */
const SOURCES = ['src', 'public', 'astro.config.mjs', 'package-lock.json'];
const CONTENU = join('src', 'content');

function* listFichiers(chemin: string): Generator<string> {
  if (!existsSync(chemin) || chemin === CONTENU) return;
  if (!statSync(chemin).isDirectory()) {
    yield chemin;
    return;
  }
  for (const nom of readdirSync(chemin).sort()) yield* listFichiers(join(chemin, nom));
}

/**
 * By what the files hold, not by their dates: installing the same version again builds nothing anew. What the territories
 * share, and the outlines of this one, are part of the program: the rest of its content is in the store.
 */
export function fingerprintOfCode({ contenu, territoire }: { contenu: string; territoire: string }): string {
  const empreinte = createHash('sha256');
  const partages = [join(contenu, 'commun'), join(contenu, territoire, 'contours.geojson')];
  for (const source of [...SOURCES, ...partages])
    for (const fichier of listFichiers(source))
      empreinte.update(fichier).update('\0').update(readFileSync(fichier)).update('\0');
  return empreinte.digest('hex').slice(0, 16);
}

/** Changes each time the machine starts. */
export function readDemarrage(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return ''; // another system than Linux does not tell
  }
}
