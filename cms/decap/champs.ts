/** The fields of Decap, derived from a schema of the domain: nothing of them is written by hand. */
import { z } from 'zod';
import { ENUMERATIONS, HORS_DE_DECAP, LIBELLES, TEXTES_LONGS, findByChemin } from './libelles';
import { natureOf, patternOf, readNoyau } from './nature';

export interface Option {
  value: string | number;
  label: string;
}

/** What the territory has to choose from, today. */
export interface Choix {
  communes: readonly Option[];
  lieux: readonly Option[];
  structures: readonly Option[];
}

/** A field as Decap’s configuration writes it. */
export interface Champ {
  name: string;
  label: string;
  widget: string;
  required: boolean;
  hint?: string;
  fields?: Champ[];
  field?: Champ;
  [reglage: string]: unknown;
}

/** Fields that point to another entry, by name. */
const RENVOIS: Readonly<Record<string, keyof Choix>> = {
  lieu: 'lieux',
  structure: 'structures',
  structureHote: 'structures',
};

/** What a list is made of, one. */
const AU_SINGULIER: Readonly<Record<string, string>> = {
  contacts: 'contact',
  fermetures: 'fermeture',
  sources: 'source',
  seances: 'date',
  valeurs: 'valeur',
  signataires: 'organisme',
  communes: 'commune',
  precisions: 'précision',
  langues: 'langue',
  equipements: 'équipement',
  precautions: 'précaution',
  documents: 'document',
  pilotes: 'pilote',
  indicateurs: 'indicateur',
  codesPostaux: 'code postal',
};

/** The line of a list that is folded. */
const RESUMES: Readonly<Record<string, string>> = {
  contacts: '{{fields.fonction}} {{fields.telephone}}',
  fermetures: 'du {{fields.du}} au {{fields.au}} : {{fields.motif}}',
  sources: '{{fields.titre}}',
  documents: '{{fields.titre}}',
  seances: '{{fields.du}} {{fields.debut}}',
  valeurs: '{{fields.date}} : {{fields.valeur}}',
  signataires: '{{fields.nom}}',
  communes: '{{fields.nom}}',
};

type Description = Record<string, unknown> & { widget: string };

interface Contexte {
  choix: Choix;
  chemin: readonly string[];
  /** Inside something that may be left out: what is missing there is for the server to say. */
  isDansFacultatif: boolean;
}

const select = (options: readonly Option[], multiple = false) => ({
  widget: 'select',
  options,
  ...(multiple ? { multiple: true } : {}),
});

function listEnumeration(schema: z.core.$ZodType, chemin: readonly string[]): Option[] | undefined {
  if (!(schema instanceof z.core.$ZodEnum)) return undefined;
  const libelles = findByChemin(ENUMERATIONS, chemin) ?? {};
  return Object.values(schema._zod.def.entries).map((value) => ({
    value,
    label: libelles[String(value)] ?? String(value),
  }));
}

/** What the options of one value or of several are, when the value is chosen rather than written. */
function listOptions(schema: z.core.$ZodType, { chemin, choix }: Contexte): readonly Option[] | undefined {
  const renvoi = RENVOIS[chemin.at(-1)!];
  if (renvoi) return choix[renvoi];
  // The list of communes itself is where codes are written.
  if (natureOf(schema) === 'commune' && chemin.at(-1) !== 'codeInsee') return choix.communes;
  return listEnumeration(schema, chemin);
}

function describeNombre(schema: z.core.$ZodType): Description {
  const { minimum, maximum, type } = z.toJSONSchema(schema as z.ZodType, { io: 'input' });
  const isEntier = type === 'integer';
  const borne = (valeur: number | undefined) =>
    valeur !== undefined && Math.abs(valeur) < Number.MAX_SAFE_INTEGER ? valeur : undefined;
  const bornes = { min: borne(minimum), max: borne(maximum) };
  return {
    widget: 'number',
    value_type: isEntier ? 'int' : 'float',
    step: isEntier ? 1 : 0.00001,
    ...Object.fromEntries(Object.entries(bornes).filter(([, valeur]) => valeur !== undefined)),
  };
}

function describeTexte(schema: z.core.$ZodType, chemin: readonly string[]): Description {
  const nature = natureOf(schema);
  if (nature === 'date' || nature === 'heure' || nature === 'telephone') return { widget: nature };
  const isLong = TEXTES_LONGS.some((fin) => `.${chemin.join('.')}`.endsWith(`.${fin}`));
  const pattern = patternOf(schema);
  return { widget: isLong ? 'text' : 'string', ...(pattern ? { pattern } : {}) };
}

function describeListe(liste: z.core.$ZodArray, contexte: Contexte): Description {
  const { chemin } = contexte;
  const nom = chemin.at(-1)!;
  if (nom === 'permanences') return { widget: 'permanences', choix: { lieux: contexte.choix.lieux } };
  const { schema: element } = readNoyau(liste._zod.def.element);
  const options = listOptions(element, contexte);
  if (options) return select(options, true);
  const dedans = { ...contexte, isDansFacultatif: false };
  const commun = {
    widget: 'list',
    label_singular: AU_SINGULIER[nom] ?? 'ligne',
    collapsed: true,
    minimize_collapsed: true,
    ...(RESUMES[nom] ? { summary: RESUMES[nom] } : {}),
  };
  if (element instanceof z.core.$ZodObject) return { ...commun, fields: toChamps(element, dedans) };
  return {
    ...commun,
    field: { ...describeValeur(element, dedans), name: 'valeur', label: 'Texte', required: true },
  };
}

function describeValeur(schema: z.core.$ZodType, contexte: Contexte): Description {
  const { chemin, isDansFacultatif } = contexte;
  if (chemin.at(-1) === 'zone') return { widget: 'zone', options: contexte.choix.communes };
  const options = listOptions(schema, contexte);
  if (options) return select(options);
  if (schema instanceof z.core.$ZodArray) return describeListe(schema, contexte);
  if (schema instanceof z.core.$ZodObject)
    return { widget: 'object', collapsed: chemin.length > 1, fields: toChamps(schema, contexte) };
  if (schema instanceof z.core.$ZodBoolean) return { widget: 'oui-non' };
  if (schema instanceof z.core.$ZodNumber) return describeNombre(schema);
  if (schema instanceof z.core.$ZodString) return describeTexte(schema, chemin);
  throw new Error(`no widget for ${chemin.join('.')}${isDansFacultatif ? ' (optional)' : ''}`);
}

/** The fields of an object, in the order of its schema. */
export function toChamps(objet: z.core.$ZodObject, contexte: Contexte): Champ[] {
  return Object.entries(objet._zod.def.shape).flatMap(([name, sous]) => {
    const chemin = [...contexte.chemin, name];
    if (HORS_DE_DECAP.some((fin) => chemin.join('.').endsWith(`.${fin}`))) return [];
    const { schema, description, isFacultatif } = readNoyau(sous);
    const dedans = { ...contexte, chemin, isDansFacultatif: contexte.isDansFacultatif || isFacultatif };
    return [
      {
        name,
        label: findByChemin(LIBELLES, chemin) ?? name,
        required: !dedans.isDansFacultatif,
        ...(description ? { hint: description } : {}),
        ...describeValeur(schema, dedans),
      },
    ];
  });
}
