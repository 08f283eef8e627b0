import { toStructuresJson } from '../../domain/export/structures-json';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  return Response.json(toStructuresJson(await getPortail()));
}
