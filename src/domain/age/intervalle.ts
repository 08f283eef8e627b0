/** Ranges of ages, without their schema: phones compare them too, and need not carry the library of the schemas. */
import type { Ages } from './age';

/** True when the two ranges share at least one month. */
export function overlaps(a: Ages, b: Ages): boolean {
  return a.deMois <= (b.aMois ?? Infinity) && b.deMois <= (a.aMois ?? Infinity);
}

/** The months during which a child « has N years ». */
export function yearsToAges(annees: number): Ages {
  return { deMois: annees * 12, aMois: annees * 12 + 11 };
}
