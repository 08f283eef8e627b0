import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBase } from '../../../cms/base/base';
import { type Depot, openDepot } from '../../../cms/depot/depot';
import { createRegistre } from '../../../cms/personnes/personnes';
import { restaurer, sauvegarder } from '../../../cms/sauvegarde/sauvegarde';
import { takeVerrou } from '../../../cms/verrou';
import { AUJOURDHUI } from '../../fixtures/contenu';
import { COORDINATION, HANGAR, RELAIS, change } from '../../fixtures/depot';

const MAINTENANT = new Date('2026-12-01T09:00:00Z');
let racine: string;
let lieu: { dossier: string; territoire: string };
let archive: string;
let ouverts: (() => unknown)[];

async function open(dossier: string): Promise<{ depot: Depot; base: DatabaseSync }> {
  const depot = await openDepot({
    dossier: join(dossier, 'depot.git'),
    contenu: resolve('tests/fixtures/contenu-minimal'),
    territoire: 'val-minimal',
    aujourdhui: () => AUJOURDHUI,
  });
  const base = openBase(join(dossier, 'base.sqlite'));
  ouverts.push(
    () => depot.close(),
    () => base.close(),
  );
  return { depot, base };
}

async function saveRole(depot: Depot, role: string): Promise<string | null> {
  const lu = (await depot.readBrouillon(RELAIS)) ?? (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { role }), { lu: lu.oid, auteur: HANGAR });
  return oid;
}

beforeEach(() => {
  racine = mkdtempSync(join(tmpdir(), 'sauvegarde-'));
  lieu = { dossier: join(racine, 'atelier'), territoire: 'val-minimal' };
  archive = join(racine, 'sauvegardes', 'une.tar.gz');
  ouverts = [];
});
afterEach(async () => {
  for (const close of ouverts) await close();
  rmSync(racine, { recursive: true });
});

test('an atelier that is put back has its published entries, its drafts, its history and its people', async () => {
  const { depot, base } = await open(lieu.dossier);
  await depot.publish(RELAIS, {
    lu: await saveRole(depot, 'Pour faire garder son enfant.'),
    relecteur: COORDINATION,
  });
  await saveRole(depot, 'Un brouillon qui attend.');
  createRegistre({ base }).addOrganisme('Le Hangar');
  writeFileSync(join(lieu.dossier, 'secret'), 'chut');
  const { commit } = await sauvegarder(lieu, archive, MAINTENANT);
  expect(commit).toBe(await depot.head());
  expect(statSync(archive).mode & 0o077).toBe(0);
  expect(readdirSync(join(racine, 'sauvegardes'))).toEqual(['une.tar.gz']);

  const ailleurs = { ...lieu, dossier: join(racine, 'ailleurs') };
  expect(await restaurer(ailleurs, archive, { remplacer: false, now: MAINTENANT })).toMatchObject({
    note: { commit, territoire: 'val-minimal' },
    ecarte: undefined,
  });
  const rendu = await open(ailleurs.dossier);
  expect(await rendu.depot.head()).toBe(commit);
  expect(await rendu.depot.readBrouillon(RELAIS)).toEqual(await depot.readBrouillon(RELAIS));
  expect(await rendu.depot.history(RELAIS)).toEqual(await depot.history(RELAIS));
  expect(createRegistre({ base: rendu.base }).listOrganismes()).toMatchObject([{ nom: 'Le Hangar' }]);
  expect(readdirSync(ailleurs.dossier)).toContain('secret');
});

test('a backup that is put back opens no session of that day, and sends no mail again', async () => {
  const { base } = await open(lieu.dossier);
  const registre = createRegistre({ base });
  const personne = {
    nom: 'Léa',
    courriel: 'lea@laep.example',
    role: 'coordination',
    organisme: undefined,
  } as const;
  const { id } = registre.add(personne);
  base
    .prepare(
      'insert into session (id, userId, token, expiresAt, createdAt, updatedAt) values (?, ?, ?, ?, ?, ?)',
    )
    .run('s', id, 'jeton', '2027-12-01', '2026-12-01', '2026-12-01');
  base.exec(
    "insert into courriel (id, destinataire, sujet, texte, creeLe, prochainLe) values ('c', 'a@b.example', 's', 't', 0, 0)",
  );
  await sauvegarder(lieu, archive, MAINTENANT);
  const ailleurs = { ...lieu, dossier: join(racine, 'ailleurs') };
  await restaurer(ailleurs, archive, { remplacer: false, now: MAINTENANT });
  const rendu = await open(ailleurs.dossier);
  expect(createRegistre({ base: rendu.base }).list()).toHaveLength(1);
  for (const table of ['session', 'courriel'])
    expect(rendu.base.prepare(`select * from ${table}`).all(), table).toEqual([]);
});

test('a backup taken while people write holds an entry for each line of the base that names one', async () => {
  const { depot, base } = await open(lieu.dossier);
  base.exec('create table essai (oid text)');
  const ecriveur = { writing: true };
  const ecriture = (async () => {
    for (let rang = 0; ecriveur.writing; rang += 1) {
      const oid = await saveRole(depot, `Une phrase qui change, numéro ${rang}.`);
      base.prepare('insert into essai values (?)').run(oid);
    }
  })();
  for (const nom of ['a', 'b', 'c']) {
    const fichier = join(racine, `${nom}.tar.gz`);
    await sauvegarder(lieu, fichier, MAINTENANT);
    const ailleurs = { ...lieu, dossier: join(racine, nom) };
    await restaurer(ailleurs, fichier, { remplacer: false, now: MAINTENANT });
    const rendu = await open(ailleurs.dossier);
    const dernier = rendu.base.prepare('select oid from essai order by rowid desc limit 1').get();
    const { oid } = (dernier ?? { oid: undefined }) as { oid?: string };
    const brouillon = await rendu.depot.readBrouillon(RELAIS);
    const lignes = rendu.base.prepare('select count(*) as total from essai').get() as { total: number };
    const numero = Number(/numéro (\d+)/.exec(brouillon?.texte ?? '')?.[1] ?? -1);
    expect(numero).toBeGreaterThanOrEqual(lignes.total - 1);
    if (oid !== undefined && numero === lignes.total - 1) expect(brouillon?.oid).toBe(oid);
  }
  ecriveur.writing = false;
  await ecriture;
}, 60_000);

test('an atelier that is there is never written over: it is put aside, and only when asked', async () => {
  const { depot } = await open(lieu.dossier);
  await sauvegarder(lieu, archive, MAINTENANT);
  const oid = await saveRole(depot, 'Écrit après la sauvegarde.');
  await expect(restaurer(lieu, archive, { remplacer: false, now: MAINTENANT })).rejects.toThrow(
    /--remplacer/,
  );
  expect((await depot.readBrouillon(RELAIS))?.oid).toBe(oid);
  for (const close of ouverts.splice(0)) await close();

  const { ecarte } = await restaurer(lieu, archive, { remplacer: true, now: MAINTENANT });
  expect(await (await open(lieu.dossier)).depot.readBrouillon(RELAIS)).toBeUndefined();
  expect((await (await open(ecarte!)).depot.readBrouillon(RELAIS))?.oid).toBe(oid);
});

test('nothing is put back under an atelier that runs', async () => {
  await open(lieu.dossier);
  await sauvegarder(lieu, archive, MAINTENANT);
  const release = takeVerrou(lieu.dossier);
  await expect(restaurer(lieu, archive, { remplacer: true, now: MAINTENANT })).rejects.toThrow(/déjà ouvert/);
  release();
  expect(existsSync(join(lieu.dossier, 'depot.git'))).toBe(true);
});

test('what is no backup, is cut short, or is of another territory, is refused and changes nothing', async () => {
  await open(lieu.dossier);
  await sauvegarder(lieu, archive, MAINTENANT);
  const ailleurs = { ...lieu, dossier: join(racine, 'ailleurs') };
  const options = { remplacer: false, now: MAINTENANT };
  const faux = join(racine, 'faux.tar.gz');
  writeFileSync(faux, 'ceci n’est pas une archive');
  await expect(restaurer(ailleurs, faux, options)).rejects.toThrow(/ne peut pas être ouvert/);
  await expect(restaurer(ailleurs, join(racine, 'absent'), options)).rejects.toThrow(/n’existe pas/);
  await expect(restaurer({ ...ailleurs, territoire: 'autre' }, archive, options)).rejects.toThrow(
    /TERRITOIRE=val-minimal/,
  );
  expect(readdirSync(racine).filter((nom) => nom.includes('restauration'))).toEqual([]);
  expect(existsSync(join(ailleurs.dossier, 'depot.git'))).toBe(false);
  // It can be put back afterwards.
  await restaurer(ailleurs, archive, options);
});

test('a backup never takes the place of another, and an atelier that is not there is said', async () => {
  await expect(sauvegarder(lieu, archive, MAINTENANT)).rejects.toThrow(/rien à sauvegarder/);
  await open(lieu.dossier);
  mkdirSync(join(racine, 'sauvegardes'), { recursive: true });
  writeFileSync(archive, 'la précédente');
  await expect(sauvegarder(lieu, archive, MAINTENANT)).rejects.toThrow(/existe déjà/);
});
