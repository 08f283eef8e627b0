/** The command as somebody types it: a program, its code, and what it says. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBase } from '../../../cms/base/base';
import { openDepot } from '../../../cms/depot/depot';
import { createNotes } from '../../../cms/notes/notes';
import { isTenu, takeVerrou } from '../../../cms/verrou';
import { AUJOURDHUI, CONTENU_MINIMAL, TERRITOIRE_MINIMAL } from '../../fixtures/contenu';
import { VAL, toCsv } from '../../fixtures/importation';

let racine: string;
let contenu: string;
let liste: string;

beforeAll(() => {
  racine = mkdtempSync(join(tmpdir(), 'importer-'));
  contenu = join(racine, 'contenu');
  cpSync(CONTENU_MINIMAL, contenu, { recursive: true });
  liste = join(racine, 'liste-fs-20261101.csv');
  writeFileSync(liste, toCsv([VAL]));
});
afterAll(() => {
  rmSync(racine, { recursive: true, force: true });
});

function run(atelier: string, ...parametres: string[]) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'importer', '--', ...parametres], {
    encoding: 'utf8',
    env: { ...process.env, TERRITOIRE: TERRITOIRE_MINIMAL, CONTENU: contenu, ATELIER: atelier, AUJOURDHUI },
  });
  return { code: status, sortie: stdout, erreur: stderr };
}

test('a trial before the atelier was ever started leaves nothing, and the import then starts it', async () => {
  const atelier = join(racine, 'jamais-lance');
  const essai = run(atelier, liste, '--essai');
  expect(essai).toMatchObject({ code: 0, erreur: '' });
  expect(essai.sortie).toMatch(/Essai : 2 propositions, rien n’a été écrit/);
  expect(existsSync(atelier)).toBe(false);

  const fait = run(atelier, liste);
  expect(fait).toMatchObject({ code: 0, erreur: '' });
  expect(fait.sortie).toMatch(/Fait : 2 propositions à relire/);
  const depot = await openDepot({
    dossier: join(atelier, 'depot.git'),
    contenu,
    territoire: TERRITOIRE_MINIMAL,
    aujourdhui: () => AUJOURDHUI,
  });
  expect(await depot.listBrouillons()).toHaveLength(2);
  await depot.close();
  expect(isTenu(atelier)).toBe(false);
});

test('it works beside an atelier that runs, and what that one is writing stays', async () => {
  const atelier = join(racine, 'ouvert');
  mkdirSync(atelier);
  const release = takeVerrou(atelier);
  const depot = await openDepot({
    dossier: join(atelier, 'depot.git'),
    contenu,
    territoire: TERRITOIRE_MINIMAL,
    aujourdhui: () => AUJOURDHUI,
  });
  const base = openBase(join(atelier, 'base.sqlite'));
  const enCours = join(atelier, 'depot.git', 'objects', 'tmp_obj_en-cours');
  writeFileSync(enCours, '');
  try {
    expect(run(atelier, liste)).toMatchObject({ code: 0, erreur: '' });
    expect(existsSync(enCours)).toBe(true);
    const brouillons = await depot.listBrouillons();
    expect(brouillons.map(({ cle, etat }) => [cle.collection, etat])).toEqual([
      ['lieux', 'pending_review'],
      ['structures', 'pending_review'],
    ]);
    expect(createNotes({ base }).list(brouillons[0]!.cle)).toHaveLength(1);
  } finally {
    base.close();
    await depot.close();
    release();
  }
});

test('a wrong file or a wrong option is one sentence, and code 2', () => {
  const atelier = join(racine, 'faute');
  const faux = join(racine, 'faux.json');
  writeFileSync(faux, '{}');
  expect(run(atelier, faux, '--essai')).toEqual({
    code: 2,
    sortie: '',
    erreur: 'faux.json : on attend une liste, entre crochets. Rien n’a été importé.\n',
  });
  expect(run(atelier)).toMatchObject({
    code: 2,
    sortie: '',
    erreur: expect.stringMatching(/^Indiquez le fichier à lire : .*\n$/) as string,
  });
});
