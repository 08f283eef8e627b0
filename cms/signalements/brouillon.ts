/** Makes a draft of a report: the entry it is about, or a new one, with a note that carries the text. */
import type { DateCivile } from '../../src/domain/date/jour';
import { toSlug } from '../../src/domain/reference/slug';
import type { TypeSlug } from '../../src/domain/structure/type';
import { type Cle, type Depot, type Signature, formatCle, readCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import type { Notes } from '../notes/notes';
import type { Signalement, Signalements } from './registre';

/** Shown as the author of the note: who wrote it is not known, and is not the coordination. */
export const AUTEUR = 'Un visiteur du site';
const ROLE_A_ECRIRE = 'À écrire : à quoi sert ce service, en une phrase simple.';
/** `cle.ts` allows a hundred; room is kept to tell two of the same name apart. */
const SLUG_MAX = 90;

/** The entry of a page: `/structures/le-hangar/` is that of `structures/le-hangar`. */
export function ficheOf(page: string | undefined): Cle | undefined {
  const [, chemin = ''] = /^\/((?:structures|lieux|balades)\/[^/]+)\/$/.exec(page ?? '') ?? [];
  return readCle(chemin);
}

async function findSlugLibre(depot: Depot, nom: string): Promise<Cle> {
  const court = toSlug(nom).slice(0, SLUG_MAX).replace(/-+$/, '') || 'service-propose';
  for (let rang = 1; ; rang++) {
    const cle: Cle = { collection: 'structures', slug: rang === 1 ? court : `${court}-${rang}` };
    if (!(await depot.readFiche(cle)) && !(await depot.readBrouillon(cle))) return cle;
  }
}

export interface Demande {
  auteur: Signature;
  /** Type of the new service: nothing in a proposal says it surely. */
  type: TypeSlug;
  aujourdhui: DateCivile;
}

async function writeNouvelle(depot: Depot, nom: string, { auteur, type, aujourdhui }: Demande): Promise<Cle> {
  const cle = await findSlugLibre(depot, nom);
  // Nothing of the message: it was not checked, and could be published without being seen.
  const donnees = {
    nom,
    type,
    statut: 'ouvert',
    role: ROLE_A_ECRIRE,
    sources: [{ titre: 'Proposition reçue sur le site', date: aujourdhui }],
  };
  await depot.saveBrouillon(cle, donnees, { lu: null, auteur });
  return cle;
}

/** A draft that is there already stays as it is: only the note is added. */
async function openExistante(depot: Depot, cle: Cle, auteur: Signature): Promise<Cle> {
  if (await depot.readBrouillon(cle)) return cle;
  const publie = await depot.readFiche(cle);
  if (!publie) throw new ErreurHttp(404, 'introuvable', 'La fiche de cette page n’existe plus.');
  await depot.saveBrouillon(cle, publie.donnees, { lu: publie.oid, auteur });
  return cle;
}

/** Asked twice, it is done once. */
export async function makeBrouillon(
  { depot, notes, signalements }: { depot: Depot; notes: Notes; signalements: Signalements },
  signalement: Signalement,
  demande: Demande,
): Promise<Cle> {
  const deja = signalement.fiche === undefined ? undefined : readCle(signalement.fiche);
  if (deja) return deja;
  const { id, genre, nom, page, message } = signalement;
  const existante = ficheOf(page);
  if (genre === 'erreur' && !existante)
    throw new ErreurHttp(
      422,
      'sans-fiche',
      'Ce message ne porte pas sur une fiche : corrigez la page concernée.',
    );
  const cle =
    genre === 'proposition' || !existante
      ? await writeNouvelle(depot, nom ?? 'Service proposé', demande)
      : await openExistante(depot, existante, demande.auteur);
  // Asked twice at once, the first one has finished meanwhile; from here on, nothing waits.
  const { fiche } = signalements.find(id);
  const faite = fiche === undefined ? undefined : readCle(fiche);
  if (faite) return faite;
  const note = notes.add(cle, { auteur: AUTEUR, texte: message });
  signalements.setFiche(id, formatCle(cle), note.id);
  return cle;
}
