/**
 * Sends every document to print. A page, since the portal and what its pages have computed of it are here; the first
 * one by its name, so that the printing goes on while the others are written. The build removes it.
 */
import { listDocuments } from '../domain/imprime/document';
import { getImprimerie } from '../loaders/imprimerie';
import { getPortail } from '../queries/portail';

export async function GET(): Promise<Response> {
  const imprimerie = getImprimerie();
  const chemins: string[] = [];
  for (const document of listDocuments(await getPortail())) {
    imprimerie?.print(document);
    chemins.push(document.chemin);
  }
  return Response.json(chemins);
}
