import { writeTableauCsv } from '../../domain/export/tableau-csv';
import { toTableauDesPartenaires } from '../../domain/portail/partenaires';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new Response(writeTableauCsv(toTableauDesPartenaires(await getPortail())), { headers });
}
