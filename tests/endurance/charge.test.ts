import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AtelierLance } from './atelier-lance';

const MINUTES = Number(process.env.MINUTES_DE_CHARGE ?? 10);
const PORT = Number(process.env.PORT_D_ENDURANCE ?? 4546);
const MINUTE = 60_000;
const LECTEURS = 4;
const PAGES = ['/', '/structures/', '/structures/relais/', '/agenda/', '/donnees/structures.json', '/sante'];
/** Someone types for a while between two saves; here they are in a hurry. */
const REPOS = 250;
const REGARD = 2_000;
/** The server alone: builds are in processes of their own. */
const MEMOIRE_MAX_MO = 700;
const CROISSANCE_MAX = 1.3;

const median = (valeurs: readonly number[]): number =>
  valeurs.toSorted((a, b) => a - b)[Math.floor(valeurs.length / 2)] ?? 0;
const quantile = (valeurs: readonly number[], part: number): number =>
  valeurs.toSorted((a, b) => a - b)[Math.floor((valeurs.length - 1) * part)] ?? 0;

function readMemoireMo(pid: number): number {
  const ligne = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(ligne?.[1] ?? 0) / 1_000;
}

test.skipIf(process.platform !== 'linux')(
  'readers, writers and publications together, for minutes: no error, and no more memory at the end',
  async () => {
    const atelier = new AtelierLance(PORT);
    try {
      atelier.start();
      await atelier.ready();
      await atelier.logIn();
      const fin = Date.now() + MINUTES * MINUTE;
      const lectures: number[] = [];
      const ecritures: number[] = [];
      const memoires: number[] = [];
      let publications = 0;

      const measure = async <T>(durees: number[], geste: () => Promise<T>): Promise<T> => {
        const debut = performance.now();
        const fait = await geste();
        durees.push(performance.now() - debut);
        return fait;
      };
      const call = async (action: string, params: Record<string, unknown>) => {
        const { status, corps } = await measure(ecritures, () => atelier.call(action, params));
        expect([action, status, status === 200 ? '' : JSON.stringify(corps)]).toEqual([action, 200, '']);
        return corps;
      };

      async function readPages(rang: number): Promise<void> {
        for (let tour = rang; Date.now() < fin; tour += 1) {
          const chemin = PAGES[tour % PAGES.length]!;
          const [status, texte] = await measure(lectures, async () => {
            const reponse = await fetch(atelier.adresse + chemin);
            return [reponse.status, await reponse.text()] as const;
          });
          expect([chemin, status, texte.length > 0]).toEqual([chemin, 200, true]);
          if (chemin.endsWith('/')) expect(texte.trimEnd().endsWith('</html>')).toBe(true);
          await wait(20);
        }
      }

      async function write(slug: string): Promise<void> {
        const path = `structures/${slug}.json`;
        for (let tour = 0; Date.now() < fin; tour += 1) {
          const lue = await call('getEntry', { path });
          const donnees = JSON.parse(String(lue.data)) as object;
          const role = `Une phrase écrite pendant une longue épreuve, numéro ${tour}.`;
          let lu: unknown = (lue.file as { id: string }).id;
          for (const suite of ['', ' Puis corrigée.']) {
            const raw = JSON.stringify({ ...donnees, role: role + suite });
            lu = (await call('persistEntry', { dataFiles: [{ path, raw }], lu })).version;
            await wait(REPOS);
          }
          await call('unpublishedEntries', {});
          await call('publishUnpublishedEntry', { collection: 'structures', slug, lu });
          publications += 1;
          await wait(REPOS);
        }
      }

      async function watch(): Promise<void> {
        while (Date.now() < fin) {
          memoires.push(readMemoireMo(atelier.pid));
          await wait(REGARD);
        }
      }

      await Promise.all([
        ...Array.from({ length: LECTEURS }, (_, rang) => readPages(rang)),
        ...['relais', 'accueil-jeunes'].map(write),
        watch(),
      ]);

      const main = atelier.git('rev-parse', 'main');
      const servie = async () =>
        ((await (await fetch(`${atelier.adresse}/sante`)).json()) as { commit: string }).commit;
      await atelier.waitFor(async () => (await servie()) === main, 'le site suit');
      expect(atelier.git('fsck', '--full', '--strict', '--no-dangling')).toBe('');

      // What is loaded once is loaded by the end of the first third.
      const tiers = Math.floor(memoires.length / 3);
      const [avant, apres] = [median(memoires.slice(tiers, 2 * tiers)), median(memoires.slice(2 * tiers))];
      console.info(
        [
          `Charge : ${MINUTES} minutes, ${lectures.length} pages, ${ecritures.length} gestes, ${publications} publications, aucune erreur.`,
          `Pages : ${quantile(lectures, 0.5).toFixed(0)} ms, 95 % en ${quantile(lectures, 0.95).toFixed(0)} ms. Gestes : ${quantile(ecritures, 0.5).toFixed(0)} ms, 95 % en ${quantile(ecritures, 0.95).toFixed(0)} ms.`,
          `Mémoire du serveur : ${avant.toFixed(0)} Mo au deuxième tiers, ${apres.toFixed(0)} Mo au dernier, ${Math.max(...memoires).toFixed(0)} Mo au plus.`,
        ].join('\n'),
      );
      expect(apres).toBeLessThan(avant * CROISSANCE_MAX);
      expect(Math.max(...memoires)).toBeLessThan(MEMOIRE_MAX_MO);
    } finally {
      await atelier.remove();
    }
  },
);
