import { writeMediationCsv } from '../../domain/export/mediation-numerique';
import { GrandeReponse } from '../../domain/export/morceaux';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new GrandeReponse(writeMediationCsv(await getPortail()), { headers });
}
