/** From files as they are read to content that can be trusted, or to the list of all that is wrong. */
import type { z } from 'zod';
import type { DateCivile } from '../date/date-civile';
import { codeInseeSchema } from '../lieu/schema';
import { referenceSchema } from '../reference/schema';
import { toSlug } from '../reference/slug';
import {
  COLLECTIONS,
  type Contenu,
  type NomDeCollection,
  NOMS_DE_COLLECTION,
  type Rangement,
} from './collection';
import { type EntreeLue, checkCoherence } from './coherence';
import type { ErreurDeContenu } from './erreur';
import { MESSAGE_FICHIER_VIDE, isEmpty, toErreurs } from './traduction';

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

interface Item {
  slug: string;
  donnees: unknown;
  prefixe: (string | number)[];
}

function readField(item: unknown, champ: string): unknown {
  return item !== null && typeof item === 'object' ? Reflect.get(item, champ) : undefined;
}

/** Entries of one file: the file itself, or each item of its list. */
function toItems({ collection, slug, donnees, chemin }: FichierLu): Item[] | ErreurDeContenu {
  if (COLLECTIONS[collection].rangement !== 'liste') return [{ slug, donnees, prefixe: [] }];
  if (!Array.isArray(donnees))
    return {
      fichier: chemin,
      champ: '',
      message: isEmpty(donnees)
        ? MESSAGE_FICHIER_VIDE
        : 'on attend une liste (une ligne par élément, précédée d’un tiret).',
    };
  return donnees.map((item: unknown, rang) => {
    const nom = readField(item, 'nom');
    return { slug: typeof nom === 'string' ? toSlug(nom) : String(rang), donnees: item, prefixe: [rang] };
  });
}

/** Files that no territory can do without, and what they are for. */
const INDISPENSABLES = [
  ['territoire', 'il décrit le territoire'],
  ['communes', 'il donne la liste des communes'],
] as const satisfies [NomDeCollection, string][];

interface Lecture {
  schema: z.ZodType;
  resultat: z.ZodSafeParseResult<unknown>;
}
const lectures = new WeakMap<object, Lecture>();

/** The atelier checks the same frozen entries at each writing: what their schema says of them cannot change. */
function parseOnce(schema: z.ZodType, donnees: unknown): Lecture['resultat'] {
  if (typeof donnees !== 'object' || donnees === null || !Object.isFrozen(donnees))
    return schema.safeParse(donnees);
  const connue = lectures.get(donnees);
  if (connue?.schema === schema) return connue.resultat;
  const resultat = schema.safeParse(donnees);
  lectures.set(donnees, { schema, resultat });
  return resultat;
}

function compareFichiers(a: ErreurDeContenu, b: ErreurDeContenu): number {
  return a.fichier < b.fichier ? -1 : Number(a.fichier > b.fichier);
}

const DOSSIERS = NOMS_DE_COLLECTION.filter((nom) =>
  (['dossier', 'commun'] as Rangement[]).includes(COLLECTIONS[nom].rangement),
);

/**
 * Checks every file; nothing is hidden behind the first error. Errors come file by file. `perdus` are the paths of the
 * files that look like entries but that no collection holds.
 */
export function verifyContenu(
  fichiers: readonly FichierLu[],
  aujourdhui: DateCivile,
  perdus: readonly string[] = [],
): Verification {
  const erreurs: ErreurDeContenu[] = perdus.map((fichier) => ({
    fichier,
    champ: '',
    message: `ce fichier ne serait pas lu. Son nom finit-il par .yaml, et son dossier est-il l’un de ceux-ci : ${DOSSIERS.join(', ')} ? Renommez-le, déplacez-le ou retirez-le.`,
  }));
  const contenu = Object.fromEntries(NOMS_DE_COLLECTION.map((nom) => [nom, []])) as unknown as Contenu;
  const refus = {
    entrees: [] as EntreeLue[],
    fiches: new Set<string>(),
    communes: new Set<string>(),
    listeDesCommunes: false,
  };

  function refuse(collection: NomDeCollection, slug: string, donnees?: unknown): void {
    if (collection !== 'communes') refus.fiches.add(`${collection}/${slug}`);
    else {
      // Quotes are easily forgotten around a code: a number is as good here.
      const ecrit = readField(donnees, 'codeInsee');
      const code = codeInseeSchema.safeParse(typeof ecrit === 'number' ? String(ecrit) : ecrit);
      if (code.success) refus.communes.add(code.data);
      else refus.listeDesCommunes = true;
    }
  }

  for (const [collection, utilite] of INDISPENSABLES) {
    if (fichiers.some((fichier) => fichier.collection === collection)) continue;
    erreurs.push({
      fichier: `${collection}.yaml`,
      champ: '',
      message: `ce fichier manque : ${utilite}. Copiez celui d’un autre territoire et adaptez-le.`,
    });
    refuse(collection, collection);
  }
  for (const fichier of fichiers) {
    const { collection, chemin } = fichier;
    if (fichier.erreurDeLecture !== undefined) {
      erreurs.push({ fichier: chemin, champ: '', message: fichier.erreurDeLecture });
      refuse(collection, fichier.slug);
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
      refuse(collection, fichier.slug);
      continue;
    }
    const { schema } = COLLECTIONS[collection];
    for (const { slug, donnees, prefixe } of items) {
      const resultat = parseOnce(schema, donnees);
      if (resultat.success)
        (contenu[collection] as object[]).push({ slug, fichier: chemin, donnees: resultat.data });
      else {
        erreurs.push(...toErreurs(schema, donnees, chemin, prefixe));
        refus.entrees.push({ collection, fichier: chemin, donnees });
        refuse(collection, slug, donnees);
      }
    }
  }
  const coherence = checkCoherence(contenu, aujourdhui, refus);
  return {
    contenu,
    erreurs: [...erreurs, ...coherence.erreurs].sort(compareFichiers),
    avertissements: coherence.avertissements.sort(compareFichiers),
  };
}
