/** Whether two pieces of content say the same thing. */

/** The order of fields says nothing, that of lists does; an absent field and an undefined one are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((cle) =>
    isSame(fieldOf(a, cle), fieldOf(b, cle)),
  );
}

/** An own field only: content may well have one named `toString`. */
export function fieldOf(objet: object, cle: string): unknown {
  return Object.hasOwn(objet, cle) ? (objet as Record<string, unknown>)[cle] : undefined;
}
