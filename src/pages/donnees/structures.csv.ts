import { GrandeReponse } from '../../domain/export/morceaux';
import { writeStructuresCsv } from '../../domain/export/structures-csv';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new GrandeReponse(writeStructuresCsv(await getPortail()), { headers });
}
