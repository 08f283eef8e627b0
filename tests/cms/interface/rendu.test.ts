import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildInterface } from '../../../cms/interface/construction';
import { type Rendu, serveInterface } from '../../../cms/interface/rendu';
import { createServer } from '../../../cms/server';
import { verifyTerritoire } from '../../../src/loaders/contenu';
import reglesHtml from '../../../.htmlvalidate.json' with { type: 'json' };

const site = mkdtempSync(join(tmpdir(), 'atelier-'));
const [territoire] = verifyTerritoire({ TERRITOIRE: 'val-d-exemple', AUJOURDHUI: '2026-12-01' }).contenu
  .territoire;
const personne = { nom: 'Alix', role: 'partenaire', organisme: { nom: 'Le Hangar' } } as const;
let app: FastifyInstance;
let rendu: Rendu;

beforeAll(async () => {
  writeFileSync(join(site, '404.html'), 'absente');
  app = createServer({ site });
  rendu = serveInterface(app, {
    dossier: await buildInterface(),
    readTerritoire: () => territoire!.donnees,
  });
  app.get('/demonstration/', (_requete, reponse) =>
    rendu.sendPage(reponse, '/demonstration/', { phrase: '<b>L’été</b> & « la crèche »' }, 422),
  );
  await app.ready();
});
afterAll(async () => {
  await app.close();
  rmSync(site, { recursive: true });
});

test('a route sends a page in the look of the site, with what it was given, and nobody keeps it', async () => {
  const { statusCode, headers, body } = await app.inject('/demonstration/');
  expect(statusCode).toBe(422);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['content-security-policy']).toContain("script-src 'self'");
  expect(body).toContain('<p data-phrase>&lt;b&gt;L’été&lt;/b&gt; &amp; « la crèche »</p>');
  expect(body).toContain(territoire!.donnees.nom);
  expect(body).toContain('<meta name="robots" content="noindex">');
  expect(body).toContain('href="#contenu"');
});

test('the menu is there for whoever is logged in, by role, and for nobody else', async () => {
  expect(await rendu.renderPage('/demonstration/', { phrase: '' })).not.toContain('atelier-rubriques');
  const html = await rendu.renderPage('/demonstration/', { phrase: '' }, personne);
  expect(html).toContain('Vous êtes Alix, Le Hangar');
  expect(html).toContain('href="/admin/"');
  const pro = await rendu.renderPage(
    '/demonstration/',
    { phrase: '' },
    { ...personne, role: 'professionnel' },
  );
  expect(pro).not.toContain('href="/admin/"');
});

test('its HTML is valid, without inline script or style', async () => {
  const html = await rendu.renderPage('/demonstration/', { phrase: 'Bonjour' }, personne);
  const { results } = await new HtmlValidate(reglesHtml as object).validateString(html);
  expect(
    results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line}: ${message}`)),
  ).toEqual([]);
  expect(html).not.toMatch(/<style|<script(?![^>]*src=)| style=/);
});

test('styles and scripts are served apart from the static site, to be kept for good', async () => {
  const { body } = await app.inject('/demonstration/');
  const feuilles = [...body.matchAll(/(?:href|src)="(\/atelier\/[^"]+)"/g)].map(([, adresse]) => adresse!);
  expect(feuilles.length).toBeGreaterThan(0);
  for (const adresse of feuilles) {
    const { statusCode, headers } = await app.inject(adresse);
    expect(statusCode, adresse).toBe(200);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  }
  expect((await app.inject('/atelier/absent.js')).statusCode).toBe(404);
  expect((await app.inject('/atelier/../server/entry.mjs')).statusCode).toBe(404);
});

test('a page that does not exist is an error of the program, not an empty page', async () => {
  await expect(rendu.renderPage('/nulle-part/', {})).rejects.toThrow('/nulle-part/');
});

test('the same version of the code is built once', async () => {
  const [une, autre] = await Promise.all([buildInterface(), buildInterface()]);
  expect(une).toBe(autre);
  expect(existsSync(join(une, 'server', 'entry.mjs'))).toBe(true);
});
