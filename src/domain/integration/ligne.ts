/** What a town hall copies into its own site. */
import { toUrl } from '../export/en-tete';
import type { Commune, Portail } from '../portail/portail';

/** Where the script of other sites is. */
export const ADRESSE_DU_PROGRAMME = '/integrer.js';
/** Dates that show when the site does not say how many it wants. */
export const DATES_MONTREES = 6;

const escapeHtml = (texte: string): string =>
  texte.replace(/[&<>"]/g, (signe) => `&#${signe.charCodeAt(0)};`);

export const titreOf = ({ nom }: Commune): string => `Ce qui passe à ${nom}`;

/** With a script: takes the letters and the colours of the page; without it, the link remains. */
export function toLigne(commune: Commune, portail: Portail): string {
  const page = toUrl(`/communes/${commune.slug}/`, portail);
  return `<script src="${toUrl(ADRESSE_DU_PROGRAMME, portail)}" async></script><infos-familles commune="${commune.slug}"><a href="${page}">${escapeHtml(titreOf(commune))}</a></infos-familles>`;
}

/** Without a script of ours: a frame, which keeps its own look. */
export function toCadre(commune: Commune, portail: Portail): string {
  const page = toUrl(`/communes/${commune.slug}/integrer/`, portail);
  return `<iframe src="${page}" title="${escapeHtml(titreOf(commune))}" width="100%" height="480" loading="lazy"></iframe>`;
}
