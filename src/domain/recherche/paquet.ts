/**
 * The facets as they travel: a column by field, and in each the rank of a value in the list of those that exist. Thousands of
 * services share a few combinations, and the whole must be light on a slow connection.
 */
import { CRITERE_SLUGS, type Facettes, type Genre } from './facettes';
import type { CommuneSituee } from './filtre';

/** Values in the order in which they first come, and for each row the rank of its own. */
interface Colonne<T> {
  valeurs: T[];
  rangs: number[];
}

/** `/recherche/facettes.json`. */
export interface PaquetDeFacettes {
  /** Code, slug, name, latitude, longitude. */
  communes: [string, string, string, number, number][];
  /** Of what is not a structure, one by line. Those of the structures are many, and seldom needed: see `writeSlugs`. */
  slugs: string;
  genres: Colonne<Genre>;
  types: Colonne<string[] | 0>;
  themes: Colonne<string[] | 0>;
  /** First and last month; the last is missing when there is no limit. */
  ages: Colonne<number[] | 0>;
  /** Ranks of communes. */
  communesDe: Colonne<number[] | 0>;
  zones: Colonne<number[] | 'territoire' | 0>;
  jours: Colonne<number[] | 0>;
  /** A bit by criterion, then one for what is closed. */
  criteres: Colonne<number>;
}

const FERME = 1 << CRITERE_SLUGS.length;

function toColonne<T>(valeursDesRangs: readonly T[]): Colonne<T> {
  const connues = new Map<string, number>();
  const valeurs: T[] = [];
  const rangs = valeursDesRangs.map((valeur) => {
    const cle = JSON.stringify(valeur);
    let rang = connues.get(cle);
    if (rang === undefined) {
      connues.set(cle, (rang = valeurs.length));
      valeurs.push(valeur);
    }
    return rang;
  });
  return { valeurs, rangs };
}

export function packFacettes(
  facettes: readonly Facettes[],
  communes: readonly CommuneSituee[],
): PaquetDeFacettes {
  const rangOf = new Map(communes.map(({ code }, rang) => [code, rang]));
  // A commune that the territory does not have cannot be filtered by.
  const toRangs = (codes: readonly string[]) =>
    codes.map((code) => rangOf.get(code)).filter((rang) => rang !== undefined);
  const arrondi = (degres: number) => Math.round(degres * 10_000) / 10_000;
  return {
    communes: communes.map(({ code, slug, nom, centre }) => [
      code,
      slug,
      nom,
      arrondi(centre.lat),
      arrondi(centre.lon),
    ]),
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
        zone === undefined || zone === 'territoire' ? (zone ?? 0) : toRangs(zone).sort((a, b) => a - b),
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
  const communes = paquet.communes.map(([code, slug, nom, lat, lon]) => ({
    code,
    slug,
    nom,
    centre: { lat, lon },
  }));
  const toCodes = (rangs: readonly number[]) => rangs.map((rang) => communes[rang]!.code);
  const read = <T>({ valeurs, rangs }: Colonne<T>, ligne: number): T => valeurs[rangs[ligne]!]!;
  // Values are shared by the rows that have the same: thousands of lists would fill a small phone.
  const communesDe = paquet.communesDe.valeurs.map((valeur) => (valeur === 0 ? undefined : toCodes(valeur)));
  const zones = paquet.zones.valeurs.map((valeur) =>
    valeur === 0 ? undefined : valeur === 'territoire' ? valeur : toCodes(valeur),
  );
  const slugs = paquet.slugs.split('\n').values();
  const facettes = paquet.genres.rangs.map((genre, ligne): Facettes => {
    const types = read(paquet.types, ligne);
    const themes = read(paquet.themes, ligne);
    const ages = read(paquet.ages, ligne);
    const siennes = communesDe[paquet.communesDe.rangs[ligne]!];
    const zone = zones[paquet.zones.rangs[ligne]!];
    const jours = read(paquet.jours, ligne);
    const bits = read(paquet.criteres, ligne);
    const nom = paquet.genres.valeurs[genre]!;
    const fiche: Facettes = { genre: nom, slug: nom === 'structure' ? '' : (slugs.next().value ?? '') };
    if (types) fiche.types = types;
    if (themes) fiche.themes = themes;
    if (ages) fiche.ages = { deMois: ages[0]!, ...(ages[1] === undefined ? {} : { aMois: ages[1] }) };
    if (siennes) fiche.communes = siennes;
    if (zone) fiche.zone = zone;
    if (jours) fiche.jours = jours;
    CRITERE_SLUGS.forEach((critere, rang) => {
      if (bits & (1 << rang)) fiche[critere] = true;
    });
    if (bits & FERME) fiche.ferme = true;
    return fiche;
  });
  return { facettes, communes };
}
