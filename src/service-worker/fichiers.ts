/// <reference lib="webworker" />
/** Everything that a page loads: styles, scripts, drawings, data. */
import { BINAIRE, type Liasse, listCandidates } from '../domain/bagage/liasse';
import { controleur, readInBagage } from './bagage';
import { withinDelay } from './delai';
import { manifeste } from './manifeste';

declare const self: ServiceWorkerGlobalScope;

/** Files with a hash in their name that are not, or no longer, in the luggage, but that a page may still ask for. */
const CACHE = 'hors-ligne-fichiers';
const MAX = 500;
const RECHERCHE = '/pagefind/';

export function isDurable(chemin: string): boolean {
  return chemin.startsWith('/_astro/');
}

/** Keeps a file that leaves the luggage, for the pages of the former version that are still open. */
async function keep(url: string, reponse: Response): Promise<void> {
  const cache = await self.caches.open(CACHE);
  await cache.put(url, reponse);
}

/** What leaves the luggage, and that a page of the former version may still ask for: its files, its search index. */
export async function keepLeaving(url: string, reponse: Response): Promise<void> {
  if (isDurable(new URL(url).pathname)) await keep(url, reponse);
  if (!url.includes('/liasses/recherche')) return;
  for (const [adresse, texte] of Object.entries((await reponse.json()) as Liasse))
    if (adresse.startsWith(RECHERCHE) && (await readInBagage(adresse)) === undefined)
      await keep(adresse, toReponse(adresse, texte));
}

/** The oldest leave first. */
export async function forgetOldest(): Promise<void> {
  const cache = await self.caches.open(CACHE);
  for (const ancien of (await cache.keys()).slice(0, -MAX)) await cache.delete(ancien);
}

/** Its name says its content: the copy is as good as the original. */
export async function serveDurable(request: Request): Promise<Response> {
  const copie =
    (await controleur.matchPrecache(request)) ??
    (await self.caches.match(request, { cacheName: CACHE, ignoreVary: true }));
  if (copie) return copie;
  const reponse = await fetch(request);
  if (reponse.ok) await keep(request.url, reponse.clone()).catch(() => undefined);
  return reponse;
}

/** By the end of the address: that of a page is a slash. */
const TYPES: Record<string, string> = {
  '': 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  wasm: 'application/wasm',
};

function toReponse(adresse: string, texte: string): Response {
  const corps = texte.startsWith(BINAIRE)
    ? Uint8Array.from(atob(texte.slice(BINAIRE.length)), (lettre) => lettre.charCodeAt(0))
    : texte;
  const type = TYPES[adresse.split(/[./]/).at(-1) ?? ''] ?? 'application/octet-stream';
  return new Response(corps, { headers: { 'Content-Type': type } });
}

async function readCopie(adresse: string): Promise<Response | undefined> {
  const copie = await controleur.matchPrecache(new URL(adresse, self.location.href).href);
  if (copie) return copie;
  const texte = await readInBagage(adresse);
  if (texte !== undefined) return toReponse(adresse, texte);
  return self.caches.match(adresse, { cacheName: CACHE, ignoreVary: true });
}

export function isGarde(chemin: string): boolean {
  const url = new URL(chemin, self.location.href).href;
  return (
    controleur.getCacheKeyForURL(url) !== undefined ||
    chemin.startsWith(RECHERCHE) ||
    listCandidates(manifeste.liasses, chemin).length > 0
  );
}

/** The same name may hold something new: the network first, the copy when it is missing or slow. */
export async function serveFichier(request: Request, chemin: string): Promise<Response> {
  const reseau = fetch(request);
  const reponse = await withinDelay(reseau).catch(() => undefined);
  if (reponse?.ok || reponse?.status === 304) return reponse;
  return (await readCopie(chemin)) ?? reponse ?? reseau;
}
