/** The total of a territory against the sum of its communes: equal, different, or not to be compared yet. */
import type { Indicateur, ValeurDIndicateur } from './schema';

export type EtatDeSomme = 'egale' | 'differente' | 'incomplete';

export interface Somme {
  etat: EtatDeSomme;
  somme: number;
  /** INSEE codes that have no figure: unknown, not zero. */
  manquantes: string[];
}

/** A share or a rate does not add up over communes. */
export function isAdditif({ unite }: Pick<Indicateur, 'unite'>): boolean {
  return unite === undefined || !/%|\bpar\b|\bpour\b/.test(unite);
}

/** Computers do not add tenths exactly. */
const MEME = 1e-6;

/** What the communes say of a total; nothing when no commune is given, or when the figures do not add up by nature. */
export function checkSomme(
  indicateur: Pick<Indicateur, 'unite'>,
  { valeur, parCommune }: ValeurDIndicateur,
  codes: readonly string[],
): Somme | undefined {
  if (parCommune.length === 0 || !isAdditif(indicateur)) return undefined;
  const connues = new Set(parCommune.map(({ commune }) => commune));
  const manquantes = codes.filter((code) => !connues.has(code));
  const somme = parCommune.reduce((total, { valeur: ici }) => total + ici, 0);
  const isPositive = parCommune.every(({ valeur: ici }) => ici >= 0);
  const etat =
    manquantes.length === 0
      ? Math.abs(somme - valeur) < MEME
        ? 'egale'
        : 'differente'
      : isPositive && somme > valeur + MEME
        ? 'differente' // Already too much, whatever the others are.
        : 'incomplete';
  return { etat, somme, manquantes };
}
