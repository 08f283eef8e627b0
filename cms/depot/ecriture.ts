/**
 * Writes drafts and publications. Each writer says which version was read (`lu`); each reference moves by
 * compare-and-swap, so that two programs on one repository cannot lose each other's work either.
 */
import { type Groupe, confirmGroupes } from '../../src/domain/confirmation/groupe';
import { normalizeDonnees } from '../../src/domain/contenu/forme';
import { type Choix, mergeDonnees } from '../../src/domain/contenu/fusion';
import { toYaml } from '../../src/domain/contenu/yaml';
import type { DateCivile } from '../../src/domain/date/jour';
import { type Cle, formatCle, readCle, schemaOf } from './cle';
import type { Controle } from './controle';
import { ConflitDEcriture, ConflitDeChamps, FicheInvalide, VersionAbsente } from './erreurs';
import { type Brouillon, type Etat, type Fiche, type Lecture, toComparable } from './lecture';
import type { CommitAEcrire, Objets } from './objets';
import {
  MAIN,
  type Mouvement,
  ReferenceDeplacee,
  type References,
  type Releve,
  referenceOf,
} from './references';
import { type Signature, cleanSignature, formatSignature } from './signature';

/** The oid of the text that the writer had read: the draft's, else the published one's; null when there was none. */
export interface Lu {
  lu: string | null;
}

/** Why an entry leaves what is published, and from which version to which. */
export interface Remise {
  /** The version of main that cannot be built. */
  echouee: string;
  /** The one that the site shows. */
  servie: string;
  relecteur: Signature;
  raison: string;
}

/** Reviews the confirmations: nothing that somebody wrote is in them. */
export const CONFIRMATION: Signature = { id: 'confirmation', nom: 'Confirmation par l’organisme' };

/** How many times a writing starts again because another program moved a reference meanwhile. */
const ESSAIS = 20;

interface Situation {
  releve: Releve;
  version: string;
  publie: Fiche | undefined;
  brouillon: Brouillon | undefined;
  /** Where the branch of the draft is, also when main holds it already and it only remains to be removed. */
  branche: string | undefined;
}

export type Ecriture = ReturnType<typeof createEcriture>;

export function createEcriture(
  objets: Objets,
  references: References,
  lecture: Lecture,
  check: Controle,
  onChange: () => void,
) {
  let file: Promise<unknown> = Promise.resolve();

  /** One writing at a time in this program; it starts again when another program was faster. */
  function queue<R>(write: () => Promise<R>, annonce: 'annonce' | 'silencieux' = 'annonce'): Promise<R> {
    const attempt = async (): Promise<R> => {
      for (let essai = 1; ; essai++) {
        try {
          const resultat = await write();
          if (annonce === 'annonce') onChange();
          return resultat;
        } catch (erreur) {
          if (!(erreur instanceof ReferenceDeplacee) || essai >= ESSAIS) throw erreur;
        }
      }
    };
    const tour = file.then(attempt);
    file = tour.catch(() => undefined);
    return tour;
  }

  /** A key made by hand rather than read would name any reference. */
  function requireCle(cle: Cle): void {
    if (readCle(formatCle(cle)) === undefined) throw new TypeError('This is not the key of an entry.');
  }

  async function look(cle: Cle): Promise<Situation> {
    requireCle(cle);
    const releve = await references.survey();
    const version = releve.main;
    const publie = await lecture.readFiche(cle, version);
    const ouvert = releve.ouverts.find((reference) => formatCle(reference.cle) === formatCle(cle));
    const brouillon = ouvert && (await lecture.toBrouillon(ouvert, publie));
    return { releve, version, publie, brouillon, branche: releve.branches.get(referenceOf(cle)) };
  }

  function requireLu({ brouillon, publie }: Situation, lu: string | null): void {
    const actuel = brouillon ? brouillon.oid : (publie?.oid ?? null);
    if (actuel !== lu) throw new ConflitDEcriture(actuel);
  }

  async function requireBrouillon(
    cle: Cle,
    lu: string | null,
  ): Promise<Situation & { brouillon: Brouillon }> {
    const situation = await look(cle);
    const { brouillon, publie } = situation;
    if (!brouillon) throw new ConflitDEcriture(publie?.oid ?? null);
    requireLu(situation, lu);
    return { ...situation, brouillon };
  }

  /** Drafts of entries that do not exist yet: another draft may already refer to them. */
  async function listNouveaux(releve: Releve): Promise<Brouillon[]> {
    return (await lecture.listBrouillonsAt(releve)).filter(({ isNouveau }) => isNouveau);
  }

  async function requireValide(
    cle: Cle,
    donnees: unknown,
    version: string,
    nouveaux: readonly Brouillon[] = [],
  ) {
    const erreurs = await check(cle, donnees, version, nouveaux);
    if (erreurs.length > 0) throw new FicheInvalide(erreurs);
  }

  /** The same tree where this entry has another text, or is no more. */
  async function replaceInTree(
    tree: string,
    { collection, slug }: Cle,
    oid: string | undefined,
  ): Promise<string> {
    const racine = (await objets.readTree(tree)) ?? [];
    const dossier = racine.find(({ nom }) => nom === collection);
    const nom = `${slug}.yaml`;
    const avant = dossier?.mode === '40000' ? ((await objets.readTree(dossier.oid)) ?? []) : [];
    const autres = avant.filter((entree) => entree.nom !== nom);
    const fichiers = oid === undefined ? autres : [...autres, { mode: '100644', nom, oid }];
    const dossiers = racine.filter((entree) => entree.nom !== collection);
    if (fichiers.length > 0)
      dossiers.push({ mode: '40000', nom: collection, oid: await objets.writeTree(fichiers) });
    return objets.writeTree(dossiers);
  }

  async function writeVersion(
    version: string,
    cle: Cle,
    oid: string | undefined,
    commit: Omit<CommitAEcrire, 'tree'>,
  ): Promise<string> {
    const { tree } = await lecture.readCommit(version);
    return objets.writeCommit({ ...commit, tree: await replaceInTree(tree, cle, oid) });
  }

  /** The draft as this commit makes it. */
  async function moveTo(cle: Cle, situation: Situation, commit: string): Promise<Brouillon> {
    await references.move([moveBrouillon(cle, situation, commit)]);
    return lecture.toBrouillon({ cle, tip: commit }, situation.publie);
  }

  const moveBrouillon = (cle: Cle, { branche }: Situation, apres: string | undefined): Mouvement => ({
    reference: referenceOf(cle),
    avant: branche,
    apres,
  });

  /** Text in its canonical form; undefined for a removal. */
  function toEcrit(cle: Cle, donnees: unknown): { donnees: unknown; texte: string } | undefined {
    if (donnees === null || donnees === undefined) return undefined;
    const normales = normalizeDonnees(schemaOf(cle.collection), donnees);
    return { donnees: normales, texte: toYaml(normales) };
  }

  function saveBrouillon(
    cle: Cle,
    donnees: unknown,
    { lu, auteur, etat }: Lu & { auteur: Signature; etat?: Etat },
  ): Promise<Brouillon> {
    return queue(async () => {
      const situation = await look(cle);
      requireLu(situation, lu);
      const { brouillon, version } = situation;
      // Null alone asks for a removal: a field that somebody forgot to pass must not.
      if (donnees === undefined) throw new TypeError('There is nothing to save.');
      const ecrit = toEcrit(cle, donnees);
      await requireValide(cle, ecrit?.donnees, version, ecrit && (await listNouveaux(situation.releve)));
      const suivant = etat ?? brouillon?.etat ?? 'draft';
      const oid = ecrit && (await objets.writeBlob(ecrit.texte));
      if (brouillon && brouillon.oid === (oid ?? null) && brouillon.etat === suivant) return brouillon;
      const base = brouillon?.base ?? version;
      const commit = await writeVersion(brouillon?.commit ?? version, cle, oid, {
        parents: [brouillon?.commit ?? version],
        auteur: cleanSignature(auteur),
        titre: `${oid === undefined ? 'Proposer de retirer' : 'Écrire'} ${formatCle(cle)}`,
        mentions: { Etat: suivant, Base: base },
      });
      return moveTo(cle, situation, commit);
    });
  }

  function setEtat(cle: Cle, etat: Etat, { lu, auteur }: Lu & { auteur: Signature }): Promise<Brouillon> {
    return queue(async () => {
      const situation = await requireBrouillon(cle, lu);
      const { brouillon } = situation;
      if (brouillon.etat === etat) return brouillon;
      const commit = await objets.writeCommit({
        tree: (await lecture.readCommit(brouillon.commit)).tree,
        parents: [brouillon.commit],
        auteur: cleanSignature(auteur),
        titre: `Changer l’état de ${formatCle(cle)}`,
        mentions: { Etat: etat, Base: brouillon.base },
      });
      return moveTo(cle, situation, commit);
    });
  }

  function deleteBrouillon(cle: Cle, { lu }: Lu & { auteur: Signature }): Promise<void> {
    return queue(async () => {
      const situation = await requireBrouillon(cle, lu);
      await references.move([moveBrouillon(cle, situation, undefined)]);
    });
  }

  /** The draft merged with what is published; conflicts that nobody decided are thrown. */
  async function mergeWithMain(
    { brouillon, publie }: { brouillon: Brouillon; publie: Fiche | undefined },
    choix: Readonly<Record<string, Choix>> = {},
  ): Promise<unknown> {
    const base = await lecture.readFiche(brouillon.cle, brouillon.base);
    const decide = (chemin: string) => (Object.hasOwn(choix, chemin) ? choix[chemin] : undefined);
    const donnees = brouillon.oid === null ? undefined : toComparable(brouillon);
    const fusion = mergeDonnees(toComparable(base), toComparable(publie), donnees, decide);
    if (fusion.conflits.length > 0) throw new ConflitDeChamps(fusion.conflits);
    return fusion.donnees;
  }

  function publish(cle: Cle, { lu, relecteur }: Lu & { relecteur: Signature }): Promise<{ commit: string }> {
    return queue(async () => {
      const situation = await requireBrouillon(cle, lu);
      const { brouillon, version } = situation;
      const ecrit = toEcrit(cle, await mergeWithMain(situation));
      await requireValide(cle, ecrit?.donnees, version);
      const responsable = cleanSignature(relecteur);
      const commit = await writeVersion(version, cle, ecrit && (await objets.writeBlob(ecrit.texte)), {
        parents: [version, brouillon.commit],
        auteur: brouillon.auteur,
        responsable,
        titre: `Publier ${formatCle(cle)}`,
        mentions: { 'Relu-par': formatSignature(responsable) },
      });
      await references.move([
        { reference: MAIN, avant: version, apres: commit },
        moveBrouillon(cle, situation, undefined),
      ]);
      return { commit };
    });
  }

  function settle(
    cle: Cle,
    choix: Readonly<Record<string, Choix>>,
    { lu, auteur }: Lu & { auteur: Signature },
  ): Promise<Brouillon> {
    return queue(async () => {
      const situation = await requireBrouillon(cle, lu);
      const { brouillon, version } = situation;
      const ecrit = toEcrit(cle, await mergeWithMain(situation, choix));
      await requireValide(cle, ecrit?.donnees, version, ecrit && (await listNouveaux(situation.releve)));
      const commit = await writeVersion(version, cle, ecrit && (await objets.writeBlob(ecrit.texte)), {
        parents: [brouillon.commit, version],
        auteur: cleanSignature(auteur),
        titre: `Accorder ${formatCle(cle)} avec ce qui est publié`,
        mentions: { Etat: brouillon.etat, Base: version },
      });
      return moveTo(cle, situation, commit);
    });
  }

  function remove(
    cle: Cle,
    { lu, auteur, relecteur }: Lu & { auteur: Signature; relecteur: Signature },
  ): Promise<{ commit: string }> {
    return queue(async () => {
      const situation = await look(cle);
      requireLu(situation, lu);
      const { version, publie, brouillon, branche } = situation;
      if (!publie) throw new ConflitDEcriture(null);
      await requireValide(cle, undefined, version);
      const responsable = cleanSignature(relecteur);
      const commit = await writeVersion(version, cle, undefined, {
        // What the draft said stays in history too.
        parents: brouillon ? [version, brouillon.commit] : [version],
        auteur: cleanSignature(auteur),
        responsable,
        titre: `Retirer ${formatCle(cle)}`,
        mentions: { 'Relu-par': formatSignature(responsable) },
      });
      await references.move([
        { reference: MAIN, avant: version, apres: commit },
        ...(branche === undefined ? [] : [moveBrouillon(cle, situation, undefined)]),
      ]);
      return { commit };
    });
  }

  async function restore(cle: Cle, commit: string, qui: Lu & { auteur: Signature }): Promise<Brouillon> {
    const fiche = await lecture.readFiche(cle, commit);
    if (!fiche) throw new VersionAbsente();
    return saveBrouillon(cle, toComparable(fiche), qui); // the check refuses what is no YAML
  }

  /**
   * What is published was found right: the day is written, and nothing else, so that nobody needs to review it. A draft
   * of the entry stays as it is, and goes on later.
   */
  function confirm(
    cle: Cle,
    { lu, auteur, groupes, date }: Lu & { auteur: Signature; groupes: readonly Groupe[]; date: DateCivile },
  ): Promise<{ commit: string }> {
    return queue(async () => {
      const { version, publie } = await look(cle);
      // Not the draft: what was read is what families read.
      if (!publie || publie.oid !== lu) throw new ConflitDEcriture(publie?.oid ?? null);
      const ecrit = toEcrit(cle, confirmGroupes(publie.donnees as object, groupes, date))!;
      await requireValide(cle, ecrit.donnees, version);
      const oid = await objets.writeBlob(ecrit.texte);
      if (oid === publie.oid) return { commit: version };
      const titre = `Confirmer ${formatCle(cle)}`;
      const confirmation = await writeVersion(version, cle, oid, {
        parents: [version],
        auteur: cleanSignature(auteur),
        titre,
        mentions: { Etat: 'pending_publish', Base: version },
      });
      const commit = await writeVersion(version, cle, oid, {
        parents: [version, confirmation],
        auteur: cleanSignature(auteur),
        responsable: CONFIRMATION,
        titre,
        raison: 'Seule la date de vérification change : publié sans relecture.',
        mentions: { 'Relu-par': formatSignature(CONFIRMATION) },
      });
      await references.move([{ reference: MAIN, avant: version, apres: commit }]);
      return { commit };
    });
  }

  function putBackToDraft(cle: Cle, { echouee, servie, relecteur, raison }: Remise): Promise<boolean> {
    return queue(async () => {
      const situation = await look(cle);
      const { version, publie, brouillon } = situation;
      const oid = await lecture.findOid(cle, echouee);
      // Published again since: nobody knows yet whether this text can be built.
      if (publie?.oid !== oid) return false;
      // Not what the publication before said: that one may be just as unable to be built.
      const avant = await lecture.findOid(cle, servie);
      if (avant === oid) return false;
      const [derniere] = await lecture.history(cle);
      const responsable = cleanSignature(relecteur);
      const retour = await writeVersion(version, cle, avant, {
        parents: [version],
        auteur: responsable,
        titre: `Remettre ${formatCle(cle)} en brouillon`,
        raison: `Raison : ${raison}`,
        mentions: { 'Relu-par': formatSignature(responsable) },
      });
      // A draft that somebody started meanwhile goes on, from what is published now.
      const suite = await writeVersion(retour, cle, brouillon ? (brouillon.oid ?? undefined) : oid, {
        parents: brouillon ? [brouillon.commit, retour] : [retour],
        auteur: brouillon?.auteur ?? derniere?.auteur ?? responsable,
        responsable,
        titre: `Reprendre ${formatCle(cle)}`,
        mentions: { Etat: brouillon?.etat ?? 'draft', Base: retour },
      });
      await references.move([
        { reference: MAIN, avant: version, apres: retour },
        moveBrouillon(cle, situation, suite),
      ]);
      return true;
    });
  }

  return {
    queue,
    replaceInTree,
    saveBrouillon,
    setEtat,
    deleteBrouillon,
    publish,
    settle,
    remove,
    restore,
    confirm,
    putBackToDraft,
    listNouveaux,
  };
}
