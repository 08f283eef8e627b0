/** What a short name may be: ASCII lower case, digits, single hyphens between them. */
export const NOM_COURT = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** `Saint-Sernin-sur-Rance` gives `saint-sernin-sur-rance`: ASCII, lower case, hyphens. */
export function toSlug(texte: string): string {
  return texte
    .normalize('NFD')
    .replace(/[̀-ͯ]/g, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
