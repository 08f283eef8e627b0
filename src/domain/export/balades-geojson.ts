/** `/donnees/balades.geojson`: where the walks start, for a map (RFC 7946). */
import type { Balade } from '../balade/schema';
import { departOf } from '../portail/balade';
import type { Portail } from '../portail/portail';
import { type EnTete, toEnTete, toUrl } from './en-tete';

export interface BaladeGeoJson {
  type: 'Feature';
  /** Slug of the walk. */
  id: string;
  /** Longitude first, as the format asks. */
  geometry: { type: 'Point'; coordinates: [number, number] };
  properties: Omit<Balade, 'depart'> & {
    /** INSEE code of the commune of the start. */
    commune: string;
    communeNom: string;
    /** Slug of the place of the start. */
    lieu: string | undefined;
    /** How to find the start. */
    depart: string | undefined;
    /** `adresse`, or `centre-commune` when only the commune is known. */
    precision: 'adresse' | 'centre-commune';
    url: string;
  };
}

export interface BaladesGeoJson extends EnTete {
  type: 'FeatureCollection';
  features: BaladeGeoJson[];
}

function toFeature({ depart, ...balade }: Balade, portail: Portail): BaladeGeoJson {
  const { commune, lieu, position } = departOf({ depart, ...balade }, portail);
  const { lat, lon } = position ?? commune.centre;
  return {
    type: 'Feature',
    id: balade.slug,
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: {
      ...balade,
      commune: commune.codeInsee,
      communeNom: commune.nom,
      lieu: lieu?.slug,
      depart: depart.precisions,
      precision: position?.precision ?? 'centre-commune',
      url: toUrl(`/balades/${balade.slug}/`, portail),
    },
  };
}

export function toBaladesGeoJson(portail: Portail): BaladesGeoJson {
  return {
    type: 'FeatureCollection',
    ...toEnTete(portail),
    features: portail.balades.map((balade) => toFeature(balade, portail)),
  };
}
