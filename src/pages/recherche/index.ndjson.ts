/** What the index is made of, one entry a line. The build takes it in, then removes it: see `loaders/index-de-recherche.ts`. */
import { GrandeReponse } from '../../domain/export/morceaux';
import { listFiches } from '../../domain/portail/recherche';
import { getPortail } from '../../queries/portail';

export async function GET(): Promise<Response> {
  const portail = await getPortail();
  function* lines(): Generator<string, void, undefined> {
    for (const fiche of listFiches(portail)) yield `${JSON.stringify(fiche)}\n`;
  }
  return new GrandeReponse(lines());
}
