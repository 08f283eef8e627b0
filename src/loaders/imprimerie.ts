/**
 * Prints the documents of a site, in a process of its own: what a large booklet takes of memory goes away with it, and
 * documents are laid out while other files are written.
 */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Reponse } from './presse';

/** Node reads it by itself: what it imports has its extension. */
const PRESSE = 'src/loaders/presse.ts';

/** Where one page leaves what there is to print; nobody reads it. */
export const A_IMPRIMER = 'a-imprimer.ndjson';

/** A document that cannot be printed; what it says is a sentence for the person who builds. */
export class ImpressionImpossible extends Error {
  override name = 'ImpressionImpossible';
}

/**
 * Prints into the site the documents of a file, one a line; what it said last time is taken from the cache.
 * Returns their paths in the site. What could not be laid out throws an `ImpressionImpossible`, and so does a press that stops.
 */
export function printInto(site: string, lot: string, cache: string): Promise<string[]> {
  const presse = fork(PRESSE, [lot, site, join(cache, 'imprimes')]);
  return new Promise((done, fail) => {
    presse.on('message', ({ documents, erreur }: Reponse) => {
      if (documents) done(documents);
      else fail(new ImpressionImpossible(erreur));
    });
    presse.on('error', fail);
    presse.on('exit', (code, signal) =>
      fail(new ImpressionImpossible(`L’impression s’est arrêtée (${signal ?? `code ${code}`}).`)),
    );
  });
}

/** Prints what the pages of a site left to print. */
export async function printImprimes(site: string, cache: string): Promise<void> {
  const lot = join(site, A_IMPRIMER);
  await printInto(site, lot, cache);
  rmSync(lot);
}
