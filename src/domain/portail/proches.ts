/** Who can answer a family in the territory, for the types of structures that an article or an aid names. */
import type { Structure } from '../structure/schema';
import type { TypeSlug } from '../structure/type';
import { listByType, sortForDisplay } from './annuaire';
import type { Portail } from './portail';
import { isOuverte } from './structure';

export interface Proches {
  /** At most six: open ones first, one of each type in turn so that no type hides the others. */
  structures: Structure[];
  /** How many are open, shown or not. */
  nombreOuvertes: number;
  /** Types recorded in the territory, with the number of entries on their page. */
  presents: { type: TypeSlug; nombre: number }[];
  absents: TypeSlug[];
  /** True when a France services of the territory can guide those who found nobody. */
  hasFranceServices: boolean;
}

/** How many are shown. */
export const PROCHES = 6;

function takeInTurn(groupes: readonly (readonly Structure[])[]): Structure[] {
  const longest = Math.max(0, ...groupes.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, rang) =>
    groupes.flatMap((groupe) => groupe.slice(rang, rang + 1)),
  );
  return [...new Set(inTurn.flat())];
}

export function findProches(types: readonly TypeSlug[], portail: Portail): Proches {
  const groupes = types.map((type) => ({ type, structures: listByType(type, portail) }));
  const ouvertes = takeInTurn(groupes.map(({ structures }) => structures.filter(isOuverte)));
  const autres = new Set(
    groupes.flatMap(({ structures }) =>
      structures.filter((s) => !isOuverte(s) && s.statut !== 'ferme-definitivement'),
    ),
  );
  return {
    structures: [...ouvertes, ...sortForDisplay([...autres])].slice(0, PROCHES),
    nombreOuvertes: ouvertes.length,
    presents: groupes
      .filter(({ structures }) => structures.length > 0)
      .map(({ type, structures }) => ({ type, nombre: structures.length })),
    absents: groupes.filter(({ structures }) => structures.length === 0).map(({ type }) => type),
    hasFranceServices: listByType('france-services', portail).some(isOuverte),
  };
}
