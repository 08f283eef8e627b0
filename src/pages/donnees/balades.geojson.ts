import { toBaladesGeoJson } from '../../domain/export/balades-geojson';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/geo+json' };
  return Response.json(toBaladesGeoJson(await getPortail()), { headers });
}
