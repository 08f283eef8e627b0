import type { APIContext } from 'astro';
import { GrandeReponse } from '../../../domain/export/morceaux';
import { writeThemeCsv } from '../../../domain/export/themes';
import { THEME_SLUGS, type Theme } from '../../../domain/theme/theme';
import { getPortail } from '../../../queries/portail';

export function getStaticPaths() {
  return THEME_SLUGS.map((theme) => ({ params: { theme }, props: { theme } }));
}

export async function GET({ props }: APIContext<{ theme: Theme }>): Promise<Response> {
  const headers = { 'Content-Type': 'text/csv; charset=utf-8' };
  return new GrandeReponse(writeThemeCsv(props.theme, await getPortail()), { headers });
}
