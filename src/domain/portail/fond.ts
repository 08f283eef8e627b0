/** The map's background: outlines of the communes when the content has them, else a drawing from their centres. */
import type { Fond } from '../recherche/fond';
import { drawCellules } from '../territoire/cellules';
import { anneauxOf } from '../territoire/contours';
import { tuilesOf } from '../territoire/tuiles';
import type { Portail } from './portail';

export function toFond({ aujourdhui, communes, contours, territoire }: Portail): Fond {
  const tuiles = tuilesOf(territoire);
  const entete = { produitLe: aujourdhui, ...(tuiles ? { tuiles } : {}) };
  if (contours) {
    return {
      ...entete,
      source: contours.source,
      communes: contours.features.map((feature) => ({
        code: feature.properties.code,
        lignes: anneauxOf(feature).map((anneau) => anneau.map(([lon, lat]): [number, number] => [lat, lon])),
      })),
    };
  }
  return {
    ...entete,
    communes: [...drawCellules(communes)].map(([code, coins]) => ({
      code,
      lignes: [coins.map(({ lat, lon }): [number, number] => [lat, lon])],
    })),
  };
}
