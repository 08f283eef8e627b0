/** The real builder and the real server, on a tiny content. Few tests: each build takes seconds. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createInterlocuteurs } from '../../../cms/annuaire-pro/interlocuteurs';
import { openBase } from '../../../cms/base/base';
import { createConstructeur } from '../../../cms/publication/constructeur';
import { createServer, listen } from '../../../cms/server';
import { RELAIS } from '../../fixtures/depot';
import { findFuites, listReserve } from '../../reserve';
import { type Essai, createEssai, publishChange } from './essai';

const PATIENCE = 240_000;
let essai: Essai;
let app: FastifyInstance;
let adresse: string;

beforeAll(async () => {
  essai = await createEssai(createConstructeur(), { nouvelEssaiMs: 500 });
  await essai.publication.start();
  app = createServer({
    site: essai.sites.courant,
    commit: () => essai.sites.readCourante()?.commit ?? null,
    listAnciennes: () => essai.sites.listVersions().map(({ dossier }) => dossier),
  });
  await listen(app, 0, '127.0.0.1');
  adresse = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}, PATIENCE);
afterAll(async () => {
  await app.close();
  await essai.remove();
});

async function readPage(chemin: string): Promise<string> {
  const reponse = await fetch(adresse + chemin);
  expect([chemin, reponse.status]).toEqual([chemin, 200]);
  return reponse.text();
}

/** Once what is beside the pages is that of this version too. */
async function waitForAnnexes(): Promise<void> {
  while (!essai.sites.readCourante()?.entiere) await wait(50);
}

const listFichiersLies = (html: string): string[] =>
  [...html.matchAll(/(?:href|src)="(\/_astro\/[^"]+)"/g)].map(([, chemin]) => chemin!);

/** Reads pages without a pause, as visitors do, and everything that each of them asks for. */
async function visitUntil(over: () => boolean): Promise<number> {
  let pages = 0;
  while (!over()) {
    for (const chemin of ['/', '/structures/', `/structures/${RELAIS.slug}/`]) {
      const html = await readPage(chemin);
      expect(html.trimEnd().endsWith('</html>')).toBe(true);
      for (const lie of listFichiersLies(html)) expect((await readPage(lie)).length).toBeGreaterThan(0);
      pages += 1;
    }
  }
  return pages;
}

/** The builders that this process started. */
function listConstructeurs(): number[] {
  return readdirSync('/proc')
    .filter((nom) => /^\d+$/.test(nom))
    .filter((pid) => {
      try {
        const [, suite = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
        const parent = Number(suite.split(' ')[1]);
        const commande = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return parent === process.pid && commande.includes('constructeur.mjs');
      } catch {
        return false;
      }
    })
    .map(Number);
}

const isLinux = process.platform === 'linux';

test(
  'visitors see one version or the next, whole, while it is published; what they had open still works',
  async () => {
    const avant = await readPage('/');
    const { commit } = await publishChange(essai.depot, RELAIS, { role: 'Pour trouver qui gardera bébé.' });
    let over = false;
    const visites = visitUntil(() => over);
    expect(await essai.publication.wait(commit)).toBe('servi');
    await wait(200);
    over = true;
    expect(await visites).toBeGreaterThan(3);
    expect(await readPage(`/structures/${RELAIS.slug}/`)).toContain('Pour trouver qui gardera bébé.');
    expect(await (await fetch(`${adresse}/sante`)).json()).toMatchObject({ commit });
    for (const lie of listFichiersLies(avant)) await readPage(lie);
    // The search and the copy for phones are those of the new version.
    await readPage('/pagefind/pagefind.js');
    expect(await readPage('/service-worker.js')).not.toContain('__WB_MANIFEST');

    // What other programs read follows, and what is printed; the version before keeps its own.
    await waitForAnnexes();
    const [derniere, precedente] = essai.sites.listVersions();
    const read = (version: typeof derniere, nom: string) => readFileSync(join(version!.dossier, nom));
    expect(read(derniere, 'donnees/structures.json').toString()).toContain('Pour trouver qui gardera bébé.');
    expect(read(precedente, 'donnees/structures.json').toString()).not.toContain('qui gardera bébé');
    expect(read(derniere, 'guide-0-17-ans.pdf').equals(read(precedente, 'guide-0-17-ans.pdf'))).toBe(false);
    const inodeOf = (version: typeof derniere, nom: string) => statSync(join(version!.dossier, nom)).ino;
    const list = (version: typeof derniere) =>
      readdirSync(version!.dossier, { recursive: true, encoding: 'utf8' })
        .filter((nom) => !/^(?:_astro|pagefind|hors-ligne.liasses)/.test(nom))
        .sort();
    expect(list(derniere)).toEqual(list(precedente));
    // A page that is written then is written as the others are.
    const suivi = 'observatoire/couverture/index.html';
    expect(read(derniere, suivi).equals(read(precedente, suivi))).toBe(true);
    expect(inodeOf(derniere, suivi)).not.toBe(inodeOf(precedente, suivi));
  },
  PATIENCE,
);

test(
  'what only professionals may read is in no file of the site, whatever its format',
  async () => {
    const base = openBase(join(essai.dossier, 'base.sqlite'));
    const aujourdhui = () => '2026-12-01';
    const nommee = { nom: 'Ondine Vermeil', fonction: 'Éducatrice volante', telephone: '05 36 49 90 98' };
    createInterlocuteurs({ base, aujourdhui }).add(
      `structures/${RELAIS.slug}`,
      {
        ...nommee,
        missions: undefined,
        courriel: 'ondine@pro.example',
        accord: 'ecrit',
        accordLe: '2026-11-30',
      },
      { personne: null, organisme: 'Coordination' },
    );
    base.close();
    const contacts = [
      {
        fonction: 'Ligne directe',
        missions: 'Reçoit Zinnia-Wolfram.',
        telephone: '05 36 49 90 97',
        courriel: 'direct@pro.example',
        visibilite: 'professionnels',
      },
      { fonction: 'Accueil', telephone: '05 36 49 01 01' },
    ];
    const orientation = 'Prévenir la veille. Demander la mallette Quetsche-Ypsilon.';
    const interne = {
      titre: 'Petit-déjeuner Xylo-Phlox',
      resume: 'Le réseau se retrouve autour du café Xylo-Phlox.',
      nature: 'rencontre',
      statut: 'confirme',
      visibilite: 'professionnels',
      seances: [{ du: '2026-12-08', debut: '08:30', fin: '10:00' }],
      inscription: 'Écrire à Xylo-Phlox.',
      courriel: 'cafe@pro.example',
      sources: [{ titre: 'Fiche de test', date: '2026-11' }],
    };
    await publishChange(essai.depot, { collection: 'evenements', slug: 'reunion-des-partenaires' }, interne);
    const { commit } = await publishChange(essai.depot, RELAIS, { contacts, orientation });
    expect(await essai.publication.wait(commit)).toBe('servi');
    await waitForAnnexes();

    const reserve = listReserve(
      [{ slug: RELAIS.slug, donnees: { contacts, orientation } }],
      [{ slug: 'reunion-des-partenaires', donnees: interne }],
    );
    for (const mot of [
      'Zinnia-Wolfram',
      'Quetsche-Ypsilon',
      'Xylo-Phlox',
      '@pro.example',
      nommee.nom,
      nommee.fonction,
    ])
      reserve.textes.add(mot);
    reserve.numeros.add('536499098');
    expect(await readPage(`/structures/${RELAIS.slug}/`)).toContain('tel:+33536490101');
    expect(await findFuites(essai.sites.courant, reserve)).toEqual([]);
    // It does look everywhere: what is public is found.
    const ailleurs = await findFuites(essai.sites.courant, {
      textes: new Set(),
      numeros: new Set(['536490101']),
    });
    expect(ailleurs.some((fuite) => fuite.startsWith('donnees/structures.json'))).toBe(true);
  },
  PATIENCE,
);

test(
  'a content that cannot be built says what is wrong, with the file and the field',
  async () => {
    const constructeur = createConstructeur();
    const dossier = join(essai.dossier, 'faux');
    await essai.depot.exportTo(await essai.depot.head(), dossier);
    rmSync(join(dossier, 'val-minimal', 'communes.yaml'));
    const resultat = await constructeur.build({
      contenu: dossier,
      territoire: 'val-minimal',
      aujourdhui: '2026-12-01',
      site: join(essai.dossier, 'site-faux'),
      cache: join(essai.dossier, 'cache-faux'),
    });
    constructeur.close();
    expect(resultat).toMatchObject({ sorte: 'contenu' });
  },
  PATIENCE,
);

test.skipIf(!isLinux)(
  'a builder that the system stopped while it waited is replaced without anybody noticing',
  async () => {
    while (listConstructeurs().length === 0) await wait(50);
    for (const pid of listConstructeurs()) process.kill(pid, 'SIGKILL');
    await wait(200);
    const { commit } = await publishChange(essai.depot, RELAIS, { role: 'Construite par un autre.' });
    expect(await essai.publication.wait(commit)).toBe('servi');
    expect(essai.echecs).toEqual([]);
  },
  PATIENCE,
);

test.skipIf(!isLinux)(
  'a build that is killed, or has no room to write, leaves the site; the next one ends it',
  async () => {
    await waitForAnnexes();
    const servie = essai.sites.readCourante();
    const { commit } = await publishChange(essai.depot, RELAIS, { role: 'Écrite sur un disque plein.' });
    // Files that may not grow: what a full disk does to the one that writes.
    const limit = () => {
      for (const pid of listConstructeurs())
        execFileSync('prlimit', ['--pid', String(pid), '--fsize=2000:2000']);
    };
    limit();
    const minuterie = setInterval(limit, 100);
    const issue = await essai.publication.wait(commit);
    clearInterval(minuterie);
    expect(issue).toMatchObject({ echec: expect.any(String) as string });
    expect(issue).not.toHaveProperty('cle');
    expect(essai.sites.readCourante()).toEqual(servie);
    expect(await essai.depot.readBrouillon(RELAIS)).toBeUndefined();
    await visitUntil(() => true);

    const attente = essai.publication.wait(commit);
    await wait(700);
    for (const pid of listConstructeurs()) process.kill(pid, 'SIGKILL');
    await attente;
    while (essai.sites.readCourante()?.commit !== commit) await wait(100);
    expect(await readPage(`/structures/${RELAIS.slug}/`)).toContain('Écrite sur un disque plein.');
    await vi.waitFor(
      () =>
        expect(readdirSync(join(essai.dossier, 'sites')).filter((nom) => nom.startsWith('.'))).toEqual([]),
      20_000,
    );
  },
  PATIENCE,
);
