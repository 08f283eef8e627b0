import { toRobots } from '../domain/export/robots';
import { getPortail } from '../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response(toRobots(await getPortail()), { headers });
}
