/** Whether a postal code is one of a commune. Two digits are often swapped: 81710 for 81170. */
import type { Commune } from './schema';

export interface FauteDeCodePostal {
  ecrit: string;
  /** The right one, when the commune has only one. */
  juste: string | undefined;
  /** « le code postal 81710 n’est pas celui des Cabannes… » */
  phrase: string;
}

/** The same digits, in another order. */
const isMelange = (a: string, b: string): boolean =>
  Array.from(a).sort().join() === Array.from(b).sort().join();

/** Organisations that receive much mail have a postal code of their own. */
const COURRIER_PARTICULIER = /\b(?:BP|CS|TSA|cedex)\b/i;

/** What is wrong with this postal code; undefined when it is one of the commune, or that of a post box. */
export function findFauteDeCodePostal(
  codePostal: string,
  { nom, codesPostaux }: Pick<Commune, 'nom' | 'codesPostaux'>,
  adresse = '',
): FauteDeCodePostal | undefined {
  if (codesPostaux.includes(codePostal) || COURRIER_PARTICULIER.test(adresse)) return undefined;
  const juste = codesPostaux.length === 1 ? codesPostaux[0] : undefined;
  const cause = codesPostaux.some((code) => isMelange(code, codePostal)) ? ' (chiffres intervertis)' : '';
  const bons = codesPostaux.join(' ou ');
  return {
    ecrit: codePostal,
    juste,
    phrase: `le code postal ${codePostal} n’est pas celui de la commune « ${nom} » : c’est ${bons}${cause}`,
  };
}
