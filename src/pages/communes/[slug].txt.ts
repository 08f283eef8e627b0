/** What a town hall pastes in its bulletin. The mark at the start tells programs that the text is in UTF-8. */
import { writeBulletin } from '../../domain/imprime/bulletin';
import type { Commune } from '../../domain/portail/portail';
import { getPortail } from '../../queries/portail';

const UTF_8 = '\uFEFF';

export async function getStaticPaths() {
  return (await getPortail()).communes.map((commune) => ({
    params: { slug: commune.slug },
    props: { commune },
  }));
}

export async function GET({ props: { commune } }: { props: { commune: Commune } }): Promise<Response> {
  return new Response(UTF_8 + writeBulletin(commune, await getPortail()));
}
