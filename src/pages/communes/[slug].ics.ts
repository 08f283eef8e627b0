import type { APIContext } from 'astro';
import { writeCommuneIcs } from '../../domain/export/agendas-ics';
import { GrandeReponse } from '../../domain/export/morceaux';
import type { Commune } from '../../domain/portail/portail';
import { getPortail } from '../../queries/portail';

export async function getStaticPaths() {
  const { communes } = await getPortail();
  return communes.map((commune) => ({ params: { slug: commune.slug }, props: { commune } }));
}

export async function GET({ props }: APIContext<{ commune: Commune }>): Promise<Response> {
  const headers = { 'Content-Type': 'text/calendar; charset=utf-8' };
  return new GrandeReponse(writeCommuneIcs(props.commune, await getPortail()), { headers });
}
