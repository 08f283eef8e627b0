/** The two commands as somebody types them: a program, its code, and what it says. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBase } from '../../../cms/base/base';
import { openDepot } from '../../../cms/depot/depot';
import { AUJOURDHUI } from '../../fixtures/contenu';
import { checkDepot, runGit } from '../../fixtures/depot';

/** A name of its own: what the default path writes is then known, and taken away. */
const TERRITOIRE = `val-des-commandes-${process.pid}`;
let racine: string;
let contenu: string;
let aRetirer: string[];

beforeEach(() => {
  racine = mkdtempSync(join(tmpdir(), 'commandes-'));
  contenu = join(racine, 'contenu');
  cpSync('tests/fixtures/contenu-minimal/commun', join(contenu, 'commun'), { recursive: true });
  cpSync('tests/fixtures/contenu-minimal/val-minimal', join(contenu, TERRITOIRE), { recursive: true });
  aRetirer = [racine];
});
afterEach(() => {
  for (const chemin of aRetirer) rmSync(chemin, { recursive: true, force: true });
});

function run(commande: 'sauvegarder' | 'restaurer', atelier: string, parametres: string[] = []) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', commande, '--', ...parametres], {
    encoding: 'utf8',
    env: { ...process.env, TERRITOIRE, CONTENU: contenu, ATELIER: atelier },
  });
  return { code: status, sortie: stdout, erreur: stderr };
}

test('an atelier goes to the usual folder of backups and back, and nothing is written over', async () => {
  const atelier = join(racine, 'atelier');
  const reglages = { contenu, territoire: TERRITOIRE, aujourdhui: () => AUJOURDHUI };
  const depot = await openDepot({ ...reglages, dossier: join(atelier, 'depot.git') });
  const base = openBase(join(atelier, 'base.sqlite'));
  base.exec("create table essai (mot text); insert into essai values ('gardé')");
  base.close();
  const tete = await depot.head();
  await depot.close();

  const faite = run('sauvegarder', atelier);
  expect(faite).toMatchObject({ code: 0, erreur: '' });
  const [, archive = ''] =
    /^Sauvegarde faite : (var\/sauvegardes\/\S+\.tar\.gz) \(version publiée/.exec(faite.sortie) ?? [];
  expect(archive).toContain(TERRITOIRE);
  aRetirer.push(resolve(archive));
  const octets = readFileSync(archive);
  expect(run('sauvegarder', atelier, [archive])).toMatchObject({
    code: 2,
    sortie: '',
    erreur: expect.stringMatching(/existe déjà/) as string,
  });
  expect(readFileSync(archive).equals(octets)).toBe(true);

  const ailleurs = join(racine, 'ailleurs');
  const remise = run('restaurer', ailleurs, [archive]);
  expect(remise).toMatchObject({ code: 0, erreur: '' });
  expect(remise.sortie).toContain(`L’atelier de « ${TERRITOIRE} » est revenu à l’état du`);
  checkDepot(join(ailleurs, 'depot.git'));
  expect(runGit(join(ailleurs, 'depot.git'), ['rev-parse', 'main'])).toBe(tete);
  const rendue = openBase(join(ailleurs, 'base.sqlite'));
  expect(rendue.prepare('select mot from essai').all()).toMatchObject([{ mot: 'gardé' }]);
  rendue.close();

  expect(run('restaurer', ailleurs, [archive])).toMatchObject({
    code: 2,
    sortie: '',
    erreur: expect.stringMatching(/--remplacer/) as string,
  });
  expect(run('restaurer', join(racine, 'nulle-part'))).toMatchObject({
    code: 2,
    erreur: expect.stringMatching(/^Indiquez la sauvegarde à remettre/) as string,
  });
  expect(existsSync(join(racine, 'nulle-part'))).toBe(false);
}, 120_000);
