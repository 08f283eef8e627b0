/**
 * Sends the documents of the site to print. They are laid out in a thread of their own, while the pages are written:
 * a guide takes as long as hundreds of pages.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration } from 'astro';
import type { DocumentAImprimer } from '../domain/imprime/document';
import { CACHE_PAR_DEFAUT, DIST_PAR_DEFAUT } from './environnement';
import type { Ordre, Reponse } from './presse';

const PRESSE = 'src/loaders/presse.ts';

export interface Imprimerie {
  print(document: DocumentAImprimer): void;
  /** Once every document is in the site; what could not be laid out throws. */
  finish(): Promise<void>;
}

/** The page that sends the documents and the end of the build are two copies of this module: both find the same one. */
const partage = globalThis as { aImprimer?: { site: string; cache: string }; imprimerie?: Imprimerie };

/** Prints into a site; what it said last time is taken from the cache. */
export function openImprimerie(site: string, cache: string): Imprimerie {
  // Node reads it by itself: nothing of it is in the pages, whose bundle could not hold the program that lays out.
  const presse = new Worker(resolve(PRESSE), { workerData: { site, cache } });
  const fini = new Promise<void>((done, fail) => {
    presse.on('message', ({ erreur }: Reponse) => {
      if (erreur === undefined) done();
      else fail(new Error(erreur));
    });
    presse.on('error', fail);
    presse.on('exit', (code) => fail(new Error(`L’impression s’est arrêtée (code ${code}).`)));
  });
  fini.catch(() => undefined); // told to who waits for the end
  presse.unref(); // a build that fails does not wait for it
  const send = (ordre: Ordre) => presse.postMessage(ordre);
  return {
    print: (document) => send({ document: JSON.stringify(document) }),
    finish() {
      presse.ref();
      send({ fin: true });
      return fini;
    },
  };
}

/** Says where the documents of the next site go; the press starts with the first of them. */
export function prepareImprimerie(site: string, cache: string): void {
  partage.aImprimer = { site, cache: join(cache, 'imprimes') };
}

/** The press of the site that is being built; nothing when pages are only looked at. */
export function getImprimerie(): Imprimerie | undefined {
  const { aImprimer } = partage;
  if (aImprimer) partage.imprimerie ??= openImprimerie(aImprimer.site, aImprimer.cache);
  return partage.imprimerie;
}

/** Waits for the documents that are not printed yet. */
export async function finishImprimerie(): Promise<void> {
  const { imprimerie } = partage;
  delete partage.imprimerie;
  delete partage.aImprimer;
  await imprimerie?.finish();
}

/** Where the page that sends the documents is written; nobody reads it. */
export const ENVOI = 'a-imprimer.json';

/** Starts the press with the build, and waits, at the end, for the documents that are not printed yet. */
export function imprimes(): AstroIntegration {
  return {
    name: 'imprimes',
    hooks: {
      'astro:build:start': () => {
        const { DIST, CACHE } = process.env;
        prepareImprimerie(resolve(DIST ?? DIST_PAR_DEFAUT), resolve(CACHE ?? CACHE_PAR_DEFAUT));
      },
      'astro:build:done': async ({ dir }) => {
        rmSync(join(dir.pathname, ENVOI), { force: true });
        await finishImprimerie();
      },
    },
  };
}
