import { expect, it } from 'vitest';
import { toBaladesGeoJson } from '../../../src/domain/export/balades-geojson';
import { creerPortail } from '../../fixtures/portail';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

it('a walk starts at its place, or at the centre of its commune, and says which', () => {
  const { features } = toBaladesGeoJson(
    creerPortail({ balades: { etang: {}, bois: { depart: { commune: '99003', precisions: 'au lavoir' } } } }),
  );
  expect(
    features.map(({ id, geometry, properties: { precision, lieu, commune, depart, url } }) => [
      id,
      geometry.coordinates,
      precision,
      lieu,
      commune,
      depart,
      url,
    ]),
  ).toEqual([
    [
      'etang',
      [2.6034, 44.2012],
      'adresse',
      'mairie-castelnoir',
      '99001',
      undefined,
      'https://val-fictif.example/balades/etang/',
    ],
    [
      'bois',
      [2.6, 44.3],
      'centre-commune',
      undefined,
      '99003',
      'au lavoir',
      'https://val-fictif.example/balades/bois/',
    ],
  ]);
});

it.each(TERRITOIRES)('holds each walk of %s once, and is a collection even without any', (nom) => {
  const { portail } = lireTerritoire(nom);
  const geojson = toBaladesGeoJson(portail);
  expect(geojson.type).toBe('FeatureCollection');
  expect(geojson.features.map(({ id }) => id)).toEqual(portail.balades.map(({ slug }) => slug));
});
