/** A QR code as a picture of one pixel a square: a thousand of them stay light, and they print sharp at any size. */
import { encode } from 'uqr';

const NOIR = 0;
const BLANC = 255;

export interface CodeALire {
  /** Squares of a side. */
  cote: number;
  /** One byte a square, row by row. */
  pixels: Uint8Array;
}

/** The code of an address. A tenth of it may be stained and it still reads. */
export function toCode(adresse: string): CodeALire {
  const { data, size } = encode(adresse, { ecc: 'M', border: 0 });
  return { cote: size, pixels: Uint8Array.from(data.flat(), (noir) => (noir ? NOIR : BLANC)) };
}
