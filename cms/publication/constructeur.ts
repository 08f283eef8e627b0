/** A builder that is ready before it is needed: a child process, loaded, waits for the next order and serves only once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { ErreurDeContenu } from '../../src/domain/contenu/erreur';
import { MEMOIRE_RENDUE } from '../../src/loaders/environnement';

export interface Commande {
  /** Content folder: `commun/` and the folder of the territory. */
  contenu: string;
  territoire: string;
  aujourdhui: string;
  /** Folder where the site is written; it must be new. */
  site: string;
  /** What Astro keeps from one build to the next. */
  cache: string;
  /** Site of the version before, when the pages are not to wait for what is beside them: they borrow it meanwhile. */
  precedent?: string;
}

/** What a site whose pages are ready still lacks: what is printed, what other programs read. */
export interface Reste {
  /** Writes it in the site, wherever it is by now. */
  finish(site: string): Promise<Resultat>;
  abandon(): void;
}

/** What came of a build: nothing more than a warning when it worked, else what is wrong in the content, or the reason. */
export type Resultat =
  | { sorte: 'construit'; alerte?: string; reste?: Reste }
  | { sorte: 'contenu'; erreurs: ErreurDeContenu[] }
  | { sorte: 'panne'; raison: string };

export interface Constructeur {
  /** Starts the one that waits, before the first order. */
  prepare(): void;
  build(commande: Commande): Promise<Resultat>;
  /** Stops the build that runs, and the one that waits. */
  close(): void;
}

export interface OptionsDuConstructeur {
  /** A build that takes longer is stopped. */
  dureeMaxMs?: number;
  /** What its JavaScript may hold. */
  memoireMaxMo?: number;
}

type Message =
  { pret: true } | { erreurs?: ErreurDeContenu[]; alerte?: string; raison?: string; reste?: true };

const PROGRAMME = 'scripts/constructeur.mjs';
const DERNIERS_CARACTERES = 8_000;
const MINUTE = 60_000;

interface Enfant {
  processus: ChildProcess;
  pret: Promise<void>;
  fini: Promise<string>;
}

/** Only what a build needs: the secrets of the atelier are not for the pages. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TZ, LANG, NODE_COMPILE_CACHE } = process.env;
  return {
    PATH,
    HOME,
    TZ,
    LANG,
    NODE_COMPILE_CACHE,
    ASTRO_TELEMETRY_DISABLED: '1',
    ...MEMOIRE_RENDUE,
  };
}

function start(memoireMaxMo: number): Enfant {
  const processus = spawn(
    process.execPath,
    [`--max-old-space-size=${memoireMaxMo}`, '--heap-growing-percent=30', resolve(PROGRAMME)],
    // A group of its own: the Ctrl-C of a terminal is for the server, which knows what to finish.
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: environment(), detached: true },
  );
  let sortie = '';
  for (const flux of [processus.stdout, processus.stderr])
    flux?.setEncoding('utf8').on('data', (texte: string) => {
      sortie = (sortie + texte).slice(-DERNIERS_CARACTERES);
    });
  const fini = new Promise<string>((resolve) => {
    processus.on('error', (erreur) => resolve(erreur.message));
    processus.on('close', (code, signal) =>
      resolve(
        `${sortie}\nLa construction s’est arrêtée (${signal ? `signal ${signal}` : `code ${code}`}).`.trim(),
      ),
    );
  });
  const pret = new Promise<void>((resolve, reject) => {
    processus.once('message', () => resolve());
    void fini.then((raison) => reject(new Error(raison)));
  });
  pret.catch(() => undefined); // told to who asks for a build
  return { processus, pret, fini };
}

const isAlive = ({ processus: { pid, exitCode, signalCode } }: Enfant): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

/** With the programs that it started. */
function stop(enfant: Enfant): void {
  try {
    if (isAlive(enfant)) process.kill(-enfant.processus.pid!, 'SIGKILL');
  } catch {
    // it has just ended
  }
}

function toResultat(message: Message): Resultat {
  if ('pret' in message) return { sorte: 'panne', raison: 'La construction a répondu deux fois.' };
  if (message.erreurs) return { sorte: 'contenu', erreurs: message.erreurs };
  if (message.raison !== undefined) return { sorte: 'panne', raison: message.raison };
  return { sorte: 'construit', ...(message.alerte === undefined ? {} : { alerte: message.alerte }) };
}

export function createConstructeur({
  dureeMaxMs = 10 * MINUTE,
  memoireMaxMo = 1_024,
}: OptionsDuConstructeur = {}): Constructeur {
  let suivant: Enfant | undefined;
  const enCours = new Set<Enfant>();
  let closed = false;

  /** The answer to an order; one that takes too long is stopped. */
  async function ask(enfant: Enfant, ordre: object): Promise<{ resultat: Resultat; message?: Message }> {
    const minuterie = setTimeout(() => stop(enfant), dureeMaxMs);
    try {
      await enfant.pret;
      const reponse = new Promise<{ resultat: Resultat; message?: Message }>((resolve) => {
        enfant.processus.once('message', (message: Message) =>
          resolve({ resultat: toResultat(message), message }),
        );
        void enfant.fini.then((raison) => resolve({ resultat: { sorte: 'panne', raison } }));
      });
      enfant.processus.send(ordre);
      return await reponse;
    } catch (erreur) {
      return { resultat: { sorte: 'panne', raison: (erreur as Error).message } };
    } finally {
      clearTimeout(minuterie);
    }
  }

  function toReste(enfant: Enfant): Reste {
    const end = () => {
      enCours.delete(enfant);
      stop(enfant);
    };
    return {
      abandon: end,
      finish: (site) =>
        ask(enfant, { site })
          .then(({ resultat }) => resultat)
          .finally(end),
    };
  }

  async function build(commande: Commande): Promise<Resultat> {
    // One that waited too long may have been stopped by a system that lacked memory.
    const enfant = suivant && isAlive(suivant) ? suivant : start(memoireMaxMo);
    suivant = undefined;
    enCours.add(enfant);
    try {
      const { resultat, message } = await ask(enfant, commande);
      if (resultat.sorte !== 'construit' || !message || !('reste' in message)) {
        enCours.delete(enfant);
        return resultat;
      }
      return { ...resultat, reste: toReste(enfant) };
    } finally {
      if (!closed) suivant = start(memoireMaxMo);
    }
  }

  return {
    prepare() {
      suivant ??= start(memoireMaxMo);
    },
    build,
    close() {
      closed = true;
      for (const enfant of [suivant, ...enCours]) if (enfant) stop(enfant);
      suivant = undefined;
    },
  };
}
