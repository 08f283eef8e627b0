/**
 * The references of the repository: main, and a branch for each draft. They move by compare-and-swap only: whoever
 * started from another value than the present one is refused.
 */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Cle, formatCle, readCle } from './cle';
import { ErreurDeGit, type Git } from './git';

export const MAIN = 'refs/heads/main';
const BROUILLONS = 'refs/heads/cms/';
/** What git writes for a reference that does not exist. */
const RIEN = '0'.repeat(40);

/** Git holds a lock for a few milliseconds: one that is older was left by a program that was killed. */
const VERROU_PERIME = 5_000;
const PATIENCE = 12_000;

export const referenceOf = (cle: Cle): string => `${BROUILLONS}${formatCle(cle)}`;

/** The reference was no longer at the value it was read at. */
export class ReferenceDeplacee extends Error {
  override name = 'ReferenceDeplacee';
}

export interface Mouvement {
  reference: string;
  /** The value it was read at, undefined when it did not exist. */
  avant: string | undefined;
  /** Undefined deletes it. */
  apres: string | undefined;
}

function listVerrous(dossier: string): string[] {
  const refs = readdirSync(join(dossier, 'refs'), { recursive: true, encoding: 'utf8' }).map((nom) =>
    join('refs', nom),
  );
  return [...readdirSync(dossier), ...refs]
    .filter((nom) => nom.endsWith('.lock'))
    .map((nom) => join(dossier, nom));
}

/** Removes the locks of programs that were killed. True when there was any lock, also one that is held. */
export function removeVerrousPerimes(dossier: string): boolean {
  const verrous = listVerrous(dossier);
  for (const verrou of verrous) {
    const age = Date.now() - (statSync(verrou, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > VERROU_PERIME) rmSync(verrou, { force: true });
  }
  return verrous.length > 0;
}

export interface ReferenceDeBrouillon {
  cle: Cle;
  tip: string;
}

export type References = ReturnType<typeof createReferences>;

export function createReferences(git: Git) {
  async function list(parametres: readonly string[]): Promise<Map<string, string>> {
    const sortie = await git.run(['for-each-ref', '--format=%(refname) %(objectname)', ...parametres]);
    return new Map(
      sortie
        .split('\n')
        .filter((ligne) => ligne !== '')
        .map((ligne) => ligne.split(' ') as [string, string]),
    );
  }

  async function read(reference: string): Promise<string | undefined> {
    return (await list([reference])).get(reference);
  }

  /** Drafts that main does not hold yet. A branch that main holds was published, by us or on the forge. */
  async function listBrouillons(cle?: Cle): Promise<ReferenceDeBrouillon[]> {
    const ouverts = await list([`--no-merged=${MAIN}`, cle ? referenceOf(cle) : BROUILLONS]);
    return [...ouverts].flatMap(([reference, tip]) => {
      const lue = readCle(reference.slice(BROUILLONS.length));
      return lue ? [{ cle: lue, tip }] : [];
    });
  }

  async function isMoved(mouvements: readonly Mouvement[]): Promise<boolean> {
    const present = await list([]);
    return mouvements.some(({ reference, avant }) => present.get(reference) !== avant);
  }

  /** All of them or none. */
  async function move(mouvements: readonly Mouvement[]): Promise<void> {
    const input = mouvements.map(({ reference, avant = RIEN, apres }) =>
      apres === undefined ? `delete ${reference} ${avant}\n` : `update ${reference} ${apres} ${avant}\n`,
    );
    const limite = Date.now() + PATIENCE;
    for (;;) {
      try {
        await git.run(['update-ref', '--stdin'], { input: input.join('') });
        return;
      } catch (erreur) {
        if (!(erreur instanceof ErreurDeGit)) throw erreur;
        if (await isMoved(mouvements)) throw new ReferenceDeplacee(erreur.message);
        // Held by another program, or left by one that was killed.
        if (!removeVerrousPerimes(git.depot) && !/lock/i.test(erreur.sortieDErreur)) throw erreur;
        if (Date.now() > limite) throw erreur;
        await wait(20 + Math.random() * 80);
      }
    }
  }

  return { read, list, listBrouillons, move };
}
