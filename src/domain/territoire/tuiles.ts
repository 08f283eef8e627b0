/** The map's background: images that another organisation sends, shown only to who asks for them. */
import type { Territoire, Tuiles } from './schema';

/** National mapping agency: open, without key. https://geoservices.ign.fr/documentation/services/services-geoplateforme/diffusion */
export const TUILES_IGN: Tuiles = {
  url:
    'https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2' +
    '&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}',
  attribution: '© Institut national de l’information géographique et forestière (IGN), Plan IGN v2',
};

/** The tiles of a territory: its own, or the national ones. An invented territory is on no real map. */
export function tuilesOf({ fictif, carte }: Pick<Territoire, 'fictif' | 'carte'>): Tuiles | undefined {
  if (carte.tuiles === 'aucune') return undefined;
  return carte.tuiles ?? (fictif ? undefined : TUILES_IGN);
}

/** What the content security policy must allow: `https://data.geopf.fr`. */
export function originOf({ url }: Pick<Tuiles, 'url'>): string {
  return new URL(url.replace(/[{}]/g, '')).origin;
}

/** The machine that a visitor is told of: `data.geopf.fr`. */
export function hostOf({ url }: Pick<Tuiles, 'url'>): string {
  return new URL(url.replace(/[{}]/g, '')).host;
}
