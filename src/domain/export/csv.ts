/** CSV as French office software opens it: UTF-8 with its mark, semicolons, CRLF. */

export type Cellule = string | number | boolean | undefined;

const BOM = '\uFEFF';
/** A spreadsheet would run such a cell as a formula; one of them, ＝, is a full-width sign. */
const FORMULE = /^[=+\-@\t\r\n＝＋－＠]/;
/** `+33565000000`, that some schemas require: a spreadsheet takes it for a number, which runs nothing. */
const TELEPHONE = /^\+\d{8,15}$/;

export interface OptionsCsv {
  /** A French spreadsheet reads 2.67 as a text; some schemas accept nothing else. */
  decimale?: ',' | '.';
}

function formatCellule(cellule: Cellule, decimale: string): string {
  if (cellule === undefined) return '';
  if (typeof cellule === 'boolean') return cellule ? 'oui' : 'non';
  // A number is never a formula, even negative.
  if (typeof cellule === 'number') return String(cellule).replace('.', decimale);
  const texte = cellule.replace(/\r\n?/g, '\n');
  const sain = FORMULE.test(cellule) && !TELEPHONE.test(cellule) ? `'${texte}` : texte;
  return /[";\n]/.test(sain) ? `"${sain.replaceAll('"', '""')}"` : sain;
}

/** A table whose first line names the columns, a line at a time. */
export function* writeCsv(
  colonnes: readonly string[],
  lignes: Iterable<readonly Cellule[]>,
  { decimale = ',' }: OptionsCsv = {},
): Generator<string, void, undefined> {
  const toLine = (cellules: readonly Cellule[]): string =>
    `${cellules.map((cellule) => formatCellule(cellule, decimale)).join(';')}\r\n`;
  yield BOM + toLine(colonnes);
  for (const ligne of lignes) yield toLine(ligne);
}
