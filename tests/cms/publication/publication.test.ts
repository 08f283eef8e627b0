import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Cle } from '../../../cms/depot/depot';
import { AUJOURDHUI } from '../../fixtures/contenu';
import { RELAIS } from '../../fixtures/depot';
import { ConstructeurDePapier, type Essai, createEssai, publishChange } from './essai';

let constructeur: ConstructeurDePapier;
let essai: Essai;

beforeEach(async () => {
  constructeur = new ConstructeurDePapier();
  essai = await createEssai(constructeur);
  await essai.publication.start();
});
afterEach(() => essai.remove());

const readSite = (): string => readFileSync(join(essai.sites.courant, 'index.html'), 'utf8');

/** Publishes and tells the publication, as the atelier does. */
async function publish(cle: Cle, champs: Record<string, unknown>): Promise<string> {
  const { commit } = await publishChange(essai.depot, cle, champs);
  essai.publication.request(cle, commit);
  return commit;
}

async function listLieux(): Promise<Cle[]> {
  return (await essai.depot.listFiches('lieux')).map(({ cle }) => cle);
}

test('the first start builds the site, and the next one finds it built', async () => {
  expect(readSite()).toContain(AUJOURDHUI);
  await essai.publication.stop();
  constructeur.panne = undefined;
  await essai.restart().start();
  expect(constructeur.constructions.length).toBe(1);
});

test('what is published is on the site once the wait is over', async () => {
  const commit = await publish(RELAIS, { role: 'Pour trouver une nounou.' });
  expect(await essai.publication.wait(commit)).toBe('servi');
  expect(readSite()).toContain('Pour trouver une nounou.');
  expect(essai.publication.state()).toMatchObject({ servie: { commit }, attendues: 0, echecs: [] });
  await vi.waitFor(
    () => expect(readdirSync(join(essai.dossier, 'sites')).filter((nom) => nom.startsWith('.'))).toEqual([]),
    20_000,
  );
});

test('publications that come during a build make one build more, whatever their number', async () => {
  const [lieu] = await listLieux();
  let open: () => void = () => undefined;
  constructeur.barriere = new Promise((resolve) => (open = resolve));
  const premier = await publish(RELAIS, { role: 'La première phrase.' });
  const attentes = [essai.publication.wait(premier)];
  while (constructeur.constructions.length < 2) await wait(5);
  for (const role of ['La deuxième phrase.', 'La troisième phrase.', 'La quatrième phrase.'])
    attentes.push(essai.publication.wait(await publish(RELAIS, { role })));
  attentes.push(essai.publication.wait(await publish(lieu!, { adresse: '8 rue Neuve' })));
  open();
  expect(await Promise.all(attentes)).toEqual(Array(5).fill('servi'));
  expect(constructeur.constructions.length).toBe(3);
  expect(readSite()).toContain('La quatrième phrase.');
  expect(readSite()).toContain('8 rue Neuve');
});

test('the entry that an error names goes back to draft alone, and the others go out', async () => {
  const [lieu] = await listLieux();
  let open: () => void = () => undefined;
  constructeur.barriere = new Promise((resolve) => (open = resolve));
  const avant = await publish(lieu!, { adresse: '7 rue Neuve' });
  const fautif = await publish(RELAIS, { role: `FAUTE-DITE structures/${RELAIS.slug}.yaml` });
  const apres = await publish(lieu!, { adresse: '9 rue Neuve' });
  const issues = Promise.all([avant, fautif, apres].map((commit) => essai.publication.wait(commit)));
  open();
  expect(await issues).toEqual([
    'servi',
    { echec: expect.stringContaining('la phrase est fausse') as string, cle: RELAIS },
    'servi',
  ]);
  expect(readSite()).toContain('9 rue Neuve');
  expect(readSite()).not.toContain('FAUTE');
  expect(await essai.depot.readBrouillon(RELAIS)).toMatchObject({ etat: 'draft' });
  expect((await essai.depot.readBrouillon(RELAIS))?.texte).toContain('FAUTE-DITE');
  expect(essai.echecs).toMatchObject([{ cle: RELAIS }]);
});

test('an entry that makes the build fail without a word is found all the same', async () => {
  const [lieu] = await listLieux();
  let open: () => void = () => undefined;
  constructeur.barriere = new Promise((resolve) => (open = resolve));
  const commits: string[] = [];
  commits.push(await publish(lieu!, { adresse: '1 rue Neuve' }));
  commits.push(await publish(lieu!, { adresse: '2 rue Neuve' }));
  commits.push(await publish(RELAIS, { role: 'FAUTE-MUETTE' }));
  commits.push(await publish(lieu!, { adresse: '3 rue Neuve' }));
  const issues = Promise.all(commits.map((commit) => essai.publication.wait(commit)));
  open();
  expect(await issues).toMatchObject(['servi', 'servi', { cle: RELAIS }, 'servi']);
  expect(readSite()).toContain('3 rue Neuve');
  expect(readSite()).not.toContain('FAUTE');
  expect(essai.echecs.length).toBe(1);
});

test('a failure that no entry explains leaves the site and every entry, is told once, and tried again', async () => {
  const avant = readSite();
  constructeur.panne = 'ENOSPC: no space left on device';
  const commit = await publish(RELAIS, { role: 'Pour plus tard.' });
  expect(await essai.publication.wait(commit)).toEqual({ echec: constructeur.panne });
  while (constructeur.constructions.length < 5) await wait(20);
  expect(readSite()).toBe(avant);
  expect(await essai.depot.readBrouillon(RELAIS)).toBeUndefined();
  expect(essai.echecs.length).toBe(1);
  constructeur.panne = undefined;
  expect(await essai.publication.wait(commit)).toMatchObject({});
  while (!readSite().includes('Pour plus tard.')) await wait(20);
});

test('a program that builds no version any more puts no entry aside', async () => {
  constructeur.panne = 'Cannot find module';
  const commit = await publish(RELAIS, { role: 'Innocente.' });
  expect(await essai.publication.wait(commit)).toEqual({ echec: constructeur.panne });
  expect(await essai.depot.readBrouillon(RELAIS)).toBeUndefined();
});

test('a new day, a new version of the program or a restart of the machine has the site built again', async () => {
  for (const circonstance of [
    { aujourdhui: () => '2026-12-02' },
    { aujourdhui: () => '2026-12-02', code: 'autre' },
    { aujourdhui: () => '2026-12-02', code: 'autre', demarrage: 'autre' },
  ]) {
    const faites = constructeur.constructions.length;
    const suite = essai.restart(circonstance);
    await suite.start();
    expect(constructeur.constructions.length).toBe(faites + 1);
    expect(readSite()).toContain('2026-12-02');
    await suite.stop();
    constructeur.panne = undefined;
  }
});

test('the site is built again when the day changes, without being asked', async () => {
  await essai.publication.stop();
  constructeur.panne = undefined;
  let jour = AUJOURDHUI;
  await essai.restart({ aujourdhui: () => jour }).start();
  jour = '2026-12-02';
  while (!readSite().includes('2026-12-02')) await wait(20);
});

test('going back shows an older version, with the dates of the day, until it is told otherwise', async () => {
  const ancienne = await essai.depot.head();
  const nouvelle = await publish(RELAIS, { role: 'Une phrase à retirer.' });
  await essai.publication.wait(nouvelle);
  essai.sites.pin(ancienne);
  while (readSite().includes('Une phrase à retirer.')) await wait(20);
  // What is published meanwhile waits, and who published is told.
  const suivante = await publish(RELAIS, { role: 'La bonne phrase.' });
  expect(await essai.publication.wait(suivante)).toMatchObject({
    echec: expect.stringContaining('plus ancienne') as string,
  });
  expect(essai.publication.state().epingle).toBe(ancienne);
  essai.sites.pin(undefined);
  while (!readSite().includes('La bonne phrase.')) await wait(20);
});

test('a restart finishes what was asked before a sudden stop', async () => {
  await essai.publication.stop();
  constructeur.panne = undefined;
  await publishChange(essai.depot, RELAIS, { role: 'Juste avant la coupure.' });
  essai.sites.prepare(); // a build that was cut short
  const suite = essai.restart();
  await suite.start();
  expect(readSite()).toContain('Juste avant la coupure.');
});

test('a build that fails once and works when it is done again puts no entry aside', async () => {
  constructeur.panne = 'Quelque chose s’est mal passé';
  const commit = await publish(RELAIS, { role: 'Innocente malgré tout.' });
  while (constructeur.constructions.length < 2) await wait(5);
  constructeur.panne = undefined;
  await essai.publication.wait(commit);
  while (!readSite().includes('Innocente malgré tout.')) await wait(20);
  expect(await essai.depot.readBrouillon(RELAIS)).toBeUndefined();
});

/** Holds the builds from the next one on, until the function it gives is called. */
async function holdBuilds(): Promise<() => void> {
  const [lieu] = await listLieux();
  let open: () => void = () => undefined;
  constructeur.barriere = new Promise((resolve) => (open = resolve));
  const faites = constructeur.constructions.length;
  await publish(lieu!, { adresse: '1 rue Neuve' });
  while (constructeur.constructions.length === faites) await wait(5);
  return open;
}

/** Until the site is what the store says now; a busy machine takes its time. */
async function waitForLatest(): Promise<void> {
  while (essai.publication.state().servie?.commit !== (await essai.depot.head())) await wait(20);
}

/** Nothing more is built, nor told, for a while that is longer than the wait between two tries. */
async function expectRest(): Promise<void> {
  const avant = [constructeur.constructions.length, essai.echecs.length];
  await wait(300);
  expect([constructeur.constructions.length, essai.echecs.length]).toEqual(avant);
}

/** Several entries in one merge, as somebody makes it on a forge; the text of each has a comment more. */
async function mergeFromForge(ajouts: readonly (readonly [Cle, string])[]): Promise<string> {
  const { git, commitOn } = essai.forge;
  git('update-ref', 'refs/heads/ailleurs', 'main');
  for (const [cle, commentaire] of ajouts) {
    const { texte } = (await essai.depot.readFiche(cle))!;
    commitOn('refs/heads/ailleurs', `${cle.collection}/${cle.slug}.yaml`, `${texte}# ${commentaire}\n`);
  }
  const commit = git('commit-tree', 'ailleurs^{tree}', '-p', 'main', '-p', 'ailleurs', '-m', 'Fusion');
  git('update-ref', 'refs/heads/main', commit);
  git('update-ref', '-d', 'refs/heads/ailleurs');
  essai.publication.request(RELAIS, commit);
  return commit;
}

test.each([`FAUTE-DITE structures/${RELAIS.slug}.yaml`, 'FAUTE-MUETTE'])(
  'an entry published twice since the last build goes back to what the site says of it, once: %s',
  async (faute) => {
    const servi = (await essai.depot.readFiche(RELAIS))!;
    const open = await holdBuilds();
    const commits = [
      await publish(RELAIS, { role: faute }),
      await publish(RELAIS, { gestionnaire: 'Association du Val' }),
    ];
    const issues = Promise.all(commits.map((commit) => essai.publication.wait(commit)));
    open();
    expect(await issues).toMatchObject([{ cle: RELAIS }, { cle: RELAIS }]);
    await waitForLatest();
    expect(readSite()).not.toContain('FAUTE');
    expect(readSite()).toContain('1 rue Neuve');
    expect((await essai.depot.readFiche(RELAIS))?.oid).toBe(servi.oid);
    const brouillon = await essai.depot.readBrouillon(RELAIS);
    expect(brouillon?.texte).toContain('FAUTE');
    expect(brouillon?.texte).toContain('Association du Val');
    expect(essai.forge.git('rev-list', '--first-parent', '--count', `${commits[1]}..main`)).toBe('1');
    expect(essai.echecs).toMatchObject([{ cle: RELAIS }]);
    await expectRest();
  },
);

test('what was published while the build failed is built before anything is put back', async () => {
  const open = await holdBuilds();
  const premier = await publish(RELAIS, { role: 'FAUTE-MUETTE' });
  const faites = constructeur.constructions.length;
  open();
  let openAgain: () => void = () => undefined;
  constructeur.barriere = new Promise((resolve) => (openAgain = resolve));
  while (constructeur.constructions.length === faites) await wait(5);
  const remede = await publish(RELAIS, { role: 'Une phrase juste.' });
  const issues = Promise.all([premier, remede].map((commit) => essai.publication.wait(commit)));
  openAgain();
  expect(await issues).toEqual(['servi', 'servi']);
  expect(readSite()).toContain('Une phrase juste.');
  expect(await essai.depot.readBrouillon(RELAIS)).toBeUndefined();
  expect(essai.echecs).toEqual([]);
});

test('a store that puts nothing back is told once, and tried again later', async () => {
  await essai.publication.stop();
  constructeur.panne = undefined;
  const { depot } = essai;
  const suite = essai.restart({
    depot: { ...depot, putBackToDraft: () => Promise.resolve(false) },
    nouvelEssaiMs: 60_000,
  });
  await suite.start();
  const { commit } = await publishChange(depot, RELAIS, { role: 'FAUTE-MUETTE' });
  expect(await suite.wait(commit)).toEqual({ echec: expect.stringContaining('page') as string });
  expect(essai.echecs.map(({ cle }) => cle)).toEqual([undefined]);
  await expectRest();
});

test('of a merge from the forge, only the entry that breaks the build goes back', async () => {
  const [lieu, autre] = await listLieux();
  const innocentes = [lieu, autre].flatMap((cle) => (cle ? [[cle, 'Innocente'] as const] : []));
  await mergeFromForge([...innocentes, [RELAIS, 'FAUTE-MUETTE']]);
  await waitForLatest();
  expect(essai.echecs).toMatchObject([{ cle: RELAIS }]);
  expect(readSite()).toContain('Innocente');
  expect(readSite()).not.toContain('FAUTE');
  for (const [cle] of innocentes) expect(await essai.depot.readBrouillon(cle)).toBeUndefined();
  expect((await essai.depot.readBrouillon(RELAIS))?.texte).toContain('FAUTE-MUETTE');
  await expectRest();
});

test('a merge from the forge whose fault is in no entry alone goes back whole', async () => {
  const [lieu] = await listLieux();
  await mergeFromForge([
    [lieu!, 'FAUTE-MUETTE'],
    [RELAIS, 'FAUTE-MUETTE'],
  ]);
  await waitForLatest();
  expect(essai.echecs.map(({ cle }) => cle?.slug).sort()).toEqual([lieu!.slug, RELAIS.slug].sort());
  expect(readSite()).not.toContain('FAUTE');
  await expectRest();
});

/** What is beside the pages waits, from the next build on, until the function it gives is called. */
function holdAnnexes(): () => void {
  let open: () => void = () => undefined;
  constructeur.suite = new Promise((resolve) => (open = resolve));
  return open;
}

const isEntiere = (): boolean => essai.sites.readCourante()?.entiere === true;
const hasDonnees = (): boolean => existsSync(join(essai.sites.courant, 'donnees'));

test('pages are online, and who published is told, before what is beside them is written', async () => {
  const open = holdAnnexes();
  const commit = await publish(RELAIS, { role: 'Une phrase en ligne.' });
  expect(await essai.publication.wait(commit)).toBe('servi');
  expect(readSite()).toContain('Une phrase en ligne.');
  expect([isEntiere(), hasDonnees()]).toEqual([false, false]);
  open();
  while (!isEntiere()) await wait(10);
  expect(hasDonnees()).toBe(true);
  await expectRest();
});

test('newer pages do not wait for what was being written beside the former ones', async () => {
  holdAnnexes();
  await essai.publication.wait(await publish(RELAIS, { role: 'La première phrase.' }));
  constructeur.suite = Promise.resolve();
  const commit = await publish(RELAIS, { role: 'La seconde phrase.' });
  expect(await essai.publication.wait(commit)).toBe('servi');
  while (!isEntiere()) await wait(10);
  expect(constructeur.abandons).toBe(1);
  expect(essai.publication.state()).toMatchObject({ servie: { commit }, echecs: [] });
  expect(readSite()).toContain('La seconde phrase.');
});

test('an entry without which what is beside the pages can be written goes back to draft', async () => {
  const [lieu] = await listLieux();
  constructeur.suite = Promise.resolve();
  const avant = await publish(lieu!, { adresse: '4 rue Neuve' });
  await essai.publication.wait(avant);
  while (!isEntiere()) await wait(10);
  const commit = await publish(RELAIS, { role: 'FAUTE-TARDIVE' });
  expect(await essai.publication.wait(commit)).toBe('servi');
  while (essai.echecs.length === 0) await wait(10);
  await waitForLatest();
  while (!isEntiere()) await wait(10);
  expect(essai.echecs).toMatchObject([{ cle: RELAIS, raison: 'un document n’a pas pu être imprimé' }]);
  expect(readSite()).not.toContain('FAUTE');
  expect(readSite()).toContain('4 rue Neuve');
  expect((await essai.depot.readBrouillon(RELAIS))?.texte).toContain('FAUTE-TARDIVE');
});

test('what was cut short beside the pages is done again at the next start', async () => {
  const open = holdAnnexes();
  const commit = await publish(RELAIS, { role: 'En ligne avant la coupure.' });
  await essai.publication.wait(commit);
  // The machine stops: nothing more is written, and nobody tidies up.
  constructeur.suite = undefined;
  await essai.restart().start();
  expect(essai.sites.readCourante()).toMatchObject({ commit, entiere: true });
  expect(hasDonnees()).toBe(true);
  open();
});
