import { writeDatesSuivantes } from '../../domain/export/dates-suivantes';
import { GrandeReponse } from '../../domain/export/morceaux';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return new GrandeReponse(writeDatesSuivantes(await getPortail()), { headers });
}
