/// <reference lib="webworker" />
/** Everything that a page loads: styles, scripts, drawings, data. */
import { BINAIRE, listCandidates } from '../domain/bagage/liasse';
import { controleur, readInBagage } from './bagage';
import { withinDelay } from './delai';
import { manifeste } from './manifeste';

declare const self: ServiceWorkerGlobalScope;

/** Files with a hash in their name that are not, or no longer, in the luggage, but that a page may still ask for. */
const CACHE = 'hors-ligne-fichiers';
const MAX = 200;

export function isDurable(chemin: string): boolean {
  return chemin.startsWith('/_astro/');
}

/** Keeps a file that leaves the luggage, for the pages of the former version that are still open. */
export async function keepDurable(url: string, reponse: Response | undefined): Promise<void> {
  if (!reponse || !isDurable(new URL(url).pathname)) return;
  const cache = await self.caches.open(CACHE);
  await cache.put(url, reponse);
  const all = await cache.keys();
  for (const ancien of all.slice(0, -MAX)) await cache.delete(ancien);
}

/** Its name says its content: the copy is as good as the original. */
export async function serveDurable(request: Request): Promise<Response> {
  const copie =
    (await controleur.matchPrecache(request)) ??
    (await self.caches.match(request, { cacheName: CACHE, ignoreVary: true }));
  if (copie) return copie;
  const reponse = await fetch(request);
  if (reponse.ok) await keepDurable(request.url, reponse.clone()).catch(() => undefined);
  return reponse;
}

const TYPES: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  wasm: 'application/wasm',
};

async function readCopie(chemin: string): Promise<Response | undefined> {
  const copie = await controleur.matchPrecache(new URL(chemin, self.location.href).href);
  if (copie) return copie;
  const texte = await readInBagage(chemin);
  if (texte === undefined) return undefined;
  const corps = texte.startsWith(BINAIRE)
    ? Uint8Array.from(atob(texte.slice(BINAIRE.length)), (lettre) => lettre.charCodeAt(0))
    : texte;
  const type = TYPES[chemin.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return new Response(corps, { headers: { 'Content-Type': type } });
}

export function isGarde(chemin: string): boolean {
  const url = new URL(chemin, self.location.href).href;
  return (
    controleur.getCacheKeyForURL(url) !== undefined || listCandidates(manifeste.liasses, chemin).length > 0
  );
}

/** The same name may hold something new: the network first, the copy when it is missing or slow. */
export async function serveFichier(request: Request, chemin: string): Promise<Response> {
  const reseau = fetch(request);
  const reponse = await withinDelay(reseau).catch(() => undefined);
  if (reponse?.ok || reponse?.status === 304) return reponse;
  return (await readCopie(chemin)) ?? reponse ?? reseau;
}
