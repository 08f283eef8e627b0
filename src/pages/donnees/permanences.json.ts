import { toByteStream } from '../../domain/export/morceaux';
import { writePermanencesJson } from '../../domain/export/permanences-json';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const body = toByteStream(writePermanencesJson(await getPortail()));
  return new Response(body, { headers: { 'Content-Type': 'application/json' } });
}
