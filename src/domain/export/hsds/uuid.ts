/** HSDS names everything by a UUID: ours is drawn from a name that never changes, so that a build gives the same. */

/** Four odd numbers, one a quarter of the result, that share no factor. */
const MULTIPLICATEURS = [0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1] as const;

function hash(texte: string, multiplicateur: number): number {
  let h = multiplicateur;
  for (let index = 0; index < texte.length; index += 1) {
    h = Math.imul(h ^ texte.charCodeAt(index), multiplicateur);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The UUID of a name (version 8: made by a rule of one's own, RFC 9562). */
export function toUuid(nom: string): string {
  const hex = MULTIPLICATEURS.map((m) => hash(nom, m).toString(16).padStart(8, '0')).join('');
  const variante = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variante}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
