/**
 * Keeps the repository and a forge in step. The repository is what the atelier works on: nothing waits for the forge,
 * which catches up when it answers. What people do there (commits on main, drafts merged or continued) comes here.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { mergeDonnees } from '../../src/domain/contenu/fusion';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import { type Cle, formatCle, readCle } from './cle';
import type { Ecriture } from './ecriture';
import { ATELIER, toTexteCanonique } from './fichiers';
import { ErreurDeGit, type Git } from './git';
import { type Fiche, type Lecture, toComparable } from './lecture';
import type { Objets } from './objets';
import { BROUILLONS, MAIN, type Mouvement, type References, referenceOf } from './references';

/** Where the forge was when it was last heard of: `refs/forge/main` for its `refs/heads/main`. */
const FORGE = 'refs/forge/';
const toForge = (reference: string): string => reference.replace('refs/heads/', FORGE);
const toLocale = (reference: string): string => reference.replace(FORGE, 'refs/heads/');

const DELAI_DU_RESEAU = 60_000;
const ESSAIS = 5;

export interface Synchronisation {
  /** `refuse`: the forge answers, and will not take what is sent, or holds something else. */
  etat: 'a-jour' | 'injoignable' | 'refuse';
  /** When it was tried, ISO 8601. */
  date: string;
  raison?: string;
  /** The forge moved main: the site is to be built again. */
  recu: boolean;
  /** Drafts that were merged on the forge. */
  clos: Cle[];
  /** Entries published here and changed there, in the same fields: what the forge had is a draft. */
  conflits: Cle[];
}

/** What to tell whoever hosts the atelier, without any address. */
export function formatSynchronisation({ etat, raison = '', conflits }: Synchronisation): string {
  const garde = conflits.map((cle) => `« ${formatCle(cle)} »`).join(', ');
  const phrases = {
    'a-jour': 'Le dépôt distant est à jour.',
    injoignable: `Le dépôt distant ne répond pas. Rien n’est perdu : il recevra tout dès qu’il répondra. (${raison})`,
    refuse: `Le dépôt distant refuse ce que l’atelier lui envoie. Rien n’est perdu ici. (${raison})`,
  };
  return garde
    ? `${phrases[etat]} Publié ici et changé là-bas : ${garde}. Ce que le dépôt distant disait est gardé.`
    : phrases[etat];
}

/** The forge holds the history of another content. */
export class DistantEtranger extends Error {
  override name = 'DistantEtranger';
  constructor() {
    super(
      'Le dépôt distant contient autre chose que ce contenu. Donnez l’adresse d’un dépôt vide, ou du sien.',
    );
  }
}

type Refs = ReadonlyMap<string, string>;

/** Git on the forge. Its address is not an argument, that every user of the machine could read. */
export function createForge(git: Git, url: string) {
  const options = {
    timeout: DELAI_DU_RESEAU,
    env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'remote.forge.url', GIT_CONFIG_VALUE_0: url },
  };
  return {
    async fetch(): Promise<void> {
      const refspecs = [`+${MAIN}*:${toForge(MAIN)}*`, `+${BROUILLONS}*:${toForge(BROUILLONS)}*`];
      const choix = ['--quiet', '--prune', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];
      await git.run(['-c', 'transfer.fsckObjects=true', 'fetch', ...choix, 'forge', ...refspecs], options);
    },
    async push(mouvements: readonly Mouvement[]): Promise<void> {
      if (mouvements.length === 0) return;
      // Each where it was last seen: what moved there meanwhile is fetched first.
      const baux = mouvements.map(({ reference, avant = '' }) => `--force-with-lease=${reference}:${avant}`);
      const refspecs = mouvements.map(({ reference, apres = '' }) => `${apres}:${reference}`);
      await git.run(['push', '--quiet', '--no-verify', ...baux, 'forge', ...refspecs], options);
    },
  };
}

/** No address with a password in what is shown or written down. */
function toRaison(erreur: unknown): string {
  const texte = erreur instanceof ErreurDeGit ? erreur.sortieDErreur : String(erreur);
  return texte.replace(/\/\/[^\s/@]*@/g, '//').trim();
}

/** The first repository of a machine: what the forge holds already, when it holds something. */
export async function fetchPremierContenu(git: Git, url: string, references: References): Promise<boolean> {
  try {
    await createForge(git, url).fetch();
  } catch (erreur) {
    throw new ErreurDEnvironnement(
      `DEPOT_DISTANT ne répond pas, et il faut savoir ce qu’il contient avant de commencer : ${toRaison(erreur)}`,
    );
  }
  const forge = await references.list([FORGE]);
  if (!forge.has(toForge(MAIN))) return false;
  await references.move(
    [...forge]
      .filter(([reference]) => reference === toForge(MAIN) || reference.startsWith(toForge(BROUILLONS)))
      .map(([reference, apres]) => ({ reference: toLocale(reference), avant: undefined, apres })),
  );
  return true;
}

export function createDistant(
  url: string,
  git: Git,
  objets: Objets,
  references: References,
  lecture: Lecture,
  ecriture: Pick<Ecriture, 'queue' | 'replaceInTree'>,
  now: () => Date,
) {
  const forge = createForge(git, url);

  async function findBase(a: string, b: string): Promise<string | undefined> {
    try {
      return (await git.run(['merge-base', a, b])).trim();
    } catch (erreur) {
      if (erreur instanceof ErreurDeGit && erreur.code === 1) return undefined;
      throw erreur;
    }
  }

  const listByCle = async (commit: string) =>
    new Map((await lecture.listFiches(undefined, commit)).map((fiche) => [formatCle(fiche.cle), fiche]));

  /** The text of one entry that both sides hold, merged by field; undefined when they contradict each other. */
  async function mergeTextes(
    base: Fiche | undefined,
    ici: Fiche | undefined,
    la: Fiche | undefined,
  ): Promise<{ oid: string | undefined } | undefined> {
    const { donnees, conflits } = mergeDonnees(toComparable(base), toComparable(ici), toComparable(la));
    if (conflits.length > 0 || typeof donnees === 'string') return undefined;
    const cle = (ici ?? la)?.cle;
    if (!cle || donnees === undefined) return { oid: undefined };
    return { oid: await objets.writeBlob(toTexteCanonique(cle, donnees)) };
  }

  /** Main of here and main of there, when each has what the other has not. */
  async function mergeMains(
    base: string,
    ici: string,
    la: string,
  ): Promise<{ commit: string; conflits: Cle[] }> {
    const [debut, nous, eux] = [await listByCle(base), await listByCle(ici), await listByCle(la)];
    const conflits: Cle[] = [];
    // From their tree, with our entries: what is no entry, a note for those who commit there, stays.
    let tree = (await lecture.readCommit(la)).tree;
    for (const nom of new Set([...nous.keys(), ...eux.keys()])) {
      const [b, n, e] = [debut.get(nom), nous.get(nom), eux.get(nom)];
      if (n?.oid === e?.oid || n?.oid === b?.oid) continue;
      const cle = readCle(nom)!;
      const fusion = e?.oid === b?.oid ? { oid: n?.oid } : await mergeTextes(b, n, e);
      if (!fusion) conflits.push(cle);
      tree = await ecriture.replaceInTree(tree, cle, fusion ? fusion.oid : n?.oid);
    }
    const commit = await objets.writeCommit({
      tree,
      parents: [ici, la],
      auteur: ATELIER,
      titre: 'Accorder ce qui est publié avec le dépôt distant',
    });
    return { commit, conflits };
  }

  /** What the forge had of an entry that was published here otherwise: a draft, for somebody to decide. */
  async function keepAsDraft(cle: Cle, la: string, main: string): Promise<string> {
    const { tree } = await lecture.readCommit(main);
    return objets.writeCommit({
      tree: await ecriture.replaceInTree(tree, cle, await lecture.findOid(cle, la)),
      parents: [main],
      auteur: (await lecture.readCommit(la)).auteur,
      responsable: ATELIER,
      titre: `Garder ce que le dépôt distant disait de ${formatCle(cle)}`,
      mentions: { Etat: 'pending_review', Base: main },
    });
  }

  async function reconcileMain(la: string | undefined): Promise<Pick<Synchronisation, 'recu' | 'conflits'>> {
    const { main, branches } = await references.survey();
    if (la === undefined || la === main) return { recu: false, conflits: [] };
    const base = await findBase(main, la);
    if (base === undefined) throw new DistantEtranger();
    if (base === la) return { recu: false, conflits: [] };
    const { commit, conflits } =
      base === main ? { commit: la, conflits: [] } : await mergeMains(base, main, la);
    const gardes = conflits.filter((cle) => !branches.has(referenceOf(cle)));
    const brouillons = await Promise.all(
      gardes.map(async (cle): Promise<Mouvement> => ({
        reference: referenceOf(cle),
        avant: undefined,
        apres: await keepAsDraft(cle, la, commit),
      })),
    );
    await references.move([{ reference: MAIN, avant: main, apres: commit }, ...brouillons]);
    references.forget(); // the forge may have merged drafts
    return { recu: true, conflits };
  }

  /** One draft that went on here and there. What both changed stays as it is here; the other is in its history. */
  async function mergeDrafts(cle: Cle, base: string, ici: string, la: string): Promise<string> {
    const [b, n, e] = [
      await lecture.readFiche(cle, base),
      await lecture.readFiche(cle, ici),
      await lecture.readFiche(cle, la),
    ];
    const oid = ((await mergeTextes(b, n, e)) ?? { oid: n?.oid }).oid;
    const brouillon = await lecture.toBrouillon({ cle, tip: ici }, undefined);
    return objets.writeCommit({
      tree: await ecriture.replaceInTree((await lecture.readCommit(ici)).tree, cle, oid),
      parents: [ici, la],
      auteur: ATELIER,
      titre: `Accorder ${formatCle(cle)} avec le dépôt distant`,
      mentions: { Etat: brouillon.etat, Base: brouillon.base },
    });
  }

  /** Where the draft should be here: `ici`, `la` or a merge of both; undefined when it is over. */
  async function decideDraft(
    cle: Cle,
    { ici, la, vu }: { ici: string | undefined; la: string | undefined; vu: string | undefined },
    main: string,
  ): Promise<string | undefined> {
    if (ici === undefined) return la === vu ? undefined : la; // over here, unless it went on there since
    if (la === undefined) {
      // Removed there: after « squash and merge » main says the same. Otherwise nothing is lost: it stays.
      const isSquashed =
        vu !== undefined && (await lecture.findOid(cle, ici)) === (await lecture.findOid(cle, main));
      return isSquashed ? undefined : ici;
    }
    if (ici === la) return ici;
    const base = await findBase(ici, la);
    if (base === ici) return la;
    return base === la || base === undefined ? ici : mergeDrafts(cle, base, ici, la);
  }

  async function reconcileDrafts(avant: Refs, apres: Refs): Promise<Cle[]> {
    const { main, branches, ouverts } = await references.survey();
    const ouvertes = new Set(ouverts.map(({ cle }) => referenceOf(cle)));
    const noms = new Set([...branches.keys(), ...[...avant.keys(), ...apres.keys()].map(toLocale)]);
    const mouvements: Mouvement[] = [];
    const clos: Cle[] = [];
    for (const reference of noms) {
      const cle = reference.startsWith(BROUILLONS) ? readCle(reference.slice(BROUILLONS.length)) : undefined;
      if (!cle) continue;
      const ici = branches.get(reference);
      const etats = { ici, la: apres.get(toForge(reference)), vu: avant.get(toForge(reference)) };
      const isClosed = ici !== undefined && !ouvertes.has(reference) && (etats.la ?? ici) === ici;
      const suite = isClosed ? undefined : await decideDraft(cle, etats, main);
      const isMerged = suite !== undefined && suite !== ici && (await findBase(suite, main)) === suite;
      const fin = isMerged ? undefined : suite;
      if (fin === ici) continue;
      if (fin === undefined) clos.push(cle);
      mouvements.push({ reference, avant: ici, apres: fin });
    }
    if (mouvements.length > 0) await references.move(mouvements);
    return clos;
  }

  async function sendAll(vu: Refs): Promise<void> {
    const { main, branches } = await references.survey();
    const locales = new Map([[MAIN, main], ...[...branches].filter(([nom]) => nom.startsWith(BROUILLONS))]);
    const connues = [...vu.keys()].filter(
      (nom) => nom === toForge(MAIN) || nom.startsWith(toForge(BROUILLONS)),
    );
    const mouvements = [...new Set([...locales.keys(), ...connues.map(toLocale)])]
      .map((reference): Mouvement => ({
        reference,
        avant: vu.get(toForge(reference)),
        apres: locales.get(reference),
      }))
      .filter(({ reference, avant, apres }) => avant !== apres && (apres !== undefined || isOurs(reference)));
    // What is new first: a draft is removed there only once main holds it.
    for (const partie of [
      mouvements.filter(({ apres }) => apres),
      mouvements.filter(({ apres }) => !apres),
    ]) {
      await forge.push(partie);
      await references.force(
        partie.map(({ reference, apres }) => ({ reference: toForge(reference), apres })),
      );
    }
  }

  /** Branches of the forge that no draft could have are left alone. */
  const isOurs = (reference: string): boolean =>
    reference.startsWith(BROUILLONS) && readCle(reference.slice(BROUILLONS.length)) !== undefined;

  async function exchange(): Promise<Pick<Synchronisation, 'recu' | 'clos' | 'conflits'>> {
    const avant = await references.list([FORGE]);
    await forge.fetch();
    const apres = await references.list([FORGE]);
    const resultat = await ecriture.queue(async () => {
      const main = await reconcileMain(apres.get(toForge(MAIN)));
      return { ...main, clos: await reconcileDrafts(avant, apres) };
    }, 'silencieux');
    await sendAll(apres);
    return resultat;
  }

  /** One exchange, started again when the forge moved meanwhile. */
  async function synchronize(): Promise<Synchronisation> {
    const date = now().toISOString();
    let bilan: Pick<Synchronisation, 'recu' | 'clos' | 'conflits'> = { recu: false, clos: [], conflits: [] };
    for (let essai = 1; ; essai++) {
      try {
        const { recu, clos, conflits } = await exchange();
        bilan = {
          recu: bilan.recu || recu,
          clos: [...bilan.clos, ...clos],
          conflits: [...bilan.conflits, ...conflits],
        };
        return { etat: 'a-jour', date, ...bilan };
      } catch (erreur) {
        if (erreur instanceof DistantEtranger)
          return { etat: 'refuse', date, raison: erreur.message, ...bilan };
        if (!(erreur instanceof ErreurDeGit)) throw erreur;
        const isRejected = /\[(remote )?rejected\]/.test(erreur.sortieDErreur);
        if (!isRejected || essai >= ESSAIS)
          return { etat: isRejected ? 'refuse' : 'injoignable', date, raison: toRaison(erreur), ...bilan };
        await wait(50 * 2 ** essai);
      }
    }
  }

  return { synchronize };
}
