/** Runs git on the bare repository, and on nothing else: no configuration of the machine, no hook, no question asked. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';

/** Git could not do it: a full disk, a reference that moved, a remote that does not answer. */
export class ErreurDeGit extends Error {
  override name = 'ErreurDeGit';
  constructor(
    commande: string,
    readonly code: number | null,
    readonly sortieDErreur: string,
  ) {
    super(`git ${commande} : ${sortieDErreur.trim() || `code ${String(code)}`}`);
  }
}

const PLUS_DE_PLACE = /No space left on device|File too large|Disk quota exceeded/;

/** Whether git stopped because nothing more can be written on this machine. */
export const isDisquePlein = (erreur: unknown): boolean =>
  erreur instanceof ErreurDeGit && PLUS_DE_PLACE.test(erreur.sortieDErreur);

const REGLAGES = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.fsync=all',
  'core.filesRefLockTimeout=2000',
  'core.packedRefsTimeout=2000',
  'gc.auto=0',
  'maintenance.auto=false',
  'protocol.ext.allow=never',
  'http.lowSpeedLimit=100',
  'http.lowSpeedTime=20',
].flatMap((reglage) => ['-c', reglage]);

/** What git may know of the machine: where its programs are, and the agent that holds a key for the forge. */
const VARIABLES_TRANSMISES = ['PATH', 'SSH_AUTH_SOCK', 'TMPDIR'];

function environment(depot: string, ajouts: Record<string, string>): NodeJS.ProcessEnv {
  const transmises = VARIABLES_TRANSMISES.flatMap((nom) => {
    const valeur = process.env[nom];
    return valeur === undefined ? [] : [[nom, valeur] as const];
  });
  return {
    ...Object.fromEntries(transmises),
    GIT_DIR: depot,
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    // Neither does it ask whether the forge is known: nobody would answer.
    GIT_SSH_COMMAND: process.env['GIT_SSH_COMMAND'] ?? 'ssh -o BatchMode=yes',
    GIT_NO_REPLACE_OBJECTS: '1',
    LC_ALL: 'C.UTF-8',
    ...ajouts,
  };
}

export interface OptionsDeGit {
  input?: string | Buffer;
  env?: Record<string, string>;
  /** Milliseconds. */
  timeout?: number;
}

export type Git = ReturnType<typeof createGit>;

const SORTIE_MAX = 256 * 1024 * 1024;

/** Git on this repository. */
export function createGit(depot: string) {
  function run(parametres: readonly string[], { input, env = {}, timeout = 60_000 }: OptionsDeGit = {}) {
    return new Promise<string>((fini, echec) => {
      const enfant = execFile(
        'git',
        [...REGLAGES, ...parametres],
        { env: environment(depot, env), timeout, maxBuffer: SORTIE_MAX, killSignal: 'SIGKILL' },
        (erreur, sortie, sortieDErreur) => {
          if (!erreur) fini(sortie);
          else {
            const code = typeof erreur.code === 'number' ? erreur.code : null;
            echec(new ErreurDeGit(parametres[0]!, code, sortieDErreur || erreur.message));
          }
        },
      );
      enfant.stdin?.on('error', () => undefined); // it ended before it had read all: its code tells why
      enfant.stdin?.end(input ?? '');
    });
  }
  return { depot, run, objets: createLecteur(depot) };
}

export interface ObjetLu {
  oid: string;
  type: string;
  corps: Buffer;
}

interface Demande {
  nom: string;
  fini: (objet: ObjetLu | undefined) => void;
  echec: (erreur: Error) => void;
}

/** A `git cat-file --batch` kept open: reading an object then costs no process. */
function createLecteur(depot: string) {
  let processus: ChildProcessWithoutNullStreams | undefined;
  let attente: Demande[] = [];
  let recu = Buffer.alloc(0);
  let morceaux: Buffer[] = [];
  let taille = 0;
  /** Bytes without which the next object cannot be read: no use in joining pieces before. */
  let besoin = 0;

  function takeObject(): boolean {
    const finDeLigne = recu.indexOf(10);
    const demande = attente[0];
    if (finDeLigne < 0 || !demande) return false;
    const [oid = '', type = '', longueur] = recu.toString('utf8', 0, finDeLigne).split(' ');
    if (longueur === undefined) {
      recu = recu.subarray(finDeLigne + 1);
      attente.shift();
      demande.fini(undefined);
      return true;
    }
    const fin = finDeLigne + 1 + Number(longueur);
    if (recu.length < fin + 1) {
      besoin = fin + 1;
      return false;
    }
    const corps = Buffer.from(recu.subarray(finDeLigne + 1, fin));
    recu = recu.subarray(fin + 1);
    attente.shift();
    demande.fini({ oid, type, corps });
    return true;
  }

  function receive(morceau: Buffer): void {
    morceaux.push(morceau);
    taille += morceau.length;
    if (taille < besoin) return;
    recu = Buffer.concat(morceaux);
    besoin = 0;
    while (takeObject());
    morceaux = [recu];
    taille = recu.length;
    if (attente.length === 0) setRef(false);
  }

  /** Idle, it does not keep the program alive. */
  function setRef(wanted: boolean): void {
    if (!processus) return;
    for (const chose of [processus, processus.stdin, processus.stdout, processus.stderr] as unknown as {
      ref(): void;
      unref(): void;
    }[]) {
      if (wanted) chose.ref();
      else chose.unref();
    }
  }

  function start(): ChildProcessWithoutNullStreams {
    const enfant = spawn('git', [...REGLAGES, 'cat-file', '--batch'], { env: environment(depot, {}) });
    const lost = () => {
      if (processus !== enfant) return;
      processus = undefined;
      [recu, morceaux, taille, besoin] = [Buffer.alloc(0), [], 0, 0];
      const perdues = attente;
      attente = [];
      for (const { echec } of perdues) echec(new ErreurDeGit('cat-file', null, 'interrompu'));
    };
    enfant.on('error', lost);
    enfant.on('exit', lost);
    enfant.stdin.on('error', lost);
    enfant.stdout.on('data', receive);
    enfant.stderr.resume();
    return enfant;
  }

  return {
    /** The object of this name (an id, or `<commit>:<path>`), undefined when there is none. */
    read(nom: string): Promise<ObjetLu | undefined> {
      if (/[\n\0]/.test(nom)) return Promise.resolve(undefined);
      processus ??= start();
      setRef(true);
      const { stdin } = processus;
      return new Promise((fini, echec) => {
        attente.push({ nom, fini, echec });
        stdin.write(`${nom}\n`);
      });
    },
    close(): void {
      processus?.kill();
    },
  };
}
