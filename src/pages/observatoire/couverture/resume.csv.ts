import { writeTableauCsv } from '../../../domain/export/tableau-csv';
import { listCouvertures } from '../../../domain/portail/couverture';
import { toTableauDesCouvertures } from '../../../domain/portail/page-de-couverture';
import { getPortail } from '../../../queries/portail';

export async function GET(): Promise<Response> {
  const tableau = toTableauDesCouvertures(listCouvertures(await getPortail()), 'Couverture');
  return new Response(writeTableauCsv(tableau), { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
}
