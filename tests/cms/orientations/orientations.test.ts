import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBase } from '../../../cms/base/base';
import { type Orientations, createOrientations, toTrimestre } from '../../../cms/orientations/compte';
import { serveOrientations } from '../../../cms/orientations/reception';
import { createServer, listen } from '../../../cms/server';
import { TYPE_SLUGS } from '../../../src/domain/structure/type';

let dossier: string;
let base: DatabaseSync;
let orientations: Orientations;
let app: ReturnType<typeof createServer>;
let port: number;
const now = () => new Date();

beforeEach(async () => {
  dossier = mkdtempSync(join(tmpdir(), 'orientations-'));
  base = openBase(':memory:');
  orientations = createOrientations({ base, now });
  app = createServer({ site: dossier });
  serveOrientations(app, { orientations, now });
  await listen(app, 0, '127.0.0.1');
  ({ port } = app.server.address() as AddressInfo);
});
afterEach(async () => {
  await app.close();
  base.close();
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
const listLignes = () => base.prepare('select * from orientation').all();
const isVide = () => orientations.listTrimestres().length === 0;

test('an orientation adds one to each of its types, in the month of Paris', async () => {
  vi.useFakeTimers({ now: new Date('2026-12-31T23:30:00Z'), toFake: ['Date'] });
  expect((await count(['rpe', 'pmi', 'rpe'])).status).toBe(204);
  vi.useRealTimers();
  expect(orientations.listTrimestres()).toEqual([
    { trimestre: '2027-T1', fiches: 1, types: { pmi: 1, rpe: 2 }, passages: [], relayees: 0 },
  ]);
  expect(listLignes()).toMatchObject([{ mois: '2027-01' }, { mois: '2027-01' }]);
});

test('orientations counted at the same time are all counted', async () => {
  const statuts = await Promise.all(Array.from({ length: 20 }, () => count(['laep'])));
  expect(new Set(statuts.map(({ status }) => status))).toEqual(new Set([204]));
  expect(orientations.listTrimestres()).toMatchObject([{ fiches: 20, types: { laep: 20 } }]);
});

test('what is written says nothing of anybody: months, types and numbers only', async () => {
  await post('{"types":["rpe"]}', {
    'X-Forwarded-For': '203.0.113.7',
    'User-Agent': 'Dupont',
    Cookie: 'a=b',
  });
  const tables = ['orientation', 'fiche_d_orientation'];
  const tout = tables.map((table) => base.prepare(`select * from ${table}`).all());
  const mois = expect.stringMatching(/^\d{4}-\d{2}$/) as string;
  expect(tout).toEqual([[{ mois, de: '', vers: '', type: 'rpe', nombre: 1 }], [{ mois, nombre: 1 }]]);
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
  expect(isVide()).toBe(true);
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
  expect(isVide()).toBe(true);
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

test('what a file had counted is taken once, and the file keeps another name', () => {
  const fichier = join(dossier, 'orientations.json');
  writeFileSync(fichier, '{"2026-11": {"fiches": 12, "types": {"rpe": 12, "pmi": 3}}}');
  orientations.importFichier(fichier);
  orientations.importFichier(fichier);
  expect(orientations.listTrimestres()).toMatchObject([{ fiches: 12, types: { rpe: 12, pmi: 3 } }]);
  expect([existsSync(fichier), existsSync(`${fichier}.repris`)]).toEqual([false, true]);
});

test('a file that somebody damaged is neither taken nor touched', () => {
  const erreurs = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const fichier = join(dossier, 'orientations.json');
  const abime = '{"2026-12": {"fiches": 12, "types": {"rpe": 12';
  writeFileSync(fichier, abime);
  orientations.importFichier(fichier);
  expect(isVide()).toBe(true);
  expect(readFileSync(fichier, 'utf8')).toBe(abime);
  expect(erreurs).toHaveBeenCalled();
  erreurs.mockRestore();
});

test('the server says that it counts; without its atelier, it neither says nor does it', async () => {
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

test('a quarter counts what its sheets and its orientations held, whatever their order', () => {
  const type = fc.constantFrom(...TYPE_SLUGS);
  const slug = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(
      fc.array(fc.array(type, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.record({ de: slug, vers: slug }), { maxLength: 12 }),
      (fiches, passages) => {
        base.exec('delete from orientation; delete from fiche_d_orientation');
        for (const types of fiches) orientations.countFiche(types);
        for (const { de, vers } of passages) orientations.countPassage({ de, vers, type: 'rpe' });
        const [compte] = orientations.listTrimestres();
        expect(compte?.fiches).toBe(fiches.length);
        for (const each of TYPE_SLUGS)
          expect(compte?.types[each] ?? 0).toBe(fiches.flat().filter((autre) => autre === each).length);
        expect(compte?.relayees).toBe(passages.length);
        for (const { de, vers, nombre } of compte?.passages ?? [])
          expect(nombre).toBe(passages.filter((each) => each.de === de && each.vers === vers).length);
      },
    ),
    { numRuns: 30 },
  );
});

test('months are in their quarter', () => {
  expect(['2026-01', '2026-03', '2026-04', '2026-12'].map(toTrimestre)).toEqual([
    '2026-T1',
    '2026-T1',
    '2026-T2',
    '2026-T4',
  ]);
});
