/** A built site of its own for one test, which may be changed, packed again, and whose server may be stopped. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createServer, listen } from '../cms/server';
import { listFichiers, writeHorsLigne } from '../src/loaders/hors-ligne';
import { valDExemple } from './sites';

export class SiteCopie {
  readonly dossier = mkdtempSync(join(tmpdir(), 'site-copie-'));
  readonly #site = join(this.dossier, 'site');
  #serveur: FastifyInstance | undefined;
  #port = 0;
  #version = 0;
  /** Addresses that were asked for. */
  demandes: string[] = [];
  /** Addresses to which the server answers that it cannot. */
  enPanne: RegExp | undefined;
  /** Addresses that the server takes ten seconds to answer. */
  lentes: RegExp | undefined;

  constructor() {
    cpSync(valDExemple.dossier, this.#site, { recursive: true });
    this.#setDate(this.#site);
  }

  /** Versions are seconds apart in a test, and minutes at least in life. */
  #setDate(site: string): void {
    const date = new Date(Date.now() - 3_600_000 + this.#version * 60_000);
    for (const chemin of listFichiers(site)) utimesSync(join(site, chemin), date, date);
  }

  list(): string[] {
    return listFichiers(this.#site);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const serveur = createServer({ site: this.#site });
    serveur.addHook('onRequest', async (requete, reponse) => {
      this.demandes.push(requete.url);
      if (this.lentes?.test(requete.url)) await setTimeout(10_000);
      if (this.enPanne?.test(requete.url)) await reponse.code(503).send();
    });
    await listen(serveur, this.#port, '127.0.0.1');
    this.#port = (serveur.server.address() as AddressInfo).port;
    this.#serveur = serveur;
  }

  /** No answer at all, as when the server is down: the browser still believes that there is a network. */
  async stop(): Promise<void> {
    this.#serveur?.server.closeAllConnections();
    await this.#serveur?.close();
    this.#serveur = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dossier, { recursive: true });
  }

  read(chemin: string): string {
    return readFileSync(join(this.#site, chemin), 'utf8');
  }

  /** Prepares a file for the next version. */
  write(chemin: string, contenu: Buffer): void {
    mkdirSync(dirname(join(this.#site, chemin)), { recursive: true });
    writeFileSync(join(this.#site, chemin), contenu);
  }

  erase(chemin: string): void {
    rmSync(join(this.#site, chemin));
  }

  /** Puts a new version online, prepared aside as a real one is. `change` gives the text of each page. */
  async deploy(
    change: (html: string, chemin: string) => string,
    options: OptionsDeVersion = {},
  ): Promise<void> {
    this.#version += 1;
    const nouveau = join(this.dossier, 'nouveau');
    cpSync(this.#site, nouveau, { recursive: true });
    for (const chemin of listFichiers(nouveau).filter((each) => each.endsWith('.html')))
      writeFileSync(join(nouveau, chemin), change(readFileSync(join(nouveau, chemin), 'utf8'), chemin));
    if (options.renamed) renameAssets(nouveau, `.v${this.#version}`);
    await writeHorsLigne(nouveau, options.limite === undefined ? {} : { limite: options.limite });
    if (options.half)
      cpSync(join(this.#site, 'hors-ligne/liasses'), join(nouveau, 'hors-ligne/liasses'), {
        recursive: true,
      });
    this.#setDate(nouveau);
    renameSync(this.#site, join(this.dossier, `ancien-${this.#version}`));
    renameSync(nouveau, this.#site);
  }
}

interface OptionsDeVersion {
  /** The styles and scripts have other names, and the former ones are gone. */
  renamed?: boolean;
  /** The worker is the new one, and what it lists is not there yet. */
  half?: boolean;
  limite?: number;
}

/** As when a style or a script changed: each has a new hash in its name. */
function renameAssets(site: string, suffixe: string): void {
  const fichiers = listFichiers(site).filter((chemin) => chemin !== 'service-worker.js');
  const noms = fichiers
    .filter((chemin) => /^_astro\/.+\.(css|js)$/.test(chemin))
    .map((chemin) => chemin.slice('_astro/'.length));
  const toNeuf = (nom: string) => nom.replace(/\.(css|js)$/, `${suffixe}.$1`);
  for (const chemin of fichiers.filter((each) => /\.(html|css|js)$/.test(each))) {
    const texte = readFileSync(join(site, chemin), 'utf8');
    writeFileSync(
      join(site, chemin),
      noms.reduce((suite, nom) => suite.replaceAll(nom, toNeuf(nom)), texte),
    );
  }
  for (const nom of noms) renameSync(join(site, '_astro', nom), join(site, '_astro', toNeuf(nom)));
}
