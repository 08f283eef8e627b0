/** Names of the entries of the index: the mark of this index, then the row of the facets. */

const LETTRES = 'fr_';
const MARQUE = 2;
const RANG = 5;
const BASE = 36;

/** `toNom(7, 123)` is `fr_070003f`: as long as the names of Pagefind, which these replace. */
export function toNom(marque: number, rang: number): string {
  const write = (nombre: number, longueur: number) => nombre.toString(BASE).padStart(longueur, '0');
  return `${LETTRES}${write(marque, MARQUE)}${write(rang, RANG)}`;
}

/** The row of the facets that a name says. */
export function rangOf(nom: string): number {
  return Number.parseInt(nom.slice(LETTRES.length + MARQUE), BASE);
}
