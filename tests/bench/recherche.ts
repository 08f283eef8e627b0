/** Search in a browser: what it fetches until the first results, and how long after the last key they show. */
import type { AddressInfo } from 'node:net';
import { type Browser, type Page, chromium } from '@playwright/test';
import { createServer, listen } from '../../cms/server';
import type { Mesure } from './mesure';
import { medianOf } from './notes';

/** What a modest phone is to this machine. */
const RALENTI = 4;
const ESSAIS = 5;
/** A word of every day, two words, a typing error, a question. */
const REQUETES = ['nounou', 'centre aéré', 'assistente maternel', 'garder mon bébé', 'mon ado va mal'];
const ENTRE_DEUX_TOUCHES_MS = 90;

async function openSlowly(navigateur: Browser, adresse: string) {
  const contexte = await navigateur.newContext({ viewport: { width: 360, height: 740 } });
  const page = await contexte.newPage();
  const cdp = await contexte.newCDPSession(page);
  await cdp.send('Network.enable');
  let octets = 0;
  // The content as it was sent, without its headers: what the other budgets weigh.
  cdp.on('Network.dataReceived', ({ encodedDataLength }) => (octets += encodedDataLength));
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: RALENTI });
  await page.goto(`${adresse}/recherche/`, { waitUntil: 'networkidle' });
  return { contexte, page, weigh: () => octets };
}

/** Milliseconds from the last letter to the paint of the list that answers it, told by the page itself. */
async function timeTyping(page: Page, requete: string): Promise<number> {
  const champ = page.getByLabel('Que cherchez-vous ?');
  await champ.fill('');
  await page.locator('[data-reponses]').waitFor({ state: 'hidden' });
  await page.evaluate(() => {
    const mesure = { frappe: 0, vue: 0 };
    Object.assign(window, { mesure });
    document.querySelector('input[name="q"]')!.addEventListener('input', () => {
      mesure.frappe = performance.now();
    });
    new MutationObserver(() => {
      requestAnimationFrame(() => {
        if (document.querySelector('[data-liste] [data-resultat]')) mesure.vue = performance.now();
      });
    }).observe(document.querySelector('[data-liste]')!, { childList: true });
  });
  await champ.pressSequentially(requete, { delay: ENTRE_DEUX_TOUCHES_MS });
  await page.waitForFunction(() => {
    const { mesure } = window as unknown as { mesure: { frappe: number; vue: number } };
    return mesure.vue > mesure.frappe;
  });
  return page.evaluate(() => {
    const { mesure } = window as unknown as { mesure: { frappe: number; vue: number } };
    return mesure.vue - mesure.frappe;
  });
}

/** The slowest of the queries, each the median of several times; and the heaviest, each in a new browser. */
export async function measureRecherche(site: string, quoi: string): Promise<Mesure[]> {
  const serveur = createServer({ site });
  await listen(serveur, 0, '127.0.0.1');
  const adresse = `http://127.0.0.1:${(serveur.server.address() as AddressInfo).port}`;
  const navigateur = await chromium.launch({
    ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const poids: { requete: string; octets: number }[] = [];
    const durees: { requete: string; ms: number }[] = [];
    for (const requete of REQUETES) {
      const { contexte, page, weigh } = await openSlowly(navigateur, adresse);
      const ms = [await timeTyping(page, requete)];
      poids.push({ requete, octets: weigh() });
      while (ms.length < ESSAIS) ms.push(await timeTyping(page, requete));
      durees.push({ requete, ms: medianOf(ms) });
      await contexte.close();
    }
    const lourde = poids.reduce((a, b) => (a.octets >= b.octets ? a : b));
    const lente = durees.reduce((a, b) => (a.ms >= b.ms ? a : b));
    return [
      {
        quoi: `recherche, de la touche au résultat, ${quoi}`,
        valeur: lente.ms,
        unite: 'millisecondes',
        budget: 'rechercheDuree',
        precision: `processeur ralenti ${RALENTI} fois, médiane de ${ESSAIS} ; « ${lente.requete} », la plus lente de ${REQUETES.length}`,
      },
      {
        quoi: `recherche, reçu jusqu’aux premiers résultats, ${quoi}`,
        valeur: lourde.octets,
        unite: 'octets',
        budget: 'rechercheRecu',
        precision: `police et dessins compris ; « ${lourde.requete} », la plus lourde de ${REQUETES.length}`,
      },
    ];
  } finally {
    await navigateur.close();
    await serveur.close();
  }
}
