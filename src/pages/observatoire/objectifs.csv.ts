import { writeTableauCsv } from '../../domain/export/tableau-csv';
import { toTableauDesObjectifs } from '../../domain/portail/indicateurs';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new Response(writeTableauCsv(toTableauDesObjectifs(await getPortail())), { headers });
}
