/**
 * A bundle: many files of the site in one download. Pages look alike, so that together they weigh a third of what
 * they weigh one by one, and a slow network waits ten times rather than three hundred.
 */

/** Address of each file and its text; a file that is no text is in base 64, after `BINAIRE`. */
export type Liasse = Record<string, string>;
export const BINAIRE = 'data:;base64,';

/** What is needed to know in which bundle an address is. */
export interface RangeeDeLiasse {
  url: string;
  rubrique: string;
  de: string;
  a: string;
}

/** Larger ones would be slow to open on an old phone. */
const CARACTERES_MAX = 1_000_000;

/** `guide/x/index.html` is read at `/guide/x/`. */
export function toAdresse(chemin: string): string {
  return `/${chemin.replace(/(^|\/)index\.html$/, '$1')}`;
}

/** The first folder of an address: `guide` for `/guide/x/`, nothing for `/guide/` itself. */
export function rubriqueOf(adresse: string): string {
  const [, premier = '', suite = ''] = adresse.split('/');
  return suite === '' ? '' : premier;
}

/** True for what travels in a bundle; the others are few, or already known to the browser. */
export function isEnLiasse(chemin: string): boolean {
  return chemin.endsWith('.html') || chemin.startsWith('pagefind/');
}

/** Files, sorted by address, cut into bundles of one section each. */
export function* toLiasses(
  chemins: readonly string[],
  read: (chemin: string) => string,
): Generator<{ rubrique: string; liasse: Liasse }> {
  const triees = chemins
    .map((chemin) => ({ chemin, adresse: toAdresse(chemin) }))
    .sort((a, b) => (a.adresse < b.adresse ? -1 : 1));
  for (const [rubrique, fichiers] of Map.groupBy(triees, ({ adresse }) => rubriqueOf(adresse))) {
    let liasse: Liasse = {};
    let caracteres = 0;
    for (const { chemin, adresse } of fichiers) {
      const texte = read(chemin);
      if (caracteres > 0 && caracteres + texte.length > CARACTERES_MAX) {
        yield { rubrique, liasse };
        [liasse, caracteres] = [{}, 0];
      }
      liasse[adresse] = texte;
      caracteres += texte.length;
    }
    yield { rubrique, liasse };
  }
}

/** The first and the last address of a bundle. */
export function toRangee(url: string, rubrique: string, liasse: Liasse): RangeeDeLiasse {
  const adresses = Object.keys(liasse);
  return { url, rubrique, de: adresses[0] ?? '', a: adresses.at(-1) ?? '' };
}

/** The bundles that may hold this address: one, seldom two. */
export function listCandidates(rangees: readonly RangeeDeLiasse[], adresse: string): RangeeDeLiasse[] {
  const rubrique = rubriqueOf(adresse);
  return rangees.filter(
    ({ rubrique: sienne, de, a }) => sienne === rubrique && de <= adresse && adresse <= a,
  );
}

/**
 * A page without the day when it was prepared, which alone changes each night: what says the same is not downloaded
 * again. Works on a page and on a whole bundle.
 */
export function withoutPreparation(texte: string): string {
  return texte.replaceAll(/Pages préparées le <time[^>]*>[^<]*/g, '');
}
