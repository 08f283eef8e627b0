import type { APIContext } from 'astro';
import { writeThemeIcs } from '../../domain/export/agendas-ics';
import { GrandeReponse } from '../../domain/export/morceaux';
import { THEME_SLUGS, type Theme } from '../../domain/theme/theme';
import { getPortail } from '../../queries/portail';

export function getStaticPaths() {
  return THEME_SLUGS.map((slug) => ({ params: { slug }, props: { slug } }));
}

export async function GET({ props }: APIContext<{ slug: Theme }>): Promise<Response> {
  const headers = { 'Content-Type': 'text/calendar; charset=utf-8' };
  return new GrandeReponse(writeThemeIcs(props.slug, await getPortail()), { headers });
}
