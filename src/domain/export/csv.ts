/** CSV as French office software opens it: UTF-8 with its mark, semicolons, CRLF. */

export type Cellule = string | number | boolean | undefined;

const BOM = '\uFEFF';
/** A spreadsheet would run such a cell as a formula; one of them, ＝, is a full-width sign. */
const FORMULE = /^[=+\-@\t\r\n＝＋－＠]/;

function formatCellule(cellule: Cellule): string {
  if (cellule === undefined) return '';
  if (typeof cellule === 'boolean') return cellule ? 'oui' : 'non';
  // A French spreadsheet reads 2.67 as a text. A number is never a formula, even negative.
  if (typeof cellule === 'number') return String(cellule).replace('.', ',');
  const texte = cellule.replace(/\r\n?/g, '\n');
  const sain = FORMULE.test(cellule) ? `'${texte}` : texte;
  return /[";\n]/.test(sain) ? `"${sain.replaceAll('"', '""')}"` : sain;
}

/** A table whose first line names the columns, a line at a time. */
export function* writeCsv(
  colonnes: readonly string[],
  lignes: Iterable<readonly Cellule[]>,
): Generator<string, void, undefined> {
  const toLine = (cellules: readonly Cellule[]): string => `${cellules.map(formatCellule).join(';')}\r\n`;
  yield BOM + toLine(colonnes);
  for (const ligne of lignes) yield toLine(ligne);
}
