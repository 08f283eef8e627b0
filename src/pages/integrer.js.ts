import source from '../integration/infos-familles.ts?raw';
import { writeProgramme } from '../loaders/programme-integre';

export async function GET(): Promise<Response> {
  const headers = { 'Content-Type': 'text/javascript; charset=utf-8' };
  return new Response(await writeProgramme('infos-familles.ts', source), { headers });
}
