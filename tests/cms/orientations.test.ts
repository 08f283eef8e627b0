import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addOrientation, type Compte } from '../../cms/orientations';
import { createServer, listen } from '../../cms/server';
import { TYPE_SLUGS } from '../../src/domain/structure/type';

let dossier: string;
let fichier: string;
let app: ReturnType<typeof createServer>;
let port: number;

beforeEach(async () => {
  dossier = mkdtempSync(join(tmpdir(), 'orientations-'));
  fichier = join(dossier, 'var', 'orientations.json');
  app = createServer({ site: dossier, orientations: fichier });
  await listen(app, 0, '127.0.0.1');
  ({ port } = app.server.address() as AddressInfo);
});
afterEach(async () => {
  await app.close();
  rmSync(dossier, { recursive: true });
});

interface Reponse {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  corps: { erreur?: string; message?: string; champs?: string[] } | undefined;
}

function post(corps: string, headers: Record<string, string> = {}, agent?: Agent): Promise<Reponse> {
  return new Promise((resolve, reject) => {
    const options = {
      port,
      host: '127.0.0.1',
      path: '/api/orientations',
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(agent ? { agent } : {}),
    };
    const requete = request(options, (reponse) => {
      const morceaux: Buffer[] = [];
      reponse.on('data', (morceau: Buffer) => morceaux.push(morceau));
      reponse.on('end', () => {
        const texte = Buffer.concat(morceaux).toString();
        resolve({
          status: reponse.statusCode,
          headers: reponse.headers,
          corps: texte ? (JSON.parse(texte) as Reponse['corps']) : undefined,
        });
      });
    });
    requete.on('error', reject);
    requete.end(corps);
  });
}
const count = (types: unknown, agent?: Agent) => post(JSON.stringify({ types }), {}, agent);
const readCompte = () => JSON.parse(readFileSync(fichier, 'utf8')) as Compte;

test('an orientation adds one to each of its types, in the month of Paris', async () => {
  vi.useFakeTimers({ now: new Date('2026-12-31T23:30:00Z'), toFake: ['Date'] });
  expect((await count(['rpe', 'pmi', 'rpe'])).status).toBe(204);
  vi.useRealTimers();
  expect(readCompte()).toEqual({ '2027-01': { fiches: 1, types: { rpe: 2, pmi: 1 } } });
});

test('orientations counted at the same time are all counted', async () => {
  const statuts = await Promise.all(Array.from({ length: 20 }, () => count(['laep'])));
  expect(new Set(statuts.map(({ status }) => status))).toEqual(new Set([204]));
  expect(Object.values(readCompte())).toEqual([{ fiches: 20, types: { laep: 20 } }]);
});

test('what is written says nothing of anybody: months, types and numbers only', async () => {
  await post('{"types":["rpe"]}', {
    'X-Forwarded-For': '203.0.113.7',
    'User-Agent': 'Dupont',
    Cookie: 'a=b',
  });
  expect(readdirSync(join(dossier, 'var'))).toEqual(['orientations.json']);
  expect(readFileSync(fichier, 'utf8').replaceAll(/\s/g, '')).toMatch(
    /^\{"\d{4}-\d{2}":\{"fiches":1,"types":\{"rpe":1\}\}\}$/,
  );
});

test.each([
  ['an unknown type', '{"types":["nounou"]}', ['types.0']],
  ['no type', '{"types":[]}', ['types']],
  ['more types than a list holds', JSON.stringify({ types: Array(31).fill('rpe') }), ['types']],
  ['a name beside the types', '{"types":["rpe"],"famille":"Dupont"}', ['types']],
  ['a text', '"rpe"', ['types']],
  ['a prototype', '{"types":["__proto__"]}', ['types.0']],
])('%s is refused with the list of the fields, and nothing is written', async (_nom, corps, champs) => {
  const reponse = await post(corps);
  expect(reponse.status).toBe(422);
  expect(reponse.corps).toMatchObject({ erreur: 'invalide', champs });
  expect(reponse.headers['cache-control']).toBe('no-store');
  expect(existsSync(fichier)).toBe(false);
});

test.each([
  [413, 'trop-gros', JSON.stringify({ types: ['rpe'], x: 'x'.repeat(3000) }), 'application/json'],
  [415, 'pas-du-json', '{"types":["rpe"]}', 'text/plain'],
  [415, 'pas-du-json', 'types=rpe', 'application/x-www-form-urlencoded'],
  [422, 'invalide', '{"types":', 'application/json'],
  [422, 'invalide', '', 'application/json'],
  [422, 'invalide', '{"__proto__":{"types":["rpe"]}}', 'application/json'],
])('%i %s, with a sentence', async (status, erreur, corps, type) => {
  const reponse = await post(corps, { 'Content-Type': type });
  expect(reponse.status).toBe(status);
  expect(reponse.corps?.erreur).toBe(erreur);
  expect(reponse.corps?.message).toMatch(/^[A-ZÀ-Ý].*\.$/);
  expect(reponse.headers['content-security-policy']).toContain("default-src 'none'");
  expect(existsSync(fichier)).toBe(false);
});

test('a connection that counts too often waits, another does not', async () => {
  const bavard = new Agent({ keepAlive: true, maxSockets: 1 });
  const statuts: (number | undefined)[] = [];
  for (let i = 0; i < 12; i += 1) statuts.push((await count(['rpe'], bavard)).status);
  expect(statuts).toEqual([...Array<number>(10).fill(204), 429, 429]);
  expect((await count(['rpe'], bavard)).headers['retry-after']).toBe('60');
  expect((await count(['rpe'])).status).toBe(204);
  bavard.destroy();
});

test('all connections together wait too, and a minute later they may count again', async () => {
  vi.useFakeTimers({ now: new Date('2026-12-01T09:00:00Z'), toFake: ['Date'] });
  const statuts = [];
  for (let i = 0; i < 61; i += 1) statuts.push((await count(['rpe'], new Agent())).status);
  expect(statuts.filter((status) => status === 204)).toHaveLength(60);
  expect(statuts.at(-1)).toBe(429);
  vi.setSystemTime(new Date('2026-12-01T09:01:01Z'));
  expect((await count(['rpe'])).status).toBe(204);
  vi.useRealTimers();
});

test('a count that somebody damaged is never written over', async () => {
  const erreurs = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await count(['rpe']);
  writeFileSync(fichier, '{"2026-12": {"fiches": 12, "types": {"rpe": 12');
  const reponse = await count(['rpe']);
  expect([reponse.status, reponse.corps?.erreur]).toEqual([500, 'panne']);
  expect(readFileSync(fichier, 'utf8')).toBe('{"2026-12": {"fiches": 12, "types": {"rpe": 12');
  expect(erreurs).toHaveBeenCalled();
  erreurs.mockRestore();
});

test('the server says that it counts; without a file, it neither says nor does it', async () => {
  const sante = await fetch(`http://127.0.0.1:${port}/sante`);
  expect(await sante.json()).toMatchObject({ orientations: true });
  const sans = createServer({ site: dossier });
  await listen(sans, 0, '127.0.0.1');
  const adresse = `http://127.0.0.1:${(sans.server.address() as AddressInfo).port}`;
  expect(await (await fetch(`${adresse}/sante`)).json()).toMatchObject({ orientations: false });
  const refus = await fetch(`${adresse}/api/orientations`, { method: 'POST', body: '{}' });
  expect(refus.status).toBe(405);
  await sans.close();
});

test('a month counts what its sheets held, whatever their order', () => {
  const type = fc.constantFrom(...TYPE_SLUGS);
  fc.assert(
    fc.property(fc.array(fc.array(type, { minLength: 1, maxLength: 5 }), { minLength: 1 }), (fiches) => {
      const compte = fiches.reduce<Compte>((avant, types) => addOrientation(avant, '2026-12', { types }), {});
      const { fiches: nombre, types } = compte['2026-12']!;
      expect(nombre).toBe(fiches.length);
      for (const each of TYPE_SLUGS)
        expect(types[each] ?? 0).toBe(fiches.flat().filter((autre) => autre === each).length);
    }),
  );
});
