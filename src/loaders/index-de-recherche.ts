/**
 * Makes the index of search once the pages are written, from the entries that one of them left, and removes these. Not
 * an integration of Astro: its process still holds the whole site then, and the index of ten thousand structures takes
 * most of a gigabyte too.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gunzipSync, gzipSync } from 'node:zlib';
import { close, createIndex } from 'pagefind';
import type { FicheDIndex } from '../domain/recherche/resultat';
import { normalize } from '../domain/recherche/mots';
import { toNom } from '../domain/recherche/entree';

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

/** Name of an entry that Pagefind made of its content, in the index of entries. */
const NOM_DE_PAGEFIND = /fr_[0-9a-f]{7}/g;

/**
 * Gives the entries names that follow each other, as long as those of Pagefind: eleven thousand names without any
 * order are fifty kilobytes that no compression takes away, and now a name says its row. Two characters change with
 * the index, so that a page left open does not show the cards of another day.
 */
async function renameEntries(dossier: string): Promise<void> {
  const [meta] = (await readdir(dossier)).filter((nom) => nom.endsWith('.pf_meta'));
  if (meta === undefined) throw new Error('Pagefind wrote no list of entries');
  const fragments = new Set((await readdir(join(dossier, 'fragment'))).map((nom) => nom.split('.')[0]!));
  // Binary, of which only names of a known length change.
  const liste = gunzipSync(await readFile(join(dossier, meta))).toString('latin1');
  const marque =
    Number.parseInt(createHash('sha256').update(liste, 'latin1').digest('hex').slice(0, 4), 16) % 36 ** 2;
  const nouveaux = new Map<string, string>();
  const renamed = liste.replace(NOM_DE_PAGEFIND, (nom) => {
    if (!fragments.has(nom)) return nom; // a part of the index
    const nouveau = nouveaux.get(nom) ?? toNom(marque, nouveaux.size);
    nouveaux.set(nom, nouveau);
    return nouveau;
  });
  if (nouveaux.size !== fragments.size) throw new Error('Pagefind listed other entries than it wrote');
  await writeFile(join(dossier, meta), gzipSync(Buffer.from(renamed, 'latin1'), { level: 9 }));
  for (const [nom, nouveau] of nouveaux)
    await rename(
      join(dossier, 'fragment', `${nom}.pf_fragment`),
      join(dossier, 'fragment', `${nouveau}.pf_fragment`),
    );
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
  await renameEntries(join(site, DOSSIER));
  await Promise.all([fiches, ...INUTILES.map((nom) => join(site, DOSSIER, nom))].map((nom) => rm(nom)));
}
