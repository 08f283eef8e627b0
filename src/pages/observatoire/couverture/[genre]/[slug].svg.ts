import { toFichierSvg } from '../../../../domain/dessin/svg';
import { listCouvertures } from '../../../../domain/portail/couverture';
import { drawCouverture } from '../../../../domain/portail/page-de-couverture';
import { getPortail } from '../../../../queries/portail';

export async function getStaticPaths() {
  const portail = await getPortail();
  return listCouvertures(portail).flatMap((couverture) => {
    const svg = drawCouverture(couverture, portail);
    return svg ? [{ params: couverture.sujet, props: { svg } }] : [];
  });
}

export function GET({ props }: { props: { svg: string } }): Response {
  return new Response(toFichierSvg(props.svg), { headers: { 'Content-Type': 'image/svg+xml' } });
}
