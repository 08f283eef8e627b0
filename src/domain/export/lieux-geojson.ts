/** `/donnees/lieux.geojson`: the places of the territory, for a map (RFC 7946). */
import type { Lieu, Portail } from '../portail/portail';
import { stopsOf } from '../portail/structure';
import { type EnTete, toEnTete, toUrl } from './en-tete';

export interface LieuGeoJson {
  type: 'Feature';
  /** Slug of the place. */
  id: string;
  /** Longitude first, as the format asks. */
  geometry: { type: 'Point'; coordinates: [number, number] };
  properties: Pick<
    Lieu,
    'slug' | 'nom' | 'adresse' | 'codePostal' | 'accessibilite' | 'precisions' | 'structureHote'
  > & {
    /** INSEE code. */
    commune: string;
    communeNom: string | undefined;
    /** `adresse`, or `centre-commune` when only the commune is known. */
    precision: 'adresse' | 'centre-commune';
    /** Slugs of the structures that one meets there. */
    structures: string[];
    url: string;
  };
}

export interface LieuxGeoJson extends EnTete {
  type: 'FeatureCollection';
  features: LieuGeoJson[];
  /** Slugs of the places whose position is not known: they cannot be drawn, and are not forgotten. */
  sansPosition: string[];
}

/** Slugs of the structures present in each place: theirs, or that of one of their permanences. */
function indexStructures(portail: Portail): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const structure of portail.structures) {
    const stops = stopsOf(structure).map(({ lieu }) => lieu);
    for (const lieu of new Set(structure.lieu === undefined ? stops : [structure.lieu, ...stops])) {
      const presentes = index.get(lieu);
      if (presentes) presentes.push(structure.slug);
      else index.set(lieu, [structure.slug]);
    }
  }
  return index;
}

export function toLieuxGeoJson(portail: Portail): LieuxGeoJson {
  const lieux = [...portail.lieux.values()];
  const index = indexStructures(portail);
  return {
    type: 'FeatureCollection',
    ...toEnTete(portail),
    features: lieux.flatMap(
      ({
        slug,
        nom,
        adresse,
        codePostal,
        commune,
        position,
        accessibilite,
        precisions,
        structureHote,
      }): LieuGeoJson[] =>
        position === undefined
          ? []
          : [
              {
                type: 'Feature',
                id: slug,
                geometry: { type: 'Point', coordinates: [position.lon, position.lat] },
                properties: {
                  slug,
                  nom,
                  commune,
                  communeNom: portail.communeByCode.get(commune)?.nom,
                  adresse,
                  codePostal,
                  precision: position.precision,
                  accessibilite,
                  precisions,
                  structureHote,
                  structures: index.get(slug) ?? [],
                  url: toUrl(`/lieux/${slug}/`, portail),
                },
              },
            ],
    ),
    sansPosition: lieux.filter(({ position }) => position === undefined).map(({ slug }) => slug),
  };
}
