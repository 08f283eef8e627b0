/** On every page, once it is read: keeps the territory, says when there is no network, and when the page is outdated. */
import { isPossible, isRefused, register } from './enregistrement';
import { prepareZone, showAvis } from './avis';
import { completeDates } from './dates';

const UNE_HEURE = 3_600_000;

/** Set by the worker on a page of the device, with the reason. */
const { copie } = document.documentElement.dataset;
const preparation = document.querySelector('.pied-note time')?.textContent.trim() ?? '';

function sayReseau(): void {
  // The page of what is not held already says it, larger.
  if (copie === 'absente') return;
  if (copie === 'lent') showAvis('reseau', `Réseau trop lent : page du ${preparation}.`);
  else if (copie !== undefined || !navigator.onLine)
    showAvis('reseau', `Sans réseau : page du ${preparation}.`);
  else showAvis('reseau', undefined);
}

/** The server now has something else at this address than what is on the screen. */
async function isOutdated(): Promise<boolean> {
  const reponse = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).catch(
    () => undefined,
  );
  if (!reponse?.ok) return false;
  const servie = Date.parse(reponse.headers.get('Last-Modified') ?? '');
  // A page of the device, or of a server that does not date what it serves: better one notice too many.
  return copie !== undefined || Number.isNaN(servie) || servie > Date.parse(document.lastModified);
}

function watchVersions(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator;
  let known = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of a first visit holds the very page that is on the screen.
    if (!known) known = true;
    else
      void isOutdated().then((outdated) => {
        if (!outdated) return;
        showAvis('version', 'Une nouvelle version est disponible.', {
          nom: 'Recharger',
          act: () => location.reload(),
        });
      });
  });
  let verifieLe = performance.now();
  // A page left open on a phone for days: the browser itself only looks when one goes from page to page.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - verifieLe < UNE_HEURE) return;
    verifieLe = performance.now();
    registration.update().catch(() => undefined);
  });
}

prepareZone();
// After the empty zone is known to who listens to the page.
setTimeout(sayReseau);
addEventListener('online', sayReseau);
addEventListener('offline', sayReseau);
completeDates();
if (isPossible() && !isRefused())
  // Refused by the browser, or the network is out: the page is there all the same.
  register().then(watchVersions, () => undefined);
