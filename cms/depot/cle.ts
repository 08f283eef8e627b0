/** The name of an entry in the store: its collection and its short name. Nothing else can be read or written. */
import { COLLECTIONS } from '../../src/domain/contenu/collection';
import { NOM_COURT } from '../../src/domain/reference/slug';
import { z } from 'zod';

export const COLLECTIONS_EDITABLES = [
  'structures',
  'lieux',
  'evenements',
  'balades',
  'actions',
  'indicateurs',
  'territoire',
  'communes',
] as const;
export type CollectionEditable = (typeof COLLECTIONS_EDITABLES)[number];

export interface Cle {
  collection: CollectionEditable;
  slug: string;
}

/** Longer names would not fit in every file system, nor in an address that somebody copies. */
const SLUG_MAX = 100;

const isCollection = (nom: string): nom is CollectionEditable =>
  (COLLECTIONS_EDITABLES as readonly string[]).includes(nom);

/** A collection that is one file has one entry, named as it is. */
export const isUnique = (collection: CollectionEditable): boolean =>
  COLLECTIONS[collection].rangement !== 'dossier';

/** The key, when both parts are what a key may be. */
export function toCle(collection: string, slug: string): Cle | undefined {
  if (!isCollection(collection) || slug.length > SLUG_MAX || !NOM_COURT.test(slug)) return undefined;
  return isUnique(collection) && slug !== collection ? undefined : { collection, slug };
}

/** `structures/le-hangar` is a key; anything else, `../config` or `structures/x.yaml`, is refused. */
export function readCle(texte: string): Cle | undefined {
  const [collection = '', slug = '', ...reste] = texte.split('/');
  return reste.length > 0 ? undefined : toCle(collection, slug);
}

export const formatCle = ({ collection, slug }: Cle): string => `${collection}/${slug}`;

/** The schema of the whole file of an entry: a list, for communes. */
export function schemaOf(collection: CollectionEditable): z.ZodType {
  const { schema, rangement } = COLLECTIONS[collection];
  return rangement === 'liste' ? z.array(schema) : schema;
}
