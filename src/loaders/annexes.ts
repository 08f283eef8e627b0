/**
 * What nobody waits for in front of a page: files for other programs, documents to print. A publication of the atelier
 * puts the pages online first, beside the annexes of the version before, then writes these: one build, in two times.
 */
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from './fichier-entier';
import { FICHES } from './fiches-d-index';
import { A_IMPRIMER, printInto } from './imprimerie';

/** Files for other programs, then pages that nobody opens from a phone to know where to go. */
const ANNEXES = [
  /^\/(?:donnees|communes)\/.+\.json$/,
  /^\/(?:communes|donnees|observatoire|structures|themes)\/.+\.(?:csv|geojson|ics|svg|txt|xml)$/,
  /^\/agenda\.(?:ics|xml)$/,
  /^\/(?:donnees|observatoire\/.+|communes\/[^/]+\/integrer)\/$/,
];
const DOCUMENT = /\.pdf$/;

interface Annexe {
  /** Its address, from the root of the site. */
  chemin: string;
  produce: () => Promise<Response>;
}

/** The pages that are built and the program that builds them are two copies of this module: both find the same list. */
const partage = globalThis as { annexes?: Annexe[]; fiches?: PromiseWithResolvers<string> };

export const isAnnexe = (chemin: string): boolean =>
  chemin === `/${A_IMPRIMER}` || ANNEXES.some((motif) => motif.test(chemin));

const toFichier = (site: string, chemin: string): string =>
  join(site, chemin.endsWith('/') ? `${chemin}index.html` : chemin);

/**
 * From now on, the build leaves the annexes for later. The promise is kept with what search has to know, long before
 * the last page: its index is made meanwhile.
 */
export function deferAnnexes(): Promise<string> {
  partage.annexes = [];
  partage.fiches = Promise.withResolvers();
  return partage.fiches.promise;
}

/** Told by the build of each file that it writes at once. */
export async function tellFiches(chemin: string, reponse: Response): Promise<Response> {
  if (!partage.fiches || chemin !== `/${FICHES}`) return reponse;
  const texte = await reponse.text();
  partage.fiches.resolve(texte);
  return new Response(texte);
}

/** Told by the build of each of its files; false when this one is to be written at once. */
export function keepForLater(chemin: string, produce: () => Promise<Response>): boolean {
  if (!partage.annexes || !isAnnexe(chemin)) return false;
  partage.annexes.push({ chemin, produce });
  return true;
}

const listDocuments = (site: string): string[] =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((nom) => DOCUMENT.test(nom));

/** Gives the new pages the annexes of the version before: the same files, which are never written over. */
export function borrowAnnexes(site: string, precedent: string): void {
  const chemins = (partage.annexes ?? [])
    .map(({ chemin }) => chemin)
    .filter((chemin) => chemin !== `/${A_IMPRIMER}`);
  for (const chemin of [...chemins, ...listDocuments(precedent)]) {
    const [source, destination] = [toFichier(precedent, chemin), toFichier(site, chemin)];
    if (!existsSync(source) || existsSync(destination)) continue;
    mkdirSync(dirname(destination), { recursive: true });
    linkSync(source, destination);
  }
}

/** Writes what was left for later in the site, wherever it is by now, and removes the documents that are no more. */
export async function writeAnnexes(site: string, cache: string): Promise<void> {
  const { aImprimer, autres } = Object.groupBy(partage.annexes ?? [], ({ chemin }) =>
    chemin === `/${A_IMPRIMER}` ? 'aImprimer' : 'autres',
  );
  const write = async (fichier: string, { produce }: Annexe) =>
    writeWhole(fichier, new Uint8Array(await (await produce()).arrayBuffer()));
  const lot = join(cache, A_IMPRIMER);
  await write(lot, aImprimer![0]!);
  // Printed while the others are written.
  const impression = printInto(site, lot, cache);
  impression.catch(() => undefined); // told at the end
  for (const annexe of autres ?? []) await write(toFichier(site, annexe.chemin), annexe);
  const documents = new Set(await impression);
  for (const nom of listDocuments(site)) if (!documents.has(nom)) rmSync(join(site, nom));
}
