/**
 * The thread that prints. Node runs this file as it is: what it imports has its extension. A document that says the
 * same as the last time is taken from the cache.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentAImprimer } from '../domain/imprime/document.ts';
import { printDocument } from './impression.ts';

export type Ordre = { document: string } | { fin: true };
export interface Reponse {
  erreur?: string;
}

const { site, cache } = workerData as { site: string; cache: string };

/** What the look of every document depends on. */
function fingerprintOfGabarits(): string {
  const empreinte = createHash('sha256').update(readFileSync('package-lock.json'));
  for (const dossier of ['src/imprimes', 'public/logos', 'src/loaders'].filter(existsSync))
    for (const nom of readdirSync(dossier).sort())
      empreinte.update(nom).update(readFileSync(resolve(dossier, nom)));
  return empreinte.digest('hex');
}

const gabarits = fingerprintOfGabarits();
const gardes = new Set<string>();
let erreur: string | undefined;

function print(texte: string): void {
  const document = JSON.parse(texte) as DocumentAImprimer;
  const nom = `${createHash('sha256').update(gabarits).update(texte).digest('hex')}.pdf`;
  const garde = join(cache, nom);
  const destination = join(site, document.chemin);
  mkdirSync(dirname(destination), { recursive: true });
  gardes.add(nom);
  if (!existsSync(garde)) writeFileSync(garde, printDocument(document));
  // Named once it is whole: the site may be read already, and what had this name may be that of another version.
  copyFileSync(garde, `${destination}.nouveau`);
  renameSync(`${destination}.nouveau`, destination);
}

/** What this site no longer holds. */
function prune(): void {
  for (const nom of readdirSync(cache)) if (!gardes.has(nom)) rmSync(join(cache, nom));
}

mkdirSync(cache, { recursive: true });
parentPort?.on('message', (ordre: Ordre) => {
  if (!('fin' in ordre)) {
    try {
      if (erreur === undefined) print(ordre.document);
    } catch (cause) {
      erreur = cause instanceof Error ? cause.message : String(cause);
    }
    return;
  }
  prune();
  parentPort?.postMessage(erreur === undefined ? {} : { erreur });
  parentPort?.close();
});
