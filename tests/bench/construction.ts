/** Builds a site with the project's own command, and measures what that takes: time, processor, memory. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Construction {
  code: number;
  /** The end of what the command printed, to be shown if it fails. */
  sortie: string;
  secondes: number;
  /** Processor time of the whole tree of processes: unlike the clock, other programs hardly change it. */
  processeur: number | undefined;
  /** Most memory held at one time by the whole tree, in bytes. Absent on a machine without /proc. */
  memoire: number | undefined;
}

interface Processus {
  pid: number;
  parent: number;
  /** Seconds of processor so far. */
  processeur: number;
}

const INTERVALLE_MS = 250;
const TICS_PAR_SECONDE = 100; // what Linux counts in, whatever its kernel
const DERNIERES_LIGNES = 8_000;

/** A process may end between its listing and its reading. */
function readProc(chemin: string): string {
  try {
    return readFileSync(`/proc/${chemin}`, 'utf8');
  } catch {
    return '';
  }
}

function listProcessus(): Processus[] {
  return readdirSync('/proc')
    .filter((nom) => /^\d+$/.test(nom))
    .flatMap((pid) => {
      const stat = readProc(`${pid}/stat`);
      // The name of the program, in parentheses, may hold spaces.
      const champs = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      if (stat === '') return [];
      return [
        { pid: Number(pid), parent: champs[1]!, processeur: (champs[11]! + champs[12]!) / TICS_PAR_SECONDE },
      ];
    });
}

function listTree(racine: number): Processus[] {
  const tous = listProcessus();
  const arbre = tous.filter(({ pid }) => pid === racine);
  for (const membre of arbre) arbre.push(...tous.filter(({ parent }) => parent === membre.pid));
  return arbre;
}

interface MemoireDeProcessus {
  /** What it alone holds. */
  propre: number;
  /** The programs it shares with others: they are in memory once. */
  commune: number;
  /** The most that it ever held, which the kernel remembers. */
  maximum: number;
}

function readMemoire(pid: number): MemoireDeProcessus {
  const status = readProc(`${pid}/status`);
  const octets = (champ: string) =>
    Number(new RegExp(`^${champ}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return {
    propre: octets('RssAnon') + octets('RssShmem'),
    commune: octets('RssFile'),
    maximum: octets('VmHWM'),
  };
}

/** Looks at the tree of a process until it is stopped. */
function watchTree(racine: number): () => Pick<Construction, 'memoire' | 'processeur'> {
  let memoire = 0;
  const processeurs = new Map<number, number>();
  const look = () => {
    const arbre = listTree(racine);
    const memoires = arbre.map(({ pid }) => readMemoire(pid));
    const propre = memoires.reduce((somme, m) => somme + m.propre, 0);
    const commune = Math.max(0, ...memoires.map((m) => m.commune));
    // A peak between two looks is not lost: it is in the maximum of its process.
    memoire = Math.max(memoire, propre + commune, ...memoires.map(({ maximum }) => maximum));
    for (const { pid, processeur } of arbre) processeurs.set(pid, processeur);
  };
  const minuterie = setInterval(look, INTERVALLE_MS);
  return () => {
    clearInterval(minuterie);
    return { memoire, processeur: [...processeurs.values()].reduce((somme, p) => somme + p, 0) };
  };
}

export interface OptionsDeConstruction {
  contenu: string;
  territoire: string;
  aujourdhui: string;
  /** Folders of the site and of what Astro keeps from one build to the next; emptied first. */
  dist: string;
  cache: string;
}

/** Builds from nothing, as after a fresh clone. */
export function measureBuild(options: OptionsDeConstruction): Promise<Construction> {
  const { contenu, territoire, aujourdhui, dist, cache } = options;
  for (const dossier of [dist, cache]) rmSync(dossier, { recursive: true, force: true });
  const debut = performance.now();
  const enfant = spawn(process.execPath, ['scripts/build.mjs'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CONTENU: contenu,
      TERRITOIRE: territoire,
      AUJOURDHUI: aujourdhui,
      DIST: dist,
      CACHE: cache,
    },
  });
  const stopWatch =
    process.platform === 'linux' && enfant.pid !== undefined ? watchTree(enfant.pid) : undefined;
  const stop = () => enfant.kill();
  process.on('exit', stop);
  let sortie = '';
  for (const flux of [enfant.stdout, enfant.stderr])
    flux.setEncoding('utf8').on('data', (texte: string) => {
      sortie = (sortie + texte).slice(-DERNIERES_LIGNES);
    });
  return new Promise((fini, echec) => {
    enfant.on('error', echec);
    enfant.on('close', (code) => {
      process.off('exit', stop);
      const secondes = (performance.now() - debut) / 1000;
      fini({
        code: code ?? 1,
        sortie,
        secondes,
        ...(stopWatch?.() ?? { memoire: undefined, processeur: undefined }),
      });
    });
  });
}
