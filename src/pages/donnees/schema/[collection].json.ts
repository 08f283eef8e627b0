import type { APIContext } from 'astro';
import { NOMS_DE_COLLECTION, type NomDeCollection } from '../../../domain/contenu/collection';
import { toSchemaJson } from '../../../domain/export/schema-json';
import { getPortail } from '../../../queries/portail';

export function getStaticPaths() {
  return NOMS_DE_COLLECTION.map((collection) => ({ params: { collection }, props: { collection } }));
}

export async function GET({ props }: APIContext<{ collection: NomDeCollection }>): Promise<Response> {
  const headers = { 'Content-Type': 'application/schema+json' };
  return Response.json(toSchemaJson(props.collection, await getPortail()), { headers });
}
