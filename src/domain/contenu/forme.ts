/**
 * The canonical form of an entry: what says nothing is left out (an empty text, a default value), fields are in the order
 * of the schema. Two ways of entering the same thing give the same text.
 */
import { z } from 'zod';
import { isSame } from './egalite';

interface Champ {
  schema: z.core.$ZodType;
  isFacultatif: boolean;
  /** What the schema takes when the field is absent. */
  defaut: unknown;
}

/** The schema without what surrounds it: optional, default, prefault. */
function unwrap(schema: z.core.$ZodType): Champ {
  let champ: Champ = { schema, isFacultatif: false, defaut: undefined };
  for (;;) {
    const { schema: dedans, defaut } = champ;
    if (dedans instanceof z.core.$ZodDefault || dedans instanceof z.core.$ZodPrefault) {
      const valeur: unknown = dedans._zod.def.defaultValue;
      champ = { schema: dedans._zod.def.innerType, isFacultatif: true, defaut: defaut ?? valeur };
    } else if (dedans instanceof z.core.$ZodOptional) {
      champ = { schema: dedans._zod.def.innerType, isFacultatif: true, defaut };
    } else return champ;
  }
}

/** Among the alternatives of a union, the one that these data are, or look like. */
function choose(schema: z.core.$ZodType, donnees: unknown): z.core.$ZodType {
  if (!(schema instanceof z.core.$ZodUnion)) return schema;
  const { options } = schema._zod.def;
  const accepted = options.find((option) => z.core.safeParse(option, donnees).success);
  if (accepted) return accepted;
  const { type } = Object(donnees) as { type?: unknown };
  const ofSameType = options.find((option) => {
    const { schema: objet } = unwrap(option);
    if (!(objet instanceof z.core.$ZodObject))
      return Array.isArray(donnees) && objet instanceof z.core.$ZodArray;
    const discriminant = objet._zod.def.shape['type'];
    return discriminant !== undefined && z.core.safeParse(discriminant, type).success;
  });
  return ofSameType ?? schema;
}

/** Ends of lines as Windows and forms send them, blanks around, and signs that no text needs. */
function cleanTexte(texte: string): string {
  return texte
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}

const isBlank = (valeur: unknown): boolean => valeur === undefined || valeur === null || valeur === '';

function isHollow(valeur: unknown): boolean {
  return typeof valeur === 'object' && valeur !== null && Object.keys(valeur).length === 0;
}

function normalizeObjet(objet: z.core.$ZodObject, donnees: object, profondeur: number): object {
  const { shape } = objet._zod.def;
  const ecrits = donnees as Record<string, unknown>;
  const connus = Object.entries(shape).flatMap(([cle, sous]): [string, unknown][] => {
    if (!Object.hasOwn(ecrits, cle)) return [];
    const { schema, isFacultatif, defaut } = unwrap(sous);
    const valeur = normalizeValeur(schema, ecrits[cle], profondeur + 1);
    if (isBlank(valeur) || (isFacultatif && (isHollow(valeur) || isSame(valeur, defaut)))) return [];
    return [[cle, valeur]];
  });
  // Kept, so that the check can name them.
  const inconnus = Object.entries(ecrits).filter(([cle]) => !Object.hasOwn(shape, cle));
  return Object.fromEntries([...connus, ...inconnus]);
}

function normalizeValeur(schema: z.core.$ZodType, donnees: unknown, profondeur: number): unknown {
  if (profondeur > 50) return donnees; // a list that contains itself: the check refuses it
  if (typeof donnees === 'string') return cleanTexte(donnees);
  if (typeof donnees === 'number') return donnees === 0 ? 0 : donnees; // no « -0 »
  if (typeof donnees !== 'object' || donnees === null) return donnees;
  const dedans = unwrap(choose(unwrap(schema).schema, donnees)).schema;
  if (Array.isArray(donnees)) {
    const element = dedans instanceof z.core.$ZodArray ? dedans._zod.def.element : undefined;
    return donnees
      .map((valeur: unknown) => (element ? normalizeValeur(element, valeur, profondeur + 1) : valeur))
      .filter((valeur) => !isBlank(valeur) && !isHollow(valeur));
  }
  return dedans instanceof z.core.$ZodObject ? normalizeObjet(dedans, donnees, profondeur) : donnees;
}

/** The same entry, in its canonical form; what the schema does not know stays, at the end. */
export function normalizeDonnees(schema: z.ZodType, donnees: unknown): unknown {
  return normalizeValeur(schema, donnees, 0);
}
