/**
 * The database of the atelier: people, sessions, mails to send, reports. One file, read and written by this process
 * through one connection; `npm run importer` writes in it beside. Content is not here: it is in the store.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import { MIGRATIONS, TABLES } from './tables';

const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;
/** What only reads, and so has nothing to do with the place that is left: SQLITE_IOERR_READ and its short read. */
const LECTURES = [1, 2];

/** Whether the base stopped because nothing more can be written on this machine. */
export function isBasePleine(erreur: unknown): boolean {
  const { errcode } = (erreur ?? {}) as { errcode?: unknown };
  if (typeof errcode !== 'number') return false;
  // The low byte is the kind of error, the next one tells what exactly was being done.
  const genre = errcode & 0xff;
  return genre === SQLITE_FULL || (genre === SQLITE_IOERR && !LECTURES.includes(errcode >> 8));
}

function isInTransaction(base: DatabaseSync): boolean {
  return base.isTransaction;
}

/** Runs `travail` as a whole or not at all. It must not wait for anything: the connection is everybody’s. */
export function transact<T>(base: DatabaseSync, travail: () => T extends Promise<unknown> ? never : T): T {
  if (isInTransaction(base)) return travail(); // Part of a larger whole.
  base.exec('begin immediate');
  try {
    const resultat = travail();
    base.exec('commit');
    return resultat;
  } catch (erreur) {
    // A full disk already undid it.
    if (isInTransaction(base)) base.exec('rollback');
    throw erreur;
  }
}

/** Brings the tables to what this program expects: `user_version` counts the changes already made to them. */
function updateTables(base: DatabaseSync): void {
  const { user_version: faites, table } = base
    .prepare(`select user_version, (select count(*) from sqlite_schema) as 'table' from pragma_user_version`)
    .get() as { user_version: number; table: number };
  if (faites > MIGRATIONS.length)
    throw new ErreurDEnvironnement(
      'La base de l’atelier a été écrite par une version plus récente du programme : reprenez cette version, ou restaurez une sauvegarde.',
    );
  transact(base, () => {
    // A new base has its tables as they are today.
    const aFaire = table === 0 ? [] : MIGRATIONS.slice(faites);
    for (const migration of aFaire) base.exec(migration);
    for (const tables of TABLES) base.exec(tables);
    base.exec(`pragma user_version = ${MIGRATIONS.length}`);
  });
}

/** Opens the base, and makes it when it is not there. What was said to be written is on the disk. */
export function openBase(fichier: string): DatabaseSync {
  if (fichier !== ':memory:') mkdirSync(dirname(fichier), { recursive: true, mode: 0o700 });
  const base = new DatabaseSync(fichier, { timeout: 5_000, enableForeignKeyConstraints: true });
  // People’s addresses are in it.
  if (fichier !== ':memory:') chmodSync(fichier, 0o600);
  base.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma secure_delete = on;
  `);
  updateTables(base);
  return base;
}
