/** Ages in an attribute of a page, as short as can be: `36-143`, `-9-35`, `144-` when there is no limit. */
import type { Ages } from './age';

export function writeAges({ deMois, aMois }: Ages): string {
  return `${deMois}-${aMois ?? ''}`;
}

export function readAges(texte: string | null | undefined): Ages | undefined {
  const [, de, a] = /^(-?\d+)-(-?\d+)?$/.exec(texte ?? '') ?? [];
  if (de === undefined) return undefined;
  return { deMois: Number(de), ...(a === undefined ? {} : { aMois: Number(a) }) };
}
