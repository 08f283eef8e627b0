/** Names of the entries of the index: the mark of this index, then the row of the facets. */

const LETTRES = 'fr_';
const MARQUE = 2;
const BASE = 36;
/** Characters of a name of Pagefind, or more when two would be the same. */
const LONGUEUR = 10;

/** `toNom(7, 123)` is `fr_070003f`: as long as the name of Pagefind that it replaces. */
export function toNom(marque: number, rang: number, longueur = LONGUEUR): string {
  const write = (nombre: number, places: number) => nombre.toString(BASE).padStart(places, '0');
  return `${LETTRES}${write(marque, MARQUE)}${write(rang, longueur - LETTRES.length - MARQUE)}`;
}

/** The row of the facets that a name says. */
export function rangOf(nom: string): number {
  return Number.parseInt(nom.slice(LETTRES.length + MARQUE), BASE);
}
