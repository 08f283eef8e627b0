/** What there is to print, one document a line. The build takes it in, then removes it: see `loaders/imprimerie.ts`. */
import { GrandeReponse } from '../domain/export/morceaux';
import { listDocuments } from '../domain/imprime/document';
import { getPortail } from '../queries/portail';

export async function GET(): Promise<Response> {
  const portail = await getPortail();
  function* lines(): Generator<string, void, undefined> {
    for (const document of listDocuments(portail)) yield `${JSON.stringify(document)}\n`;
  }
  return new GrandeReponse(lines());
}
