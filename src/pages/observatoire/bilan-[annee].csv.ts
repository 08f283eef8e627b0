import { writeTableauCsv } from '../../domain/export/tableau-csv';
import { describeBilan, toTableauDuBilan } from '../../domain/portail/bilan';
import { getPortail } from '../../queries/portail';

export async function getStaticPaths() {
  const { annee } = describeBilan(await getPortail());
  return [{ params: { annee } }];
}

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new Response(writeTableauCsv(toTableauDuBilan(await getPortail())), { headers });
}
