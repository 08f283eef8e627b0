/** What the site calls things, and how people call them: `/recherche/vocabulaire.json`, and its indexes. */
import { type Dictionnaire, createDictionnaire } from './correction';
import type { Genre } from './facettes';
import { normalize, stemOf, toMots } from './mots';

/** Something that has names: a type of structures, a word explained, an article, an aid. */
export interface Notion {
  /** Absent for a type, which has no result of its own. */
  genre?: Exclude<Genre, 'structure'>;
  slug?: string;
  /** Every way to say it, the first being its name. */
  noms: string[];
  /** Types of structures that answer, the first before the others. */
  types?: string[];
  /** Other results it leads to: `guide/…`, `aide/…`. */
  fiches?: string[];
}

/** `/recherche/vocabulaire.json`. */
export interface Vocabulaire {
  notions: Notion[];
  /** The other words of the site, from the most frequent to the least, separated by spaces. */
  mots: string;
}

export interface Nom {
  notion: number;
  /** Normalised, with every word. */
  texte: string;
  /** Stems of its words that say something. */
  racines: readonly string[];
}

/** The vocabulary with what finds its names from their words. */
export interface Lexique {
  notions: readonly Notion[];
  noms: readonly Nom[];
  nomsByRacine: ReadonlyMap<string, readonly number[]>;
  /** How much a word tells: rare among notions, it tells more. */
  poidsOf: (racine: string) => number;
  dictionnaire: Dictionnaire;
  /** Names of several words as they are written, by the stems of all their words: the most frequent form first. */
  ecrits: ReadonlyMap<string, readonly string[]>;
}

/** A word of a text with its accents, and nothing of its punctuation. */
export function listMotsEcrits(texte: string): string[] {
  return texte.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What the same words in other forms have in common. */
export function toCle(mots: readonly string[]): string {
  return mots.map(stemOf).join(' ');
}

function listEcrits(noms: readonly string[]): Map<string, string[]> {
  const formes = Map.groupBy(
    noms.map((nom) => nom.toLowerCase()).filter((nom) => normalize(nom).includes(' ')),
    (nom) => toCle(normalize(nom).split(' ')),
  );
  const sortByNombre = (ecrites: readonly string[]) =>
    [...Map.groupBy(ecrites, (nom) => nom)]
      .sort(([a, fois], [b, autres]) => autres.length - fois.length || a.length - b.length)
      .map(([nom]) => nom);
  return new Map([...formes].map(([cle, ecrites]) => [cle, sortByNombre(ecrites)]));
}

/** Prepares the vocabulary once. `communes` are names that may also be misspelt. */
export function createLexique({ notions, mots }: Vocabulaire, communes: readonly string[] = []): Lexique {
  const noms = notions.flatMap(({ noms: textes }, notion) =>
    textes.map((texte): Nom => ({
      notion,
      texte: normalize(texte),
      racines: [...new Set(toMots(texte).map(stemOf))],
    })),
  );
  const nomsByRacine = new Map<string, number[]>();
  const notionsByRacine = new Map<string, Set<number>>();
  noms.forEach(({ racines, notion }, rang) => {
    for (const racine of racines) {
      const siens = nomsByRacine.get(racine);
      if (siens) siens.push(rang);
      else nomsByRacine.set(racine, [rang]);
      const autres = notionsByRacine.get(racine);
      if (autres) autres.add(notion);
      else notionsByRacine.set(racine, new Set([notion]));
    }
  });
  const frequences = new Map<string, number>();
  for (const { noms: textes } of notions)
    for (const mot of textes.flatMap(listMotsEcrits)) frequences.set(mot, (frequences.get(mot) ?? 0) + 1);
  const ecrits = listEcrits(notions.flatMap((notion) => notion.noms));
  const desNoms = [...frequences].sort(([, a], [, b]) => b - a).map(([mot]) => mot);
  return {
    notions,
    noms,
    nomsByRacine,
    ecrits,
    poidsOf: (racine) =>
      Math.log(1 + notions.length / (notionsByRacine.get(racine)?.size ?? 1)) / Math.log(1 + notions.length),
    dictionnaire: createDictionnaire([...desNoms, ...communes.flatMap(listMotsEcrits), ...mots.split(' ')]),
  };
}
