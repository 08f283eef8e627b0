/** From files as they are read to content that can be trusted, or to the list of all that is wrong. */
import type { DateCivile } from '../date/date-civile';
import { referenceSchema } from '../reference/schema';
import { toSlug } from '../reference/slug';
import { COLLECTIONS, type Contenu, type NomDeCollection, NOMS_DE_COLLECTION } from './collection';
import { checkCoherence } from './coherence';
import type { ErreurDeContenu } from './erreur';
import { toErreurs } from './traduction';

/** A file as it was read: its data, or the reason why it could not be read. */
export interface FichierLu {
  collection: NomDeCollection;
  /** Path shown to people, from the content folder. */
  chemin: string;
  /** File name without extension. */
  slug: string;
  donnees?: unknown;
  erreurDeLecture?: string;
}

export interface Verification {
  /** Entries that passed their schema; complete only when there is no error. */
  contenu: Contenu;
  erreurs: ErreurDeContenu[];
  avertissements: ErreurDeContenu[];
}

/** Entries of one file: the file itself, or each item of its list. */
function toItems({
  collection,
  slug,
  donnees,
  chemin,
}: FichierLu): { slug: string; donnees: unknown; prefixe: (string | number)[] }[] | ErreurDeContenu {
  if (COLLECTIONS[collection].rangement !== 'liste') return [{ slug, donnees, prefixe: [] }];
  if (!Array.isArray(donnees))
    return {
      fichier: chemin,
      champ: '',
      message: 'on attend une liste (une ligne par élément, précédée d’un tiret).',
    };
  return donnees.map((item: unknown, rang) => {
    const nom: unknown = item !== null && typeof item === 'object' ? Reflect.get(item, 'nom') : undefined;
    return { slug: toSlug(typeof nom === 'string' ? nom : String(rang)), donnees: item, prefixe: [rang] };
  });
}

/** Checks every file; nothing is hidden behind the first error. */
export function verifyContenu(fichiers: readonly FichierLu[], aujourdhui: DateCivile): Verification {
  const erreurs: ErreurDeContenu[] = [];
  const contenu = Object.fromEntries(NOMS_DE_COLLECTION.map((nom) => [nom, []])) as unknown as Contenu;

  for (const fichier of fichiers) {
    const { collection, chemin } = fichier;
    if (fichier.erreurDeLecture !== undefined) {
      erreurs.push({ fichier: chemin, champ: '', message: fichier.erreurDeLecture });
      continue;
    }
    if (!referenceSchema.safeParse(fichier.slug).success) {
      erreurs.push({
        fichier: chemin,
        champ: '',
        valeur: fichier.slug,
        message:
          'nom de fichier non valable. Écrivez-le en minuscules, sans accent ni espace, avec des tirets.',
      });
    }
    const items = toItems(fichier);
    if (!Array.isArray(items)) {
      erreurs.push(items);
      continue;
    }
    const { schema } = COLLECTIONS[collection];
    for (const { slug, donnees, prefixe } of items) {
      const resultat = schema.safeParse(donnees);
      if (resultat.success)
        (contenu[collection] as object[]).push({ slug, fichier: chemin, donnees: resultat.data });
      else erreurs.push(...toErreurs(schema, donnees, chemin, prefixe));
    }
  }
  if (contenu.territoire.length === 0 && !fichiers.some(({ collection }) => collection === 'territoire')) {
    erreurs.push({
      fichier: 'territoire.yaml',
      champ: '',
      message:
        'ce fichier manque : il décrit le territoire. Copiez celui d’un autre territoire et adaptez-le.',
    });
  }
  const coherence = checkCoherence(contenu, aujourdhui);
  // A reference to an entry refused above is not a second mistake.
  const refused = new Set(
    erreurs.map(({ fichier }) =>
      fichier
        .replace(/\.ya?ml$/, '')
        .split('/')
        .slice(-2)
        .join('/'),
    ),
  );
  const isSecondary = ({ message }: ErreurDeContenu) =>
    [...refused].some((chemin) => message.includes(`Créez ${chemin}.yaml`));
  return {
    contenu,
    erreurs: [...erreurs, ...coherence.erreurs.filter((erreur) => !isSecondary(erreur))],
    avertissements: coherence.avertissements,
  };
}
