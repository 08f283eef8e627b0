/** Where one goes after logging in: a page of the atelier, never another site. */
export const ACCUEIL = '/espace/';
const RACINES = ['/espace/', '/admin/'];
const LONGUEUR_MAX = 500;

/** The path when it is one of a page of the atelier, else its home: `//evil.example` and `/\evil` lead to `/espace/`. */
export function toDestination(texte: unknown): string {
  if (typeof texte !== 'string' || texte.length > LONGUEUR_MAX || !/^\/[^\s\\\p{C}]*$/u.test(texte))
    return ACCUEIL;
  const ici = 'http://atelier.invalid';
  const url = URL.canParse(texte, ici) ? new URL(texte, ici) : undefined;
  if (url?.origin !== ici || !RACINES.some((racine) => url.pathname.startsWith(racine))) return ACCUEIL;
  // These pages act by themselves, or only make sense before logging in.
  if (/^\/espace\/(?:connexion|deconnexion)\//.test(url.pathname)) return ACCUEIL;
  return `${url.pathname}${url.search}`;
}
