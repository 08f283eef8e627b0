/** The link that shares a list: names of places in addresses, and nothing that somebody wrote. */
import { LISTE_MAX, isSlugDeListe } from './liste';

const PARAMETRE = 'l';

/** `/ma-liste/?l=le-hangar,pmi-du-val`. It is given slugs only: neither notes nor titles can get in. */
export function toLien(slugs: readonly string[]): string {
  const uniques = [...new Set(slugs.filter(isSlugDeListe))].slice(0, LISTE_MAX);
  return `/ma-liste/?${PARAMETRE}=${uniques.join(',')}`;
}

/** The places of a link, or nothing when the address is that of no shared list. */
export function parseLien(params: URLSearchParams): string[] | undefined {
  const texte = params.get(PARAMETRE);
  if (texte === null) return undefined;
  // Mail programs add spaces and full stops around what they take for an address.
  const slugs = texte.split(',').map((slug) => slug.trim().replace(/\.$/, ''));
  return [...new Set(slugs.filter(isSlugDeListe))].slice(0, LISTE_MAX);
}
