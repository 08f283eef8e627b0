import { GrandeReponse } from '../../domain/export/morceaux';
import { writePermanencesJson } from '../../domain/export/permanences-json';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return new GrandeReponse(writePermanencesJson(await getPortail()), { headers });
}
