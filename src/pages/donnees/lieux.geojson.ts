import { toLieuxGeoJson } from '../../domain/export/lieux-geojson';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/geo+json' };
  return Response.json(toLieuxGeoJson(await getPortail()), { headers });
}
