/** Once the site and its index are built: packs what phones take along, and writes the service worker that fetches it. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Rolldown, build } from 'vite';
import {
  type Bagage,
  LIMITE,
  type Piece,
  type SlugDEtage,
  etageOf,
  nomsDEtages,
  packBagage,
} from '../domain/bagage/bagage';
import { ADRESSE_DU_BAGAGE, ADRESSE_DU_PROGRAMME, type ResumeDuBagage } from '../domain/bagage/copie';
import {
  BINAIRE,
  type RangeeDeLiasse,
  isEnLiasse,
  toAdresse,
  toLiasses,
  toRangee,
  withoutPreparation,
} from '../domain/bagage/liasse';
import { formatOctets } from '../domain/bagage/phrase';

const LIASSES = 'hors-ligne/liasses';
const TEXTE = /\.(?:html|js|css|json|svg|webmanifest)$/;
const COMPRESSE = /\.(?:woff2|png|webp|avif)$/;
/** Where the list of what to keep is written in the worker. */
const PLACE = 'self.__WB_MANIFEST';

interface Entree extends Piece {
  /** Nothing when the name itself changes with the content. */
  revision: string | null;
  pages: number;
  rangee?: RangeeDeLiasse;
  texte?: string;
}

function hash(contenu: string | Buffer): string {
  return createHash('sha256').update(contenu).digest('hex').slice(0, 16);
}

const gzipSize = (contenu: string | Buffer): number => gzipSync(contenu, { level: 9 }).length;

/** Paths of the files of the built site, with slashes, sorted. */
export function listFichiers(site: string): string[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entree) => entree.isFile())
    .map((entree) => join(entree.parentPath, entree.name).slice(join(site, '/').length).split(sep).join('/'))
    .sort();
}

function* listEntrees(site: string, etage: SlugDEtage, chemins: readonly string[]): Generator<Entree> {
  for (const chemin of chemins.filter((each) => !isEnLiasse(each))) {
    const contenu = readFileSync(join(site, chemin));
    const revised = TEXTE.test(chemin) ? withoutPreparation(contenu.toString()) : contenu;
    yield {
      url: toAdresse(chemin),
      octets: COMPRESSE.test(chemin) ? contenu.length : gzipSize(contenu),
      revision: chemin.startsWith('_astro/') ? null : hash(revised),
      pages: 0,
    };
  }
  const read = (chemin: string): string => {
    const contenu = readFileSync(join(site, chemin));
    return TEXTE.test(chemin) ? contenu.toString() : BINAIRE + contenu.toString('base64');
  };
  let rang = 0;
  for (const { rubrique, liasse } of toLiasses(chemins.filter(isEnLiasse), read)) {
    rang += 1;
    const url = `/${LIASSES}/${etage}-${rang}.json`;
    const texte = JSON.stringify(liasse);
    yield {
      url,
      texte,
      octets: gzipSize(texte),
      revision: hash(withoutPreparation(texte)),
      pages: Object.keys(liasse).filter((adresse) => /\/$|\.html$/.test(adresse)).length,
      rangee: toRangee(url, rubrique, liasse),
    };
  }
}

/** Chooses what a phone takes along, and writes the bundles in the site. */
export function writeBagage(site: string, limite: number = LIMITE): Bagage<Entree> {
  rmSync(join(site, LIASSES), { recursive: true, force: true });
  const parEtage = Map.groupBy(listFichiers(site), etageOf);
  const bagage = packBagage((etage) => listEntrees(site, etage, parEtage.get(etage) ?? []), limite);
  mkdirSync(join(site, LIASSES), { recursive: true });
  for (const { url, texte } of bagage.pieces) if (texte !== undefined) writeFileSync(join(site, url), texte);
  return bagage;
}

/** The program, in one file without imports: workers that import are not read everywhere. */
export async function bundleProgramme(): Promise<string> {
  const entree = fileURLToPath(new URL('../service-worker/service-worker.ts', import.meta.url));
  const resultat = (await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: entree, formats: ['iife'], name: 'programme' },
    },
    // A single format, which is not watched.
  })) as Rolldown.RolldownOutput[];
  return resultat[0]!.output[0].code;
}

/** Names of the folders that hold pages, and an empty one for the home page. */
function listRubriques(fichiers: readonly string[]): string[] {
  const pages = fichiers.filter((chemin) => /(?:^|\/)index\.html$/.test(chemin) && etageOf(chemin));
  return [...new Set(pages.map((chemin) => (chemin.includes('/') ? chemin.split('/')[0]! : '')))];
}

/** The program does not depend on the site: who prepared it already gives it. */
export async function writeHorsLigne(
  site: string,
  { limite = LIMITE, programme: prepared }: { limite?: number; programme?: string } = {},
): Promise<ResumeDuBagage> {
  const { pieces, octets, absents } = writeBagage(site, limite);
  const resume = { pages: pieces.reduce((somme, { pages }) => somme + pages, 0), octets, absents };
  const entrees = pieces.map(({ url, revision }) => ({ url, revision }));
  const manifeste = {
    ...resume,
    version: hash(JSON.stringify(entrees)),
    entrees,
    liasses: pieces.flatMap(({ rangee }) => (rangee ? [rangee] : [])),
    rubriques: listRubriques(listFichiers(site)),
  };
  const programme = prepared ?? (await bundleProgramme());
  if (!programme.includes(PLACE)) throw new Error(`${PLACE} is not in the service worker`);
  writeFileSync(
    join(site, ADRESSE_DU_PROGRAMME),
    programme.replace(PLACE, () => JSON.stringify(manifeste)),
  );
  writeFileSync(join(site, ADRESSE_DU_BAGAGE), JSON.stringify(resume));
  return resume;
}

/** What to tell of it, and a warning when it does not hold the whole site. */
export function tellBagage({ pages, octets, absents }: ResumeDuBagage): {
  information: string;
  alerte?: string;
} {
  const information = `${pages} pages à emporter sans réseau, ${formatOctets(octets)}.`;
  if (absents.length === 0) return { information };
  const alerte = `Ce territoire dépasse ${formatOctets(LIMITE)} : les téléphones ne gardent pas d’avance ${nomsDEtages(absents).join(' ; ')}. Les pages ouvertes sont gardées.`;
  return { information, alerte };
}
