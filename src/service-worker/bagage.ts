/// <reference lib="webworker" />
/** Downloads the luggage whole, verifies it, and opens it. */
import { PrecacheController } from 'workbox-precaching';
import {
  ADRESSE_DE_L_ETAT,
  CACHE_DE_L_ETAT,
  CANAL,
  type Echec,
  type EtatDeLaCopie,
  type Message,
} from '../domain/bagage/copie';
import { type Liasse, listCandidates, withoutPreparation } from '../domain/bagage/liasse';
import { manifeste } from './manifeste';

declare const self: ServiceWorkerGlobalScope;

const EN_MEME_TEMPS = 4;
const revisions = new Map(
  manifeste.entrees.map(({ url, revision }) => [new URL(url, self.location.href).href, revision]),
);

class VersionMelangee extends Error {
  override name = 'VersionMelangee';
}

async function revisionOf(reponse: Response): Promise<string> {
  const octets = await reponse.arrayBuffer();
  const isTexte = /json|html/.test(reponse.headers.get('Content-Type') ?? '');
  const contenu = isTexte
    ? new TextEncoder().encode(withoutPreparation(new TextDecoder().decode(octets)))
    : octets;
  const hachage = new Uint8Array(await crypto.subtle.digest('SHA-256', contenu));
  return [...hachage.slice(0, 8)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}

export const controleur = new PrecacheController({
  plugins: [
    {
      // A site that is being replaced gives files of two versions: nothing is kept then, and it is tried again later.
      async cacheWillUpdate({ request, response }) {
        if (!response.ok) return null;
        const revision = revisions.get(request.url);
        if (revision && (await revisionOf(response.clone())) !== revision)
          throw new VersionMelangee(request.url);
        return response;
      },
    },
  ],
});
controleur.addToCacheList(manifeste.entrees);

/** Says to the pages that are open how far the worker is. */
export function tell(message: Message): void {
  const canal = new BroadcastChannel(CANAL);
  canal.postMessage(message);
  canal.close();
}

function toEchec(erreur: unknown): Echec {
  const nom = erreur instanceof Error || erreur instanceof DOMException ? erreur.name : '';
  if (nom === 'QuotaExceededError') return 'place';
  return nom === 'VersionMelangee' || nom === 'bad-precaching-response' ? 'version' : 'reseau';
}

/** A few at a time: workbox alone would wait for each before asking for the next. What is there already stays. */
async function downloadAll(event: ExtendableEvent): Promise<void> {
  const restants = [...controleur.getURLsToCacheKeys()];
  const total = restants.length;
  let faits = 0;
  const download = async (): Promise<void> => {
    for (let suivant = restants.shift(); suivant; suivant = restants.shift()) {
      const [url, cacheKey] = suivant;
      // What has a hash in its name may come from the browser's own cache: the page being read just loaded it.
      const cache = revisions.get(url) ? 'no-cache' : 'default';
      const request = new Request(url, { cache, credentials: 'same-origin' });
      await Promise.all(controleur.strategy.handleAll({ params: { cacheKey }, request, event }));
      faits += 1;
      tell({ progres: faits / total });
    }
  };
  const all = await Promise.allSettled(Array.from({ length: EN_MEME_TEMPS }, download));
  const failed = all.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

async function readEtat(): Promise<EtatDeLaCopie | undefined> {
  const reponse = await self.caches.match(ADRESSE_DE_L_ETAT, { cacheName: CACHE_DE_L_ETAT });
  return (await reponse?.json()) as EtatDeLaCopie | undefined;
}

/** When this version was asked for. The former worker, which still answers for a moment, is told nothing of the next. */
export async function readMiseAJour(): Promise<number> {
  const etat = await readEtat();
  return etat?.version === manifeste.version ? etat.miseAJourLe : 0;
}

export async function installBagage(event: ExtendableEvent): Promise<void> {
  const debut = Date.now();
  try {
    await downloadAll(event);
    const { version, pages, octets, absents } = manifeste;
    const avant = await readEtat();
    const etat: EtatDeLaCopie = {
      version,
      pages,
      octets,
      absents,
      gardeeDepuis: avant?.gardeeDepuis ?? debut,
      miseAJourLe: debut,
    };
    const cache = await self.caches.open(CACHE_DE_L_ETAT);
    await cache.put(ADRESSE_DE_L_ETAT, Response.json(etat));
  } catch (erreur) {
    tell({ echec: toEchec(erreur) });
    throw erreur;
  }
}

const ouvertes = new Map<string, Promise<Liasse>>();

async function open(url: string): Promise<Liasse> {
  const reponse = await controleur.matchPrecache(url);
  return reponse ? ((await reponse.json()) as Liasse) : {};
}

/** What the luggage holds for this address: a text, or a file that is no text in base 64. */
export async function readInBagage(adresse: string): Promise<string | undefined> {
  for (const { url } of listCandidates(manifeste.liasses, adresse)) {
    let liasse = ouvertes.get(url);
    if (!liasse) ouvertes.set(url, (liasse = open(url)));
    const texte = (await liasse)[adresse];
    if (texte !== undefined) return texte;
  }
  return undefined;
}

const EN_TETES = [
  'Content-Security-Policy',
  'Cross-Origin-Opener-Policy',
  'Permissions-Policy',
  'Referrer-Policy',
  'X-Content-Type-Options',
  'X-Frame-Options',
];

/** The headers that the server sends with everything: a page read from a bundle keeps its protections. */
export async function readEnTetes(): Promise<Headers> {
  const premiere = manifeste.liasses[0]?.url;
  const reponse = premiere === undefined ? undefined : await controleur.matchPrecache(premiere);
  const headers = new Headers();
  for (const nom of EN_TETES) {
    const valeur = reponse?.headers.get(nom);
    if (valeur) headers.set(nom, valeur);
  }
  return headers;
}
