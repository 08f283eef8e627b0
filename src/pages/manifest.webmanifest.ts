import { toManifeste } from '../domain/export/manifeste';
import { getPortail } from '../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/manifest+json' };
  return new Response(toManifeste((await getPortail()).territoire), { headers });
}
