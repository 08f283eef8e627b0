/** What every data file says of itself, and the addresses that exports write in full. */
import type { DateCivile } from '../date/date-civile';
import type { Portail } from '../portail/portail';

/** Version of the shape of the data files. It grows when a field changes meaning or goes away. */
export const VERSION = 1;

export const LICENCE = {
  nom: 'Licence Ouverte 2.0',
  url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
} as const;

/** Absolute address of a page or of a file; `chemin` starts with a slash. */
export function toUrl(chemin: string, { territoire }: Portail): string {
  return `${territoire.urlDeBase.replace(/\/+$/, '')}${chemin}`;
}

export interface EnTete {
  version: number;
  produitLe: DateCivile;
  licence: string;
  licenceUrl: string;
  /** Slug of the territory. */
  territoire: string;
  territoireNom: string;
  /** True when the territory is invented: a file travels without the banner of the site. */
  fictif: boolean;
}

export function toEnTete({ slug, aujourdhui, territoire }: Portail): EnTete {
  return {
    version: VERSION,
    produitLe: aujourdhui,
    licence: LICENCE.nom,
    licenceUrl: LICENCE.url,
    territoire: slug,
    territoireNom: territoire.nom,
    fictif: territoire.fictif,
  };
}
