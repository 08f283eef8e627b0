/** Reads and writes the objects of git. They never change once written, so that what was read stays true. */
import { MESSAGE_FICHIER_VIDE, isEmpty } from '../../src/domain/contenu/traduction';
import { readYaml } from '../../src/loaders/lecture';
import type { Git } from './git';
import { type Signature, isSigned, readSignature, toAdresse, toLigne } from './signature';

export interface Commit {
  oid: string;
  tree: string;
  parents: string[];
  auteur: Signature;
  /** When it was recorded, ISO 8601 in UTC. */
  date: string;
  message: string;
  /** The lines `Nom: valeur` of its last paragraph, when the atelier wrote it: what people write on the forge is a text. */
  mentions: ReadonlyMap<string, string>;
}

export interface Blob {
  oid: string;
  texte: string;
  donnees: unknown;
  /** Why it is no YAML, in French. */
  erreurDeLecture?: string;
}

export interface EntreeDArbre {
  mode: string;
  nom: string;
  oid: string;
}

/**
 * How many of each stay in memory: the entries of a large territory and its drafts. Each writing makes a tree that names
 * every entry of its collection, so that few of these may stay.
 */
const CACHES = { commits: 20_000, arbres: 500, textes: 6_000 };
const OID = /^[0-9a-f]{40}$/;

export const isOid = (texte: string): boolean => OID.test(texte);

/** Keeps the latest that were asked for. */
function createCache<V>(max: number, read: (oid: string) => Promise<V | undefined>) {
  const cache = new Map<string, Promise<V | undefined>>();
  return (oid: string): Promise<V | undefined> => {
    const known = cache.get(oid);
    cache.delete(oid);
    const lecture = known ?? read(oid);
    cache.set(oid, lecture);
    if (cache.size > max) cache.delete(cache.keys().next().value!);
    if (known) return known;
    // An absent object may come later, with a fetch; a failure may not come again.
    const forget = () => cache.get(oid) === lecture && cache.delete(oid);
    lecture.then((valeur) => valeur === undefined && forget(), forget);
    return lecture;
  };
}

/** What several requests share cannot be changed by one of them. */
function freeze(valeur: unknown): void {
  if (typeof valeur !== 'object' || valeur === null || Object.isFrozen(valeur)) return;
  Object.freeze(valeur);
  Object.values(valeur).forEach(freeze);
}

function parseCommit(oid: string, corps: string): Commit {
  const coupure = corps.indexOf('\n\n');
  const entetes = corps.slice(0, coupure).split('\n');
  const valuesOf = (nom: string) =>
    entetes.filter((ligne) => ligne.startsWith(`${nom} `)).map((ligne) => ligne.slice(nom.length + 1));
  const message = corps.slice(coupure + 2);
  const responsable = valuesOf('committer')[0] ?? '';
  const paragraphes = message.trim().split(/\n{2,}/);
  const mentions = (paragraphes.length > 1 && isSigned(responsable) ? paragraphes.at(-1)! : '')
    .split('\n')
    .flatMap((ligne) => [...ligne.matchAll(/^([A-Z][a-z-]*): (.*)$/g)])
    .map(([, nom, valeur]): [string, string] => [nom!, valeur!]);
  const secondes = Number(/ (\d+) [+-]\d{4}$/.exec(responsable)?.[1] ?? 0);
  return {
    oid,
    tree: valuesOf('tree')[0] ?? '',
    parents: valuesOf('parent'),
    auteur: readSignature(valuesOf('author')[0] ?? ''),
    date: new Date(secondes * 1000).toISOString(),
    message,
    mentions: new Map(mentions),
  };
}

/** The same text for every entry, rather than one each. */
const MODES = ['100644', '100755', '120000', '40000', '160000'];
const toMode = (mode: string): string => MODES.find((connu) => connu === mode) ?? mode;

function parseTree(corps: Buffer): EntreeDArbre[] {
  const entrees: EntreeDArbre[] = [];
  for (let debut = 0; debut < corps.length;) {
    const espace = corps.indexOf(32, debut);
    const zero = corps.indexOf(0, espace);
    entrees.push({
      mode: toMode(corps.toString('latin1', debut, espace)),
      nom: corps.toString('utf8', espace + 1, zero),
      oid: corps.toString('hex', zero + 1, zero + 21),
    });
    debut = zero + 21;
  }
  return entrees;
}

function parseBlob(oid: string, corps: Buffer): Blob {
  const { donnees, erreurDeLecture = isEmpty(donnees) ? MESSAGE_FICHIER_VIDE : undefined } = readYaml(corps);
  freeze(donnees);
  return {
    oid,
    texte: corps.toString('utf8'),
    donnees,
    ...(erreurDeLecture === undefined ? {} : { erreurDeLecture }),
  };
}

export interface CommitAEcrire {
  tree: string;
  parents: readonly string[];
  auteur: Signature;
  /** Who records it; the author when absent. */
  responsable?: Signature;
  titre: string;
  /** One line, from a person. */
  raison?: string;
  mentions?: Readonly<Record<string, string>>;
}

export type Objets = ReturnType<typeof createObjets>;

export function createObjets(git: Git, now: () => Date) {
  async function readTyped(oid: string, type: string): Promise<Buffer | undefined> {
    if (!isOid(oid)) return undefined;
    const objet = await git.objets.read(oid);
    return objet?.type === type ? objet.corps : undefined;
  }
  const readCommit = createCache(CACHES.commits, async (oid) => {
    const corps = await readTyped(oid, 'commit');
    return corps && parseCommit(oid, corps.toString('utf8'));
  });
  const readTree = createCache(CACHES.arbres, async (oid) => {
    const corps = await readTyped(oid, 'tree');
    return corps && parseTree(corps);
  });
  const readBlob = createCache(CACHES.textes, async (oid) => {
    const corps = await readTyped(oid, 'blob');
    return corps && parseBlob(oid, corps);
  });

  const writeBlob = async (texte: string): Promise<string> =>
    (await git.run(['hash-object', '-w', '--stdin'], { input: texte })).trim();

  const writeTree = async (entrees: readonly EntreeDArbre[]): Promise<string> => {
    const input = entrees.map(
      ({ mode, nom, oid }) => `${mode} ${mode === '40000' ? 'tree' : 'blob'} ${oid}\t${nom}\0`,
    );
    return (await git.run(['mktree', '-z'], { input: input.join('') })).trim();
  };

  async function writeCommit(commit: CommitAEcrire): Promise<string> {
    const { tree, parents, auteur, responsable = auteur, titre, raison, mentions = {} } = commit;
    // One line each: neither a title nor a reason can end a paragraph, so only the server writes the last one.
    const lines = Object.entries(mentions).map(([nom, valeur]) => `${nom}: ${toLigne(valeur)}`);
    const message = [titre, raison ?? '', lines.join('\n')].map((texte, rang) =>
      rang < 2 ? toLigne(texte) : texte,
    );
    const date = `${Math.floor(now().getTime() / 1000)} +0000`;
    const sortie = await git.run(
      ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'],
      {
        input: `${message.filter((texte) => texte !== '').join('\n\n')}\n`,
        env: {
          GIT_AUTHOR_NAME: auteur.nom,
          GIT_AUTHOR_EMAIL: toAdresse(auteur),
          GIT_AUTHOR_DATE: date,
          GIT_COMMITTER_NAME: responsable.nom,
          GIT_COMMITTER_EMAIL: toAdresse(responsable),
          GIT_COMMITTER_DATE: date,
        },
      },
    );
    return sortie.trim();
  }

  return { readCommit, readTree, readBlob, writeBlob, writeTree, writeCommit };
}
