import { writeTableauCsv } from '../../domain/export/tableau-csv';
import { toTableauComplet } from '../../domain/portail/page-de-couverture';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new Response(writeTableauCsv(toTableauComplet(await getPortail())), { headers });
}
