/**
 * One process at a time holds the folder of an atelier. The system keeps the lock, not a file that somebody would have to
 * believe: it ends with the process that has it, however it ends, and two containers on one volume see it as well.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ErreurDEnvironnement } from '../src/loaders/environnement';

const VERROU = 'verrou';
/** Who has it, for the sentence that refuses; it decides nothing. */
const OCCUPANT = 'occupant';
/** What holding a folder leaves in it. */
export const TRACES_DU_VERROU: readonly string[] = [VERROU, OCCUPANT];

const SQLITE_BUSY = 5;

function readOccupant(dossier: string): string {
  try {
    return ` (${readFileSync(join(dossier, OCCUPANT), 'utf8')})`;
  } catch {
    return '';
  }
}

/** Whether somebody holds this folder now; nothing is made of a folder that is not there. */
export function isTenu(dossier: string): boolean {
  if (!existsSync(join(dossier, VERROU))) return false;
  try {
    takeVerrou(dossier)();
    return false;
  } catch (erreur) {
    if (erreur instanceof ErreurDEnvironnement) return true;
    throw erreur;
  }
}

/** Takes the folder, and gives what lets it go. */
export function takeVerrou(dossier: string): () => void {
  mkdirSync(dossier, { recursive: true, mode: 0o700 });
  const base = new DatabaseSync(join(dossier, VERROU), { timeout: 0 });
  try {
    base.exec('begin exclusive');
  } catch (erreur) {
    base.close();
    if ((erreur as { errcode?: number }).errcode !== SQLITE_BUSY) throw erreur;
    throw new ErreurDEnvironnement(
      `L’atelier du dossier ${dossier} est déjà ouvert par un autre programme${readOccupant(dossier)} : arrêtez-le d’abord.`,
    );
  }
  writeFileSync(join(dossier, OCCUPANT), `processus ${process.pid} de la machine « ${hostname()} »`);
  return () => {
    if (base.isOpen) base.close();
  };
}
