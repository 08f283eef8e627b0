import { toFluxAtom } from '../domain/export/flux-atom';
import { getPortail } from '../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/atom+xml; charset=utf-8' };
  return new Response(toFluxAtom(await getPortail()), { headers });
}
