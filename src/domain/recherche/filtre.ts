/** What a person asked to see: the same filter, and the same address, on the search page and on the map. */
import { overlaps, yearsToAges } from '../age/intervalle';
import { type Point, distanceKm } from '../territoire/distance';
import { CRITERE_SLUGS, type Critere, type Facettes } from './facettes';

export interface Filtre {
  /** Words looked for. */
  q?: string;
  genre?: string;
  type?: string;
  theme?: string;
  /** Completed years of a child, 0 included. */
  age?: number;
  /** Slug of a commune: what is near it and what serves it comes first. */
  commune?: string;
  /** Kilometres around the commune, as the crow flies; 0 is the commune itself. Without it, nothing is left out. */
  rayon?: number;
  /** Day of the week, 1 for Monday. */
  jour?: number;
  /** Only what receives people at this very moment. */
  ouvert?: true;
  /** On the map: days shown, as `parseQuand` reads them. */
  quand?: string;
  criteres: readonly Critere[];
}

/** A commune as the pages that filter know it. */
export interface CommuneSituee {
  code: string;
  slug: string;
  nom: string;
  centre: Point;
}

export const AGE_MAX = 17;
export const JOUR_MAX = 7;
export const RAYONS_KM = [0, 5, 10, 15, 20, 30] as const;

const TEXTES = ['q', 'genre', 'type', 'theme', 'commune', 'quand'] as const;
const NOMBRES = { age: AGE_MAX, rayon: Math.max(...RAYONS_KM), jour: JOUR_MAX } as const;

/** A whole number from 0 to `max`; anything else that an address may hold is nothing. */
function toNombre(texte: string | null, max: number): number | undefined {
  if (texte === null || !/^\d{1,3}$/.test(texte)) return undefined;
  const nombre = Number(texte);
  return nombre <= max ? nombre : undefined;
}

/** Reads an address or a form. What is not understood is left out: a shared link never fails. */
export function parseFiltre(params: URLSearchParams): Filtre {
  const filtre: Filtre = { criteres: CRITERE_SLUGS.filter((critere) => params.has(critere)) };
  for (const champ of TEXTES) {
    const texte = params.get(champ)?.trim();
    if (texte) filtre[champ] = texte;
  }
  for (const champ of ['age', 'rayon', 'jour'] as const) {
    const nombre = toNombre(params.get(champ), NOMBRES[champ]);
    if (nombre !== undefined) filtre[champ] = nombre;
  }
  if (filtre.jour === 0) delete filtre.jour;
  if (params.has('ouvert')) filtre.ouvert = true;
  return filtre;
}

/** The parameters that bring the same filter back, always in the same order. */
export function toParams(filtre: Filtre): URLSearchParams {
  const params = new URLSearchParams();
  for (const champ of [...TEXTES, 'age', 'rayon', 'jour'] as const) {
    const valeur = filtre[champ];
    if (valeur !== undefined && valeur !== '') params.set(champ, String(valeur));
  }
  if (filtre.ouvert) params.set('ouvert', 'oui');
  for (const critere of CRITERE_SLUGS) if (filtre.criteres.includes(critere)) params.set(critere, 'oui');
  return params;
}

/** True when nothing but words, a commune and days of the map was asked: search leaves nothing out. */
export function isSansFiltre(filtre: Filtre): boolean {
  return [...toParams({ ...filtre, q: '', commune: '', quand: '' })].length === 0;
}

/** What a filter needs to know of the territory and of the moment. */
export interface Contexte {
  communeBySlug: ReadonlyMap<string, CommuneSituee>;
  communeByCode: ReadonlyMap<string, CommuneSituee>;
  /** True when the result receives people now. */
  isOuvert: (facettes: Facettes) => boolean;
}

/** Distance from a commune to the nearest place of a result; undefined when its place is unknown. */
export function distanceTo(
  { communes = [] }: Facettes,
  commune: CommuneSituee,
  { communeByCode }: Contexte,
): number | undefined {
  const distances = communes
    .map((code) => communeByCode.get(code))
    .filter((autre) => autre !== undefined)
    .map(({ centre }) => distanceKm(commune.centre, centre));
  return distances.length > 0 ? Math.min(...distances) : undefined;
}

/** True when the inhabitants of a commune may use it. */
export function serves({ zone, communes = [] }: Facettes, { code }: CommuneSituee): boolean {
  return zone === 'territoire' || (zone ?? communes).includes(code);
}

/** Near enough; what comes to one's home is near when it serves the commune. */
function isWithin(facettes: Facettes, { commune, rayon }: Filtre, contexte: Contexte): boolean {
  const centre = commune === undefined ? undefined : contexte.communeBySlug.get(commune);
  if (rayon === undefined || centre === undefined) return true;
  if (facettes.aDomicile && serves(facettes, centre)) return true;
  const km = distanceTo(facettes, centre, contexte);
  return km !== undefined && km <= rayon;
}

/** Every criterion but the words. A result that does not state its ages is not shown for an age. */
export function matches(facettes: Facettes, filtre: Filtre, contexte: Contexte): boolean {
  const { genre, type, theme, age, jour, ouvert, criteres } = filtre;
  return (
    (genre === undefined || facettes.genre === genre) &&
    (type === undefined || (facettes.genre === 'structure' && Boolean(facettes.types?.includes(type)))) &&
    (theme === undefined || Boolean(facettes.themes?.includes(theme))) &&
    (age === undefined || (facettes.ages !== undefined && overlaps(facettes.ages, yearsToAges(age)))) &&
    (jour === undefined || Boolean(facettes.jours?.includes(jour))) &&
    criteres.every((critere) => facettes[critere]) &&
    isWithin(facettes, filtre, contexte) &&
    (!ouvert || contexte.isOuvert(facettes))
  );
}

/** How many results each option would leave, the other filters being what they are. */
export type Comptes = Record<'genre' | 'type' | 'theme' | 'age' | 'rayon' | 'jour', Map<string, number>> &
  Record<'ouvert' | Critere, number>;

/** Counts for every option of every filter, in one pass over the results. */
export function countOptions(resultats: readonly Facettes[], filtre: Filtre, contexte: Contexte): Comptes {
  const without = (champ: 'genre' | 'type' | 'theme' | 'age' | 'rayon' | 'jour') => {
    const autre = Object.fromEntries(
      Object.entries(filtre).filter(([cle]) => cle !== champ),
    ) as unknown as Filtre;
    return resultats.filter((facettes) => matches(facettes, autre, contexte));
  };
  const count = (
    liste: readonly Facettes[],
    optionsOf: (facettes: Facettes) => readonly (string | number)[],
  ) => {
    const comptes = new Map<string, number>();
    for (const facettes of liste)
      for (const option of optionsOf(facettes)) {
        const cle = String(option);
        comptes.set(cle, (comptes.get(cle) ?? 0) + 1);
      }
    return comptes;
  };
  const annees = Array.from({ length: AGE_MAX + 1 }, (_, annee) => annee);
  const retenus = resultats.filter((facettes) => matches(facettes, filtre, contexte));
  return {
    genre: count(without('genre'), ({ genre }) => [genre]),
    type: count(without('type'), ({ genre, types = [] }) => (genre === 'structure' ? types : [])),
    theme: count(without('theme'), ({ themes = [] }) => themes),
    age: count(without('age'), ({ ages }) =>
      ages ? annees.filter((annee) => overlaps(ages, yearsToAges(annee))) : [],
    ),
    rayon: count(without('rayon'), (facettes) =>
      RAYONS_KM.filter((rayon) => isWithin(facettes, { ...filtre, rayon }, contexte)),
    ),
    jour: count(without('jour'), ({ jours = [] }) => jours),
    ouvert: retenus.filter(contexte.isOuvert).length,
    ...(Object.fromEntries(
      CRITERE_SLUGS.map((critere) => [critere, retenus.filter((facettes) => facettes[critere]).length]),
    ) as Record<Critere, number>),
  };
}
