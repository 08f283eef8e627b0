/** Words as search compares them: accents, apostrophes, hyphens, plurals and feminines make no difference. */

/** « L’Été à Saint-Sernin » gives `l ete a saint sernin`. */
export function normalize(texte: string): string {
  return texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Words that say nothing of what is looked for. */
const MOTS_VIDES = new Set(
  (
    'a ai ait alors an ans apres as au aucun aucune aujourd aussi autour autre autres aux avec avez avoir avons c ca car ce ceci cela ces cet ' +
    'cette chez ci comme comment combien contre d dans de deja des depuis deux dois doit donc dont du elle elles en encore entre est et etait etre ' +
    'eu faire fais fait faut hui il ils j je jusqu l la le les leur leurs lors lui m ma mais me meme mes moi mon n ne ni nos notre nous ' +
    'on ont ou par pas pendant peu peut peuvent peux plus pour pourquoi pourrait pourrais pouvoir pres puis puisse qu quand que quel quelle quelles quels quelqu ' +
    'qui quoi s sa sans se ses si soit son sont sous suis sur t ta te tes toi ton tous tout toute toutes tres trop tu un une vais vers ' +
    'veut veux voudrais vos votre vous y besoin cherche chercher recherche trouver trouve trouvez aller va vas aimerais bonjour svp merci existe avait ' +
    'quelque quelques chose arrive arriver savoir sais connaitre connais contacter voir adresse numero telephone horaires horaire ouvert ouverte'
  ).split(' '),
);

export function isMotVide(mot: string): boolean {
  return MOTS_VIDES.has(mot);
}

/**
 * What the forms of a word have in common: `garder`, `gardée`, `gardes` give the same. It is only ever compared with
 * another, never shown.
 */
export function stemOf(mot: string): string {
  if (mot.length < 4 || /\d/.test(mot)) return mot;
  let racine = mot;
  if (racine.length > 4 && racine.endsWith('aux') && !racine.endsWith('eaux'))
    racine = `${racine.slice(0, -3)}al`;
  else if (/[sx]$/.test(racine)) racine = racine.slice(0, -1);
  if (racine.length > 4) racine = racine.replace(/(?:er|ee|ez|e)$/, '');
  return racine.replace(/([a-z])\1$/, '$1');
}

/** The words of a text, normalised; those that say nothing only when there is nothing else. */
export function toMots(texte: string): string[] {
  const mots = normalize(texte).split(' ').filter(Boolean);
  const pleins = mots.filter((mot) => !isMotVide(mot));
  return pleins.length > 0 ? pleins : mots;
}
