/** Answers what Decap asks. Rights are asked of `droits.ts` for each entry; what may not be read is not in the lists. */
import { formatDate, formatHeure } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import { ErreurHttp } from '../erreur-http';
import {
  type Brouillon,
  type Cle,
  ConflitDEcriture,
  ConflitDeChamps,
  type Depot,
  type Fiche,
  type Signature,
  formatCle,
  toCle,
} from '../depot/depot';
import type { Note, Notes } from '../notes/notes';
import { type Action, type Qui, decide } from '../personnes/droits';
import type { Personne } from '../personnes/personnes';
import { readTexte, toChemin, toTexte } from './fil';
import type { Requete } from './requete';

export interface Demandeur {
  qui: Qui;
  personne: Personne;
  auteur: Signature;
}

export interface OptionsDuProtocole {
  depot: Depot;
  notes: Notes;
  /** Throws 401 or 403. */
  requireDroit: (demandeur: Demandeur, action: Action, cle?: Cle) => void;
  /** Told of each publication, so that the site is built again. */
  onPublication: (fiche: Pick<Fiche, 'cle' | 'donnees'>, commit: string, demandeur: Demandeur) => void;
  /** Told of each draft that waits for a review. */
  onSoumission: (brouillon: Brouillon, demandeur: Demandeur) => void;
  urlDApercu: (cle: Cle) => string;
}

type Params<N extends Requete['action']> = Extract<Requete, { action: N }>['params'];

const absente = () => new ErreurHttp(404, 'introuvable', 'Cette fiche n’existe pas.');

export function createProtocole(options: OptionsDuProtocole) {
  const { depot, notes, requireDroit, onPublication, onSoumission, urlDApercu } = options;

  const toFile = (fiche: Fiche) => ({
    data: toTexte(fiche),
    file: { path: toChemin(fiche.cle), label: fiche.cle.slug, id: fiche.oid },
  });

  async function requireBrouillon(demandeur: Demandeur, cle: Cle): Promise<Brouillon & { oid: string }> {
    requireDroit(demandeur, 'lire-brouillon', cle);
    const brouillon = await depot.readBrouillon(cle);
    // A draft that asks for a removal has no text to edit: the coordination decides of it in the atelier.
    if (!brouillon || brouillon.oid === null) throw absente();
    return { ...brouillon, oid: brouillon.oid };
  }

  async function listBrouillons({ qui }: Demandeur): Promise<Brouillon[]> {
    return (await depot.listBrouillons()).filter(
      ({ cle, oid }) => oid !== null && decide(qui, 'lire-brouillon', cle) === 'oui',
    );
  }

  /** Says who was faster and when; what was typed stays on the screen. */
  async function tellConflit(cle: Cle, actuel: string | null): Promise<never> {
    const brouillon = await depot.readBrouillon(cle);
    const [version] = brouillon ? [] : await depot.history(cle);
    const auteur = brouillon?.auteur.nom ?? version?.auteur.nom;
    const date = brouillon?.modifieLe ?? version?.date;
    const qui =
      auteur !== undefined && date !== undefined
        ? `${auteur} a enregistré cette fiche le ${formatInstant(date)}, après que vous l’avez ouverte.`
        : 'Cette fiche a changé après que vous l’avez ouverte.';
    throw new ErreurHttp(
      409,
      'ecrit-avant-vous',
      `${qui} Rien n’est perdu : votre texte reste à l’écran. Copiez ce que vous avez changé, rechargez la page, puis reportez-le.`,
      { actuel, auteur, date },
    );
  }

  /** Every writing: what happened meanwhile is told in words. */
  async function write<R>(cle: Cle, ecriture: () => Promise<R>): Promise<R> {
    try {
      return await ecriture();
    } catch (erreur) {
      if (erreur instanceof ConflitDEcriture) return tellConflit(cle, erreur.actuel);
      if (erreur instanceof ConflitDeChamps) {
        const champs = erreur.champs.map(({ chemin }) => `« ${chemin || 'toute la fiche'} »`).join(', ');
        throw new ErreurHttp(
          409,
          'conflit',
          `La fiche publiée a changé entre-temps : ${champs}. Ouvrez la relecture de cette fiche dans l’atelier (/espace/) pour choisir, champ par champ.`,
          { champs: erreur.champs },
        );
      }
      throw erreur;
    }
  }

  async function persist(demandeur: Demandeur, params: Params<'persistEntry'>) {
    const [{ path: cle, raw }] = params.dataFiles as [(typeof params.dataFiles)[number]];
    const brouillon = await depot.readBrouillon(cle);
    const isNouvelle = !brouillon && !(await depot.readFiche(cle));
    requireDroit(demandeur, 'ecrire-brouillon', cle);
    if (isNouvelle) requireDroit(demandeur, 'creer', cle);
    const isRelecture = decide(demandeur.qui, 'valider', cle) === 'oui';
    const voulu = params.options?.status ?? brouillon?.etat ?? 'draft';
    // A text that somebody declared ready is no longer when a partner changes it.
    const etat = voulu === 'pending_publish' && !isRelecture ? 'pending_review' : voulu;
    const ecrit = await write(cle, () =>
      depot.saveBrouillon(cle, readTexte(cle, raw), { lu: params.lu, auteur: demandeur.auteur, etat }),
    );
    if (etat === 'pending_review' && brouillon?.etat !== etat) onSoumission(ecrit, demandeur);
    return { message: 'Enregistré.', version: ecrit.oid };
  }

  async function changeEtat(
    demandeur: Demandeur,
    { cle, newStatus, lu }: Params<'updateUnpublishedEntryStatus'>,
  ) {
    const actions = {
      draft: 'ecrire-brouillon',
      pending_review: 'soumettre',
      pending_publish: 'valider',
    } as const;
    requireDroit(demandeur, actions[newStatus], cle);
    const avant = await requireBrouillon(demandeur, cle);
    const apres = await write(cle, () => depot.setEtat(cle, newStatus, { lu, auteur: demandeur.auteur }));
    if (newStatus === 'pending_review' && avant.etat !== newStatus) onSoumission(apres, demandeur);
    return { message: 'État changé.' };
  }

  async function publish(demandeur: Demandeur, { cle, lu }: Params<'publishUnpublishedEntry'>) {
    requireDroit(demandeur, 'publier', cle);
    const { commit } = await write(cle, () => depot.publish(cle, { lu, relecteur: demandeur.auteur }));
    const fiche = await depot.readFiche(cle);
    onPublication({ cle, donnees: fiche?.donnees }, commit, demandeur);
    return { message: 'Publié.', version: fiche?.oid ?? null };
  }

  async function remove(demandeur: Demandeur, { paths: [cle], lu }: Params<'deleteFiles'>) {
    requireDroit(demandeur, 'supprimer', cle);
    const fiche = await depot.readFiche(cle!);
    if (!fiche) throw absente();
    const { auteur } = demandeur;
    const { commit } = await write(cle!, () => depot.remove(cle!, { lu, auteur, relecteur: auteur }));
    onPublication(fiche, commit, demandeur);
    return { message: 'Retiré du site.', version: null };
  }

  async function listByFolder(demandeur: Demandeur, { folder }: Params<'entriesByFolder'>) {
    const collection = toCle(folder, 'x')?.collection;
    if (!collection) throw absente();
    requireDroit(demandeur, 'lire-fiche');
    const fiches = await depot.listFiches(collection);
    return fiches.filter(({ cle }) => decide(demandeur.qui, 'ecrire-brouillon', cle) === 'oui').map(toFile);
  }

  async function describe(demandeur: Demandeur, cle: Cle) {
    const { etat, oid, modifieLe, auteur, isNouveau } = await requireBrouillon(demandeur, cle);
    const path = toChemin(cle);
    const diff = { oldPath: path, newPath: path, path, id: oid, newFile: isNouveau, binary: false };
    return {
      ...cle,
      status: etat,
      diffs: [{ ...diff, status: isNouveau ? 'added' : 'modified' }],
      updatedAt: modifieLe,
      pullRequestAuthor: auteur.nom,
    };
  }

  async function readPublie(demandeur: Demandeur, cle: Cle) {
    requireDroit(demandeur, 'lire-fiche', cle);
    const fiche = await depot.readFiche(cle);
    return fiche ? toFile(fiche) : { data: null, file: { path: toChemin(cle), id: null } };
  }

  /** A note, with the names that Decap gives. */
  const toNoteDeDecap = ({ slug }: Cle, { id, auteur, texte, ecriteLe, isReglee }: Note) => ({
    ...{ id, author: auteur, content: texte, timestamp: ecriteLe, resolved: isReglee, entrySlug: slug },
  });

  function annotate(demandeur: Demandeur, cle: Cle): void {
    requireDroit(demandeur, 'annoter', cle);
  }

  function requireSaNote({ personne }: Demandeur, cle: Cle, id: string): void {
    if (notes.find(cle, id).personne !== personne.id)
      throw new ErreurHttp(403, 'refuse', 'Seule la personne qui a écrit ce mot peut le changer.');
  }

  /** Anybody who may read a note says that it is settled; only its author changes its words. */
  function updateNote(demandeur: Demandeur, { cle, noteId, updates }: Params<'updateNote'>) {
    annotate(demandeur, cle);
    if (updates.content !== undefined) {
      requireSaNote(demandeur, cle, noteId);
      notes.update(cle, noteId, updates.content);
    }
    if (updates.resolved !== undefined) notes.setReglee(cle, noteId, updates.resolved);
    return { note: toNoteDeDecap(cle, notes.find(cle, noteId)) };
  }

  return async function answer(demandeur: Demandeur, requete: Requete): Promise<unknown> {
    requireDroit(demandeur, 'ecrire-brouillon');
    switch (requete.action) {
      case 'info':
        return { repo: 'atelier', publish_modes: ['editorial_workflow'], type: 'atelier' };
      case 'getMedia':
        return [];
      case 'entriesByFolder':
        return listByFolder(demandeur, requete.params);
      case 'entriesByFiles':
        return Promise.all(requete.params.files.map(({ path }) => readPublie(demandeur, path)));
      case 'getEntry':
        return readPublie(demandeur, requete.params.path);
      case 'unpublishedEntries':
        return (await listBrouillons(demandeur)).map(({ cle }) => formatCle(cle));
      case 'unpublishedEntry':
        return describe(demandeur, requete.params.cle);
      case 'unpublishedEntryDataFile': {
        const brouillon = await requireBrouillon(demandeur, requete.params.cle);
        return { data: toTexte(brouillon), version: brouillon.oid };
      }
      case 'deleteUnpublishedEntry': {
        const { cle, lu } = requete.params;
        requireDroit(demandeur, 'abandonner', cle);
        await requireBrouillon(demandeur, cle);
        await write(cle, () => depot.deleteBrouillon(cle, { lu, auteur: demandeur.auteur }));
        return { message: 'Brouillon supprimé.', version: (await depot.readFiche(cle))?.oid ?? null };
      }
      case 'persistEntry':
        return persist(demandeur, requete.params);
      case 'updateUnpublishedEntryStatus':
        return changeEtat(demandeur, requete.params);
      case 'publishUnpublishedEntry':
        return publish(demandeur, requete.params);
      case 'deleteFiles':
        return remove(demandeur, requete.params);
      case 'getDeployPreview': {
        const { cle } = requete.params;
        requireDroit(demandeur, 'lire-brouillon', cle);
        if (!(await depot.readBrouillon(cle)) && !(await depot.readFiche(cle))) throw absente();
        return { url: urlDApercu(cle), status: 'success' };
      }
      case 'getNotes': {
        const { cle } = requete.params;
        annotate(demandeur, cle);
        return { notes: notes.list(cle).map((note) => toNoteDeDecap(cle, note)) };
      }
      case 'addNote': {
        const { cle, note } = requete.params;
        annotate(demandeur, cle);
        const { auteur, personne } = demandeur;
        const ecrite = notes.add(cle, { auteur: auteur.nom, personne: personne.id, texte: note.content });
        return { note: toNoteDeDecap(cle, ecrite) };
      }
      case 'updateNote':
        return updateNote(demandeur, requete.params);
      case 'deleteNote': {
        const { cle, noteId } = requete.params;
        annotate(demandeur, cle);
        requireSaNote(demandeur, cle, noteId);
        notes.remove(cle, noteId);
        return { message: 'Mot supprimé.' };
      }
      case 'toggleNoteResolution': {
        const { cle, noteId } = requete.params;
        annotate(demandeur, cle);
        const ecrite = notes.setReglee(cle, noteId, !notes.find(cle, noteId).isReglee);
        return { note: toNoteDeDecap(cle, ecrite) };
      }
      case 'getPRMetadata':
        annotate(demandeur, requete.params.cle);
        return { metadata: null };
    }
  };
}

/** `jeudi 26 novembre 2026 à 10 h 12`, in Paris. */
function formatInstant(iso: string): string {
  const instant = new Date(iso);
  const heure = instant.toLocaleTimeString('fr-FR', {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${formatDate(toDateInParis(instant), { annee: true })} à ${formatHeure(heure)}`;
}
