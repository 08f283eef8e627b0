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
export const BROUILLONS = 'refs/heads/cms/';
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

/** All the references at one moment. */
export interface Releve {
  main: string;
  /** Every reference of a draft, also of one that main holds already and that only remains to be removed. */
  branches: ReadonlyMap<string, string>;
  /** Drafts that main does not hold. A branch that main holds was published, by us or on the forge. */
  ouverts: ReferenceDeBrouillon[];
}

/**
 * Shares the readings that many ask for at once. A reading that has started may miss what was written since: whoever
 * asks meanwhile waits for the next one, together with all the others who wait. Nobody is given what is older than
 * their question, whichever program wrote.
 */
export function shareReadings<T>(read: () => Promise<T>): () => Promise<T> {
  let enCours: Promise<unknown> | undefined;
  let prochaine: Promise<T> | undefined;
  function start(): Promise<T> {
    prochaine = undefined;
    const lecture = read();
    const fin = lecture
      .catch(() => undefined)
      .then(() => {
        if (enCours === fin) enCours = undefined;
      });
    enCours = fin;
    return lecture;
  }
  return () => {
    if (!enCours) return start();
    prochaine ??= enCours.then(start);
    return prochaine;
  };
}

export type References = ReturnType<typeof createReferences>;

export function createReferences(git: Git) {
  /** Commits that this main does not hold, so that git need not be asked again. */
  let connu: { main: string; horsDeMain: Set<string> } | undefined;

  async function list(parametres: readonly string[]): Promise<Map<string, string>> {
    const sortie = await git.run(['for-each-ref', '--format=%(refname) %(objectname)', ...parametres]);
    return new Map(
      sortie
        .split('\n')
        .filter((ligne) => ligne !== '')
        .map((ligne) => ligne.split(' ') as [string, string]),
    );
  }

  async function isHeld(tip: string, main: string): Promise<boolean> {
    try {
      await git.run(['merge-base', '--is-ancestor', tip, main]);
      return true;
    } catch (erreur) {
      if (erreur instanceof ErreurDeGit && erreur.code === 1) return false;
      throw erreur;
    }
  }

  async function listHorsDeMain(main: string, branches: ReadonlyMap<string, string>): Promise<Set<string>> {
    if (connu?.main === main && [...branches.values()].every((tip) => connu?.horsDeMain.has(tip)))
      return connu.horsDeMain;
    const ouverts =
      branches.size > 0 ? await list([`--no-merged=${main}`, BROUILLONS]) : new Map<string, string>();
    const horsDeMain = new Set(ouverts.values());
    // Either main holds it, or it moved between the two questions.
    for (const tip of branches.values())
      if (!horsDeMain.has(tip) && !(await isHeld(tip, main))) horsDeMain.add(tip);
    connu = { main, horsDeMain };
    return horsDeMain;
  }

  /** A board of drafts asks hundreds of times at once: one git for each would take seconds. */
  const survey = shareReadings(async (): Promise<Releve> => {
    const references = await list(['refs/heads/']);
    const main = references.get(MAIN);
    if (main === undefined) throw new Error('The repository has no main branch.');
    references.delete(MAIN);
    const horsDeMain = await listHorsDeMain(main, references);
    const ouverts = [...references].flatMap(([reference, tip]) => {
      const cle = reference.startsWith(BROUILLONS) ? readCle(reference.slice(BROUILLONS.length)) : undefined;
      return cle && horsDeMain.has(tip) ? [{ cle, tip }] : [];
    });
    return { main, branches: references, ouverts };
  });

  const head = shareReadings(async (): Promise<string> => {
    const main = (await list([MAIN])).get(MAIN);
    if (main === undefined) throw new Error('The repository has no main branch.');
    return main;
  });

  async function isMoved(mouvements: readonly Mouvement[]): Promise<boolean> {
    const present = await list([]);
    return mouvements.some(({ reference, avant }) => present.get(reference) !== avant);
  }

  /** A commit that was just made is new to main; a publication brings main the draft that it closes, and no other. */
  function remember(mouvements: readonly Mouvement[]): void {
    if (!connu) return;
    for (const { reference, avant, apres } of mouvements) {
      if (apres === undefined) connu.horsDeMain.delete(avant ?? '');
      else if (reference !== MAIN) connu.horsDeMain.add(apres);
      else if (connu.main === avant) connu.main = apres;
    }
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
        remember(mouvements);
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

  /** Removes the branches that main holds: a publication was cut between main and the end of its draft. */
  async function closeMerged(): Promise<void> {
    const { branches, ouverts } = await survey();
    const ouvertes = new Set(ouverts.map(({ cle }) => referenceOf(cle)));
    const finies = [...branches].filter(
      ([reference]) => readCle(reference.slice(BROUILLONS.length)) !== undefined && !ouvertes.has(reference),
    );
    if (finies.length > 0)
      await move(finies.map(([reference, avant]) => ({ reference, avant, apres: undefined })));
  }

  /** Notes where the forge is: nobody else writes there. */
  async function force(
    positions: readonly { reference: string; apres: string | undefined }[],
  ): Promise<void> {
    const input = positions.map(({ reference, apres }) =>
      apres === undefined ? `delete ${reference}\n` : `update ${reference} ${apres}\n`,
    );
    if (input.length > 0) await git.run(['update-ref', '--stdin'], { input: input.join('') });
  }

  return { head, list, survey, move, closeMerged, force, forget: () => (connu = undefined) };
}
