import { toAgendaIcs } from '../domain/export/agendas-ics';
import { getPortail } from '../queries/portail';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/calendar; charset=utf-8' };
  return new Response(toAgendaIcs(await getPortail()), { headers });
}
