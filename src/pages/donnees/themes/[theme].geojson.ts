import type { APIContext } from 'astro';
import { toThemeGeoJson } from '../../../domain/export/themes';
import { THEME_SLUGS, type Theme } from '../../../domain/theme/theme';
import { getPortail } from '../../../queries/portail';

export function getStaticPaths() {
  return THEME_SLUGS.map((theme) => ({ params: { theme }, props: { theme } }));
}

export async function GET({ props }: APIContext<{ theme: Theme }>): Promise<Response> {
  const headers = { 'Content-Type': 'application/geo+json' };
  return Response.json(toThemeGeoJson(props.theme, await getPortail()), { headers });
}
