import { describeVocabulaire } from '../../domain/portail/recherche';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  return Response.json(describeVocabulaire(await getPortail()));
}
