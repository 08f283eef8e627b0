import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type AtelierDEssai, PARTENAIRE_D_ESSAI, openAtelierDEssai } from '../../fixtures/atelier';

const routes: { methode: string; url: string; isPublique: boolean }[] = [];
let essai: AtelierDEssai;
beforeAll(async () => {
  essai = await openAtelierDEssai({}, (app) =>
    app.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
      for (const methode of [method].flat())
        if (methode !== 'HEAD') routes.push({ methode, url, isPublique: config?.acces === 'public' });
    }),
  );
});
afterAll(() => essai.close());

/** The static site, its health and the styles of the atelier: for everybody, outside of the atelier. */
const DU_SITE = ['GET /*', 'GET /sante', 'GET /atelier/*', 'POST /api/orientations', 'POST /api/recherches'];
/** What a stranger may do in the atelier. A new line here is a decision: it is why this list is written by hand. */
const PUBLIQUES = [
  'GET /admin',
  'GET /espace/aide/',
  'GET /espace',
  'GET /espace/confirmations/lien/',
  'POST /espace/confirmations/lien/',
  'GET /espace/connexion/',
  'POST /espace/connexion/',
  'GET /espace/connexion/lien/',
  'POST /espace/connexion/lien/',
  // By a token that a mail or a calendar holds.
  'GET /espace/pro/accord/',
  'POST /espace/pro/accord/',
  'GET /espace/pro/agenda/flux/:jeton',
  'POST /api/signalements',
  'GET /signaler/merci/',
  'POST /api/lettre',
  'GET /lettre/demandee/',
  'GET /lettre/confirmer/',
  'POST /lettre/confirmer/',
  'GET /lettre/desinscription/',
  'POST /lettre/desinscription/',
];

const nameOf = ({ methode, url }: { methode: string; url: string }) => `${methode} ${url}`;
const toUrl = (url: string) =>
  url
    .replace(/:collection/g, 'structures')
    .replace(/:\w+/g, 'x')
    .replace(/\*$/, 'x');
const listPrivees = () => routes.filter((route) => !DU_SITE.includes(nameOf(route)) && !route.isPublique);

test('the routes that are open to strangers are those that were decided', () => {
  expect(
    routes
      .filter(({ isPublique }) => isPublique)
      .map(nameOf)
      .sort(),
  ).toEqual([...PUBLIQUES].sort());
  expect(listPrivees().length).toBeGreaterThan(15);
});

test('every other route answers 401 to a stranger, whatever they send', async () => {
  for (const { methode, url } of listPrivees()) {
    for (const entetes of [{}, { cookie: 'atelier.session_token=x.y' }, { authorization: 'Bearer x' }]) {
      const { statusCode, headers, json } = await essai.app.inject({
        method: methode as 'GET',
        url: toUrl(url),
        headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin', ...entetes },
      });
      expect(statusCode, `${methode} ${url}`).toBe(401);
      expect(headers['content-type']).toContain('application/json');
      expect(json()).toMatchObject({ erreur: 'connexion' });
    }
  }
});

test('every route that changes something refuses what comes from another site, even logged in', async () => {
  const cookie = await essai.logIn(PARTENAIRE_D_ESSAI);
  for (const { methode, url } of routes.filter((route) => !['GET', 'OPTIONS'].includes(route.methode))) {
    if (DU_SITE.includes(`${methode} ${url}`)) continue;
    const { statusCode } = await essai.app.inject({
      method: methode as 'POST',
      url: toUrl(url),
      headers: { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    });
    expect(statusCode, `${methode} ${url}`).toBe(403);
  }
});

test('a partner gets nothing of what the coordination manages', async () => {
  const cookie = await essai.logIn(PARTENAIRE_D_ESSAI);
  const equipe = listPrivees().filter(({ url }) => url.startsWith('/espace/equipe/'));
  expect(equipe.length).toBeGreaterThan(8);
  for (const { methode, url } of equipe) {
    const { statusCode } = await essai.ask(methode as 'GET', toUrl(url), {
      cookie,
      json: true,
      formulaire: {},
    });
    expect(statusCode, `${methode} ${url}`).toBe(403);
  }
});

describe('whoever is not logged in', () => {
  test('logs in on the page they wanted, and then goes on to it', async () => {
    const { statusCode, body, headers } = await essai.ask('GET', '/espace/sessions/?a=1');
    expect(statusCode).toBe(401);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toContain('Recevoir mon lien');
    expect(body).toContain('name="vers" value="/espace/sessions/?a=1"');
  });

  test('keeps what they had typed when their session has ended meanwhile', async () => {
    const { statusCode, body } = await essai.ask('POST', '/espace/sessions/fermer-tout/', { formulaire: {} });
    expect(statusCode).toBe(401);
    expect(body).toContain('dans un nouvel onglet');
    expect(body).toContain('ce que vous y aviez écrit y est encore');
  });
});

test('a fault of the program tells nothing of itself', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const cookie = await essai.logIn(PARTENAIRE_D_ESSAI);
  const panne = vi.spyOn(essai.atelier.connexion, 'listSessions').mockImplementation(() => {
    throw new Error('secret of the program');
  });
  for (const json of [true, false]) {
    const { statusCode, body } = await essai.ask('GET', '/espace/sessions/', { cookie, json });
    expect(statusCode).toBe(500);
    expect(body).toContain('Le serveur a rencontré un problème');
    expect(body).not.toContain('secret of the program');
  }
  expect(error).toHaveBeenCalled();
  panne.mockRestore();
  error.mockRestore();
});

test('nothing that is written in the terminal names anybody', async () => {
  const mots: string[] = [];
  const espions = (['log', 'error', 'warn', 'info'] as const).map((sorte) =>
    vi.spyOn(console, sorte).mockImplementation((...quoi: unknown[]) => {
      mots.push(quoi.map(String).join(' '));
    }),
  );
  const cookie = await essai.logIn(PARTENAIRE_D_ESSAI);
  await essai.ask('POST', '/espace/connexion/lien/', { formulaire: { jeton: 'jeton-invente' } });
  await essai.ask('POST', '/espace/connexion/', {
    formulaire: { courriel: 'personne@laep.example' },
    ip: '198.51.100.77',
  });
  await essai.ask('POST', '/espace/sessions/fermer/', { cookie, formulaire: { session: 'x' } });
  espions.forEach((espion) => espion.mockRestore());
  expect(mots.join('\n')).not.toMatch(
    /essai\.example|laep\.example|198\.51|192\.0\.2|jeton-invente|session_token/,
  );
});
