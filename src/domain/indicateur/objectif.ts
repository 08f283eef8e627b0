/** What was to be reached each year, what was reached, and the rate between the two. */
import type { Indicateur } from './schema';

export interface Realisation {
  annee: string;
  objectif: number;
  /** The last figure dated in that year; nothing when nobody gave one. */
  realise: number | undefined;
  /** Whole percentage; nothing without a figure, or without an objective to divide by. */
  taux: number | undefined;
}

export function listRealisations({
  objectifs,
  valeurs,
}: Pick<Indicateur, 'objectifs' | 'valeurs'>): Realisation[] {
  return [...objectifs]
    .sort((a, b) => a.annee.localeCompare(b.annee))
    .map(({ annee, valeur: objectif }) => {
      const realise = valeurs
        .filter(({ date }) => date?.startsWith(annee))
        .sort((a, b) => a.date!.localeCompare(b.date!))
        .at(-1)?.valeur;
      const taux =
        realise === undefined || objectif === 0 ? undefined : Math.round((100 * realise) / objectif);
      return { annee, objectif, realise, taux };
    });
}
