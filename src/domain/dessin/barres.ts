/** Bars laid flat, one a line, with their words and their figure: a length is never the only thing that says it. */
import { type Dessin, round, writeSvg, writeTexte } from './svg';

export interface BarresADessiner extends Dessin {
  barres: readonly { libelle: string; valeur: number; texte: string }[];
}

const LARGEUR = 360;
const LIGNE = 28;
const DEBUT = 100;
/** Room for the figure at the end of the longest bar. */
const FIN = 320;

export function drawBarres(dessin: BarresADessiner): string {
  const { barres } = dessin;
  const max = Math.max(1, ...barres.map(({ valeur }) => valeur));
  const lignes = barres.map(({ libelle, valeur, texte }, rang) => {
    const y = 8 + rang * LIGNE;
    const longueur = (valeur / max) * (FIN - DEBUT);
    const barre =
      valeur > 0
        ? `<rect class="barre" x="${DEBUT}" y="${y}" width="${round(longueur)}" height="20" rx="3" fill="#0b5d5a"/>`
        : '';
    return `${writeTexte(DEBUT - 10, y + 15, libelle, { ancre: 'end' })}${barre}${writeTexte(DEBUT + longueur + 8, y + 15, texte, { gras: true })}`;
  });
  const hauteur = barres.length * LIGNE + 10;
  const axe = `<path class="axe" d="M${DEBUT} 2V${hauteur - 2}" stroke="#7d7565" stroke-width="1.5"/>`;
  return writeSvg(dessin, { largeur: LARGEUR, hauteur }, lignes.join('') + axe);
}
