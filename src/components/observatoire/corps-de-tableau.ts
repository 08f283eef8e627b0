/** The lines of a table as HTML: thousands of cells a build, which Astro would render one promise at a time. */
import { type Cellule, type Tableau, formatCellule, valeurOf } from '../../domain/tableau/tableau';

function escapeHtml(texte: string): string {
  return texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function writeCellule(cellule: Cellule, rang: number, colonnes: Tableau['colonnes']): string {
  const texte = escapeHtml(formatCellule(cellule));
  const href = typeof cellule === 'object' ? cellule.href : undefined;
  const contenu = href === undefined ? texte : `<a href="${escapeHtml(href)}">${texte}</a>`;
  if (rang === 0) return `<th scope="row">${contenu}</th>`;
  const classes = [
    colonnes[rang]?.nombre ? 'nombre' : '',
    valeurOf(cellule) === undefined ? 'manque' : '',
  ].filter(Boolean);
  return `<td${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}>${contenu}</td>`;
}

/** `<tr>…</tr>` for each line. */
export function writeLignes(lignes: Tableau['lignes'], colonnes: Tableau['colonnes']): string {
  return lignes
    .map(
      (ligne) => `<tr>${ligne.map((cellule, rang) => writeCellule(cellule, rang, colonnes)).join('')}</tr>`,
    )
    .join('');
}
