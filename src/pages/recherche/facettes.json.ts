import { toCommuneSituee } from '../../domain/portail/catalogue';
import { listFacettes } from '../../domain/portail/facettes';
import { packFacettes } from '../../domain/recherche/paquet';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const portail = await getPortail();
  return Response.json(packFacettes(listFacettes(portail), portail.communes.map(toCommuneSituee)));
}
