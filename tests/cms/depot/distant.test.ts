import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Depot, formatSynchronisation, toCle } from '../../../cms/depot/depot';
import {
  COORDINATION,
  type DepotDEssai,
  HANGAR,
  RELAIS,
  change,
  createDepotDEssai,
} from '../../fixtures/depot';
import { type Forge, createForge } from '../../fixtures/forge';

let forge: Forge;
let essai: DepotDEssai;
let depot: Depot;
/** Nothing happens by itself: each test says when the forge is asked. */
const cadence = { apres: 3_600_000, periode: 3_600_000, attenteMax: 3_600_000 };

beforeEach(async () => {
  forge = await createForge();
  essai = await createDepotDEssai({ distant: forge.url, cadence });
  ({ depot } = essai);
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour', recu: false });
});
afterEach(async () => {
  await essai.remove();
  await forge.close();
});

const CHEMIN = 'structures/relais.yaml';
const BRANCHE = 'cms/structures/relais';
const JEUNES = toCle('structures', 'accueil-jeunes')!;

async function save(champs: object, cle = RELAIS) {
  const lu = (await depot.readBrouillon(cle)) ?? (await depot.readFiche(cle))!;
  return depot.saveBrouillon(cle, change(lu, champs as Record<string, unknown>), {
    lu: lu.oid,
    auteur: HANGAR,
  });
}
async function publish(champs: object, cle = RELAIS): Promise<string> {
  const { oid } = await save(champs, cle);
  return (await depot.publish(cle, { lu: oid, relecteur: COORDINATION })).commit;
}
const textOf = async (cle = RELAIS): Promise<string> => (await depot.readFiche(cle))!.texte;
/** The same text with a line more, as somebody writes it by hand. */
const withSite = (texte: string): string =>
  texte.replace(/^sources:/m, "site: 'https://relais.example'\nsources:");

test('an empty forge receives the content, drafts and publications, then the end of drafts', async () => {
  expect(forge.show('main', CHEMIN)).toBe((await textOf()).trim());
  await save({ gestionnaire: 'Association' });
  await depot.synchronize();
  expect(forge.branches()).toEqual([BRANCHE, 'main']);
  const { oid } = (await depot.readBrouillon(RELAIS))!;
  const { commit } = await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  await depot.synchronize();
  expect(forge.branches()).toEqual(['main']);
  expect(forge.git('rev-parse', 'main')).toBe(commit);
  forge.git('fsck', '--strict');
});

test('a forge that does not answer keeps nobody from publishing, and receives everything when it is back', async () => {
  forge.setDown(true);
  const commit = await publish({ gestionnaire: 'Association' });
  await save({ gestionnaire: 'Autre' }, JEUNES);
  const panne = await depot.synchronize();
  expect(panne).toMatchObject({ etat: 'injoignable', recu: false });
  expect(depot.lastSynchronisation()).toEqual(panne);
  expect(await textOf()).toContain('gestionnaire: Association');
  forge.setDown(false);
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour' });
  expect(forge.git('rev-parse', 'main')).toBe(commit);
  expect(forge.branches()).toEqual(['cms/structures/accueil-jeunes', 'main']);
});

test('whoever hosts is told once that the forge stopped, once that it is back, without its password', async () => {
  const nouvelles: string[] = [];
  const autre = await createDepotDEssai({
    distant: forge.url,
    cadence,
    dossier: essai.reglages.dossier,
    onSynchronisation: (synchronisation) => nouvelles.push(formatSynchronisation(synchronisation)),
  });
  for (const isDown of [false, true, true, false, false]) {
    forge.setDown(isDown);
    await autre.depot.synchronize();
  }
  await autre.remove();
  expect(nouvelles).toEqual([
    expect.stringMatching(/^Le dépôt distant ne répond pas\. Rien n’est perdu/),
    'Le dépôt distant est à jour.',
  ]);
  expect(nouvelles.join()).not.toContain(forge.motDePasse);
});

test('the password of the forge is in no message', async () => {
  forge.setDown(true);
  const { raison } = (await depot.synchronize())!;
  expect(raison).toMatch(/127\.0\.0\.1/);
  expect(raison).not.toContain(forge.motDePasse);
});

test('without being asked, it sends soon after a writing, and again until the forge answers', async () => {
  const autre = await createDepotDEssai({
    distant: forge.url,
    cadence: { apres: 20, periode: 3_600_000, attenteMax: 100 },
    dossier: essai.reglages.dossier,
  });
  try {
    forge.setDown(true);
    const lu = (await autre.depot.readFiche(RELAIS))!;
    await autre.depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
      lu: lu.oid,
      auteur: HANGAR,
    });
    await expect.poll(() => autre.depot.lastSynchronisation()?.etat, { timeout: 20_000 }).toBe('injoignable');
    forge.setDown(false);
    await expect.poll(() => forge.branches(), { timeout: 20_000 }).toContain(BRANCHE);
  } finally {
    await autre.remove();
  }
});

test('a commit made on the forge comes, and whoever builds the site is told', async () => {
  const recus: string[] = [];
  const stop = depot.onForge((commit) => recus.push(commit));
  forge.commit('main', CHEMIN, withSite(await textOf()));
  forge.commit('main', 'LISEZMOI.md', 'Le contenu.');
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour', recu: true });
  expect(recus).toEqual([forge.git('rev-parse', 'main')]);
  expect(await textOf()).toContain('relais.example');
  stop();
});

test('when the forge moved, a publication is merged with it, field by field, and what is no entry stays', async () => {
  forge.commit('main', CHEMIN, withSite(await textOf()));
  forge.commit('main', 'LISEZMOI.md', 'Le contenu.');
  forge.commit('main', 'lieux/LISEZMOI.md', 'Les lieux.');
  await publish({ gestionnaire: 'Association' });
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour', recu: true, conflits: [] });
  for (const texte of [await textOf(), forge.show('main', CHEMIN)]) {
    expect(texte).toContain('gestionnaire: Association');
    expect(texte).toContain('relais.example');
  }
  expect(forge.show('main', 'LISEZMOI.md')).toBe('Le contenu.');
  expect(forge.show('main', 'lieux/LISEZMOI.md')).toBe('Les lieux.');
  expect(forge.git('rev-parse', 'main')).toBe(await depot.head());
});

test('a forge that moves between what is fetched and what is pushed is fetched again, and nobody loses anything', async () => {
  const texte = withSite(await textOf());
  await publish({ gestionnaire: 'Association' });
  forge.beforeNextPush(() => forge.commit('main', CHEMIN, texte));
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour', recu: true });
  expect(forge.show('main', CHEMIN)).toMatch(/gestionnaire: Association[^]*relais\.example/);
  expect(forge.git('rev-parse', 'main')).toBe(await depot.head());
});

test('the same field published here and changed there: ours is served, theirs is a draft to review', async () => {
  await publish({ gestionnaire: 'Ici' });
  await depot.synchronize();
  forge.commit('main', CHEMIN, (await textOf()).replace('gestionnaire: Ici', 'gestionnaire: Là'));
  await publish({ gestionnaire: 'Encore ici' });
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour', conflits: [RELAIS] });
  expect(await textOf()).toContain('Encore ici');
  const brouillon = (await depot.readBrouillon(RELAIS))!;
  expect(brouillon).toMatchObject({ etat: 'pending_review' });
  expect(brouillon.texte).toContain('gestionnaire: Là');
  await depot.publish(RELAIS, { lu: brouillon.oid, relecteur: COORDINATION });
  expect(await textOf()).toContain('gestionnaire: Là');
});

test.each([
  ['merged', () => forge.merge(BRANCHE)],
  ['squashed then deleted', () => forge.squash(BRANCHE)],
])('a draft that is %s on the forge is published, and closed on both sides', async (_cas, act) => {
  await save({ gestionnaire: 'Association' });
  await depot.synchronize();
  act();
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour', recu: true, clos: [RELAIS] });
  expect(await depot.listBrouillons()).toEqual([]);
  expect(await textOf()).toContain('gestionnaire: Association');
  expect(forge.branches()).toEqual(['main']);
  await save({ gestionnaire: 'Ensuite' });
  expect((await depot.readBrouillon(RELAIS))!.texte).toContain('Ensuite');
});

test('a draft deleted on the forge without being merged stays here: nobody’s text is lost', async () => {
  await save({ gestionnaire: 'Association' });
  await depot.synchronize();
  forge.git('branch', '-D', BRANCHE);
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour', clos: [] });
  expect((await depot.readBrouillon(RELAIS))!.texte).toContain('Association');
  expect(forge.branches()).toContain(BRANCHE);
});

test('a draft continued on the forge, or here and there, holds what both wrote', async () => {
  await save({ gestionnaire: 'Association' });
  await depot.setEtat(RELAIS, 'pending_review', {
    lu: (await depot.readBrouillon(RELAIS))!.oid,
    auteur: HANGAR,
  });
  await depot.synchronize();
  const { texte } = (await depot.readBrouillon(RELAIS))!;
  forge.commit(BRANCHE, CHEMIN, withSite(texte), 'Sans rien dire\n\nEtat: pending_publish\nBase: rien');
  await depot.synchronize();
  expect(await depot.readBrouillon(RELAIS)).toMatchObject({
    etat: 'pending_review',
    texte: expect.stringContaining('relais.example') as string,
  });

  forge.commit(BRANCHE, CHEMIN, withSite(texte).replace('relais.example', 'autre.example'));
  await save({ gestionnaire: 'Autre association' });
  expect(await depot.synchronize()).toMatchObject({ etat: 'a-jour' });
  const ensemble = (await depot.readBrouillon(RELAIS))!;
  expect(ensemble.texte).toMatch(/gestionnaire: Autre association[^]*autre\.example/);
  expect(forge.git('rev-parse', BRANCHE)).toBe(ensemble.commit);
});

test('branches of the forge that are no drafts are neither read nor removed', async () => {
  for (const nom of ['essai', 'cms/structures/Relais', 'cms/autre/x', 'maintenance'])
    forge.git('branch', nom, 'main');
  await depot.synchronize();
  await publish({ gestionnaire: 'Association' });
  await depot.synchronize();
  expect(forge.branches()).toEqual(['cms/autre/x', 'cms/structures/Relais', 'essai', 'main', 'maintenance']);
  expect(await depot.listBrouillons()).toEqual([]);
});

test('a new machine takes what the forge holds; another content is refused and keeps working', async () => {
  await publish({ gestionnaire: 'Association' });
  await save({ gestionnaire: 'Brouillon' });
  await depot.synchronize();
  const machine = await createDepotDEssai({ distant: forge.url, cadence });
  expect(await machine.depot.head()).toBe(await depot.head());
  expect(await machine.depot.listBrouillons()).toEqual(await depot.listBrouillons());
  await machine.remove();

  // Made another day: in the same second, the same content would be the same commit.
  const autre = await createDepotDEssai({ now: () => new Date('2020-01-01T12:00:00Z') });
  const { dossier } = autre.reglages;
  await autre.depot.close();
  const ailleurs = await createDepotDEssai({ dossier, distant: forge.url, cadence, now: () => new Date(0) });
  expect(await ailleurs.depot.synchronize()).toMatchObject({
    etat: 'refuse',
    raison: expect.stringMatching(/autre chose/) as string,
  });
  expect(forge.git('rev-parse', 'main')).toBe(await depot.head());
  await ailleurs.remove();
  await autre.remove();
});
