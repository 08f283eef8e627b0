/** Turns what zod reports into sentences that a person without technical knowledge can act on. */
import { z } from 'zod';
import type { ErreurDeContenu } from './erreur';

type Chemin = readonly PropertyKey[];

function valueAt(donnees: unknown, chemin: Chemin): unknown {
  return chemin.reduce<unknown>(
    (valeur, cle) => (valeur !== null && typeof valeur === 'object' ? Reflect.get(valeur, cle) : undefined),
    donnees,
  );
}

interface NoeudJson {
  description?: string;
  properties?: Record<string, NoeudJson>;
  items?: NoeudJson;
  anyOf?: NoeudJson[];
  oneOf?: NoeudJson[];
}

const alternatives = (noeud: NoeudJson): NoeudJson[] => [
  noeud,
  ...(noeud.anyOf ?? []),
  ...(noeud.oneOf ?? []),
];

/** The description that the schema gives to a field: it says what to write there. */
function describeField(schema: z.ZodType, chemin: Chemin): string | undefined {
  let noeuds = alternatives(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as NoeudJson);
  for (const cle of chemin) {
    noeuds = noeuds
      .flatMap((noeud) => (typeof cle === 'number' ? [noeud.items] : [noeud.properties?.[String(cle)]]))
      .filter((noeud): noeud is NoeudJson => noeud !== undefined)
      .flatMap(alternatives);
  }
  return noeuds.find(({ description }) => description)?.description;
}

const TYPES_ATTENDUS: Record<string, string> = {
  string: 'un texte (mettez des guillemets si c’est un nombre)',
  number: 'un nombre, sans guillemets',
  int: 'un nombre entier, sans guillemets',
  boolean: 'true (oui) ou false (non)',
  array: 'une liste (une ligne par élément, précédée d’un tiret)',
  object: 'un groupe de champs',
};

/** The issue that best explains a failed union: that of the alternative which failed the deepest. */
function deepestIssues(issue: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] {
  const depth = (issues: z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  return [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function toMessage(issue: z.core.$ZodIssue, valeur: unknown, description: string | undefined): string {
  const aide = description ? ` À écrire ici : ${description}` : '';
  switch (issue.code) {
    case 'invalid_type':
      return valeur === undefined
        ? `champ obligatoire, il manque.${aide || ' Ajoutez-le.'}`
        : `on attend ${TYPES_ATTENDUS[issue.expected] ?? issue.expected}.${aide}`;
    case 'invalid_value':
      return `valeur inconnue. Choisissez parmi : ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `champ inconnu : ${issue.keys.join(', ')}. Vérifiez l’orthographe, ou retirez-le.`;
    case 'too_small':
      return issue.origin === 'array'
        ? `il faut au moins ${issue.minimum} élément.${aide}`
        : issue.origin === 'string'
          ? `texte trop court : au moins ${issue.minimum} caractères.${aide}`
          : `nombre trop petit : au moins ${issue.minimum}.${aide}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `texte trop long : au plus ${issue.maximum} caractères. Raccourcissez-le.`
        : `valeur trop grande : au plus ${issue.maximum}.${aide}`;
    case 'invalid_union':
      return `valeur qui ne convient pas.${aide || ' Comparez avec une autre fiche du même type.'}`;
    default:
      return `valeur qui ne convient pas.${aide}`;
  }
}

const isCustom = (issue: z.core.$ZodIssue, standard: string): boolean => issue.message !== standard;

/** Every error of one entry, in the order of the fields. */
export function toErreurs(
  schema: z.ZodType,
  donnees: unknown,
  fichier: string,
  prefixe: Chemin = [],
): ErreurDeContenu[] {
  const resultat = schema.safeParse(donnees, { error: () => MESSAGE_STANDARD });
  if (resultat.success) return [];

  const expand = (issue: z.core.$ZodIssue, base: Chemin): { issue: z.core.$ZodIssue; chemin: Chemin }[] => {
    const chemin = [...base, ...issue.path];
    if (issue.code === 'invalid_union' && !isCustom(issue, MESSAGE_STANDARD) && issue.errors.length > 0) {
      return deepestIssues(issue).flatMap((inner) => expand(inner, chemin));
    }
    return [{ issue, chemin }];
  };

  return resultat.error.issues
    .flatMap((issue) => expand(issue, []))
    .map(({ issue, chemin }) => {
      const valeur = issue.code === 'unrecognized_keys' ? undefined : valueAt(donnees, chemin);
      return {
        fichier,
        champ: [...prefixe, ...chemin].join('.'),
        ...(valeur === undefined ? {} : { valeur }),
        message: isCustom(issue, MESSAGE_STANDARD)
          ? issue.message
          : toMessage(issue, valeur, describeField(schema, chemin)),
      };
    });
}

/** Recognised afterwards: where it stands, the schema itself had nothing better to say. */
const MESSAGE_STANDARD = 'standard';
