import type { APIContext } from 'astro';
import { toCommuneIntegree } from '../../domain/integration/commune';
import type { Commune } from '../../domain/portail/portail';
import { getPortail } from '../../queries/portail';

export async function getStaticPaths() {
  const { communes } = await getPortail();
  return communes.map((commune) => ({ params: { slug: commune.slug }, props: { commune } }));
}

export async function GET({ props }: APIContext<{ commune: Commune }>): Promise<Response> {
  return Response.json(toCommuneIntegree(props.commune, await getPortail()));
}
