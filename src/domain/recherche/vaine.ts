/**
 * A search that found nothing, as the coordination may read it once several people made it: its words, and nothing that
 * could say who looked for what. What looks like more than words is dropped whole, never cut.
 */
import { normalize } from './mots';

export const MOTS_MAX = 4;
const LETTRES_MIN = 3;
const LETTRES_MAX = 40;
/** Days on which it must have been made before anybody reads it. */
export const JOURS_AVANT_LECTURE = 3;
/** Months after which it is forgotten, when nobody made it again. */
export const MOIS_DE_GARDE = 12;

/** The words that may be counted; nothing when there is a number, an address, or too much to be words of a search. */
export function toRechercheVaine(texte: string): string | undefined {
  // Digits: a phone, a date of birth, a house number. Signs: a mail, an address on the web, a program.
  if (/[\d@:/\\<>{}_=+#&]/.test(texte) || /\.\S/.test(texte)) return undefined;
  const mots = normalize(texte);
  const nombre = mots.split(' ').filter(Boolean).length;
  const isTrop = mots.length < LETTRES_MIN || mots.length > LETTRES_MAX || nombre > MOTS_MAX;
  return isTrop ? undefined : mots;
}
