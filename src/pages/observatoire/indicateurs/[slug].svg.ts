import { toFichierSvg } from '../../../domain/dessin/svg';
import { drawIndicateur } from '../../../domain/portail/indicateurs';
import { getPortail } from '../../../queries/portail';

export async function getStaticPaths() {
  const { indicateurs } = await getPortail();
  return indicateurs.flatMap((indicateur) => {
    const svg = drawIndicateur(indicateur);
    return svg ? [{ params: { slug: indicateur.slug }, props: { svg } }] : [];
  });
}

export function GET({ props }: { props: { svg: string } }): Response {
  return new Response(toFichierSvg(props.svg), { headers: { 'Content-Type': 'image/svg+xml' } });
}
