/**
 * Outlines of the communes, as `npm run contours` writes them: GeoJSON (RFC 7946), longitude first, with the source
 * and its date. Nobody writes them by hand.
 */
import { z } from 'zod';
import { codeInseeSchema } from '../lieu/schema';
import { sourceSchema } from '../source/schema';
import { distanceKm } from './distance';
import type { Commune } from './schema';

const positionSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type Position = z.infer<typeof positionSchema>;

function isClosed(anneau: readonly Position[]): boolean {
  const [premier, dernier] = [anneau[0], anneau.at(-1)];
  return premier?.[0] === dernier?.[0] && premier?.[1] === dernier?.[1];
}

/** A triangle has four positions: the last is the first again. */
const anneauSchema = z
  .array(positionSchema)
  .min(4, 'un contour a au moins quatre positions.')
  .refine(isClosed, 'ce contour n’est pas fermé : sa dernière position doit être la première.');
export type Anneau = z.infer<typeof anneauSchema>;

const polygoneSchema = z.array(anneauSchema).min(1, 'un contour vide ne dessine rien.');

/** A commune may be in several pieces, and hold holes. */
export const geometrieSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: polygoneSchema }),
  z.strictObject({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(polygoneSchema).min(1, 'un contour vide ne dessine rien.'),
  }),
]);
export type Geometrie = z.infer<typeof geometrieSchema>;

export const contourSchema = z.strictObject({
  type: z.literal('Feature'),
  properties: z.strictObject({ code: codeInseeSchema, nom: z.string().min(1) }),
  geometry: geometrieSchema,
});
export type Contour = z.infer<typeof contourSchema>;

export const contoursSchema = z.strictObject({
  type: z.literal('FeatureCollection'),
  source: sourceSchema.describe('D’où viennent ces contours, et quand.'),
  features: z.array(contourSchema).min(1, 'il n’y a aucun contour.'),
});
export type Contours = z.infer<typeof contoursSchema>;

/** Every ring of a commune, its holes included. */
export function anneauxOf({ geometry }: Pick<Contour, 'geometry'>): Anneau[] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

/** Communes are not discs: no point of theirs is further from their centre than this many times their radius. */
const ETIREMENT = 4;

/** What is wrong between outlines and the communes of the territory, one sentence each. */
export function checkContours(
  features: readonly Contour[],
  communes: readonly Pick<Commune, 'codeInsee' | 'nom' | 'centre' | 'rayonKm'>[],
): string[] {
  const fautes: string[] = [];
  const byCode = new Map<string, Contour>();
  for (const feature of features) {
    const { code, nom } = feature.properties;
    if (byCode.has(code)) fautes.push(`le contour de ${nom} (${code}) y est deux fois.`);
    byCode.set(code, feature);
  }
  for (const { codeInsee, nom, centre, rayonKm } of communes) {
    const contour = byCode.get(codeInsee);
    byCode.delete(codeInsee);
    if (!contour) {
      fautes.push(`il manque le contour de ${nom} (${codeInsee}).`);
      continue;
    }
    const km = Math.max(
      ...anneauxOf(contour)
        .flat()
        .map(([lon, lat]) => distanceKm(centre, { lat, lon })),
    );
    if (km > ETIREMENT * rayonKm + 2)
      fautes.push(`le contour de ${nom} (${codeInsee}) va jusqu’à ${Math.round(km)} km de son centre.`);
  }
  for (const [code, { properties }] of byCode)
    fautes.push(`${properties.nom} (${code}) n’est pas une commune du territoire.`);
  return fautes;
}
