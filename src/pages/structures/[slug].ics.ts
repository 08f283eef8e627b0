import type { APIContext } from 'astro';
import { toStructureIcs } from '../../domain/export/agendas-ics';
import type { Structure } from '../../domain/structure/schema';
import { getPortail } from '../../queries/portail';

export async function getStaticPaths() {
  const { structures } = await getPortail();
  return structures.map((structure) => ({ params: { slug: structure.slug }, props: { structure } }));
}

export async function GET({ props }: APIContext<{ structure: Structure }>): Promise<Response> {
  const headers = { 'Content-Type': 'text/calendar; charset=utf-8' };
  return new Response(toStructureIcs(props.structure, await getPortail()), { headers });
}
