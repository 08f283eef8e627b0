/// <reference lib="webworker" />
/**
 * The service worker: the territory, on the device. Bundled and completed by `loaders/hors-ligne.ts`, which writes
 * the list of what to keep in it.
 */
import { installBagage } from './bagage';
import { isDurable, isGarde, serveDurable, serveFichier } from './fichiers';
import { isPage, servePage } from './pages';
import { prepareTakeOver, takeOver } from './relais';

declare const self: ServiceWorkerGlobalScope;

// A new version takes over as soon as all of it is there, never before. Pages that are open stay as they are: their
// files are kept, and they are told.
self.addEventListener('install', (event) => {
  event.waitUntil(
    installBagage(event)
      // Without room for them, the new version matters more than the files of the former one.
      .then(() => prepareTakeOver().catch(() => undefined))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver(event));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url.pathname)) event.respondWith(servePage(event, url.pathname));
  } else if (isDurable(url.pathname)) event.respondWith(serveDurable(request));
  else if (isGarde(url.pathname)) event.respondWith(serveFichier(request, url.pathname));
});
