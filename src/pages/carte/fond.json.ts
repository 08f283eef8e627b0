import { toFond } from '../../domain/portail/fond';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  return Response.json(toFond(await getPortail()));
}
