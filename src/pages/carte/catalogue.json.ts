import { toCatalogue } from '../../domain/portail/catalogue';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  return Response.json(toCatalogue(await getPortail()));
}
