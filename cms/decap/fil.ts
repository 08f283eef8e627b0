/** Entries as they travel between Decap and the server: JSON that also says which version it is. */
import { ErreurHttp } from '../erreur-http';
import { type Cle, type Fiche, formatCle } from '../depot/depot';
import { EXTENSION } from './configuration';

/** Kept by Decap with the fields that it does not know: what is saved says by itself what it started from. */
export const VERSION = '_version';

/** Decap wants an object in each file: a list is put in one. */
const listeOf = ({ collection }: Cle): string | undefined =>
  collection === 'communes' ? 'communes' : undefined;

export const toChemin = (cle: Cle): string => `${formatCle(cle)}.${EXTENSION}`;

export function toTexte({ cle, oid, donnees }: Pick<Fiche, 'cle' | 'oid' | 'donnees'>): string {
  const liste = listeOf(cle);
  const champs = liste === undefined ? (donnees as object) : { [liste]: donnees };
  return JSON.stringify({ ...champs, [VERSION]: oid });
}

/** The data of an entry, from what Decap sends. */
export function readTexte(cle: Cle, texte: string): unknown {
  const refuse = () => new ErreurHttp(422, 'invalide', 'Cette fiche n’est pas lisible.');
  let lu: unknown;
  try {
    lu = JSON.parse(texte);
  } catch {
    throw refuse();
  }
  if (typeof lu !== 'object' || lu === null || Array.isArray(lu)) throw refuse();
  const champs = Object.fromEntries(Object.entries(lu).filter(([nom]) => nom !== VERSION));
  const liste = listeOf(cle);
  if (liste === undefined) return champs;
  // Nothing instead of the list would ask for the removal of all.
  if (!Array.isArray(champs[liste])) throw refuse();
  return champs[liste];
}
