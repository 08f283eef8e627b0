import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openBase, transact } from '../../../cms/base/base';

const dossier = mkdtempSync(join(tmpdir(), 'base-'));
afterAll(() => rmSync(dossier, { recursive: true }));

test('a base is made once, then opened again with what it holds', () => {
  const fichier = join(dossier, 'a', 'base.sqlite');
  const avant = openBase(fichier);
  avant.exec(`insert into organisme values ('o1', 'LAEP')`);
  avant.close();
  const apres = openBase(fichier);
  expect(apres.prepare('select nom from organisme').all()).toEqual([{ nom: 'LAEP' }]);
  expect(apres.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
  apres.close();
  expect(statSync(fichier).mode & 0o777).toBe(0o600);
});

test('a base of an older program becomes what this one expects, and keeps what it holds', () => {
  const fichier = join(dossier, 'older.sqlite');
  const avant = openBase(fichier);
  avant.exec(`
    insert into organisme values ('o1', 'LAEP');
    drop table lien_de_demande;
    create table lien_de_demande (empreinte text primary key, demande text, organisme text, nom text, expireLe integer) strict;
    pragma user_version = 0;
  `);
  avant.close();
  const apres = openBase(fichier);
  expect(apres.prepare('select nom from organisme').all()).toEqual([{ nom: 'LAEP' }]);
  const colonnes = apres.prepare(`select name from pragma_table_info('lien_de_demande')`).all();
  expect(colonnes).toContainEqual({ name: 'personne' });
  expect(apres.prepare('pragma foreign_key_check').all()).toEqual([]);
  apres.close();
});

test('a base of a newer program is left alone', () => {
  const fichier = join(dossier, 'newer.sqlite');
  const base = openBase(fichier);
  base.exec('pragma user_version = 1000');
  base.close();
  expect(() => openBase(fichier)).toThrow(/version plus récente/);
});

test('what fails halfway is undone, the parts within it too', () => {
  const base = openBase(':memory:');
  const insert = (id: string) => base.prepare('insert into organisme values (?, ?)').run(id, id);
  expect(() =>
    transact(base, () => {
      insert('a');
      transact(base, () => insert('b'));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(base.prepare('select * from organisme').all()).toEqual([]);
  expect(transact(base, () => insert('c').changes)).toBe(1);
  base.close();
});
