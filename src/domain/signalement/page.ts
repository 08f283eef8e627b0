/** The path of a page of this site, and nothing else: neither another site, nor what was searched there. */

export const PAGE_MAX = 200;
const CHEMIN = /^\/(?:[a-z0-9][a-z0-9.-]*\/)*(?:[a-z0-9][a-z0-9.-]*)?$/;

export function isPage(chemin: string): boolean {
  return chemin.length <= PAGE_MAX && CHEMIN.test(chemin);
}
