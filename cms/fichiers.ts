/**
 * Finds and compresses the files of a built site.
 *
 * Files are looked up at each request, so a rebuild is seen at once; what is compressed is kept in memory.
 */
import { readFile, stat } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Fichier {
  chemin: string;
  /** Path of the file inside the site, `structures/index.html`. */
  nom: string;
  type: string;
  etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.woff2': 'font/woff2',
};

export function isCompressible(type: string): boolean {
  return type.includes('charset=utf-8') || type === 'application/wasm';
}

async function toFichier(site: string, chemin: string): Promise<Fichier | 'dossier' | undefined> {
  const etat = await stat(chemin).catch(() => undefined);
  if (etat?.isDirectory()) return 'dossier';
  if (!etat?.isFile()) return undefined;
  return {
    chemin,
    nom: relative(site, chemin),
    type: TYPES[extname(chemin).toLowerCase()] ?? 'application/octet-stream',
    etag: `W/"${etat.size.toString(36)}-${Math.round(etat.mtimeMs * 1000).toString(36)}"`,
  };
}

/** The file an address names, the address to go to when its final slash is missing, or nothing. */
export async function findFichier(
  site: string,
  adresse: string,
): Promise<Fichier | { versAdresse: string } | undefined> {
  let demande: string;
  try {
    demande = decodeURIComponent(adresse);
  } catch {
    return undefined;
  }
  const racine = resolve(site);
  const chemin = resolve(join(racine, demande));
  const inside = chemin === racine || chemin.startsWith(racine + sep);
  // Hidden files are never part of a site; `.well-known` is the standard's exception.
  const hidden = relative(racine, chemin)
    .split(sep)
    .some((partie) => partie.startsWith('.') && partie !== '.well-known');
  if (!inside || hidden || demande.includes('\0')) return undefined;

  const trouve = await toFichier(racine, demande.endsWith('/') ? join(chemin, 'index.html') : chemin);
  if (trouve !== 'dossier') return trouve;
  // Rebuilt from the real path, so that `//other.example` cannot become an address elsewhere.
  const parties = relative(racine, chemin).split(sep).map(encodeURIComponent);
  return { versAdresse: `/${parties.join('/')}/` };
}

export type Encodage = 'br' | 'gzip';

/** The best encoding that the browser accepts; `br;q=0` refuses it. */
export function chooseEncodage(acceptes: string | undefined): Encodage | undefined {
  const refuse = /;\s*q=0(\.0*)?\s*$/;
  const noms = (acceptes ?? '')
    .toLowerCase()
    .split(',')
    .filter((choix) => !refuse.test(choix))
    .map((choix) => choix.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((encodage) => noms.includes(encodage));
}

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);
/** Past this size the best compression takes too long for the person who waits. */
const GROS_FICHIER = 256 * 1024;
const MEMOIRE_MAX = 64 * 1024 * 1024;

async function compress(contenu: Buffer, encodage: Encodage): Promise<Buffer> {
  if (encodage === 'gzip') return gzipAsync(contenu, { level: 9 });
  const qualite = contenu.length > GROS_FICHIER ? 5 : 10;
  return brotliAsync(contenu, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: qualite,
      [constants.BROTLI_PARAM_SIZE_HINT]: contenu.length,
    },
  });
}

/** Reads files, compressed once for all those who ask for them. */
export function createLecteur(): (fichier: Fichier, encodage: Encodage | undefined) => Promise<Buffer> {
  const memoire = new Map<string, Buffer>();
  let taille = 0;
  return async (fichier, encodage) => {
    if (!encodage) return readFile(fichier.chemin);
    const cle = `${encodage} ${fichier.etag} ${fichier.chemin}`;
    const garde = memoire.get(cle);
    if (garde) return garde;
    const corps = await compress(await readFile(fichier.chemin), encodage);
    if (taille + corps.length > MEMOIRE_MAX) {
      memoire.clear();
      taille = 0;
    }
    memoire.set(cle, corps);
    taille += corps.length;
    return corps;
  };
}
