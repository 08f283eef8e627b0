/** A restoration that is really killed, at each of its steps: whoever comes next ends it, and nothing is half of each. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginEchange, finishEchange, isInterrompue } from '../../../cms/sauvegarde/echange';
import { sauvegarder } from '../../../cms/sauvegarde/sauvegarde';
import { openBase } from '../../../cms/base/base';
import { openDepot } from '../../../cms/depot/depot';
import { AUJOURDHUI } from '../../fixtures/contenu';
import { COORDINATION, HANGAR, RELAIS, change } from '../../fixtures/depot';

const PROGRAMME = resolve('tests/fixtures/restauration-coupee.mjs');
let racine: string;
beforeEach(() => {
  racine = mkdtempSync(join(tmpdir(), 'echange-'));
});
afterEach(() => rmSync(racine, { recursive: true }));

/** Runs it until it kills itself: true when it did, false when it had nothing left to do before that step. */
function runCoupee(argument: { dossier: string; archive?: string; rang: number }): boolean {
  const { signal, status, stderr } = spawnSync(process.execPath, [PROGRAMME, JSON.stringify(argument)], {
    encoding: 'utf8',
  });
  if (signal === 'SIGKILL') return true;
  if (status !== 0) throw new Error(stderr);
  return false;
}

function writeAll(dossier: string, fichiers: Record<string, string>): void {
  for (const [chemin, texte] of Object.entries(fichiers)) {
    mkdirSync(join(dossier, chemin, '..'), { recursive: true });
    writeFileSync(join(dossier, chemin), texte);
  }
}
const readAll = (dossier: string) =>
  Object.fromEntries(
    readdirSync(dossier, { recursive: true, withFileTypes: true })
      .filter((entree) => entree.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((chemin) => [chemin.slice(dossier.length + 1), readFileSync(chemin, 'utf8')]),
  );

test('killed at each step, an exchange is ended by whoever comes next, and nothing is lost', () => {
  const [ancien, neuf] = [
    { 'base.sqlite': 'base ancienne', 'depot.git/HEAD': 'dépôt ancien' },
    { 'base.sqlite': 'base neuve', 'depot.git/HEAD': 'dépôt neuf' },
  ];
  let coups = 0;
  for (let rang = 1; ; rang++) {
    const dossier = join(racine, `essai-${rang}`);
    writeAll(dossier, { ...ancien, origine: 'x', verrou: '', occupant: 'quelqu’un' });
    writeAll(join(dossier, 'restauration', 'atelier'), neuf);
    writeAll(join(dossier, 'restauration', 'sac'), { 'depot.bundle': 'y' });
    beginEchange(dossier, 'avant-2026');
    const isKilled = runCoupee({ dossier, rang });
    if (isKilled) coups++;
    finishEchange(dossier);
    expect(readAll(join(dossier, 'avant-2026')), `killed at ${rang}`).toEqual({
      ...ancien,
      origine: 'x',
    });
    rmSync(join(dossier, 'avant-2026'), { recursive: true });
    expect(readAll(dossier), `killed at ${rang}`).toEqual({ ...neuf, verrou: '', occupant: 'quelqu’un' });
    if (!isKilled) break;
  }
  expect(coups).toBeGreaterThan(6);
}, 120_000);

test('what was only being prepared when it was killed is thrown away, and what was there stays', () => {
  writeAll(racine, { 'base.sqlite': 'là', 'restauration/sac/depot.bundle': 'à moitié' });
  expect(finishEchange(racine)).toBeUndefined();
  expect(readAll(racine)).toEqual({ 'base.sqlite': 'là' });
});

test('the command killed halfway leaves an atelier that the next start makes whole, and no backup of half of it', async () => {
  const dossier = join(racine, 'atelier');
  const archive = join(racine, 'une.tar.gz');
  const lieu = { dossier, territoire: 'val-minimal' };
  const open = (ou: string) =>
    openDepot({
      dossier: join(ou, 'depot.git'),
      contenu: resolve('tests/fixtures/contenu-minimal'),
      territoire: 'val-minimal',
      aujourdhui: () => AUJOURDHUI,
    });
  const depot = await open(dossier);
  openBase(join(dossier, 'base.sqlite')).close();
  await sauvegarder(lieu, archive, new Date());
  const lu = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { role: 'Écrit après la sauvegarde.' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  await depot.close();

  // Once everything there has been put aside, and before anything takes its place.
  let rang = 2;
  while (existsSync(join(dossier, 'base.sqlite')) || existsSync(join(dossier, 'depot.git'))) {
    expect(runCoupee({ dossier, archive, rang })).toBe(true);
    rang++;
  }
  expect(isInterrompue(dossier)).toBe(true);
  await expect(sauvegarder(lieu, join(racine, 'autre.tar.gz'), new Date())).rejects.toThrow(
    /restauration a été interrompue/,
  );
  const ecarte = finishEchange(dossier)!;
  const [remis, avant] = [await open(dossier), await open(ecarte)];
  expect((await remis.readFiche(RELAIS))!.oid).toBe(lu.oid);
  expect((await avant.readFiche(RELAIS))!.oid).toBe(oid);
  await Promise.all([remis.close(), avant.close()]);
}, 120_000);
