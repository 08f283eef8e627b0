/// <reference lib="webworker" />
/** One version takes over from another: what only the former one needed leaves, except for pages still open. */
import { controleur, readMiseAJour, tell } from './bagage';
import { forgetOldest, keepLeaving } from './fichiers';
import { forgetOlderPages } from './pages';

declare const self: ServiceWorkerGlobalScope;

/** Once this version is whole, and before it is in charge: from then on, pages ask it for the former one's files. */
export async function prepareTakeOver(): Promise<void> {
  const cache = await self.caches.open(controleur.strategy.cacheName);
  const actuelles = new Set(controleur.getURLsToCacheKeys().values());
  for (const { url } of await cache.keys()) {
    const reponse = actuelles.has(url) ? undefined : await cache.match(url);
    if (reponse) await keepLeaving(url, reponse);
  }
  await forgetOldest();
}

export async function takeOver(event: ExtendableEvent): Promise<void> {
  await controleur.activate(event);
  await forgetOlderPages(await readMiseAJour());
  // Older browsers do not have it.
  const { navigationPreload } = self.registration as Partial<ServiceWorkerRegistration>;
  await navigationPreload?.enable();
  await self.clients.claim();
  tell({ prete: true });
}
