import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createServer, listen } from '../../cms/server';
import { contentSecurityPolicy } from '../../src/layouts/csp';

const dossier = mkdtempSync(join(tmpdir(), 'site-'));
const site = join(dossier, 'site');
const page = '<!doctype html><html lang="fr"><title>Où ça ?</title><p>Bonjour les familles</p></html>'.repeat(
  20,
);
const files = {
  'index.html': page,
  '404.html': '<!doctype html><title>Page introuvable</title>',
  'structures/index.html': page,
  'agenda.ics': 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
  'donnees/structures.json': '{"version":1}',
  'donnees/lieux.geojson': '{"type":"FeatureCollection"}',
  'donnees/structures.csv': 'nom\n',
  'sitemap-index.xml': '<sitemapindex/>',
  'guide.pdf': '%PDF-1.7',
  'integrer.js': '"use strict"',
  'communes/castelnoir.json': '{"version":1}',
  'communes/castelnoir/index.html': page,
  'communes/castelnoir/integrer/index.html': page,
  'manifest.webmanifest': '{"name":"Familles"}',
  'service-worker.js': 'self',
  'hors-ligne/liasses/guide-1.json': JSON.stringify({ '/guide/': 'Bonjour'.repeat(500) }),
  '_astro/base.abc123.css': 'p { margin: 0 }'.repeat(50),
  'été.txt': 'oui',
  '.secret': 'non',
  '../voisin.txt': 'non',
  '../site-voisin/secret.txt': 'non',
};

function portOf(app: FastifyInstance): number {
  return (app.server.address() as AddressInfo).port;
}

let server: FastifyInstance;
let port: number;

beforeAll(async () => {
  for (const [nom, contenu] of Object.entries(files)) {
    mkdirSync(join(site, nom, '..'), { recursive: true });
    writeFileSync(join(site, nom), contenu);
  }
  server = createServer({ site, commit: 'abc123' });
  await listen(server, 0, '127.0.0.1');
  port = portOf(server);
});
afterAll(async () => {
  await server.close();
  rmSync(dossier, { recursive: true });
});

interface Reponse {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  corps: Buffer;
}

/** Sends the path as it is: `fetch` would tidy `..` away before sending. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reponse> {
  return new Promise((resolve, reject) => {
    const requete = request({ port, path, headers, method, host: '127.0.0.1' }, (reponse) => {
      const morceaux: Buffer[] = [];
      reponse.on('data', (morceau: Buffer) => morceaux.push(morceau));
      reponse.on('end', () =>
        resolve({ status: reponse.statusCode, headers: reponse.headers, corps: Buffer.concat(morceaux) }),
      );
    });
    requete.on('error', reject);
    requete.end();
  });
}

test('a page is served at the address of its folder', async () => {
  for (const path of ['/', '/structures/', '/structures/?q=1']) {
    const { status, headers, corps } = await get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(corps.toString()).toBe(page);
  }
});

test('an address without its final slash leads to the page, with its parameters', async () => {
  const { status, headers } = await get('/structures?q=1');
  expect([status, headers.location]).toEqual([301, '/structures/?q=1']);
});

test('an address cannot lead to another site', async () => {
  for (const path of ['//structures', '//autre.example/%2e%2e', '/%2f%2fautre.example', '/\\autre.example']) {
    const { status, headers } = await get(path);
    expect([status, headers.location]).toEqual([404, undefined]);
  }
});

test.each([
  ['/agenda.ics', 'text/calendar; charset=utf-8'],
  ['/donnees/structures.json', 'application/json; charset=utf-8'],
  ['/donnees/lieux.geojson', 'application/geo+json; charset=utf-8'],
  ['/donnees/structures.csv', 'text/csv; charset=utf-8'],
  ['/sitemap-index.xml', 'application/xml; charset=utf-8'],
  ['/guide.pdf', 'application/pdf'],
  ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['/service-worker.js', 'application/javascript; charset=utf-8'],
  ['/%C3%A9t%C3%A9.txt', 'text/plain; charset=utf-8'],
])('%s has the type %s', async (path, type) => {
  const { status, headers } = await get(path);
  expect([status, headers['content-type']]).toEqual([200, type]);
});

test('every answer carries the security headers, errors and redirections included', async () => {
  for (const path of ['/', '/inconnu', '/structures', '/sante', '/agenda.ics']) {
    expect((await get(path)).headers).toMatchObject({
      'content-security-policy': `${contentSecurityPolicy({ wasm: true })}; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=(self)') as string,
    });
  }
});

test('only the pages made for it may be shown in the frame of another site, and they can do less', async () => {
  const { headers } = await get('/communes/castelnoir/integrer/?x=1');
  expect(headers['x-frame-options']).toBeUndefined();
  expect(headers['content-security-policy']).toBe(
    `${contentSecurityPolicy({ encadrable: true })}; frame-ancestors *`,
  );
  expect(headers['content-security-policy']).toContain("form-action 'none'");
  for (const path of [
    '/',
    '/communes/castelnoir/',
    '/communes/castelnoir/integrer',
    '/integrer/',
    '/inconnu',
  ]) {
    const autre = (await get(path)).headers;
    expect([path, autre['x-frame-options']]).toEqual([path, 'DENY']);
    expect(autre['content-security-policy']).toContain("frame-ancestors 'none'");
  }
});

test('open data, feeds and the script of other sites may be read by their pages, nothing else', async () => {
  const origine = async (path: string) => (await get(path)).headers['access-control-allow-origin'];
  for (const path of [
    '/integrer.js',
    '/agenda.ics',
    '/donnees/structures.json',
    '/donnees/lieux.geojson',
    '/donnees/structures.csv',
    '/communes/castelnoir.json',
  ])
    expect([path, await origine(path)]).toEqual([path, '*']);
  for (const path of ['/', '/communes/castelnoir/', '/sante', '/service-worker.js', '/inconnu'])
    expect([path, await origine(path)]).toEqual([path, undefined]);
});

test('the origin of the map’s tiles joins the policy', async () => {
  const autre = createServer({ site, images: ['https://tuiles.example'] });
  await listen(autre, 0, '127.0.0.1');
  const reponse = await fetch(`http://127.0.0.1:${portOf(autre)}/`);
  // A connection whose answer is still on its way would keep the server from closing.
  await reponse.text();
  await autre.close();
  expect(reponse.headers.get('content-security-policy')).toContain(
    "img-src 'self' data: https://tuiles.example;",
  );
});

test('only what has a hash in its name is kept for ever', async () => {
  expect((await get('/_astro/base.abc123.css')).headers['cache-control']).toContain('immutable');
  expect((await get('/')).headers['cache-control']).toBe('no-cache');
  expect((await get('/agenda.ics')).headers['cache-control']).toBe('no-cache');
  // A worker that is kept would keep the former version on every phone.
  expect((await get('/service-worker.js')).headers['cache-control']).toBe('no-cache');
});

test('what phones download to read without network is compressed', async () => {
  const { headers, corps } = await get('/hors-ligne/liasses/guide-1.json', { 'Accept-Encoding': 'br' });
  expect(headers['content-encoding']).toBe('br');
  expect(corps.length).toBeLessThan(200);
});

test('who has the page already is told so without sending it again', async () => {
  const { etag } = (await get('/')).headers;
  const { status, corps } = await get('/', { 'If-None-Match': etag! });
  expect([status, corps.length]).toEqual([304, 0]);
});

test('a page rebuilt while the server runs is served anew', async () => {
  writeFileSync(join(site, 'neuve.txt'), 'avant');
  const avant = await get('/neuve.txt', { 'Accept-Encoding': 'br' });
  writeFileSync(join(site, 'neuve.txt'), 'après');
  const apres = await get('/neuve.txt', { 'Accept-Encoding': 'br', 'If-None-Match': avant.headers.etag! });
  expect(brotliDecompressSync(apres.corps).toString()).toBe('après');
});

test('text is compressed with the best that the browser accepts, and pictures and PDFs are not', async () => {
  const brotli = await get('/', { 'Accept-Encoding': 'gzip, deflate, br, zstd' });
  expect([brotli.headers['content-encoding'], brotli.headers.vary]).toEqual(['br', 'accept-encoding']);
  expect(brotliDecompressSync(brotli.corps).toString()).toBe(page);
  expect(brotli.corps.length).toBeLessThan(page.length / 5);

  const gzip = await get('/', { 'Accept-Encoding': 'gzip, br;q=0' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.corps).toString()).toBe(page);

  expect((await get('/')).headers['content-encoding']).toBeUndefined();
  expect((await get('/guide.pdf', { 'Accept-Encoding': 'br' })).headers['content-encoding']).toBeUndefined();
});

test.skipIf(process.platform !== 'linux')(
  'a file that cannot be read is told in French, and is not kept',
  async () => {
    // The memory of the process: on Linux, a file that exists and whose reading fails, even for the administrator.
    symlinkSync('/proc/self/mem', join(site, 'panne.txt'));
    const journal = vi.spyOn(console, 'error').mockReturnValue();
    for (const encodage of ['br', 'identity']) {
      const { status, headers, corps } = await get('/panne.txt', { 'Accept-Encoding': encodage });
      expect([status, headers['cache-control'], headers['content-encoding']]).toEqual([
        500,
        'no-store',
        undefined,
      ]);
      expect(JSON.parse(corps.toString())).toMatchObject({ erreur: 'panne' });
    }
    expect(journal).toHaveBeenCalledTimes(2);
  },
);

test('a site published in another folder is served from the next request', async () => {
  const publie = join(dossier, 'publie');
  const neuf = join(dossier, 'neuf');
  mkdirSync(neuf);
  writeFileSync(join(neuf, 'index.html'), 'neuf');
  symlinkSync(site, publie);
  const autre = createServer({ site: publie });
  await listen(autre, 0, '127.0.0.1');
  const adresse = `http://127.0.0.1:${portOf(autre)}/`;
  expect(await (await fetch(adresse)).text()).toBe(page);
  symlinkSync(neuf, `${publie}-suivant`);
  renameSync(`${publie}-suivant`, publie);
  expect(await (await fetch(adresse)).text()).toBe('neuf');
  await autre.close();
});

test('a page that is open keeps the scripts and styles of its version, and nothing else of it', async () => {
  const publie = join(dossier, 'entre-deux');
  const neuf = join(dossier, 'version-neuve');
  mkdirSync(join(neuf, '_astro'), { recursive: true });
  writeFileSync(join(neuf, '_astro', 'neuf.css'), 'neuf');
  symlinkSync(neuf, publie);
  const autre = createServer({ site: publie, listAnciennes: () => [site], commit: () => 'neuf' });
  await listen(autre, 0, '127.0.0.1');
  const adresse = `http://127.0.0.1:${portOf(autre)}`;
  expect(await (await fetch(`${adresse}/_astro/neuf.css`)).text()).toBe('neuf');
  expect(await (await fetch(`${adresse}/_astro/base.abc123.css`)).text()).toBe(
    files['_astro/base.abc123.css'],
  );
  expect((await fetch(`${adresse}/structures/`)).status).toBe(404);
  expect((await fetch(`${adresse}/_astro/..%2fvoisin.txt`)).status).toBe(404);
  expect(await (await fetch(`${adresse}/sante`)).json()).toMatchObject({ commit: 'neuf' });
  await autre.close();
});

test('an unknown address gets the French page and the status 404', async () => {
  const { status, headers, corps } = await get('/inconnu/', { 'Accept-Encoding': 'identity' });
  expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  expect(corps.toString()).toContain('Page introuvable');
});

test('a site without a 404 page still answers 404', async () => {
  const autre = createServer({ site: join(site, 'structures') });
  await listen(autre, 0, '127.0.0.1');
  const reponse = await fetch(`http://127.0.0.1:${portOf(autre)}/inconnu`);
  await autre.close();
  expect([reponse.status, await reponse.json()]).toEqual([
    404,
    { erreur: 'introuvable', message: 'Cette page n’existe pas.' },
  ]);
});

test.each([
  '/../voisin.txt',
  '/..%2fvoisin.txt',
  '/%2e%2e/voisin.txt',
  '/%2e%2e%2fvoisin.txt',
  '/structures/..%2f..%2fvoisin.txt',
  '/..%2fsite-voisin/secret.txt',
  '/..%5cvoisin.txt',
  '//etc/passwd',
  '/.secret',
  '/%2esecret',
  '/index.html%00.txt',
  '/%',
  '/%ff',
])('%s does not leave the site, nor show its hidden files', async (path) => {
  const { status, corps } = await get(path, { 'Accept-Encoding': 'identity' });
  expect(status).toBe(404);
  expect(corps.toString()).toContain('Page introuvable');
});

test('HEAD gives the headers of GET without its body', async () => {
  const { status, headers, corps } = await get('/', {}, 'HEAD');
  expect([status, corps.length, headers['content-length']]).toEqual([
    200,
    0,
    String(Buffer.byteLength(page)),
  ]);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  const { status, headers } = await get('/', {}, method);
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('a body of any kind is refused before it is read', async () => {
  const { status } = await get('/inconnu', { 'Content-Type': 'text/xml', 'Content-Length': '0' }, 'POST');
  expect(status).toBe(405);
});

test('/sante tells the commit that is served, and is never kept', async () => {
  const { status, headers, corps } = await get('/sante');
  expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
  expect(JSON.parse(corps.toString())).toEqual({
    commit: 'abc123',
    orientations: false,
    recherches: false,
    signalements: false,
    lettre: false,
  });
});

test('a port already taken is said in one French sentence', async () => {
  await expect(listen(createServer({ site }), port, '127.0.0.1')).rejects.toMatchObject({
    name: 'ErreurDEnvironnement',
    message: `Le port ${port} est déjà pris par un autre programme : choisissez-en un autre, par exemple PORT=${port + 1}.`,
  });
});
