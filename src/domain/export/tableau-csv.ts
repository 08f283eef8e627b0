/** Any table of the site as a file for a spreadsheet: cell for cell what the page shows. */
import { NBSP } from '../date/espace';
import { ABSENT, type Tableau, valeurOf } from '../tableau/tableau';
import { type Cellule, writeCsv } from './csv';

// Non-breaking spaces are for the eye: in a spreadsheet they only make a search fail.
const withPlainSpaces = (texte: string): string => texte.replaceAll(NBSP, ' ').replaceAll('\u202F', ' ');

function toCellule(cellule: Tableau['lignes'][number][number]): Cellule {
  const valeur = valeurOf(cellule) ?? ABSENT;
  return typeof valeur === 'number' ? Math.round(valeur * 100) / 100 : withPlainSpaces(valeur);
}

export function writeTableauCsv({ colonnes, lignes, total }: Tableau): string {
  const toutes = total ? [...lignes, total] : lignes;
  return [
    ...writeCsv(
      colonnes.map(({ titre }) => withPlainSpaces(titre)),
      toutes.map((ligne) => ligne.map(toCellule)),
    ),
  ].join('');
}
