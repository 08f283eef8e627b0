/** What a phone takes along to read the territory without network, and in which order when not all may come. */

/** Compressed bytes that a territory may ask a phone to download by itself. */
export const LIMITE = 1_500_000;

interface Etage {
  slug: string;
  /** What is missing when this part was left out, as people read it. */
  nom: string;
  motif: RegExp;
}

/** From what nobody may miss to what helps only once the rest is there. A file goes with the first that takes it. */
export const ETAGES = [
  {
    slug: 'cadre',
    nom: 'l’accueil et les urgences',
    motif:
      /^(_astro\/.+\.(?:css|js|woff2|png|svg|webp|avif)|(?:icones|logos)\/.+|pictogrammes\.svg|favicon\.svg|manifest\.webmanifest|(?:404|index)\.html|(?:hors-ligne|urgences|communes|structures|guide|aides|lexique|recherche|carte|ma-liste|mes-enfants)\/index\.html)$/,
  },
  { slug: 'guide', nom: 'le guide et les aides', motif: /^(?:guide|aides)\/.+\.html$/ },
  { slug: 'communes', nom: 'les pages des communes', motif: /^communes\/.+\.html$/ },
  {
    slug: 'recherche',
    nom: 'la recherche et la carte',
    motif: /^(pagefind\/.+|(?:recherche|carte)\/.+\.json)$/,
  },
  {
    slug: 'structures',
    nom: 'les fiches des services et leurs dates',
    motif: /^(structures\/.+\.html|hors-ligne\/dates\.json)$/,
  },
  { slug: 'reste', nom: 'les pages par âge, par thème, par type et par lieu', motif: /\.html$/ },
] as const satisfies readonly Etage[];
export type SlugDEtage = (typeof ETAGES)[number]['slug'];

/** Never taken: what other programs and other sites read, what is printed, what belongs to the editors. */
const JAMAIS =
  /^(?:donnees|admin|espace|integrer|observatoire\/.+)\/|^integrer\.js$|^communes\/[^/]+(?:\/integrer\/|\.json$)|\.(?:ics|xml|pdf|map|csv|geojson|txt)$/;

/** The part of the luggage that takes this file of the built site; nothing when it stays at home. */
export function etageOf(chemin: string): SlugDEtage | undefined {
  if (JAMAIS.test(chemin)) return undefined;
  return ETAGES.find(({ motif }) => motif.test(chemin))?.slug;
}

/** Something to download in one go, and what it weighs compressed. */
export interface Piece {
  url: string;
  octets: number;
}

export interface Bagage<P extends Piece> {
  pieces: P[];
  octets: number;
  /** Parts that were left out, since the whole would be too heavy. */
  absents: SlugDEtage[];
}

/**
 * Takes the parts in order, each whole or not at all: half of the communes would be a lottery. The first one always
 * comes. The pieces of a part are asked for one by one, and no longer once they are too many.
 */
export function packBagage<P extends Piece>(
  listPieces: (etage: SlugDEtage) => Iterable<P>,
  limite: number = LIMITE,
): Bagage<P> {
  const bagage: Bagage<P> = { pieces: [], octets: 0, absents: [] };
  for (const { slug } of ETAGES) {
    const pieces: P[] = [];
    let { octets } = bagage;
    for (const piece of listPieces(slug)) {
      pieces.push(piece);
      octets += piece.octets;
      if (octets > limite && slug !== 'cadre') break;
    }
    if (pieces.length === 0) continue;
    if (octets > limite && slug !== 'cadre') bagage.absents.push(slug);
    else Object.assign(bagage, { pieces: [...bagage.pieces, ...pieces], octets });
  }
  return bagage;
}

/** The names of parts, in their order. */
export function nomsDEtages(slugs: readonly SlugDEtage[]): string[] {
  return ETAGES.filter(({ slug }) => slugs.includes(slug)).map(({ nom }) => nom);
}
