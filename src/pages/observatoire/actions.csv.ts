import { writeTableauCsv } from '../../domain/export/tableau-csv';
import { toTableauDesActions } from '../../domain/portail/actions';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new Response(writeTableauCsv(toTableauDesActions(await getPortail())), { headers });
}
