/** `npm run contours`, against a server that speaks the official API, and lies when it is asked to. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { contoursSchema } from '../../src/domain/territoire/contours';
import type { Commune } from '../../src/domain/territoire/schema';
import { runContours } from '../../src/loaders/commande-contours';
import { readContours } from '../../src/loaders/contours';
import { verifyTerritoire } from '../../src/loaders/contenu';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import { CONTENU_MINIMAL, TERRITOIRE_MINIMAL } from '../fixtures/contenu';

const SIREN = '200000008';
type Answer = (reponse: ServerResponse) => void;

/** A ragged disc around a centre, with many more points than a map needs. */
function createContour(lat: number, lon: number): [number, number][] {
  const points = Array.from({ length: 400 }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / 400;
    const rayon = 0.024 + 0.0002 * Math.sin(40 * angle);
    return [lon + rayon * Math.cos(angle), lat + rayon * Math.sin(angle)];
  });
  return [...points, points[0]!];
}
const toFeature = (code: string, nom: string, lat: number) => ({
  type: 'Feature',
  // The API gives more than what it is asked for.
  properties: { code, nom, _score: 1 },
  geometry: { type: 'Polygon', coordinates: [createContour(lat, 2.6)] },
});
const FEATURES = [
  toFeature('99003', 'Sauvecombe', 44.3),
  toFeature('99001', 'Castelnoir', 44.2),
  toFeature('99002', 'Lostalgues', 44.25),
];
const sendJson =
  (donnees: unknown): Answer =>
  (reponse) => {
    reponse.setHeader('Content-Type', 'application/json');
    reponse.end(JSON.stringify(donnees));
  };
const sendFeatures = (features: unknown[]): Answer => sendJson({ type: 'FeatureCollection', features });

let answer: Answer = sendFeatures(FEATURES);
let demandes: string[] = [];
let serveur: Server;
let dossier: string;
let env: Record<string, string>;
let ecrit: string[];

beforeAll(async () => {
  serveur = createServer((requete, reponse) => {
    demandes.push(requete.url ?? '');
    answer(reponse);
  });
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
});
afterAll(() => {
  serveur.closeAllConnections();
  serveur.close();
});

beforeEach(() => {
  answer = sendFeatures(FEATURES);
  demandes = [];
  ecrit = [];
  dossier = mkdtempSync(join(tmpdir(), 'contours-'));
  cpSync(CONTENU_MINIMAL, dossier, { recursive: true });
  const territoire = join(dossier, TERRITOIRE_MINIMAL, 'territoire.yaml');
  writeFileSync(territoire, `siren: "${SIREN}"\n${readFileSync(territoire, 'utf8')}`);
  env = {
    CONTENU: dossier,
    TERRITOIRE: TERRITOIRE_MINIMAL,
    AUJOURDHUI: '2026-12-01',
    API_GEO: `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`,
  };
  for (const flux of [process.stdout, process.stderr])
    vi.spyOn(flux, 'write').mockImplementation((texte) => ecrit.push(String(texte)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dossier, { recursive: true });
});

const fichier = () => join(dossier, TERRITOIRE_MINIMAL, 'contours.geojson');
const communes = (): Commune[] => verifyTerritoire(env).contenu.communes.map(({ donnees }) => donnees);

/** What the person reads, on one line, and nothing left on the disk. */
async function expectEchec(options?: { delaiMs: number }): Promise<string> {
  expect(await runContours(env, options)).toBe(1);
  expect(readdirSync(join(dossier, TERRITOIRE_MINIMAL)).filter((nom) => nom.includes('contours'))).toEqual(
    [],
  );
  const dit = ecrit.join('');
  expect(dit).toMatch(/^Contours non mis à jour\u00A0: [^\n]+\.\n$/);
  return dit;
}

describe('the command that fetches the outlines', () => {
  it('asks the API once, and writes light outlines with their source and its date', async () => {
    expect(await runContours(env)).toBe(0);
    expect(demandes).toEqual([
      `/epcis/${SIREN}/communes?fields=code,nom,contour&format=geojson&geometry=contour`,
    ]);
    const contours = contoursSchema.parse(JSON.parse(readFileSync(fichier(), 'utf8')));
    expect(contours.features.map(({ properties }) => properties)).toEqual([
      { code: '99001', nom: 'Castelnoir' },
      { code: '99002', nom: 'Lostalgues' },
      { code: '99003', nom: 'Sauvecombe' },
    ]);
    expect(contours.source).toMatchObject({ date: '2026-12-01', url: 'https://geo.api.gouv.fr' });
    for (const { geometry } of contours.features) {
      expect(geometry.coordinates[0]!.length).toBeGreaterThan(8);
      expect(geometry.coordinates[0]!.length).toBeLessThan(100);
    }
    expect(ecrit).toEqual([`Contours de 3 communes écrits dans ${fichier()}.\n`]);
    expect(readContours(dossier, TERRITOIRE_MINIMAL, communes()).contours).toEqual(contours);
  });

  it('gives the same bytes again, whatever the order of the answer', async () => {
    await runContours(env);
    const avant = readFileSync(fichier(), 'utf8');
    answer = sendFeatures(FEATURES.toReversed());
    await runContours(env);
    expect(readFileSync(fichier(), 'utf8')).toBe(avant);
  });

  const echecs: [string, Answer, RegExp][] = [
    [
      'the intercommunalité is unknown',
      (reponse) => reponse.writeHead(404).end(),
      /ne connaît pas cette intercommunalité/,
    ],
    ['the service is broken', (reponse) => reponse.writeHead(503).end('<html>'), /l’erreur 503/],
    ['the answer is a web page', (reponse) => reponse.end('<html>'), /autre chose que du JSON/],
    [
      'the answer is cut',
      (reponse) => reponse.end('{"type":"FeatureCollection","fea'),
      /autre chose que du JSON/,
    ],
    ['the answer is another JSON', sendJson([{ code: '99001' }]), /sous une forme inattendue/],
    [
      'the answer is empty',
      sendFeatures([]),
      /il manque le contour de Castelnoir \(99001\) \(le premier de 3 écarts\)/,
    ],
    ['a commune is missing', sendFeatures(FEATURES.slice(1)), /il manque le contour de Sauvecombe \(99003\)/],
    [
      'a commune is too many',
      sendFeatures([...FEATURES, toFeature('99004', 'Ailleurs', 44.2)]),
      /Ailleurs \(99004\) n’est pas une commune/,
    ],
    [
      'an outline is missing',
      sendFeatures([{ ...FEATURES[0], geometry: null }, ...FEATURES.slice(1)]),
      /Sauvecombe \(99003\) .* n’est pas valable/,
    ],
    [
      'an outline is a point',
      sendFeatures([
        { ...FEATURES[0], geometry: { type: 'Point', coordinates: [2.6, 44.3] } },
        ...FEATURES.slice(1),
      ]),
      /n’est pas valable/,
    ],
    [
      'an outline is elsewhere',
      sendFeatures([toFeature('99003', 'Sauvecombe', 48.8), ...FEATURES.slice(1)]),
      /va jusqu’à \d+ km de son centre/,
    ],
    ['the connection is cut', (reponse) => reponse.destroy(), /ne répond pas/],
  ];
  it.each(echecs)('says so in one sentence and writes nothing when %s', async (_, reponse, phrase) => {
    answer = reponse;
    expect(await expectEchec()).toMatch(phrase);
  });

  it('does not wait for ever', async () => {
    answer = () => undefined;
    expect(await expectEchec({ delaiMs: 200 })).toMatch(/n’a pas répondu en 1 s/);
  });

  it('leaves the outlines of before when new ones cannot be had', async () => {
    await runContours(env);
    const avant = readFileSync(fichier(), 'utf8');
    answer = (reponse) => reponse.writeHead(500).end();
    expect(await runContours(env)).toBe(1);
    expect(readFileSync(fichier(), 'utf8')).toBe(avant);
  });

  it('replaces outlines that are wrong', async () => {
    writeFileSync(fichier(), '{');
    expect(await runContours(env)).toBe(0);
    expect(readContours(dossier, TERRITOIRE_MINIMAL, communes()).erreurs).toEqual([]);
  });

  it('refuses a wrong address, and a territory without SIREN', async () => {
    await expect(runContours({ ...env, API_GEO: 'geo.api.gouv.fr' })).rejects.toThrow(ErreurDEnvironnement);
    await expect(runContours({ ...env, API_GEO: 'file:///etc' })).rejects.toThrow(/API_GEO/);
    cpSync(CONTENU_MINIMAL, dossier, { recursive: true });
    await expect(runContours(env)).rejects.toThrow(/SIREN/);
    expect(demandes).toEqual([]);
  });

  it('does not ask anything for a content that is wrong', async () => {
    rmSync(join(dossier, TERRITOIRE_MINIMAL, 'communes.yaml'));
    expect(await runContours(env)).toBe(1);
    expect(ecrit.join('')).toContain('communes.yaml');
    expect(demandes).toEqual([]);
  });
});

describe('the outlines that a build reads', () => {
  it('may be absent', () => {
    expect(readContours(dossier, TERRITOIRE_MINIMAL, communes())).toEqual({ erreurs: [] });
  });

  it.each([
    ['{', /JSON valable/],
    ['{"type":"FeatureCollection","features":[]}', /source/],
    [
      JSON.stringify({ type: 'FeatureCollection', source: { titre: 'Essai' }, features: [] }),
      /aucun contour/,
    ],
  ])('are refused when they are %s', (texte, phrase) => {
    writeFileSync(fichier(), texte);
    const { contours, erreurs } = readContours(dossier, TERRITOIRE_MINIMAL, communes());
    expect(contours).toBeUndefined();
    expect(erreurs.map(({ champ, message }) => `${champ} ${message}`).join('\n')).toMatch(phrase);
    expect(erreurs.every((erreur) => erreur.fichier === `${TERRITOIRE_MINIMAL}/contours.geojson`)).toBe(true);
  });

  it('must be those of its communes', async () => {
    await runContours(env);
    const { erreurs } = readContours(dossier, TERRITOIRE_MINIMAL, communes().slice(1));
    expect(erreurs.map(({ message }) => message)).toEqual([
      'Castelnoir (99001) n’est pas une commune du territoire. Recommencez avec «\u00A0npm run contours\u00A0».',
    ]);
  });
});

/** As a person types it. */
function runCommande(variables: Record<string, string>): Promise<{ code: number | null; dit: string }> {
  const enfant = spawn(process.execPath, ['scripts/contours.mjs'], { env: { ...process.env, ...variables } });
  let dit = '';
  for (const flux of [enfant.stdout, enfant.stderr])
    flux.setEncoding('utf8').on('data', (texte: string) => (dit += texte));
  return new Promise((fini) => enfant.on('close', (code) => fini({ code, dit })));
}

describe('npm run contours', () => {
  it('exits with 0, 1 or 2 and one sentence', { timeout: 60_000 }, async () => {
    const bon = await runCommande(env);
    expect(bon).toEqual({ code: 0, dit: `Contours de 3 communes écrits dans ${fichier()}.\n` });
    expect(existsSync(fichier())).toBe(true);
    answer = (reponse) => reponse.writeHead(404).end();
    expect(await runCommande(env)).toEqual({ code: 1, dit: expect.stringMatching(/^[^\n]+\n$/) as string });
    expect(await runCommande({ ...env, API_GEO: 'ici' })).toEqual({
      code: 2,
      dit: expect.stringMatching(/^API_GEO vaut «\u00A0ici\u00A0»[^\n]+\n$/) as string,
    });
  });
});
