/** What a page weighs before it is read: its HTML, its style sheets and its scripts, compressed as a host sends them. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, posix, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** gzip -9 on the fly, or brotli prepared at its best: what hosts do. */
export function gzipSize(contenu: Buffer | string): number {
  return gzipSync(contenu, { level: constants.Z_BEST_COMPRESSION }).length;
}
export function brotliSize(contenu: Buffer | string): number {
  return brotliCompressSync(contenu, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  }).length;
}

interface PremiereVue {
  html: string;
  /** Files of the site that the browser fetches at once, by path. */
  styles: string[];
  scripts: string[];
  /** Code written inside the page: its weight is in the HTML, and it is script nonetheless. */
  scriptsInternes: string[];
}

function attributesOf(balise: string): Record<string, string> {
  const trouves = balise.matchAll(/([a-z-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/gi);
  return Object.fromEntries([...trouves].map(([, nom, a, b, c]) => [nom!.toLowerCase(), a ?? b ?? c ?? '']));
}

/** The files that a module imports without being asked to: `import()` waits for a gesture. */
function listImports(code: string): string[] {
  return [...code.matchAll(/\b(?:import|from)\s*["']([^"']+)["']/g)].map(([, cible]) => cible!);
}

const TYPES_DE_CODE = ['', 'module', 'text/javascript'];

/** Everything a page asks for at once. `nom` is the path of its file inside the site. */
export function readPremiereVue(site: string, nom: string): PremiereVue {
  const html = readFileSync(join(site, nom), 'utf8');
  const toChemin = (adresse: string, depuis = nom) => {
    const url = new URL(adresse, `http://site/${depuis}`);
    const chemin = decodeURIComponent(url.pathname.slice(1));
    if (url.host !== 'site') throw new Error(`${nom} asks another site for ${adresse}`);
    if (!existsSync(join(site, chemin))) throw new Error(`${nom} asks for ${adresse}, which does not exist`);
    return chemin;
  };

  const styles = new Set<string>();
  const scripts = new Set<string>();
  const scriptsInternes: string[] = [];
  const addScript = (chemin: string) => {
    if (scripts.has(chemin)) return;
    scripts.add(chemin);
    for (const cible of listImports(readFileSync(join(site, chemin), 'utf8')))
      addScript(toChemin(cible, chemin));
  };
  for (const [balise] of html.matchAll(/<link\b[^>]*>/gi)) {
    const { rel = '', href = '', media = '' } = attributesOf(balise);
    // A browser fetches the style sheet of the paper last, after the page is there.
    if (rel === 'stylesheet' && media !== 'print') styles.add(toChemin(href));
    if (rel === 'modulepreload') addScript(toChemin(href));
  }
  for (const [, balise, code] of html.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gis)) {
    const { src, type = '' } = attributesOf(balise!);
    if (src !== undefined) addScript(toChemin(src));
    else if (TYPES_DE_CODE.includes(type)) {
      scriptsInternes.push(code!);
      for (const cible of listImports(code!)) addScript(toChemin(cible));
    }
  }
  return { html, styles: [...styles], scripts: [...scripts], scriptsInternes };
}

export interface Poids {
  nom: string;
  /** HTML, style sheets and scripts. */
  total: number;
  script: number;
}

/** Weighs pages of one site; a file that many pages share is compressed once. */
export function createBalance(site: string, sizeOf: (contenu: Buffer | string) => number) {
  const connus = new Map<string, number>();
  const sizeOfFile = (chemin: string) => {
    let taille = connus.get(chemin);
    if (taille === undefined) connus.set(chemin, (taille = sizeOf(readFileSync(join(site, chemin)))));
    return taille;
  };
  const sum = (tailles: number[]) => tailles.reduce((somme, taille) => somme + taille, 0);
  return (nom: string): Poids => {
    const vue = readPremiereVue(site, nom);
    const scripts = sum(vue.scripts.map(sizeOfFile));
    return {
      nom,
      total: sizeOf(vue.html) + sum(vue.styles.map(sizeOfFile)) + scripts,
      script: scripts + sum(vue.scriptsInternes.map(sizeOf)),
    };
  };
}

/** Paths of the files of a site, with slashes, sorted. */
export function listFichiers(site: string): string[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entree) => entree.isFile())
    .map((entree) =>
      join(entree.parentPath, entree.name)
        .slice(site.length + 1)
        .split(sep)
        .join(posix.sep),
    )
    .sort();
}

export const DEJA_COMPRESSES = ['.woff2', '.png', '.jpg', '.jpeg', '.webp', '.avif', '.pdf', '.gz', '.br'];

/** The whole site, each file compressed by itself when it gains from it. */
export function weighSite(site: string): number {
  return listFichiers(site).reduce((somme, nom) => {
    const contenu = readFileSync(join(site, nom));
    return somme + (DEJA_COMPRESSES.includes(extname(nom)) ? contenu.length : gzipSize(contenu));
  }, 0);
}
