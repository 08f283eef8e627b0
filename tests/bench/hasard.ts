/** Draws that look random and are the same each time: a benchmark compares the same content with itself. */

export interface Hasard {
  /** An integer from `min` to `max` included. */
  entier(min: number, max: number): number;
  /** True once in `sur` on average. */
  uneFoisSur(sur: number): boolean;
  parmi<T>(choix: readonly T[]): T;
  /** An index of `poids`, as often as its weight says. */
  selonPoids(poids: readonly number[]): number;
}

/** mulberry32, of Tommy Ettinger (public domain): 32 bits of state are plenty for content. */
function createGenerator(graine: number): () => number {
  let etat = graine >>> 0;
  return () => {
    etat = (etat + 0x6d2b79f5) >>> 0;
    let t = Math.imul(etat ^ (etat >>> 15), etat | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function createHasard(graine: number): Hasard {
  const next = createGenerator(graine);
  const entier = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    entier,
    uneFoisSur: (sur) => next() < 1 / sur,
    parmi: (choix) => choix[entier(0, choix.length - 1)]!,
    selonPoids(poids) {
      let reste = next() * poids.reduce((somme, p) => somme + p, 0);
      for (const [index, p] of poids.entries()) {
        reste -= p;
        if (reste < 0) return index;
      }
      return poids.length - 1;
    },
  };
}
