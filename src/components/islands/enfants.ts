/** Only a device that keeps children fetches what puts first what fits them. */
try {
  if (localStorage.getItem('mes-enfants')) void import('./enfant/cartes');
} catch {
  // Storage refused: no children are known.
}
