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
import { FICHES } from './fiches-d-index';

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

/** In the list of entries, a text starts with its length; two entries that would have one name get longer ones. */
const NOM_DE_PAGEFIND = /([\x6a-\x77])(fr_[0-9a-f]{7,20})/g;
const LONGUEUR_ZERO = 0x60;

/**
 * Writes the new names in the list of entries, which is binary: only names change, and none its length.
 * `entrees` are the former names; the answer has each with its new one, in the order of the list.
 */
export function renameInListe(
  liste: string,
  entrees: ReadonlySet<string>,
  marque: number,
): { renamed: string; nouveaux: Map<string, string> } {
  const nouveaux = new Map<string, string>();
  const renamed = liste.replace(NOM_DE_PAGEFIND, (tout, debut: string, suite: string) => {
    const longueur = debut.charCodeAt(0) - LONGUEUR_ZERO;
    const nom = suite.slice(0, longueur);
    if (!entrees.has(nom)) return tout; // a part of the index
    const nouveau = nouveaux.get(nom) ?? toNom(marque, nouveaux.size, longueur);
    nouveaux.set(nom, nouveau);
    return debut + nouveau + suite.slice(longueur);
  });
  return { renamed, nouveaux };
}

/**
 * Gives the entries names that follow each other, as long as those of Pagefind: eleven thousand names without any
 * order are fifty kilobytes that no compression takes away, and now a name says its row. Two characters change with
 * the index, so that a page left open does not show the cards of another day.
 */
async function renameEntries(dossier: string): Promise<void> {
  const [meta] = (await readdir(dossier)).filter((nom) => nom.endsWith('.pf_meta'));
  if (meta === undefined) throw new Error('Pagefind wrote no list of entries');
  const fragments = new Set((await readdir(join(dossier, 'fragment'))).map((nom) => nom.split('.')[0]!));
  const liste = gunzipSync(await readFile(join(dossier, meta))).toString('latin1');
  const marque =
    Number.parseInt(createHash('sha256').update(liste, 'latin1').digest('hex').slice(0, 4), 16) % 36 ** 2;
  const { renamed, nouveaux } = renameInListe(liste, fragments, marque);
  if (nouveaux.size !== fragments.size) throw new Error('Pagefind listed other entries than it wrote');
  await writeFile(join(dossier, meta), gzipSync(Buffer.from(renamed, 'latin1'), { level: 9 }));
  for (const [nom, nouveau] of nouveaux)
    await rename(
      join(dossier, 'fragment', `${nom}.pf_fragment`),
      join(dossier, 'fragment', `${nouveau}.pf_fragment`),
    );
}

const readLines = (site: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(join(site, FICHES)), crlfDelay: Infinity });

/**
 * Reads the entries one by one, in their order: the rank of a result is that of its facets. `autres` is waited for
 * before the index is written, which takes most of the memory.
 */
async function makeIndex(
  site: string,
  openLines: () => Iterable<string> | AsyncIterable<string>,
  autres?: Promise<unknown>,
): Promise<void> {
  const { errors, index } = await createIndex({ forceLanguage: 'fr' });
  check(errors);
  if (!index) throw new Error('Pagefind gave no index');
  // Opened only now: a file that is read before anybody listens loses its lines.
  for await (const line of openLines()) {
    const fiche = JSON.parse(line) as FicheDIndex;
    check((await index.addHTMLFile({ url: fiche.carte.href, content: toHtml(fiche) })).errors);
  }
  await autres;
  check((await index.writeFiles({ outputPath: join(site, DOSSIER) })).errors);
  await close();
  await renameEntries(join(site, DOSSIER));
  await Promise.all(INUTILES.map((nom) => rm(join(site, DOSSIER, nom))));
}

/** Makes the index while the last pages are written; what it is made from is removed once they are: `pages`. */
export async function writeIndexMeanwhile(
  site: string,
  fiches: Promise<string>,
  pages: Promise<unknown>,
): Promise<void> {
  const index = fiches.then((texte) => makeIndex(site, () => texte.split('\n').filter(Boolean)));
  index.catch(() => undefined); // told once the pages are written, if they are
  await pages;
  await index;
  await rm(join(site, FICHES));
}

/** Makes the index beside `autres`, which takes memory too. What fails there fails here. */
export async function writeIndex(site: string, autres?: Promise<unknown>): Promise<void> {
  autres?.catch(() => undefined); // told when it is waited for
  await makeIndex(site, () => readLines(site), autres);
  await rm(join(site, FICHES));
}
