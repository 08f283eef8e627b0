import type { APIContext } from 'astro';
import { toThemeAtom } from '../../domain/export/flux-atom';
import { THEME_SLUGS, type Theme } from '../../domain/theme/theme';
import { getPortail } from '../../queries/portail';

export function getStaticPaths() {
  return THEME_SLUGS.map((slug) => ({ params: { slug }, props: { slug } }));
}

export async function GET({ props }: APIContext<{ slug: Theme }>): Promise<Response> {
  const headers = { 'Content-Type': 'application/atom+xml; charset=utf-8' };
  return new Response(toThemeAtom(props.slug, await getPortail()), { headers });
}
