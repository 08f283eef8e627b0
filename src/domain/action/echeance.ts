/** The deadline of an action, as its document gives it: one date, two, or two that disagree. */
import type { Action } from './schema';

export interface Echeance {
  /** Each deadline with the part of the document that gives it; a single line when both say the same. */
  lignes: { texte: string; origine: string | undefined }[];
  contradiction: boolean;
}

export function describeEcheance({ echeance: { repertoire, fiche, contradiction } }: Action): Echeance {
  if (repertoire !== undefined && repertoire === fiche)
    return { lignes: [{ texte: fiche, origine: undefined }], contradiction };
  const lignes = [
    { texte: repertoire, origine: 'répertoire des actions' },
    { texte: fiche, origine: 'fiche action' },
  ].flatMap(({ texte, origine }) => (texte === undefined ? [] : [{ texte, origine }]));
  return { lignes, contradiction };
}
