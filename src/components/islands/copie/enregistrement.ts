/** Registers the worker, and remembers on the device when it is not wanted. */
import {
  ADRESSE_DE_L_ETAT,
  ADRESSE_DU_PROGRAMME,
  CACHE_DE_L_ETAT,
  CLE_DU_CHOIX,
  type EtatDeLaCopie,
  REFUS,
} from '../../../domain/bagage/copie';

/** False where nothing can be kept: an old browser, a private window, a page that is not encrypted. */
export function isPossible(): boolean {
  return 'serviceWorker' in navigator && 'caches' in window;
}

export function isRefused(): boolean {
  try {
    return localStorage.getItem(CLE_DU_CHOIX) === REFUS;
  } catch {
    return false;
  }
}

function writeRefus(refus: boolean): void {
  try {
    if (refus) localStorage.setItem(CLE_DU_CHOIX, REFUS);
    else localStorage.removeItem(CLE_DU_CHOIX);
  } catch {
    // Storage refused: there is nothing to remember then.
  }
}

export async function readEtat(): Promise<EtatDeLaCopie | undefined> {
  const reponse = await caches.match(ADRESSE_DE_L_ETAT, { cacheName: CACHE_DE_L_ETAT });
  return (await reponse?.json()) as EtatDeLaCopie | undefined;
}

export async function register(): Promise<ServiceWorkerRegistration> {
  // The list of what to keep changes under the same name: it is always asked for anew.
  const options = { updateViaCache: 'none' } as const;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(ADRESSE_DU_PROGRAMME, options);
  if (!registration.active || registration.installing || (await readEtat())) return registration;
  // Erased a moment ago, or by the browser, under a worker that is still in charge: the browser sees nothing to
  // install, unless its address is another.
  return serviceWorker.register(`${ADRESSE_DU_PROGRAMME}?${Date.now()}`, options);
}

/** Asked for by someone: forgets that it was refused. */
export async function registerAnew(): Promise<ServiceWorkerRegistration> {
  writeRefus(false);
  return register();
}

/** Nothing stays, and nothing comes back by itself. */
export async function erase(): Promise<void> {
  writeRefus(true);
  const registrations = await navigator.serviceWorker.getRegistrations();
  await Promise.all(registrations.map((registration) => registration.unregister()));
  await Promise.all((await caches.keys()).map((nom) => caches.delete(nom)));
}
