/** One process at a time holds the folder of an atelier. What a process that was killed left behind holds nothing. */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ErreurDEnvironnement } from '../src/loaders/environnement';
import { readDemarrage } from './publication/code';

/** Numbers of processes are used again, above all in containers: the instant when it started tells two of them apart. */
function identify(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const debut = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${pid} ${debut} ${readDemarrage()}`;
  } catch {
    return undefined;
  }
}

const fichierDe = (dossier: string): string => join(dossier, 'verrou');

/** Number of the process that holds this folder now. */
export function findOccupant(dossier: string): number | undefined {
  try {
    const texte = readFileSync(fichierDe(dossier), 'utf8');
    const pid = Number.parseInt(texte, 10);
    return identify(pid) === texte ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the folder, and gives what lets it go. */
export function takeVerrou(dossier: string): () => void {
  mkdirSync(dossier, { recursive: true, mode: 0o700 });
  const fichier = fichierDe(dossier);
  const mien = `${fichier}.${randomUUID()}`;
  const identite = identify(process.pid) ?? `${process.pid}`;
  writeFileSync(mien, identite);
  try {
    linkSync(mien, fichier); // fails when it is there
    rmSync(mien);
  } catch {
    const occupant = findOccupant(dossier);
    if (occupant !== undefined) {
      rmSync(mien);
      throw new ErreurDEnvironnement(
        `L’atelier du dossier ${dossier} est déjà ouvert par un autre programme (processus ${occupant}) : arrêtez-le d’abord.`,
      );
    }
    renameSync(mien, fichier);
  }
  return () => {
    try {
      if (readFileSync(fichier, 'utf8') === identite) rmSync(fichier);
    } catch {
      // gone already
    }
  };
}
