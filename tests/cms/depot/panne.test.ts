import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { strike } from '../../fixtures/coups';
import {
  COORDINATION,
  type DepotDEssai,
  HANGAR,
  RELAIS,
  change,
  checkDepot,
  createDepotDEssai,
  runGit,
} from '../../fixtures/depot';

let essai: DepotDEssai | undefined;
afterEach(async () => {
  await essai?.remove();
  essai = undefined;
});

test('killed five times at random, a program that saves and publishes loses nothing that it acknowledged', async () => {
  essai = await createDepotDEssai();
  const bilan = await strike(essai, 5, Math.random);
  console.info(bilan);
  expect(bilan.faits).toBeGreaterThan(0);
}, 120_000);

test('locks that a killed program left delay nobody for ever', async () => {
  essai = await createDepotDEssai();
  const { depot, reglages } = essai;
  const verrous = [
    'refs/heads/main.lock',
    'packed-refs.lock',
    'HEAD.lock',
    'refs/heads/cms/structures/relais.lock',
  ].map((nom) => join(reglages.dossier, nom));
  mkdirSync(join(reglages.dossier, 'refs/heads/cms/structures'), { recursive: true });
  const minuteAgo = new Date(Date.now() - 60_000);
  for (const verrou of verrous) {
    writeFileSync(verrou, '');
    utimesSync(verrou, minuteAgo, minuteAgo);
  }
  const lu = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  expect(verrous.filter((verrou) => existsSync(verrou))).toEqual([]);
});

test('a lock that another program holds is waited for, not broken', async () => {
  essai = await createDepotDEssai();
  const { depot, reglages } = essai;
  const verrou = join(reglages.dossier, 'refs/heads/main.lock');
  const lu = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  writeFileSync(verrou, '');
  let isReleased = false;
  setTimeout(() => {
    isReleased = existsSync(verrou);
    rmSync(verrou, { force: true });
  }, 400);
  await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  expect(isReleased).toBe(true);
});

test('a repository that was being made when the machine stopped is made again', async () => {
  const dossier = mkdtempSync(join(tmpdir(), 'coupure-'));
  mkdirSync(join(dossier, 'depot.git.nouveau', 'refs'), { recursive: true });
  essai = await createDepotDEssai({ dossier: join(dossier, 'depot.git') });
  expect((await essai.depot.listFiches()).length).toBeGreaterThan(0);
  expect(existsSync(join(dossier, 'depot.git.nouveau'))).toBe(false);
  rmSync(dossier, { recursive: true });
});

test('a publication cut after main moved, before its draft was closed, is a publication', async () => {
  essai = await createDepotDEssai();
  const { depot, reglages } = essai;
  const git = (...parametres: string[]) => runGit(reglages.dossier, parametres);
  const lu = (await depot.readFiche(RELAIS))!;
  const avant = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  await depot.publish(RELAIS, { lu: avant.oid, relecteur: COORDINATION });
  git('update-ref', 'refs/heads/cms/structures/relais', avant.commit);
  expect(await depot.listBrouillons()).toEqual([]);
  const suite = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'B' }), {
    lu: avant.oid,
    auteur: HANGAR,
  });
  await depot.deleteBrouillon(RELAIS, { lu: suite.oid, auteur: HANGAR });

  git('update-ref', 'refs/heads/cms/structures/relais', avant.commit);
  await essai.openAgain();
  expect(git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  checkDepot(reglages.dossier);
});

/** A disk of two megabytes: only the administrator of the machine may make one. */
function mountSmallDisk(): string | undefined {
  const dossier = mkdtempSync(join(tmpdir(), 'petit-disque-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', dossier], { stdio: 'pipe' });
    return dossier;
  } catch {
    rmSync(dossier, { recursive: true });
    return undefined;
  }
}

test('on a full disk, what cannot be written is refused, and nothing that was there is lost', async ({
  skip,
}) => {
  const disque = mountSmallDisk();
  if (!disque) {
    console.warn('The full disk is not tested: this user may not mount a small one.');
    return skip();
  }
  const depotEssai = await createDepotDEssai({ dossier: join(disque, 'depot.git') });
  try {
    const { depot, reglages } = depotEssai;
    const lu = (await depot.readFiche(RELAIS))!;
    const avant = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
      lu: lu.oid,
      auteur: HANGAR,
    });
    execFileSync('sh', ['-c', `cat /dev/zero > ${join(disque, 'remplissage')} || true`], {
      stdio: 'pipe',
    });

    const save = () =>
      depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'B'.repeat(8_000) }), {
        lu: avant.oid,
        auteur: HANGAR,
      });
    await expect(save()).rejects.toMatchObject({ name: 'ErreurDeGit' });
    await expect(depot.publish(RELAIS, { lu: avant.oid, relecteur: COORDINATION })).rejects.toMatchObject({
      name: 'ErreurDeGit',
    });
    expect(await depot.readBrouillon(RELAIS)).toEqual(avant);
    expect(await depot.readFiche(RELAIS)).toEqual(lu);
    checkDepot(reglages.dossier);

    rmSync(join(disque, 'remplissage'));
    const apres = await save();
    await depot.publish(RELAIS, { lu: apres.oid, relecteur: COORDINATION });
    checkDepot(reglages.dossier);
  } finally {
    await depotEssai.remove();
    execFileSync('umount', [disque]);
    rmSync(disque, { recursive: true });
  }
});
