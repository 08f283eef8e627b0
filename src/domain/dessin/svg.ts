/**
 * Pictures as SVG text: the page holds them, and the same text is a file. Each has a title and a description, and a
 * table beside it says all it shows. Colours are attributes, which the page's styles replace in the dark.
 */

/** What a text becomes inside SVG. */
export function escapeXml(texte: string): string {
  return texte
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A coordinate: a tenth is finer than any screen shows. */
export function round(nombre: number): string {
  return String(Math.round(nombre * 10) / 10);
}

export interface Dessin {
  /** Unique in the page: the identifiers of its parts begin with it. */
  id: string;
  titre: string;
  description: string;
}

const POLICE = 'Figtree Variable, system-ui, Segoe UI, Roboto, sans-serif';

/** The whole picture around its marks. */
export function writeSvg(
  { id, titre, description }: Dessin,
  { largeur, hauteur }: { largeur: number; hauteur: number },
  contenu: string,
): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="dessin" viewBox="0 0 ${round(largeur)} ${round(hauteur)}"` +
    ` role="img" aria-labelledby="${id}-titre" aria-describedby="${id}-description" font-family="${POLICE}" font-size="14">` +
    `<title id="${id}-titre">${escapeXml(titre)}</title>` +
    `<desc id="${id}-description">${escapeXml(description)}</desc>${contenu}</svg>`
  );
}

/** A file of its own has no page behind it: it brings its paper. */
export function toFichierSvg(svg: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.replace('</desc>', '</desc><rect width="100%" height="100%" fill="#fffdf9"/>')}\n`;
}

export function writeTexte(
  x: number,
  y: number,
  texte: string,
  attributs: { ancre?: 'start' | 'middle' | 'end'; gras?: boolean; classe?: string } = {},
): string {
  const { ancre = 'start', gras = false, classe = 'encre' } = attributs;
  return (
    `<text class="${classe}" x="${round(x)}" y="${round(y)}" fill="#17282a"` +
    `${ancre === 'start' ? '' : ` text-anchor="${ancre}"`}${gras ? ' font-weight="700"' : ''}>${escapeXml(texte)}</text>`
  );
}
