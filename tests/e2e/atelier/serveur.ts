/** `npm start` on a port and in a folder of its own: the site and its atelier, as on the machine of who tries them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import { AUJOURDHUI_DES_TESTS } from '../../sites';

export const PARTENAIRE = 'partenaire@essai.example';
export const COORDINATION = 'coordination@essai.example';

const PATIENCE = 240_000;

export interface Serveur {
  url: string;
  /** Logs somebody in, through the link that the terminal shows; gives a browser of their own. */
  logIn(browser: Browser, courriel: string, options?: BrowserContextOptions): Promise<BrowserContext>;
  stop(): Promise<void>;
}

export async function startServeur(port: number): Promise<Serveur> {
  const dossier = mkdtempSync(join(tmpdir(), 'atelier-e2e-'));
  const url = `http://localhost:${port}`;
  const enfant: ChildProcess = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      PORT: String(port),
      TERRITOIRE: 'val-d-exemple',
      CONTENU: 'src/content',
      ATELIER: dossier,
      AUJOURDHUI: AUJOURDHUI_DES_TESTS,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let journal = '';
  const fin = new Promise<void>((ended) => enfant.once('exit', () => ended()));
  for (const flux of [enfant.stdout, enfant.stderr]) flux?.on('data', (texte) => (journal += String(texte)));

  async function waitFor(motif: RegExp, depuis = 0): Promise<string> {
    const limite = Date.now() + PATIENCE;
    while (Date.now() < limite) {
      const [, trouve] = motif.exec(journal.slice(depuis)) ?? [];
      if (trouve !== undefined) return trouve;
      if (enfant.exitCode !== null) break;
      await new Promise((suite) => setTimeout(suite, 100));
    }
    // Nobody could stop it: it would hold its port against the next run.
    enfant.kill();
    throw new Error(`the terminal never showed ${motif}:\n${journal}`);
  }
  await waitFor(/(Le site «\s.*\sest prêt)/);

  return {
    url,
    async logIn(browser, courriel, options = {}) {
      const contexte = await browser.newContext({ baseURL: url, ...options });
      const page = await contexte.newPage();
      await page.goto('/espace/connexion/');
      const depuis = journal.length;
      await page.getByLabel('Votre adresse électronique').fill(courriel);
      await page.getByRole('button', { name: 'Recevoir mon lien' }).click();
      await page.goto(await waitFor(/(http:\S+\/espace\/connexion\/lien\/\S+)/, depuis));
      await page.getByRole('button', { name: 'Entrer' }).click();
      await page.waitForURL('**/espace/');
      return contexte;
    },
    async stop() {
      enfant.kill('SIGTERM');
      await fin;
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}
