import { listFacettes } from '../../domain/portail/facettes';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  return Response.json(listFacettes(await getPortail()));
}
