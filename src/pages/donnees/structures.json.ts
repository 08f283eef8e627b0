import { GrandeReponse } from '../../domain/export/morceaux';
import { writeStructuresJson } from '../../domain/export/structures-json';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return new GrandeReponse(writeStructuresJson(await getPortail()), { headers });
}
