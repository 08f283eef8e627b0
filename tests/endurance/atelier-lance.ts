/** The whole atelier as people start it, `npm start`, and what a browser logged in as its coordinator asks of it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { COORDINATION_D_ESSAI } from '../../cms/personnes/comptes';
import { AUJOURDHUI, CONTENU_MINIMAL, TERRITOIRE_MINIMAL } from '../fixtures/contenu';

const PATIENCE = 240_000;

export interface Reponse {
  status: number;
  corps: Record<string, unknown>;
}

export class AtelierLance {
  readonly dossier = mkdtempSync(join(tmpdir(), 'endurance-'));
  readonly adresse: string;
  sortie = '';
  #processus: ChildProcess | undefined;
  #cookie = '';
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
    this.adresse = `http://localhost:${port}`;
  }

  get depot(): string {
    return join(this.dossier, 'depot.git');
  }

  get pid(): number {
    return this.#processus?.pid ?? 0;
  }

  /** Starts it; `ready` once it answers. */
  start(): void {
    this.sortie = '';
    const processus = spawn(process.execPath, [resolve('scripts/start.mjs')], {
      // A group of its own: a power cut stops everything at once.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: this.dossier,
        PORT: String(this.#port),
        CONTENU: CONTENU_MINIMAL,
        TERRITOIRE: TERRITOIRE_MINIMAL,
        AUJOURDHUI,
        ATELIER: this.dossier,
      },
    });
    for (const flux of [processus.stdout, processus.stderr])
      flux.setEncoding('utf8').on('data', (texte: string) => (this.sortie += texte));
    this.#processus = processus;
  }

  async waitFor(isOver: () => Promise<boolean> | boolean, quoi: string): Promise<void> {
    const limite = Date.now() + PATIENCE;
    while (!(await isOver())) {
      if (Date.now() > limite || this.#processus?.exitCode !== null)
        throw new Error(`${quoi} : cela n’arrive pas.\n${this.sortie}`);
      await wait(50);
    }
  }

  async ready(): Promise<void> {
    await this.waitFor(
      () =>
        fetch(`${this.adresse}/sante`).then(
          ({ ok }) => ok,
          () => false,
        ),
      'le serveur répond',
    );
  }

  /** All of it, children too, or the server alone. */
  async kill(everything: boolean): Promise<void> {
    const { pid } = this;
    const fini = new Promise((resolve) => this.#processus?.once('close', resolve));
    process.kill(everything ? -pid : pid, 'SIGKILL');
    await fini;
  }

  async logIn(): Promise<void> {
    const formulaire = (champs: Record<string, string>): RequestInit => ({
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: this.adresse },
      body: new URLSearchParams(champs),
    });
    await fetch(`${this.adresse}/espace/connexion/`, formulaire({ courriel: COORDINATION_D_ESSAI }));
    const lien = /http:\S+\/espace\/connexion\/lien\/\?\S+/;
    await this.waitFor(() => lien.test(this.sortie), 'le lien pour entrer');
    const jeton = new URL(lien.exec(this.sortie)![0]).searchParams.get('jeton')!;
    const reponse = await fetch(`${this.adresse}/espace/connexion/lien/`, formulaire({ jeton }));
    this.#cookie = reponse.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    if (this.#cookie === '') throw new Error(`no session: ${reponse.status}`);
  }

  /** One action of the protocol that Decap speaks. */
  async call(action: string, params: Record<string, unknown>): Promise<Reponse> {
    const reponse = await fetch(`${this.adresse}/cms/api/v1`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Portail': '1',
        Origin: this.adresse,
        Cookie: this.#cookie,
      },
      body: JSON.stringify({ action, params: { branch: 'main', ...params } }),
    });
    return { status: reponse.status, corps: (await reponse.json()) as Record<string, unknown> };
  }

  git(...parametres: string[]): string {
    return execFileSync('git', ['--git-dir', this.depot, ...parametres], { encoding: 'utf8' }).trim();
  }

  async remove(): Promise<void> {
    if (this.#processus?.exitCode === null) await this.kill(true).catch(() => undefined);
    // What it had started may be ending still.
    rmSync(this.dossier, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
