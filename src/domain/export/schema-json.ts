/** `/donnees/schema/<collection>.json`: what may be written in each kind of entry, as JSON Schema. */
import { z } from 'zod';
import { COLLECTIONS, type NomDeCollection } from '../contenu/collection';
import type { Portail } from '../portail/portail';
import { toUrl } from './en-tete';

/** Each schema describes one entry, even where a file holds a list of them. */
export const TITRES: Record<NomDeCollection, string> = {
  territoire: 'Territoire',
  communes: 'Commune',
  lieux: 'Lieu',
  structures: 'Structure',
  evenements: 'Évènement',
  balades: 'Balade',
  actions: 'Fiche action',
  indicateurs: 'Indicateur',
  guide: 'Article du guide',
  aides: 'Aide',
  lexique: 'Terme du lexique',
  urgences: 'Numéro d’urgence',
  calendrier: 'Calendrier scolaire',
};

export type SchemaJson = Record<string, unknown> & { $schema: string; $id: string; title: string };

/**
 * The schema of an entry as people write it: a field with a default may be left out. Rules that span several
 * fields are not expressible there; they are checked by the build.
 */
export function toSchemaJson(collection: NomDeCollection, portail: Portail): SchemaJson {
  const { $schema, ...schema } = z.toJSONSchema(COLLECTIONS[collection].schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
  });
  return {
    $schema: $schema ?? 'https://json-schema.org/draft/2020-12/schema',
    $id: toUrl(`/donnees/schema/${collection}.json`, portail),
    title: TITRES[collection],
    ...schema,
  };
}
