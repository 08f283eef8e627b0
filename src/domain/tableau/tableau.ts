/** A table that a page shows and a file holds: the same cells, so that neither can say something else. */
import { NBSP } from '../date/espace';

/** Nobody told us: said in words, never a zero. */
export const ABSENT = 'non renseigné';

/** `undefined` is a value that nobody gave. */
export type Valeur = string | number | undefined;
/** A value that leads somewhere, on the page. */
export interface ValeurLiee {
  valeur: Valeur;
  href: string;
}
export type Cellule = Valeur | ValeurLiee;

export interface Tableau {
  legende: string;
  /** A column of numbers is aligned on their end. */
  colonnes: readonly { titre: string; nombre?: boolean }[];
  lignes: readonly (readonly Cellule[])[];
  /** The last line, when the columns add up. */
  total?: readonly Cellule[];
}

export function valeurOf(cellule: Cellule): Valeur {
  return typeof cellule === 'object' ? cellule.valeur : cellule;
}

// Made once: a large territory has hundreds of thousands of cells.
const nombreFormat = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

/** `1 234,5` for the eye: two decimals at most. */
export function formatNombre(nombre: number): string {
  return nombreFormat.format(nombre).replace(/[\u202F\u00A0]/g, NBSP);
}

/** What the page writes in a cell. */
export function formatCellule(cellule: Cellule): string {
  const valeur = valeurOf(cellule);
  if (valeur === undefined) return ABSENT;
  return typeof valeur === 'number' ? formatNombre(valeur) : valeur;
}
