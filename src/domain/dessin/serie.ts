/**
 * A series of dated figures: a column at its date, so that a year without a figure is an empty place, and never a zero.
 * The objective of a date is a dashed line over it.
 */
import { type Dessin, round, writeSvg, writeTexte } from './svg';

export interface PointDeSerie {
  /** A year, a month or a day: `2026`, `2026-06`, `2026-06-30`. */
  date: string;
  valeur: number | undefined;
  texte: string;
  objectif?: number;
  texteObjectif?: string;
}

export interface SerieADessiner extends Dessin {
  points: readonly PointDeSerie[];
}

const LARGEUR = 400;
const HAUT = 40;
const BAS = 220;
const BORD = 46;

/** `2026-06` is in the middle of 2026; a year alone stands at its middle too. */
function toAnnees(date: string): number {
  const [annee, mois, jour] = date.split('-').map(Number);
  if (mois === undefined) return annee! + 0.5;
  return annee! + (mois - 1 + ((jour ?? 15) - 1) / 31) / 12;
}

export function drawSerie(serie: SerieADessiner): string {
  const places = serie.points.map((point) => ({ ...point, annees: toAnnees(point.date) }));
  const dates = places.map(({ annees }) => annees);
  const [premier, dernier] = [Math.min(...dates), Math.max(...dates)];
  const duree = Math.max(dernier - premier, 1e-6);
  const xOf = (annees: number): number =>
    places.length === 1 ? LARGEUR / 2 : BORD + ((annees - premier) / duree) * (LARGEUR - 2 * BORD);
  const ecarts = places.slice(1).map(({ annees }, rang) => xOf(annees) - xOf(places[rang]!.annees));
  const largeur = Math.max(10, Math.min(64, 0.6 * Math.min(120, ...ecarts)));
  const max = Math.max(1e-9, ...places.flatMap(({ valeur, objectif }) => [valeur ?? 0, objectif ?? 0]));
  const yOf = (valeur: number): number => BAS - (valeur / max) * (BAS - HAUT);
  const colonnes = places.map(({ annees, valeur, texte, date, objectif, texteObjectif }) => {
    const x = xOf(annees);
    const colonne =
      valeur === undefined
        ? ''
        : `<rect class="barre" x="${round(x - largeur / 2)}" y="${round(yOf(valeur))}" width="${round(largeur)}" height="${round(BAS - yOf(valeur))}" fill="#0b5d5a"/>`;
    const cible =
      objectif === undefined
        ? ''
        : `<path class="objectif" d="M${round(x - largeur / 2 - 8)} ${round(yOf(objectif))}h${round(largeur + 16)}" stroke="#a93c0c" stroke-width="3" stroke-dasharray="6 4"/>`;
    const isAbove = objectif !== undefined && (valeur === undefined || objectif >= valeur);
    const sommet = Math.min(...[valeur, objectif].flatMap((v) => (v === undefined ? [] : [yOf(v)])), BAS);
    const ecrits = [
      isAbove ? texteObjectif : undefined,
      valeur === undefined ? undefined : texte,
      isAbove ? undefined : texteObjectif,
    ].filter((ecrit) => ecrit !== undefined);
    const mots = ecrits.map((ecrit, rang) =>
      writeTexte(x, sommet - 8 - (ecrits.length - 1 - rang) * 16, ecrit, {
        ancre: 'middle',
        gras: ecrit === texte,
      }),
    );
    return (
      colonne + cible + mots.join('') + writeTexte(x, BAS + 20, formatDateCourte(date), { ancre: 'middle' })
    );
  });
  const axe = `<path class="axe" d="M${BORD / 2} ${BAS}H${LARGEUR - BORD / 2}" stroke="#7d7565" stroke-width="1.5"/>`;
  return writeSvg(serie, { largeur: LARGEUR, hauteur: BAS + 32 }, axe + colonnes.join(''));
}

/** `2026`, `06/2026`: what fits under a column. */
function formatDateCourte(date: string): string {
  return date.split('-').slice(0, 2).reverse().join('/');
}
