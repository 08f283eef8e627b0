/** Tells one state of the program from another, so that a site built by an older one is built again. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a build reads of the project; the content comes from elsewhere. */
const SOURCES = ['src', 'public', 'astro.config.mjs', 'package-lock.json'];
const CONTENU = join('src', 'content');
const PARTAGE = join(CONTENU, 'commun');

function* listFichiers(chemin: string): Generator<string> {
  if (!statSync(chemin).isDirectory()) {
    yield chemin;
    return;
  }
  for (const nom of readdirSync(chemin).sort()) {
    const enfant = join(chemin, nom);
    // The territories are in the store; what they share is part of the program.
    if (chemin === CONTENU && enfant !== PARTAGE) continue;
    yield* listFichiers(enfant);
  }
}

/** By what the files hold, not by their dates: installing the same version again builds nothing anew. */
export function fingerprintOfCode(): string {
  const empreinte = createHash('sha256');
  for (const source of SOURCES)
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
