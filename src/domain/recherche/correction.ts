/** Typing errors: a word that the site does not know is replaced by the nearest one that it knows. */
import { normalize, stemOf } from './mots';

/** Under this length, too many words are one letter away. */
const LONGUEUR_MIN = 4;
/** From this length on, two letters may be wrong. */
const LONGUEUR_DE_DEUX = 8;

/**
 * Letters to add, remove, replace or swap with the next to go from one word to the other (optimal string alignment).
 * Beyond `max`, the answer is only that it is more.
 */
export function editDistance(a: string, b: string, max = Infinity): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let avant: number[] = [];
  let courante = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const ligne = [i];
    let min = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cout = Math.min(courante[j]! + 1, ligne[j - 1]! + 1, courante[j - 1]! + (same ? 0 : 1));
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        cout = Math.min(cout, avant[j - 2]! + 1);
      ligne.push(cout);
      if (cout < min) min = cout;
    }
    if (min > max) return max + 1;
    avant = courante;
    courante = ligne;
  }
  return courante[b.length]!;
}

export interface Dictionnaire {
  /** As it is written, by its normalised form; from the most frequent to the least. */
  mots: ReadonlyMap<string, string>;
  racines: ReadonlySet<string>;
  /** Normalised words and their rank, by length. */
  byLength: ReadonlyMap<number, readonly { mot: string; rang: number }[]>;
  /** Normalised words, sorted: those that begin in the same way are together. */
  sorted: readonly string[];
}

/** `mots` go from the most frequent to the least, as they are written. */
export function createDictionnaire(mots: Iterable<string>): Dictionnaire {
  const connus = new Map<string, string>();
  for (const mot of mots) {
    const normal = normalize(mot);
    if (normal !== '' && !normal.includes(' ') && !connus.has(normal)) connus.set(normal, mot.toLowerCase());
  }
  const ranges = [...connus.keys()].map((mot, rang) => ({ mot, rang }));
  return {
    mots: connus,
    racines: new Set([...connus.keys()].map(stemOf)),
    byLength: Map.groupBy(ranges, ({ mot }) => mot.length),
    sorted: [...connus.keys()].sort(),
  };
}

export function isKnown(mot: string, { mots, racines }: Dictionnaire): boolean {
  return mots.has(mot) || racines.has(stemOf(mot));
}

/** True when a word that the site knows begins so. */
export function isPrefix(debut: string, { sorted }: Dictionnaire): boolean {
  let bas = 0;
  let haut = sorted.length;
  while (bas < haut) {
    const milieu = (bas + haut) >> 1;
    if (sorted[milieu]! < debut) bas = milieu + 1;
    else haut = milieu;
  }
  return Boolean(sorted[bas]?.startsWith(debut));
}

function compareCandidats(a: [number, number, number], b: [number, number, number]): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * The word that was meant, as the site writes it; undefined when it is known, too short, or like no other. The word
 * that is still being typed is left alone as long as it may become one that the site knows.
 */
export function correctMot(
  mot: string,
  dictionnaire: Dictionnaire,
  { inacheve = false } = {},
): string | undefined {
  if (mot.length < LONGUEUR_MIN || /\d/.test(mot) || isKnown(mot, dictionnaire)) return undefined;
  if (inacheve && isPrefix(mot, dictionnaire)) return undefined;
  const max = mot.length >= LONGUEUR_DE_DEUX ? 2 : 1;
  let meilleur: { mot: string; ordre: [number, number, number] } | undefined;
  for (let longueur = mot.length - max; longueur <= mot.length + max; longueur += 1) {
    for (const candidat of dictionnaire.byLength.get(longueur) ?? []) {
      if (candidat.mot.length < LONGUEUR_MIN) continue;
      const distance = editDistance(mot, candidat.mot, max);
      if (distance > max) continue;
      // One seldom mistakes the first letter; among equals, the word that the site uses most.
      const ordre: [number, number, number] = [distance, candidat.mot[0] === mot[0] ? 0 : 1, candidat.rang];
      if (!meilleur || compareCandidats(ordre, meilleur.ordre) < 0) meilleur = { mot: candidat.mot, ordre };
    }
  }
  return meilleur && dictionnaire.mots.get(meilleur.mot);
}
