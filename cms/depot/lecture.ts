/** Reads entries, drafts and history from the repository. */
import { type Cle, type CollectionEditable, COLLECTIONS_EDITABLES, formatCle, toCle } from './cle';
import { VersionAbsente } from './erreurs';
import { toChemin } from './fichiers';
import { ErreurDeGit, type Git } from './git';
import { type Blob, type Commit, type EntreeDArbre, type Objets, isOid } from './objets';
import { MAIN, type ReferenceDeBrouillon, type References, type Releve, referenceOf } from './references';
import { type Signature, readSignature } from './signature';

/** Entries of a version that are read as another version says them, or left out where it has none. */
export interface Remplacement {
  cles: readonly Cle[];
  version: string;
}

/** The states of a draft, with the names that Decap gives them. */
export const ETATS = ['draft', 'pending_review', 'pending_publish'] as const;
export type Etat = (typeof ETATS)[number];

/** An entry as it is in some version. `donnees` is shared and frozen. */
export interface Fiche {
  cle: Cle;
  /** Names this very text: who writes says which one was read. */
  oid: string;
  texte: string;
  /** The YAML as it is read, undefined when it cannot be. */
  donnees: unknown;
  erreurDeLecture?: string;
}

export interface Brouillon {
  cle: Cle;
  etat: Etat;
  /** Null: asks for the removal of the entry. */
  oid: string | null;
  texte: string;
  donnees: unknown;
  /** Why it is no YAML: somebody wrote it so on the forge. */
  erreurDeLecture?: string;
  /** Who wrote what it says, as opposed to who moved it along. */
  auteur: Signature;
  /** ISO 8601. */
  modifieLe: string;
  commit: string;
  /** The commit of main that it starts from. */
  base: string;
  publie: Fiche | undefined;
  isNouveau: boolean;
}

export interface Version {
  commit: string;
  /** ISO 8601. */
  date: string;
  auteur: Signature;
  relecteur?: Signature;
  /** Undefined: the entry was removed. */
  oid?: string;
  /** Empty when the entry was removed. */
  texte: string;
}

const EXTENSION = '.yaml';
const isFile = ({ mode }: EntreeDArbre): boolean => mode.startsWith('100');
const isFolder = ({ mode }: EntreeDArbre): boolean => mode === '40000';

const readEtat = (commit: Commit): Etat | undefined =>
  ETATS.find((etat) => etat === commit.mentions.get('Etat'));

export type Lecture = ReturnType<typeof createLecture>;

export function createLecture(git: Git, objets: Objets, references: References) {
  async function readCommit(oid: string): Promise<Commit> {
    const commit = await objets.readCommit(oid);
    if (!commit) throw new VersionAbsente();
    return commit;
  }

  async function listFolder(commit: string, collection: string): Promise<EntreeDArbre[]> {
    const racine = (await objets.readTree((await readCommit(commit)).tree)) ?? [];
    const dossier = racine.find((entree) => entree.nom === collection && isFolder(entree));
    return dossier ? ((await objets.readTree(dossier.oid)) ?? []) : [];
  }

  /** The id of the text of an entry in a version. */
  async function findOid({ collection, slug }: Cle, commit: string): Promise<string | undefined> {
    const entrees = await listFolder(commit, collection);
    return entrees.find((entree) => entree.nom === `${slug}${EXTENSION}` && isFile(entree))?.oid;
  }

  async function readBlob(oid: string): Promise<Blob> {
    const blob = await objets.readBlob(oid);
    if (!blob) throw new VersionAbsente();
    return blob;
  }

  async function readFiche(cle: Cle, commit?: string): Promise<Fiche | undefined> {
    const oid = await findOid(cle, commit ?? (await references.head()));
    return oid === undefined ? undefined : { cle, ...(await readBlob(oid)) };
  }

  async function listFiches(collection?: CollectionEditable, commit?: string): Promise<Fiche[]> {
    const version = commit ?? (await references.head());
    const listes = (collection ? [collection] : COLLECTIONS_EDITABLES).map(async (nom) => {
      const cles = (await listFolder(version, nom)).flatMap((entree) => {
        const cle = entree.nom.endsWith(EXTENSION)
          ? toCle(nom, entree.nom.slice(0, -EXTENSION.length))
          : undefined;
        return cle && isFile(entree) ? [{ cle, oid: entree.oid }] : [];
      });
      return Promise.all(
        cles.map(async ({ cle, oid }): Promise<Fiche> => ({ cle, ...(await readBlob(oid)) })),
      );
    });
    return (await Promise.all(listes)).flat();
  }

  /** What a build is given: a version, some of whose entries may be those of another. */
  async function listFichesAConstruire(commit: string, remplacement?: Remplacement): Promise<Fiche[]> {
    const fiches = await listFiches(undefined, commit);
    if (!remplacement) return fiches;
    const { cles, version } = remplacement;
    const remplacees = new Set(cles.map(formatCle));
    const autres = await Promise.all(cles.map((cle) => readFiche(cle, version)));
    return [
      ...fiches.filter(({ cle }) => !remplacees.has(formatCle(cle))),
      ...autres.filter((fiche) => fiche !== undefined),
    ];
  }

  /** The commits that make a draft, from the latest. Each says where main was; `base` serves those of the forge. */
  async function listCommits(tip: string, base: string): Promise<Commit[]> {
    const commits: Commit[] = [];
    let fin = base;
    for (let oid: string | undefined = tip; oid !== undefined && oid !== fin;) {
      const commit = await readCommit(oid);
      commits.push(commit);
      fin = commit.mentions.get('Base') ?? fin;
      oid = commit.parents[0];
    }
    return commits;
  }

  /** Written by the server on each commit of a draft; somebody who commits on the forge does not write it. */
  async function findBase({ oid, mentions }: Commit): Promise<string> {
    const ecrite = mentions.get('Base') ?? '';
    if ((await objets.readCommit(ecrite)) !== undefined) return ecrite;
    try {
      return (await git.run(['merge-base', MAIN, oid])).trim();
    } catch (erreur) {
      // A branch that has nothing in common with main: it was made elsewhere, as if from what is published.
      if (erreur instanceof ErreurDeGit && erreur.code === 1) return references.head();
      throw erreur;
    }
  }

  /** Who wrote the text: the last commit that changed it. A merge decides between texts, it writes none. */
  async function findAuteur(cle: Cle, commits: readonly Commit[]): Promise<Signature> {
    for (const { oid, parents, auteur } of commits) {
      const parent = parents.length === 1 ? parents[0] : undefined;
      if (parent !== undefined && (await findOid(cle, oid)) !== (await findOid(cle, parent))) return auteur;
    }
    return (commits.at(-1) ?? commits[0]!).auteur;
  }

  async function toBrouillon(
    { cle, tip }: ReferenceDeBrouillon,
    publie: Fiche | undefined,
  ): Promise<Brouillon> {
    const commit = await readCommit(tip);
    const base = await findBase(commit);
    const commits = await listCommits(tip, base);
    const oid = await findOid(cle, tip);
    const blob = oid === undefined ? undefined : await readBlob(oid);
    return {
      cle,
      etat: commits.map(readEtat).find((etat) => etat !== undefined) ?? 'draft',
      oid: oid ?? null,
      texte: blob?.texte ?? '',
      donnees: blob?.donnees,
      ...(blob?.erreurDeLecture === undefined ? {} : { erreurDeLecture: blob.erreurDeLecture }),
      auteur: await findAuteur(cle, commits),
      modifieLe: commit.date,
      commit: tip,
      base,
      publie,
      isNouveau: publie === undefined && oid !== undefined,
    };
  }

  async function readBrouillon(cle: Cle): Promise<Brouillon | undefined> {
    const { main, ouverts } = await references.survey();
    const reference = ouverts.find((ouvert) => formatCle(ouvert.cle) === formatCle(cle));
    return reference && toBrouillon(reference, await readFiche(cle, main));
  }

  async function listBrouillonsAt({ main, ouverts }: Releve): Promise<Brouillon[]> {
    return Promise.all(
      ouverts.map(async (reference) => toBrouillon(reference, await readFiche(reference.cle, main))),
    );
  }

  const listBrouillons = async (): Promise<Brouillon[]> => listBrouillonsAt(await references.survey());

  async function history(cle: Cle): Promise<Version[]> {
    const sortie = await git.run(['rev-list', '--first-parent', MAIN, '--', toChemin(cle)]);
    const commits = sortie.split('\n').filter(isOid);
    return Promise.all(
      commits.map(async (oid): Promise<Version> => {
        const { date, auteur, mentions } = await readCommit(oid);
        const fiche = await readFiche(cle, oid);
        const relecteur = mentions.get('Relu-par');
        return {
          commit: oid,
          date,
          auteur,
          texte: fiche?.texte ?? '',
          ...(fiche ? { oid: fiche.oid } : {}),
          ...(relecteur === undefined ? {} : { relecteur: readSignature(relecteur) }),
        };
      }),
    );
  }

  async function versionAt(instant: string): Promise<string | undefined> {
    const secondes = Math.floor(Date.parse(instant) / 1_000);
    const sortie = await git.run(['rev-list', '-1', '--first-parent', `--before=${secondes}`, MAIN]);
    return sortie.split('\n').find(isOid);
  }

  /** A text that this entry had, published or in its draft: what somebody was reading when it changed. */
  async function readAncienne(cle: Cle, oid: string): Promise<Fiche | undefined> {
    if (!isOid(oid)) return undefined;
    const { main, branches } = await references.survey();
    const branche = branches.get(referenceOf(cle));
    const pointes = [main, ...(branche === undefined ? [] : [branche])];
    const sortie = await git.run(['rev-list', '--full-history', ...pointes, '--', toChemin(cle)]);
    for (const commit of sortie.split('\n').filter(isOid))
      if ((await findOid(cle, commit)) === oid) return { cle, ...(await readBlob(oid)) };
    return undefined;
  }

  return {
    readCommit,
    findOid,
    readFiche,
    readAncienne,
    listFiches,
    listFichesAConstruire,
    toBrouillon,
    readBrouillon,
    listBrouillonsAt,
    listBrouillons,
    history,
    versionAt,
  };
}

/** What to compare of an entry: its data, or its text when that is no YAML, so that it never passes for an absent one. */
export const toComparable = (
  fiche: Pick<Fiche, 'texte' | 'donnees' | 'erreurDeLecture'> | undefined,
): unknown => (fiche?.erreurDeLecture === undefined ? fiche?.donnees : fiche.texte);
