/// <reference lib="webworker" />
/** One version takes over from another: what only the former one needed leaves, except for pages still open. */
import { controleur, readEtat, tell } from './bagage';
import { keepDurable } from './fichiers';
import { forgetOlderPages } from './pages';

declare const self: ServiceWorkerGlobalScope;

export async function takeOver(event: ExtendableEvent): Promise<void> {
  const cache = await self.caches.open(controleur.strategy.cacheName);
  const actuelles = new Set(controleur.getURLsToCacheKeys().values());
  for (const { url } of await cache.keys())
    if (!actuelles.has(url)) await keepDurable(url, await cache.match(url));
  await controleur.activate(event);
  await forgetOlderPages((await readEtat())?.miseAJourLe ?? 0);
  // Older browsers do not have it.
  const { navigationPreload } = self.registration as Partial<ServiceWorkerRegistration>;
  await navigationPreload?.enable();
  await self.clients.claim();
  tell({ prete: true });
}
