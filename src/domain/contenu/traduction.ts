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

const arbres = new WeakMap<z.ZodType, NoeudJson>();

/** The schema as a tree with its descriptions, computed once: a territory may hold hundreds of errors. */
function toArbre(schema: z.ZodType): NoeudJson {
  let arbre = arbres.get(schema);
  if (!arbre)
    arbres.set(
      schema,
      (arbre = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as NoeudJson),
    );
  return arbre;
}

/** The description that the schema gives to a field: it says what to write there. */
function describeField(schema: z.ZodType, chemin: Chemin): string | undefined {
  let noeuds = alternatives(toArbre(schema));
  for (const cle of chemin) {
    noeuds = noeuds
      .flatMap((noeud) => (typeof cle === 'number' ? [noeud.items] : [noeud.properties?.[String(cle)]]))
      .filter((noeud): noeud is NoeudJson => noeud !== undefined)
      .flatMap(alternatives);
  }
  return noeuds.find(({ description }) => description)?.description;
}

const CHAMPS = 'un groupe de champs (un par ligne : son nom, deux-points, sa valeur)';
const TYPES_ATTENDUS: Record<string, string> = {
  string: 'un texte (mettez des guillemets si c’est un nombre)',
  number: 'un nombre, sans guillemets',
  int: 'un nombre entier, sans guillemets',
  boolean: 'true (oui) ou false (non)',
  array: 'une liste (une ligne par élément, précédée d’un tiret)',
  object: CHAMPS,
  record: CHAMPS,
};

/** YAML gives nothing for an empty file, and `null` for a field without value. */
export const isEmpty = (valeur: unknown): valeur is undefined | null =>
  valeur === undefined || valeur === null;

/** The value is not of the expected kind, as opposed to a part of it that is wrong. */
const isAboutKind = ({ code }: z.core.$ZodIssue): boolean =>
  code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union';

/** The issues that best explain a failed union: those of the alternative of the right kind that failed the deepest. */
function deepestIssues(issue: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] {
  const depth = (issues: z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const ofRightKind = issue.errors.filter(
    (issues) => !issues.some((inner) => inner.path.length === 0 && isAboutKind(inner)),
  );
  return [...ofRightKind].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

/** The accepted values, where they can be listed. */
function choicesOf(issue: z.core.$ZodIssue): readonly unknown[] {
  if (issue.code === 'invalid_value') return issue.values;
  return issue.code === 'invalid_union' && 'options' in issue ? (issue.options ?? []) : [];
}

/** What to write in this field, as a sentence that starts with a space; empty when nothing is known of it. */
function toAide(issue: z.core.$ZodIssue, description: string | undefined): string {
  const choices = choicesOf(issue);
  if (choices.length > 0) return ` Choisissez parmi : ${choices.map(String).join(', ')}.`;
  return description ? ` À écrire ici : ${description}` : '';
}

const formatNombre = (nombre: number | bigint, mot: string): string =>
  `${nombre} ${mot}${nombre > 1 ? 's' : ''}`;

function toMessage(issue: z.core.$ZodIssue, aide: string): string {
  switch (issue.code) {
    case 'invalid_type':
      return `on attend ${TYPES_ATTENDUS[issue.expected] ?? issue.expected}.${aide}`;
    case 'invalid_value':
      return `valeur inconnue.${aide}`;
    case 'unrecognized_keys':
      return issue.keys.length > 1
        ? `champs inconnus : ${issue.keys.join(', ')}. Vérifiez l’orthographe, ou retirez-les.`
        : `champ inconnu : ${issue.keys.join('')}. Vérifiez l’orthographe, ou retirez-le.`;
    case 'too_small':
      if (issue.origin === 'array')
        return `il faut au moins ${formatNombre(issue.minimum, 'élément')}.${aide}`;
      if (issue.origin === 'string')
        return `texte trop court : au moins ${formatNombre(issue.minimum, 'caractère')}.${aide}`;
      return `nombre trop petit : ${issue.inclusive ? 'au moins' : 'il en faut plus de'} ${issue.minimum}.${aide}`;
    case 'too_big':
      if (issue.origin === 'array')
        return `liste trop longue : au plus ${formatNombre(issue.maximum, 'élément')}. Retirez ce qui ne sert plus.`;
      return issue.origin === 'string'
        ? `texte trop long : au plus ${formatNombre(issue.maximum, 'caractère')}. Raccourcissez-le.`
        : `valeur trop grande : au plus ${issue.maximum}.${aide}`;
    case 'invalid_union':
      return choicesOf(issue).length > 0
        ? `valeur inconnue.${aide}`
        : `valeur qui ne convient pas.${aide || ' Comparez avec une autre fiche du même type.'}`;
    default:
      return `valeur qui ne convient pas.${aide}`;
  }
}

/** A missing or empty field says so, whatever its schema would say of a wrong value. */
function toMessageDAbsence(issue: z.core.$ZodIssue, valeur: unknown, aide: string): string | undefined {
  if (!isAboutKind(issue)) return undefined;
  if (valeur === undefined) return `champ obligatoire, il manque.${aide || ' Ajoutez-le.'}`;
  if (valeur !== null) return undefined;
  return `champ vide. Remplissez-le, ou retirez cette ligne s’il n’est pas obligatoire.${aide}`;
}

/** Every error of one entry, in the order of the fields. */
export function toErreurs(
  schema: z.ZodType,
  donnees: unknown,
  fichier: string,
  prefixe: Chemin = [],
): ErreurDeContenu[] {
  const resultat = schema.safeParse(donnees, { error: () => MESSAGE_STANDARD });
  if (resultat.success) return [];
  if (prefixe.length === 0 && isEmpty(donnees))
    return [{ fichier, champ: '', message: MESSAGE_FICHIER_VIDE }];

  const expand = (issue: z.core.$ZodIssue, base: Chemin): { issue: z.core.$ZodIssue; chemin: Chemin }[] => {
    const chemin = [...base, ...issue.path];
    if (issue.code === 'invalid_union' && !isCustom(issue)) {
      const inner = deepestIssues(issue);
      if (inner.length > 0) return inner.flatMap((sous) => expand(sous, chemin));
    }
    return [{ issue, chemin }];
  };

  return resultat.error.issues
    .flatMap((issue) => expand(issue, []))
    .map(({ issue, chemin }) => {
      const valeur = issue.code === 'unrecognized_keys' ? undefined : valueAt(donnees, chemin);
      const aide = toAide(issue, describeField(schema, chemin));
      return {
        fichier,
        champ: [...prefixe, ...chemin].join('.'),
        ...(isEmpty(valeur) ? {} : { valeur }),
        message:
          toMessageDAbsence(issue, valeur, aide) ??
          (isCustom(issue) ? issue.message : toMessage(issue, aide)),
      };
    });
}

export const MESSAGE_FICHIER_VIDE = 'ce fichier est vide. Remplissez-le, ou retirez-le.';

/** Recognised afterwards: where it stands, the schema itself had nothing better to say. */
const MESSAGE_STANDARD = 'standard';
const isCustom = (issue: z.core.$ZodIssue): boolean => issue.message !== MESSAGE_STANDARD;
