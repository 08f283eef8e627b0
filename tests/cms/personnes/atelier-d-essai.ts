/** A whole atelier on this machine for tests: its store, its base, its pages, and the mails it sends as files. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { simpleParser } from 'mailparser';
import { type Atelier, serveAtelier } from '../../../cms/atelier';
import { COORDINATION_D_ESSAI, PARTENAIRE_D_ESSAI } from '../../../cms/personnes/comptes';
import { readReglages } from '../../../cms/reglages';
import { createServer } from '../../../cms/server';

const SECRET = 'un-secret-pour-les-tests-seulement-32';

export interface Courrier {
  a: string;
  sujet: string;
  texte: string;
  lien: string | undefined;
}

export interface AtelierDEssai {
  app: FastifyInstance;
  atelier: Atelier;
  dossier: string;
  /** Sends a request; `de` names a logged in person by their cookie. */
  ask: (methode: 'GET' | 'POST', url: string, options?: Demande) => Promise<LightMyRequestResponse>;
  /** Logs somebody in, through the mail they receive; gives their cookie. */
  logIn: (courriel: string) => Promise<string>;
  /** The mails that left, from the first. */
  listCourriers: () => Promise<Courrier[]>;
  close: () => Promise<void>;
}

export interface Demande {
  cookie?: string | undefined;
  formulaire?: Record<string, string | string[]>;
  entetes?: Record<string, string>;
  /** Without it, a person: their answers are pages. */
  json?: boolean;
  ip?: string;
}

export function cookieOf({ cookies }: LightMyRequestResponse): string {
  return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

let rang = 0;

export async function openAtelierDEssai(env: Record<string, string> = {}): Promise<AtelierDEssai> {
  const dossier = mkdtempSync(join(tmpdir(), 'atelier-'));
  const site = join(dossier, 'site');
  const reglages = {
    ...readReglages({ TERRITOIRE: 'val-d-exemple', ATELIER: dossier, AUJOURDHUI: '2026-12-01', ...env }),
    dossierDesCourriels: join(dossier, 'courriels'),
  };
  const app = createServer({ site, proxy: reglages.proxy });
  const log = console.log;
  console.log = () => undefined; // Links, that the terminal shows.
  const atelier = await serveAtelier(app, { reglages, secret: SECRET });
  await app.ready();

  const ask: AtelierDEssai['ask'] = (methode, url, demande = {}) => {
    const { cookie, formulaire, entetes = {}, json = false, ip } = demande;
    const options: InjectOptions = {
      method: methode,
      url,
      headers: {
        accept: json ? 'application/json' : 'text/html,application/xhtml+xml',
        ...(methode === 'POST' ? { 'sec-fetch-site': 'same-origin' } : {}),
        ...(cookie === undefined ? {} : { cookie }),
        ...entetes,
      },
      remoteAddress: ip ?? `192.0.2.${rang++ % 250}`,
    };
    if (formulaire) {
      const champs = Object.entries(formulaire).flatMap(([nom, valeurs]) =>
        [valeurs].flat().map((valeur): [string, string] => [nom, valeur]),
      );
      options.payload = new URLSearchParams(champs).toString();
      options.headers = { 'content-type': 'application/x-www-form-urlencoded', ...options.headers };
    }
    return app.inject(options);
  };

  const listCourriers = async (): Promise<Courrier[]> => {
    await atelier.connexion.settle();
    await atelier.courriels.flush();
    await atelier.courriels.flush();
    const fichiers = readdirSync(dossier).includes('courriels')
      ? readdirSync(join(dossier, 'courriels'))
      : [];
    const mails = await Promise.all(
      fichiers.map(async (nom) => simpleParser(readFileSync(join(dossier, 'courriels', nom)))),
    );
    return mails.map(({ to, subject = '', text = '' }) => ({
      a: [to ?? []].flat()[0]?.value[0]?.address ?? '',
      sujet: subject,
      texte: text,
      lien: /https?:\/\/\S+/.exec(text)?.[0],
    }));
  };

  return {
    app,
    atelier,
    dossier,
    ask,
    listCourriers,
    async logIn(courriel) {
      rmSync(join(dossier, 'courriels'), { recursive: true, force: true });
      await ask('POST', '/espace/connexion/', { formulaire: { courriel } });
      const lien = (await listCourriers()).find(({ a }) => a === courriel)?.lien;
      if (lien === undefined) throw new Error(`no link was sent to ${courriel}`);
      const jeton = new URL(lien).searchParams.get('jeton')!;
      return cookieOf(await ask('POST', '/espace/connexion/lien/', { formulaire: { jeton } }));
    },
    async close() {
      console.log = log;
      await app.close();
      rmSync(dossier, { recursive: true, force: true });
    },
  };
}

export { COORDINATION_D_ESSAI, PARTENAIRE_D_ESSAI };
