/**
 * Makes the index of search once the pages are written, from the entries that one of them left, and removes these. Not
 * an integration of Astro: its process still holds the whole site then, and the index of ten thousand structures takes
 * most of a gigabyte too.
 */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { close, createIndex } from 'pagefind';
import type { FicheDIndex } from '../domain/recherche/resultat';
import { normalize } from '../domain/recherche/mots';

const FICHES = 'recherche/index.ndjson';
const DOSSIER = 'pagefind';
/** The library writes interfaces of its own beside the index: the site has its own. */
const INUTILES = [
  'pagefind-component-ui.css',
  'pagefind-component-ui.js',
  'pagefind-highlight.js',
  'pagefind-modular-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-ui.css',
  'pagefind-ui.js',
  'pagefind-worker.js',
  'wasm.unknown.pagefind',
];

function check(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`Pagefind: ${errors.join('; ')}`);
}

const escape = (texte: string): string =>
  texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A page that nobody sees: Pagefind only weighs texts that are in HTML. Words are given as they will be searched. */
export function toHtml({ carte, textes }: FicheDIndex): string {
  const parties = textes.map(
    ({ poids, texte }) => `<p data-pagefind-weight="${poids}">${escape(normalize(texte))}</p>`,
  );
  const meta = `<span data-carte="${escape(JSON.stringify(carte))}" data-pagefind-meta="carte[data-carte]"></span>`;
  return `<html lang="fr"><body>${meta}${parties.join('')}</body></html>`;
}

/** Reads the entries one by one, in their order: the rank of a result is that of its facets. */
export async function writeIndex(site: string): Promise<void> {
  const fiches = join(site, FICHES);
  const { errors, index } = await createIndex({ forceLanguage: 'fr' });
  check(errors);
  if (!index) throw new Error('Pagefind gave no index');
  for await (const line of createInterface({ input: createReadStream(fiches), crlfDelay: Infinity })) {
    const fiche = JSON.parse(line) as FicheDIndex;
    check((await index.addHTMLFile({ url: fiche.carte.href, content: toHtml(fiche) })).errors);
  }
  check((await index.writeFiles({ outputPath: join(site, DOSSIER) })).errors);
  await close();
  await Promise.all([fiches, ...INUTILES.map((nom) => join(site, DOSSIER, nom))].map((nom) => rm(nom)));
}
