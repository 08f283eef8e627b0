import { writeTableauCsv } from '../../domain/export/tableau-csv';
import { toTableauDuSuivi } from '../../domain/portail/actions';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new Response(writeTableauCsv(toTableauDuSuivi(await getPortail())), { headers });
}
