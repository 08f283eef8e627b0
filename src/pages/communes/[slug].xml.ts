import type { APIContext } from 'astro';
import { toCommuneAtom } from '../../domain/export/flux-atom';
import type { Commune } from '../../domain/portail/portail';
import { getPortail } from '../../queries/portail';

export async function getStaticPaths() {
  const { communes } = await getPortail();
  return communes.map((commune) => ({ params: { slug: commune.slug }, props: { commune } }));
}

export async function GET({ props }: APIContext<{ commune: Commune }>): Promise<Response> {
  const headers = { 'Content-Type': 'application/atom+xml; charset=utf-8' };
  return new Response(toCommuneAtom(props.commune, await getPortail()), { headers });
}
