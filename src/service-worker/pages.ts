/// <reference lib="webworker" />
/**
 * Pages: from the network when it answers, so that an open site is never old. What it answers is compared with the
 * luggage; a page that says something newer, or that the luggage does not hold, is kept, and from then on it is this
 * one that is read without network. Nothing else is kept of a visit.
 */
import { withoutPreparation } from '../domain/bagage/liasse';
import { readEnTetes, readInBagage, readMiseAJour } from './bagage';
import { TropLent, withinDelay } from './delai';
import { manifeste } from './manifeste';

declare const self: ServiceWorkerGlobalScope;

const CACHE = 'hors-ligne-pages';
const MAX = 200;
const RECUE_LE = 'X-Recue-Le';
const SECOURS = '/hors-ligne/';
const HTML = 'text/html; charset=utf-8';

/** The address under which a page is kept: what was searched is not written down. */
function toAdresse(chemin: string): string {
  return /\/$|\.html$/.test(chemin) ? chemin : `${chemin}/`;
}

/** True for the site's own pages. Calendars, data and the editors' space go their own way. */
export function isPage(chemin: string): boolean {
  const [, rubrique = ''] = chemin.split('/');
  return manifeste.rubriques.includes(rubrique) && !/\.(?!html$)[^./]+$/.test(chemin);
}

async function readRecente(adresse: string): Promise<Response | undefined> {
  return self.caches.match(adresse, { cacheName: CACHE });
}

const recueLe = (reponse: Response): number => Number(reponse.headers.get(RECUE_LE));

/** Keeps what the network answered to a request made at `debut`, when the luggage does not say the same. */
async function keep(adresse: string, reponse: Response, debut: number): Promise<void> {
  const texte = await reponse.text();
  const [bagage, recente, miseAJourLe] = await Promise.all([
    readInBagage(adresse),
    readRecente(adresse),
    readMiseAJour(),
  ]);
  // Slower than a newer answer, or than a newer luggage: it would replace what replaced it.
  if (debut < miseAJourLe || (recente && debut < recueLe(recente))) return;
  const cache = await self.caches.open(CACHE);
  if (bagage !== undefined && withoutPreparation(bagage) === withoutPreparation(texte)) {
    await cache.delete(adresse);
    return;
  }
  const headers = new Headers({ 'Content-Type': HTML, [RECUE_LE]: String(debut) });
  await cache.put(adresse, new Response(texte, { headers }));
  for (const ancienne of (await cache.keys()).slice(0, -MAX)) await cache.delete(ancienne);
}

/** The luggage that was asked for at `miseAJourLe` replaces the pages received before. */
export async function forgetOlderPages(miseAJourLe: number): Promise<void> {
  const cache = await self.caches.open(CACHE);
  for (const request of await cache.keys()) {
    const copie = await cache.match(request);
    const held = await readInBagage(new URL(request.url).pathname);
    if (copie && held !== undefined && recueLe(copie) < miseAJourLe) await cache.delete(request);
  }
}

async function readCopie(adresse: string): Promise<string | undefined> {
  const [bagage, recente, miseAJourLe] = await Promise.all([
    readInBagage(adresse),
    readRecente(adresse),
    readMiseAJour(),
  ]);
  return recente && (bagage === undefined || recueLe(recente) >= miseAJourLe) ? recente.text() : bagage;
}

/** A page of the device, which says that it is one and why. */
async function toCopie(html: string, raison: 'coupe' | 'lent' | 'absente'): Promise<Response> {
  const headers = await readEnTetes();
  headers.set('Content-Type', HTML);
  const status = raison === 'absente' ? 503 : 200;
  return new Response(html.replace('<html', `<html data-copie="${raison}"`), { status, headers });
}

async function load(event: FetchEvent): Promise<Response> {
  return ((await event.preloadResponse) as Response | undefined) ?? fetch(event.request);
}

export async function servePage(event: FetchEvent, chemin: string): Promise<Response> {
  const adresse = toAdresse(chemin);
  const debut = Date.now();
  const reseau = load(event);
  event.waitUntil(
    reseau
      .then((reponse) => {
        const isHtml = reponse.headers.get('Content-Type')?.startsWith('text/html');
        if (reponse.status === 200 && isHtml && !reponse.redirected)
          return keep(adresse, reponse.clone(), debut);
        return undefined;
      })
      // No network, or no room: the page is read all the same.
      .catch(() => undefined),
  );
  let raison: 'coupe' | 'lent' = 'coupe';
  try {
    const reponse = await withinDelay(reseau);
    if (reponse.status < 500) return reponse;
  } catch (erreur) {
    if (erreur instanceof TropLent) raison = 'lent';
  }
  const copie = await readCopie(adresse);
  if (copie !== undefined) return toCopie(copie, raison);
  // Slow and not held: there is nothing better to do than to wait.
  const reponse = await reseau.catch(() => undefined);
  if (reponse) return reponse;
  const secours = await readCopie(SECOURS);
  return secours === undefined ? Response.error() : toCopie(secours, 'absente');
}
