import { writeStructures } from '../../../domain/export/data-inclusion/data-inclusion';
import { GrandeReponse } from '../../../domain/export/morceaux';
import { getPortail } from '../../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return new GrandeReponse(writeStructures(await getPortail()), { headers });
}
