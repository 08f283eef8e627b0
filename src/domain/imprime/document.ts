/** A document to print: its address in the site, its template, what it says, and the pictures it asks for. */
import type { DateCivile } from '../date/date-civile';
import type { Commune, Portail } from '../portail/portail';
import { THEME_SLUGS, type Theme } from '../theme/theme';
import { describeAffiche } from './affiche';
import type { Enseigne } from './enseigne';
import { describeBilanImprime } from './bilan';
import { describeGuide } from './guide';
import type { Notice } from './notice';
import { describeRessource } from './ressource';

export interface DocumentAImprimer {
  /** Path in the site: `guide-0-17-ans.pdf`. */
  chemin: string;
  /** Template, in `src/imprimes`. */
  principal: string;
  date: DateCivile;
  donnees: unknown;
  /** QR codes to draw: the address that each holds. */
  codes: Record<string, string>;
  pictogrammes: string[];
  logos: string[];
}

/** The pictures that some entries ask for. */
function listImages(notices: readonly Notice[]): Pick<DocumentAImprimer, 'codes' | 'pictogrammes'> {
  return {
    codes: Object.fromEntries(notices.map(({ slug, lien }) => [slug, lien])),
    pictogrammes: [...new Set(notices.map(({ pictogramme }) => pictogramme))],
  };
}

const logosOf = ({ signataires }: Pick<Enseigne, 'signataires'>): string[] =>
  signataires.flatMap(({ logo }) => (logo ? [logo] : []));

export function toGuideAImprimer(portail: Portail): DocumentAImprimer {
  const guide = describeGuide(portail);
  const { codes, pictogrammes } = listImages(guide.annuaire.flatMap(({ notices }) => notices));
  return {
    chemin: 'guide-0-17-ans.pdf',
    principal: 'guide.typ',
    date: portail.aujourdhui,
    donnees: guide,
    codes: { ...codes, site: guide.lien },
    pictogrammes,
    logos: logosOf(guide),
  };
}

export function toAfficheAImprimer(commune: Commune, portail: Portail): DocumentAImprimer {
  const affiche = describeAffiche(commune, portail);
  return {
    chemin: `communes/${commune.slug}.pdf`,
    principal: 'affiche.typ',
    date: portail.aujourdhui,
    donnees: affiche,
    codes: { page: affiche.lienDePage },
    pictogrammes: [
      ...new Set([...affiche.services, ...affiche.ailleurs].map(({ pictogramme }) => pictogramme)),
    ],
    logos: logosOf(affiche),
  };
}

export function toRessourceAImprimer(theme: Theme, portail: Portail): DocumentAImprimer {
  const ressource = describeRessource(theme, portail);
  const { codes, pictogrammes } = listImages(ressource.notices);
  return {
    chemin: `themes/${theme}.pdf`,
    principal: 'ressource.typ',
    date: portail.aujourdhui,
    donnees: ressource,
    codes: { ...codes, page: ressource.lienDePage },
    pictogrammes,
    logos: logosOf(ressource),
  };
}

export function toBilanAImprimer(portail: Portail): DocumentAImprimer {
  const bilan = describeBilanImprime(portail);
  return {
    chemin: `observatoire/bilan-${bilan.annee}.pdf`,
    principal: 'bilan.typ',
    date: portail.aujourdhui,
    donnees: bilan,
    codes: {},
    pictogrammes: [],
    logos: [],
  };
}

/** Every document of a territory, the guide first: it is the longest to lay out. */
export function* listDocuments(portail: Portail): Generator<DocumentAImprimer, void, undefined> {
  yield toGuideAImprimer(portail);
  for (const theme of THEME_SLUGS) yield toRessourceAImprimer(theme, portail);
  for (const commune of portail.communes) yield toAfficheAImprimer(commune, portail);
  yield toBilanAImprimer(portail);
}
