import { reportMediation } from '../../domain/export/mediation-numerique';
import { GrandeReponse } from '../../domain/export/morceaux';
import { writeRapport } from '../../domain/export/pertes';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return new GrandeReponse(writeRapport(reportMediation(await getPortail())), { headers });
}
