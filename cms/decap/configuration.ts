/** The configuration of Decap, one for each role: it shows what a person may do; the server decides it. */
import { COLLECTIONS } from '../../src/domain/contenu/collection';
import { type Qui, COLLECTIONS_A_TENIR, decide } from '../personnes/droits';
import { type CollectionEditable, COLLECTIONS_EDITABLES, isUnique } from '../depot/cle';
import { type Choix, toChamps } from './champs';
import { COLLECTIONS_DE_DECAP } from './libelles';

/** Entries travel as JSON: YAML, in a browser, would turn an hour or a « no » into something else. */
export const EXTENSION = 'json';
/** Decap wants a name for the branch; ours never leaves the server. */
export const BRANCHE = 'main';
export const ADRESSE_DU_PROTOCOLE = '/cms/api/v1';

const ordinaires = { extension: EXTENSION, format: EXTENSION };

function toCollection(collection: CollectionEditable, choix: Choix, isCoordination: boolean): object {
  const { pluriel, singulier, titre, aide } = COLLECTIONS_DE_DECAP[collection];
  const { schema, rangement } = COLLECTIONS[collection];
  const champs = toChamps(schema, {
    choix,
    chemin: [collection],
    isDansFacultatif: false,
  });
  const commun = { name: collection, label: pluriel, label_singular: singulier, description: aide };
  if (isUnique(collection)) {
    // A list has no name of its own in its file: it is put in a field, which the server takes away.
    const liste = {
      ...{ name: 'communes', label: pluriel, widget: 'list', required: true, label_singular: 'commune' },
      ...{ collapsed: true, summary: '{{fields.nom}}', fields: champs },
    };
    return {
      ...commun,
      ...ordinaires,
      publish: isCoordination,
      delete: false,
      files: [
        {
          ...{ name: collection, label: singulier, file: `${collection}/${collection}.${EXTENSION}` },
          fields: rangement === 'liste' ? [liste] : champs,
        },
      ],
    };
  }
  return {
    ...commun,
    ...ordinaires,
    folder: collection,
    slug: `{{${titre}}}`,
    identifier_field: titre,
    summary: `{{${titre}}}`,
    create: isCoordination,
    delete: isCoordination,
    publish: isCoordination,
    sortable_fields: [titre],
    fields: champs,
  };
}

/** The collections that a person finds in Decap. */
export function listCollections(qui: Qui): CollectionEditable[] {
  if (decide(qui, 'creer') === 'oui') return [...COLLECTIONS_EDITABLES];
  return COLLECTIONS_A_TENIR.filter((collection) =>
    [...qui.fiches].some((fiche) => fiche.startsWith(`${collection}/`)),
  );
}

export interface OptionsDeConfiguration {
  qui: Qui;
  choix: Choix;
}

export function createConfiguration({ qui, choix }: OptionsDeConfiguration): object {
  const isCoordination = decide(qui, 'publier') === 'oui';
  return {
    load_config_file: false,
    backend: { name: 'atelier', proxy_url: ADRESSE_DU_PROTOCOLE, branch: BRANCHE },
    locale: 'fr',
    publish_mode: 'editorial_workflow',
    // No file is ever sent; Decap wants a folder all the same.
    media_folder: 'sans-fichier',
    show_preview_links: true,
    slug: { encoding: 'ascii', clean_accents: true },
    editor: { preview: true, notes: true },
    collections: listCollections(qui).map((collection) => toCollection(collection, choix, isCoordination)),
  };
}
