/**
 * The store of the atelier: a bare git repository of one territory. `main` is what is published; each draft is a branch
 * `cms/<collection>/<slug>`. There is no work tree; nothing but entries can be written.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ErreurDeContenu } from '../../src/domain/contenu/erreur';
import type { Groupe } from '../../src/domain/confirmation/groupe';
import { normalizeDonnees } from '../../src/domain/contenu/forme';
import type { Choix } from '../../src/domain/contenu/fusion';
import type { DateCivile } from '../../src/domain/date/date-civile';
import { type Cle, type CollectionEditable, schemaOf } from './cle';
import { createControle } from './controle';
import { type Synchronisation, createDistant, fetchPremierContenu } from './distant';
import { type Lu, type Remise, createEcriture } from './ecriture';
import { type Origine, exportContenu, importContenu } from './fichiers';
import { createGit } from './git';
import {
  type Brouillon,
  type Etat,
  type Fiche,
  type Remplacement,
  type Version,
  createLecture,
} from './lecture';
import { createObjets } from './objets';
import { createReferences, removeVerrousPerimes } from './references';
import type { Signature } from './signature';
import { type Cadence, createVeille } from './veille';

export { type Cle, type CollectionEditable, COLLECTIONS_EDITABLES, formatCle, readCle, toCle } from './cle';
export { ConflitDEcriture, ConflitDeChamps, FicheInvalide, VersionAbsente } from './erreurs';
export { type Brouillon, type Etat, type Fiche, type Version, ETATS } from './lecture';
export { type Synchronisation, formatSynchronisation } from './distant';
export { isDisquePlein } from './git';
export type { Signature } from './signature';

export interface Depot {
  /** The commit that is published. */
  head(): Promise<string>;
  listFiches(collection?: CollectionEditable, commit?: string): Promise<Fiche[]>;
  readFiche(cle: Cle, commit?: string): Promise<Fiche | undefined>;
  /** A text that this entry had, by its oid: undefined when it never was this entry's. */
  readAncienne(cle: Cle, oid: string): Promise<Fiche | undefined>;
  listBrouillons(): Promise<Brouillon[]>;
  readBrouillon(cle: Cle): Promise<Brouillon | undefined>;
  /** Without `etat`, the draft keeps its own. `donnees` null asks for the removal of the entry. */
  saveBrouillon(cle: Cle, donnees: unknown, o: Lu & { auteur: Signature; etat?: Etat }): Promise<Brouillon>;
  setEtat(cle: Cle, etat: Etat, o: Lu & { auteur: Signature }): Promise<Brouillon>;
  deleteBrouillon(cle: Cle, o: Lu & { auteur: Signature }): Promise<void>;
  /** Field by field when what is published has changed since; throws `ConflitDeChamps` where both changed a field. */
  publish(cle: Cle, o: Lu & { relecteur: Signature }): Promise<{ commit: string }>;
  /** Decides conflicts by their path: the draft then holds what is published too. */
  settle(cle: Cle, choix: Readonly<Record<string, Choix>>, o: Lu & { auteur: Signature }): Promise<Brouillon>;
  /** Removes the entry from what is published, and its draft; `restore` brings it back. */
  remove(cle: Cle, o: Lu & { auteur: Signature; relecteur: Signature }): Promise<{ commit: string }>;
  /** Makes a draft of an older version. */
  restore(cle: Cle, commit: string, o: Lu & { auteur: Signature }): Promise<Brouillon>;
  /** Writes that these groups of what is published are right, on this day; a draft is left alone. `lu` is what is published. */
  confirm(
    cle: Cle,
    o: Lu & { auteur: Signature; groupes: readonly Groupe[]; date: DateCivile },
  ): Promise<{ commit: string }>;
  /**
   * The site cannot be built with an entry: it is again as the served version says, or out, and its text is a draft,
   * unless somebody is writing another. False when nothing moved: it is so already, or was published again since.
   */
  putBackToDraft(cle: Cle, o: Remise): Promise<boolean>;
  /** The published versions, from the latest. */
  history(cle: Cle): Promise<Version[]>;
  /** The version that was published at that instant (ISO 8601); nothing when there was none yet. */
  versionAt(instant: string): Promise<string | undefined>;
  /** Writes a content folder for a build: pass it as CONTENU. */
  exportTo(commit: string, dossier: string, remplacement?: Remplacement): Promise<void>;
  /** What would be wrong with this entry, or elsewhere because of it. */
  check(cle: Cle, donnees: unknown): Promise<ErreurDeContenu[]>;
  /** Exchanges with the forge now, rather than when its turn comes. Undefined without a forge. */
  synchronize(): Promise<Synchronisation | undefined>;
  /** The last exchange with the forge. */
  lastSynchronisation(): Synchronisation | undefined;
  /** Calls back when main moved because somebody worked on the forge; returns how to stop. */
  onForge(listener: (commit: string) => void): () => void;
  /** Packs what accumulates, when there is enough of it. Done each day without being asked. */
  tidy(): Promise<void>;
  /** Lets go of what it holds open. */
  close(): Promise<void>;
}

export interface ReglagesDuDepot extends Origine {
  /** The bare repository, made from the content folder when it does not exist. */
  dossier: string;
  aujourdhui: () => DateCivile;
  now?: () => Date;
  /** Address of the forge. */
  distant?: string | undefined;
  cadence?: Cadence;
  /** Told when the forge stops or starts again to follow, and when something was decided without anybody. */
  onSynchronisation?: (synchronisation: Synchronisation) => void;
  /** Another program has it open: what it is writing now must not be taken for what a killed one left. */
  isPartage?: boolean;
}

const JOUR = 86_400_000;
const OBJETS_EPARS_MAX = 2_000;

/** Written at each start: what somebody planted there is gone. */
const CONFIGURATION = '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n';

async function create({ dossier, contenu, territoire, distant }: ReglagesDuDepot, date: Date): Promise<void> {
  const nouveau = `${dossier}.nouveau`;
  await rm(nouveau, { recursive: true, force: true });
  await mkdir(nouveau, { recursive: true });
  const git = createGit(nouveau);
  await git.run(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', nouveau]);
  const isFetched = distant !== undefined && (await fetchPremierContenu(git, distant, createReferences(git)));
  if (!isFetched) await importContenu(git, { contenu, territoire }, date);
  await rename(nouveau, dossier); // whole or not at all
}

async function cleanUp(dossier: string): Promise<void> {
  await writeFile(join(dossier, 'config'), CONFIGURATION);
  await rm(join(dossier, 'hooks'), { recursive: true, force: true });
  await rm(join(dossier, 'objects', 'info', 'alternates'), { force: true });
  removeVerrousPerimes(dossier);
  // Left by programs that were killed while they wrote.
  const restes = (await readdir(join(dossier, 'objects'))).filter((nom) => nom.startsWith('tmp_'));
  await Promise.all(restes.map((nom) => rm(join(dossier, 'objects', nom), { force: true })));
}

/** Opens the store of a territory, and creates it the first time. */
export async function openDepot(reglages: ReglagesDuDepot): Promise<Depot> {
  const { dossier, aujourdhui, now = () => new Date() } = reglages;
  const origine: Origine = { contenu: reglages.contenu, territoire: reglages.territoire };
  await mkdir(dirname(dossier), { recursive: true });
  if (!existsSync(dossier)) await create(reglages, now());
  if (reglages.isPartage !== true) await cleanUp(dossier);

  const git = createGit(dossier);
  const objets = createObjets(git, now);
  const references = createReferences(git);
  await references.closeMerged();
  const lecture = createLecture(git, objets, references);
  const check = createControle(origine, aujourdhui, lecture);
  const ecriture = createEcriture(objets, references, lecture, check, () => veille?.wake());
  const ecouteurs = new Set<(commit: string) => void>();
  let derniere: Synchronisation | undefined;

  async function tell(synchronisation: Synchronisation): Promise<void> {
    const isNews =
      synchronisation.etat !== (derniere?.etat ?? 'a-jour') || synchronisation.conflits.length > 0;
    derniere = synchronisation;
    if (isNews) reglages.onSynchronisation?.(synchronisation);
    if (!synchronisation.recu) return;
    const commit = await references.head();
    for (const listen of ecouteurs) listen(commit);
  }
  const distant =
    reglages.distant === undefined
      ? undefined
      : createDistant(reglages.distant, git, objets, references, lecture, ecriture, now);
  const veille = distant && createVeille(distant.synchronize, tell, reglages.cadence);
  veille?.wake();

  /** Each writing leaves a few small files: packed, they take far less room and are found faster. */
  const tidy = async (): Promise<void> => {
    const options = ['-c', `gc.auto=${OBJETS_EPARS_MAX}`, '-c', 'gc.autoDetach=false'];
    await git.run([...options, 'gc', '--auto', '--quiet'], { timeout: 600_000 });
  };
  const rangement = setInterval(() => void tidy().catch(() => undefined), JOUR);
  rangement.unref();

  const { head, survey } = references;
  const { listFiches, readFiche, readAncienne, listBrouillons, readBrouillon, history } = lecture;
  const {
    saveBrouillon,
    setEtat,
    deleteBrouillon,
    publish,
    settle,
    remove,
    restore,
    confirm,
    putBackToDraft,
  } = ecriture;

  return {
    head,
    listFiches,
    readFiche,
    readAncienne,
    listBrouillons,
    readBrouillon,
    history,
    saveBrouillon,
    setEtat,
    deleteBrouillon,
    publish,
    settle,
    remove,
    restore,
    confirm,
    putBackToDraft,
    versionAt: lecture.versionAt,
    async exportTo(commit, destination, remplacement) {
      const fiches = await lecture.listFichesAConstruire(commit, remplacement);
      await exportContenu(origine, fiches, destination);
    },
    async check(cle, donnees) {
      const normales =
        donnees === null || donnees === undefined
          ? undefined
          : normalizeDonnees(schemaOf(cle.collection), donnees);
      const releve = await survey();
      return check(cle, normales, releve.main, await ecriture.listNouveaux(releve));
    },
    synchronize: () => veille?.run() ?? Promise.resolve(undefined),
    lastSynchronisation: () => derniere,
    onForge(listener) {
      ecouteurs.add(listener);
      return () => void ecouteurs.delete(listener);
    },
    tidy,
    async close() {
      clearInterval(rangement);
      await veille?.close();
      git.objets.close();
    },
  };
}
