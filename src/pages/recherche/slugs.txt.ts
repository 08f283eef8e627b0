import { listFacettes } from '../../domain/portail/facettes';
import { writeSlugs } from '../../domain/recherche/paquet';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  return new Response(writeSlugs(listFacettes(await getPortail())));
}
