import { writeHsds } from '../../../domain/export/hsds/hsds';
import { GrandeReponse } from '../../../domain/export/morceaux';
import { getPortail } from '../../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return new GrandeReponse(writeHsds(await getPortail()), { headers });
}
