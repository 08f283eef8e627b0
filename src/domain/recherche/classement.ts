/** The order of results: what the words say, what they mean, and what is near. */
import type { Facettes, Genre } from './facettes';
import { distanceKm } from '../territoire/distance';
import { type CommuneSituee, type Contexte, serves } from './filtre';
import type { Requete } from './requete';
import type { Lexique } from './vocabulaire';

/** What the index answers for one word: a score by row of the facets. */
export type Reponse = ReadonlyMap<number, number>;

/** Something that answers. */
export interface Candidat {
  /** Row of the facets. */
  rang: number;
  fiche: Facettes;
  /** How well it answers, and the same with what is near. */
  sens: number;
  score: number;
}

/** For equal answers: a door, then how to do it, then who pays, then what the word means. */
const ORDRE: Record<Genre, number> = {
  structure: 0,
  guide: 1,
  aide: 2,
  lexique: 3,
  evenement: 4,
  balade: 5,
  commune: 6,
};

/** Part of a notion that goes to the types it leads to, then to the results it names, by kind of notion. */
const VERS_LES_TYPES = {
  type: 1.1,
  lexique: 1,
  guide: 0.85,
  aide: 0.45,
  commune: 0,
  evenement: 0,
  balade: 0,
} as const;
const VERS_LUI_MEME = { guide: 1, aide: 1, lexique: 0.8, commune: 0, evenement: 0, balade: 0 } as const;
const VERS_LES_FICHES = 0.55;
/** The second type of a notion is a little less the answer than the first, and so on. */
const DECROISSANCE = 0.78;
/** Several notions that lead to the same type: each adds less than the one before. */
const CUMUL = 0.45;
const POIDS_DU_TEXTE = 0.75;
/** Texts that lead to types: an article that holds the words names those who answer. */
const TEXTE_VERS_LES_TYPES = 0.4;
const TEXTES_ECOUTES = 6;
const SEUIL = 0.16;
const SEUIL_RELATIF = 0.22;

function accumulate(scores: number[]): number {
  return scores.sort((a, b) => b - a).reduce((somme, score, rang) => somme + score * CUMUL ** rang, 0);
}

/** Text evidence of each row: words weigh by their rarity, and all the words are better than one. */
export function mergeReponses(reponses: readonly Reponse[], total: number): Map<number, number> {
  const poids = reponses.map(({ size }) => Math.log(1 + total / Math.max(1, size)));
  const somme = poids.reduce((a, b) => a + b, 0);
  const textes = new Map<number, number>();
  reponses.forEach((reponse, rang) => {
    let max = 0;
    for (const score of reponse.values()) max = Math.max(max, score);
    if (max <= 0) return;
    for (const [ligne, score] of reponse)
      textes.set(ligne, (textes.get(ligne) ?? 0) + (poids[rang]! / somme) * Math.sqrt(score / max));
  });
  return textes;
}

/** How much each type is meant. */
function scoreTypes(
  { notions }: Requete,
  textes: ReadonlyMap<number, number>,
  facettes: readonly Facettes[],
  lexique: Lexique,
): Map<string, number> {
  const preuves = new Map<string, number[]>();
  const add = (types: readonly string[], score: number) => {
    types.forEach((type, rang) => {
      const siennes = preuves.get(type);
      const valeur = score * DECROISSANCE ** rang;
      if (siennes) siennes.push(valeur);
      else preuves.set(type, [valeur]);
    });
  };
  for (const [rang, score] of notions) {
    const { genre, types = [] } = lexique.notions[rang]!;
    add(types, score * VERS_LES_TYPES[genre ?? 'type']);
  }
  const ecoutes = [...textes]
    .filter(([ligne]) => ['guide', 'lexique'].includes(facettes[ligne]!.genre))
    .sort(([, a], [, b]) => b - a)
    .slice(0, TEXTES_ECOUTES);
  for (const [ligne, score] of ecoutes) add(facettes[ligne]!.types ?? [], score * TEXTE_VERS_LES_TYPES);
  return new Map([...preuves].map(([type, scores]) => [type, accumulate(scores)]));
}

/** How much each article, aid or word is meant, by `genre/slug`. */
function scoreFiches({ notions }: Requete, lexique: Lexique): Map<string, number> {
  const preuves = new Map<string, number>();
  const raise = (cle: string, score: number) => preuves.set(cle, Math.max(preuves.get(cle) ?? 0, score));
  for (const [rang, score] of notions) {
    const { genre, slug, fiches = [] } = lexique.notions[rang]!;
    if (genre) raise(`${genre}/${slug}`, score * VERS_LUI_MEME[genre]);
    for (const fiche of fiches) raise(fiche, score * VERS_LES_FICHES);
  }
  return preuves;
}

/** Kilometres from a commune to every other, each measured once: thousands of results share a few hundred. */
function measureFrom({ centre }: CommuneSituee, { communeByCode }: Contexte): (code: string) => number {
  const connues = new Map<string, number>();
  return (code) => {
    let km = connues.get(code);
    if (km === undefined) {
      const autre = communeByCode.get(code);
      km = autre ? distanceKm(centre, autre.centre) : Infinity;
      connues.set(code, km);
    }
    return km;
  };
}

/** From 0 to 1: here, for here, or not far. */
function nearness(fiche: Facettes, commune: CommuneSituee, km: (code: string) => number): number {
  if (fiche.communes?.includes(commune.code)) return 1;
  const proche = 0.75 * Math.exp(-Math.min(Infinity, ...(fiche.communes ?? []).map(km)) / 12);
  return serves(fiche, commune) ? Math.max(0.7, proche) : proche;
}

const PROXIMITE_DEMANDEE = 0.7;
const PROXIMITE_RETENUE = 0.3;
const FERME = 0.5;

export interface OptionsDeClassement {
  facettes: readonly Facettes[];
  lexique: Lexique;
  contexte: Contexte;
  /** The commune that the person chose, when the words name none. */
  commune?: CommuneSituee | undefined;
}

/** Everything that answers the words, best first, whatever the filters: their counts are made of it. */
export function rank(
  requete: Requete,
  reponses: readonly Reponse[],
  options: OptionsDeClassement,
): Candidat[] {
  const { facettes, lexique, contexte, commune: retenue } = options;
  const textes = mergeReponses(reponses, facettes.length);
  const types = scoreTypes(requete, textes, facettes, lexique);
  const fiches = scoreFiches(requete, lexique);
  const commune = requete.commune ?? retenue;
  const proximite = requete.commune ? PROXIMITE_DEMANDEE : PROXIMITE_RETENUE;
  const isMuette = requete.mots.length === 0;
  const km = commune && measureFrom(commune, contexte);

  const candidats: Candidat[] = [];
  facettes.forEach((fiche, rang) => {
    const texte = POIDS_DU_TEXTE * (textes.get(rang) ?? 0);
    const sens = isMuette ? scoreMuet(fiche, requete, km) : texte + meaningOf(fiche, types, fiches);
    if (sens < SEUIL) return;
    const near = commune && km ? proximite * nearness(fiche, commune, km) : 0;
    // What is near does not make an answer of what is none.
    const score = (sens + near * Math.min(1, sens)) * (fiche.ferme ? FERME : 1);
    candidats.push({ rang, fiche, sens, score });
  });
  const max = candidats.reduce((plus, { sens }) => Math.max(plus, sens), 0);
  return candidats
    .filter(({ sens }) => sens >= max * SEUIL_RELATIF)
    .sort((a, b) => b.score - a.score || ORDRE[a.fiche.genre] - ORDRE[b.fiche.genre] || a.rang - b.rang);
}

/** What a structure also is, it is a little less. */
const AUTRE_TYPE = 0.9;

function meaningOf(
  fiche: Facettes,
  types: ReadonlyMap<string, number>,
  fiches: ReadonlyMap<string, number>,
): number {
  if (fiche.genre !== 'structure') return fiches.get(`${fiche.genre}/${fiche.slug}`) ?? 0;
  // Thousands of rows at each letter: nothing is made here that would have to be thrown away.
  let sens = 0;
  const siens = fiche.types ?? [];
  for (let rang = 0; rang < siens.length; rang += 1)
    sens = Math.max(sens, (types.get(siens[rang]!) ?? 0) * (rang === 0 ? 1 : AUTRE_TYPE));
  return sens;
}

/** Without words: a commune alone asks what there is in it; no commune, everything. */
function scoreMuet(
  fiche: Facettes,
  { commune }: Requete,
  km: ((code: string) => number) | undefined,
): number {
  if (!commune || !km) return fiche.genre === 'structure' ? 1 : 0.5;
  if (fiche.genre === 'commune') return fiche.communes?.includes(commune.code) ? 2 : 0;
  return nearness(fiche, commune, km) >= 0.7 ? 1 : 0;
}

const PREMIERS = 3;
const PORTE = 0.3;
const ARTICLE = 0.5;

/**
 * The first three hold a door and, when it answers too, an explanation: an article rather than an aid. To be done once
 * the filters have left out what they leave out.
 */
export function mixFirst(candidats: readonly Candidat[]): Candidat[] {
  const ordered = [...candidats];
  const best = ordered[0]?.score ?? 0;
  const ranksOf = (genres: readonly Genre[]) =>
    [...ordered.keys()].filter((rang) => genres.includes(ordered[rang]!.fiche.genre));
  const move = (genres: readonly Genre[], seuil: number, place: number) => {
    const [premier] = ranksOf(genres);
    if (premier === undefined || premier < PREMIERS || ordered[premier]!.score < best * seuil) return;
    ordered.splice(place, 0, ...ordered.splice(premier, 1));
  };
  move(['structure'], PORTE, 1);
  for (const genres of [['guide'], ['guide', 'aide']] as const) {
    // The only door of the three is not pushed out.
    const [porte] = ranksOf(['structure']);
    move(genres, ARTICLE, porte === PREMIERS - 1 ? PREMIERS - 2 : PREMIERS - 1);
  }
  return ordered;
}
