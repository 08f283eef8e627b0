/**
 * The program that prints. Node runs this file as it is: what it imports has its extension. A document that says the
 * same as the last time is taken from the cache.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import type { DocumentAImprimer } from '../domain/imprime/document.ts';
import { writeWhole } from './fichier-entier.ts';
import { printDocument } from './impression.ts';

/** The paths of the documents that are in the site by now, or why one of them could not be laid out. */
export type Reponse = { documents: string[]; erreur?: never } | { documents?: never; erreur: string };

/** What the look of every document depends on. */
function fingerprintOfGabarits(): string {
  const empreinte = createHash('sha256').update(readFileSync('package-lock.json'));
  for (const dossier of ['src/imprimes', 'public/logos', 'src/loaders'].filter(existsSync))
    for (const nom of readdirSync(dossier).sort())
      empreinte.update(nom).update(readFileSync(resolve(dossier, nom)));
  return empreinte.digest('hex');
}

async function print(lot: string, site: string, cache: string): Promise<string[]> {
  mkdirSync(cache, { recursive: true });
  const gabarits = fingerprintOfGabarits();
  const gardes = new Set<string>();
  const chemins: string[] = [];
  for await (const texte of createInterface({ input: createReadStream(lot), crlfDelay: Infinity })) {
    await turn(); // to hear that nobody waits any more
    const document = JSON.parse(texte) as DocumentAImprimer;
    const nom = `${createHash('sha256').update(gabarits).update(texte).digest('hex')}.pdf`;
    const garde = join(cache, nom);
    gardes.add(nom);
    if (!existsSync(garde)) writeWhole(garde, printDocument(document));
    // The site may be read already, and what had this name may be that of another version.
    writeWhole(join(site, document.chemin), readFileSync(garde));
    chemins.push(document.chemin);
  }
  // What this site no longer holds.
  for (const nom of readdirSync(cache)) if (!gardes.has(nom)) rmSync(join(cache, nom));
  return chemins;
}

// Nobody waits for these documents any more.
process.on('disconnect', () => process.exit(1));
const [lot, site, cache] = process.argv.slice(2) as [string, string, string];
const reponse = await print(lot, site, cache).then(
  (documents): Reponse => ({ documents }),
  (cause: unknown): Reponse => ({ erreur: cause instanceof Error ? cause.message : String(cause) }),
);
process.send?.(reponse, undefined, undefined, () => process.exit(0));
