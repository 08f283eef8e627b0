/**
 * The facets as they travel: a column by field, and in each the rank of a value in the list of those that exist. Thousands of
 * services share a few combinations, and the whole must be light on a slow connection.
 */
import { CRITERE_SLUGS, type Facettes, type Genre } from './facettes';
import { toSlug } from '../reference/slug';
import type { CommuneSituee } from './filtre';

/**
 * The values, the most frequent first, and for each row the rank of its own in base 64: the low digits of every row, then
 * the higher ones. So written, what is alike is side by side, and compresses best.
 */
interface Colonne<T> {
  valeurs: T[];
  rangs: string;
}

/** `/recherche/facettes.json`. */
export interface PaquetDeFacettes {
  /** Code, name, latitude, longitude. */
  communes: [string, string, number, number][];
  /** Of what is not a structure, one by line. Those of the structures are many, and seldom needed: see `writeSlugs`. */
  slugs: string;
  genres: Colonne<Genre>;
  types: Colonne<string[] | 0>;
  themes: Colonne<string[] | 0>;
  /** First and last month; the last is missing when there is no limit. */
  ages: Colonne<number[] | 0>;
  /** Ranks of communes: in the order of the tour, then in growing order, each as its distance to the one before. */
  communesDe: Colonne<number[] | 0>;
  zones: Colonne<number[] | 'territoire' | 0>;
  jours: Colonne<number[] | 0>;
  /** A bit by criterion, then one for what is closed. */
  criteres: Colonne<number>;
}

const FERME = 1 << CRITERE_SLUGS.length;

const CHIFFRES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const BASE = CHIFFRES.length;

function toColonne<T>(lignes: readonly T[]): Colonne<T> {
  const cles = lignes.map((valeur) => JSON.stringify(valeur));
  const valeurByCle = new Map(cles.map((cle, ligne) => [cle, lignes[ligne]!]));
  const nombres = new Map<string, number>();
  for (const cle of cles) nombres.set(cle, (nombres.get(cle) ?? 0) + 1);
  const ordre = [...nombres].sort(([, a], [, b]) => b - a).map(([cle]) => cle);
  const rangByCle = new Map(ordre.map((cle, rang) => [cle, rang]));
  const rangs: string[] = [];
  for (let unite = 1; unite === 1 || unite < ordre.length; unite *= BASE)
    rangs.push(cles.map((cle) => CHIFFRES[Math.floor(rangByCle.get(cle)! / unite) % BASE]).join(''));
  return { valeurs: ordre.map((cle) => valeurByCle.get(cle)!), rangs: rangs.join('') };
}

const RANG_DU_CHIFFRE = new Map(Array.from(CHIFFRES, (chiffre, rang) => [chiffre, rang]));

/** The value of each row. */
function readColonne<T>({ valeurs, rangs }: Colonne<T>, lignes: number): T[] {
  return Array.from({ length: lignes }, (_, ligne) => {
    let rang = 0;
    for (let place = ligne, unite = 1; place < rangs.length; place += lignes, unite *= BASE)
      rang += RANG_DU_CHIFFRE.get(rangs[place]!)! * unite;
    return valeurs[rang]!;
  });
}

/** Ranks in growing order, each as what it adds to the one before: neighbours are small numbers. */
const toEcarts = (rangs: readonly number[]) => rangs.map((rang, i) => rang - (rangs[i - 1] ?? 0));
const fromEcarts = (ecarts: readonly number[]) => {
  let rang = 0;
  return ecarts.map((ecart) => (rang += ecart));
};

/** Communes along a curve that seldom leaves a neighbourhood (Morton's order): zones then hold near ranks. */
function sortByVoisinage(communes: readonly CommuneSituee[]): CommuneSituee[] {
  const bornes = (of: (commune: CommuneSituee) => number) => {
    const min = Math.min(...communes.map(of));
    return { min, etendue: Math.max(...communes.map(of)) - min || 1 };
  };
  const lat = bornes(({ centre }) => centre.lat);
  const lon = bornes(({ centre }) => centre.lon);
  const toCase = (valeur: number, { min, etendue }: { min: number; etendue: number }) =>
    Math.min(255, Math.floor(((valeur - min) / etendue) * 256));
  const cle = ({ centre }: CommuneSituee) => {
    const [x, y] = [toCase(centre.lon, lon), toCase(centre.lat, lat)];
    let morton = 0;
    for (let bit = 0; bit < 8; bit += 1)
      morton |= (((x >> bit) & 1) << (2 * bit)) | (((y >> bit) & 1) << (2 * bit + 1));
    return morton;
  };
  return [...communes].sort((a, b) => cle(a) - cle(b) || (a.code < b.code ? -1 : 1));
}

export function packFacettes(
  facettes: readonly Facettes[],
  communesDuTerritoire: readonly CommuneSituee[],
): PaquetDeFacettes {
  const communes = sortByVoisinage(communesDuTerritoire);
  const rangOf = new Map(communes.map(({ code }, rang) => [code, rang]));
  // A commune that the territory does not have cannot be filtered by.
  const toRangs = (codes: readonly string[]) =>
    codes.map((code) => rangOf.get(code)).filter((rang) => rang !== undefined);
  // A hundred metres: enough for whole kilometres.
  const arrondi = (degres: number) => Math.round(degres * 1000) / 1000;
  return {
    communes: communes.map(({ code, nom, centre }) => [code, nom, arrondi(centre.lat), arrondi(centre.lon)]),
    slugs: facettes
      .filter(({ genre }) => genre !== 'structure')
      .map(({ slug }) => slug)
      .join('\n'),
    genres: toColonne(facettes.map(({ genre }) => genre)),
    types: toColonne(facettes.map(({ types }) => types ?? 0)),
    themes: toColonne(facettes.map(({ themes }) => themes ?? 0)),
    ages: toColonne(
      facettes.map(({ ages }) =>
        ages ? [ages.deMois, ...(ages.aMois === undefined ? [] : [ages.aMois])] : 0,
      ),
    ),
    communesDe: toColonne(facettes.map(({ communes: codes }) => (codes ? toRangs(codes) : 0))),
    zones: toColonne(
      facettes.map(({ zone }) =>
        zone === undefined || zone === 'territoire'
          ? (zone ?? 0)
          : toEcarts(toRangs(zone).sort((a, b) => a - b)),
      ),
    ),
    jours: toColonne(facettes.map(({ jours }) => jours ?? 0)),
    criteres: toColonne(
      facettes.map((fiche) =>
        CRITERE_SLUGS.reduce(
          (bits, critere, rang) => bits | (fiche[critere] ? 1 << rang : 0),
          fiche.ferme ? FERME : 0,
        ),
      ),
    ),
  };
}

/** `/recherche/slugs.txt`: the structures in their order, one by line. */
export function writeSlugs(facettes: readonly Facettes[]): string {
  return facettes
    .filter(({ genre }) => genre === 'structure')
    .map(({ slug }) => slug)
    .join('\n');
}

/** Gives the structures the slugs that the other file did not hold. */
export function readSlugs(texte: string, facettes: readonly Facettes[]): void {
  const slugs = texte.split('\n').values();
  for (const fiche of facettes) if (fiche.genre === 'structure') fiche.slug = slugs.next().value ?? '';
}

/** The facets again; a structure has no slug until `readSlugs` gives it. */
export function unpackFacettes(paquet: PaquetDeFacettes): {
  facettes: Facettes[];
  communes: CommuneSituee[];
} {
  const communes = paquet.communes.map(([code, nom, lat, lon]) => ({
    code,
    slug: toSlug(nom),
    nom,
    centre: { lat, lon },
  }));
  const toCodes = (rangs: readonly number[]) => rangs.map((rang) => communes[rang]!.code);
  const lignes = paquet.genres.rangs.length;
  // Read by value, not by row: thousands of lists would fill a small phone.
  const read = <T, U>(colonne: Colonne<T>, of: (valeur: T) => U): U[] =>
    readColonne({ ...colonne, valeurs: colonne.valeurs.map(of) }, lignes);
  const orNothing = <T>(valeur: T | 0): T | undefined => (valeur === 0 ? undefined : valeur);
  const genres = read(paquet.genres, (genre) => genre);
  const types = read(paquet.types, orNothing);
  const themes = read(paquet.themes, orNothing);
  const ages = read(paquet.ages, (valeur) =>
    valeur === 0
      ? undefined
      : { deMois: valeur[0]!, ...(valeur[1] === undefined ? {} : { aMois: valeur[1] }) },
  );
  const communesDe = read(paquet.communesDe, (valeur) => (valeur === 0 ? undefined : toCodes(valeur)));
  const zones = read(paquet.zones, (valeur) =>
    valeur === 0 || valeur === 'territoire' ? orNothing(valeur) : toCodes(fromEcarts(valeur)),
  );
  const jours = read(paquet.jours, orNothing);
  const criteres = read(paquet.criteres, (bits) => bits);
  const slugs = paquet.slugs.split('\n').values();
  const facettes = genres.map((genre, ligne): Facettes => {
    const bits = criteres[ligne]!;
    const fiche: Facettes = { genre, slug: genre === 'structure' ? '' : (slugs.next().value ?? '') };
    if (types[ligne]) fiche.types = types[ligne];
    if (themes[ligne]) fiche.themes = themes[ligne];
    if (ages[ligne]) fiche.ages = ages[ligne];
    if (communesDe[ligne]) fiche.communes = communesDe[ligne];
    if (zones[ligne]) fiche.zone = zones[ligne];
    if (jours[ligne]) fiche.jours = jours[ligne];
    CRITERE_SLUGS.forEach((critere, rang) => {
      if (bits & (1 << rang)) fiche[critere] = true;
    });
    if (bits & FERME) fiche.ferme = true;
    return fiche;
  });
  return { facettes, communes };
}
