/** Where an action stands: its latest point, its history, and whether somebody should ask for news. */
import type { DateCivile } from '../date/jour';
import { type Trimestre, rangOf, trimestreOf } from '../date/trimestre';
import type { Action, Etat, Suivi } from './schema';

export interface PointDeSituation {
  /** The state that the latest points give; none when nobody told one. */
  etat: Etat | undefined;
  /** Latest first. */
  historique: Suivi[];
  /** The quarter of the latest point, or of the document when there is none. */
  dernier: Trimestre | undefined;
  /** True when a whole quarter went by without a point, for an action that is not over. */
  isSansNouvelles: boolean;
}

const FINIES: readonly (Etat | undefined)[] = ['terminee', 'abandonnee'];

export function describeSuivi({ suivi, sources }: Action, aujourdhui: DateCivile): PointDeSituation {
  const historique = [...suivi].sort((a, b) => rangOf(b.trimestre) - rangOf(a.trimestre));
  const etat = historique.find((point) => point.etat !== undefined)?.etat;
  const trimestres = [
    ...historique.map(({ trimestre }) => trimestre),
    ...sources.flatMap(({ date }) => (date === undefined ? [] : [trimestreOf(date)])),
  ];
  const dernier = trimestres.sort((a, b) => rangOf(b) - rangOf(a))[0];
  // The quarter that is not over may still be written.
  const attendu = rangOf(trimestreOf(aujourdhui)) - 1;
  return {
    etat,
    historique,
    dernier,
    isSansNouvelles: !FINIES.includes(etat) && (dernier === undefined || rangOf(dernier) < attendu),
  };
}
