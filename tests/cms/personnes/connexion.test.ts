import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBase } from '../../../cms/base/base';
import type { Depot } from '../../../cms/depot/depot';
import { ensureComptes } from '../../../cms/personnes/comptes';
import { createRegistre } from '../../../cms/personnes/personnes';
import type { Reglages } from '../../../cms/reglages';
import { PARTENAIRE_D_ESSAI, type AtelierDEssai, cookieOf, openAtelierDEssai } from '../../fixtures/atelier';

let essai: AtelierDEssai;
beforeAll(async () => {
  essai = await openAtelierDEssai();
});
afterAll(() => essai.close());
afterEach(() => vi.useRealTimers());

const ACCUEIL = '/espace/';
const isIn = async (cookie: string) =>
  (await essai.ask('GET', ACCUEIL, { cookie, json: true })).statusCode === 200;

/** Asks for a link and reads the token of the last mail. */
async function askJeton(courriel = PARTENAIRE_D_ESSAI, vers = ''): Promise<string> {
  const avant = (await essai.listCourriers()).map(({ lien }) => lien);
  await essai.ask('POST', '/espace/connexion/', { formulaire: { courriel, vers } });
  const lien = (await essai.listCourriers())
    .map((courrier) => courrier.lien)
    .find((each) => !avant.includes(each));
  return new URL(lien!).searchParams.get('jeton')!;
}
const useJeton = (jeton: string, options: { cookie?: string; vers?: string } = {}) =>
  essai.ask('POST', '/espace/connexion/lien/', {
    formulaire: { jeton, vers: options.vers ?? '' },
    cookie: options.cookie,
  });
/** The limits of tests are those of people: each test has an address of its own. */
let rang = 0;
function addPartenaire(): string {
  const courriel = `partenaire-${++rang}@laep.example`;
  const [organisme] = essai.atelier.personnes.listOrganismes();
  essai.atelier.personnes.add({
    nom: `Partenaire ${rang}`,
    courriel,
    role: 'partenaire',
    organisme: organisme!.id,
  });
  return courriel;
}

test('opening the link changes nothing; pressing the button opens a session', async () => {
  const jeton = await askJeton();
  for (let scanner = 0; scanner < 3; scanner++) {
    const { statusCode, body, cookies } = await essai.ask('GET', `/espace/connexion/lien/?jeton=${jeton}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('Entrer');
    expect(cookies).toEqual([]);
  }
  const reponse = await useJeton(jeton);
  expect([reponse.statusCode, reponse.headers.location]).toEqual([303, ACCUEIL]);
  expect(await isIn(cookieOf(reponse))).toBe(true);
});

test('a link works once, even pressed twice at the same time', async () => {
  const jeton = await askJeton(addPartenaire());
  const statuts = (await Promise.all([1, 2, 3, 4].map(() => useJeton(jeton)))).map(
    ({ statusCode }) => statusCode,
  );
  expect(statuts.sort()).toEqual([303, 401, 401, 401]);
  const rejeu = await useJeton(jeton);
  expect(rejeu.statusCode).toBe(401);
  expect(rejeu.cookies).toEqual([]);
  expect(rejeu.body).toContain('Ce lien a déjà servi');
});

test('a link works for fifteen minutes and no longer', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const [assezTot, tropTard] = [await askJeton(addPartenaire()), await askJeton(addPartenaire())];
  vi.setSystemTime(Date.now() + 14.9 * 60_000);
  expect((await useJeton(assezTot)).statusCode).toBe(303);
  vi.setSystemTime(Date.now() + 0.2 * 60_000);
  expect((await useJeton(tropTard)).statusCode).toBe(401);
});

test('a session lasts thirty days from the last visit', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const reponse = await useJeton(await askJeton(addPartenaire()));
  let cookie = cookieOf(reponse);
  expect(reponse.cookies[0]).toMatchObject({ maxAge: 30 * 86_400 });
  for (let visite = 0; visite < 3; visite++) {
    vi.setSystemTime(Date.now() + 20 * 86_400_000);
    const suite = await essai.ask('GET', ACCUEIL, { cookie });
    expect(suite.statusCode).toBe(200);
    if (suite.cookies.length > 0) cookie = cookieOf(suite);
  }
  vi.setSystemTime(Date.now() + 31 * 86_400_000);
  expect(await isIn(cookie)).toBe(false);
});

test('the answer is the same, byte for byte, whether the address is known or not', async () => {
  const connue = addPartenaire();
  const [oui, non] = await Promise.all(
    [connue, 'inconnue@laep.example'].map((courriel) =>
      essai.ask('POST', '/espace/connexion/', { formulaire: { courriel, vers: '/espace/sessions/' } }),
    ),
  );
  expect(non!.statusCode).toBe(200);
  expect(non!.body).toBe(oui!.body);
  const entetes = ({ headers }: typeof oui & object) => ({ ...headers, date: undefined });
  expect(entetes(non!)).toEqual(entetes(oui!));
  const courriers = await essai.listCourriers();
  expect(courriers.filter(({ a }) => a === connue)).toHaveLength(1);
  expect(courriers.filter(({ a }) => a.startsWith('inconnue'))).toEqual([]);
});

test('what is done of an address that is nobody’s is not kept', async () => {
  await essai.ask('POST', '/espace/connexion/', { formulaire: { courriel: 'inconnue-2@laep.example' } });
  await essai.atelier.connexion.settle();
  const lignes = essai.atelier.base.prepare('select * from lien').all();
  expect(JSON.stringify(lignes)).not.toContain('inconnue');
});

test('an address is the same in capitals', async () => {
  addPartenaire();
  const jeton = await askJeton(`  PARTENAIRE-${rang}@Laep.Example `);
  expect((await useJeton(jeton)).statusCode).toBe(303);
});

test('no token is readable in what is on the disk', async () => {
  const jeton = await askJeton(addPartenaire());
  for (const nom of readdirSync(essai.dossier).filter((each) => each.startsWith('base.sqlite')))
    expect(readFileSync(join(essai.dossier, nom)).includes(jeton), nom).toBe(false);
});

describe('after logging in, one goes where one wanted to', () => {
  test.each([
    ['/espace/sessions/', '/espace/sessions/'],
    ['/espace/fiches/structures/le-hangar/?avis=1', '/espace/fiches/structures/le-hangar/?avis=1'],
    ['/admin/', '/admin/'],
  ])('%s', async (vers, attendu) => {
    const courriel = addPartenaire();
    const jeton = await askJeton(courriel, vers);
    const lien = (await essai.listCourriers()).find(({ a }) => a === courriel)!.lien!;
    const { body } = await essai.ask('GET', lien.slice(new URL(lien).origin.length));
    expect(body).toContain(`name="vers" value="${attendu}"`);
    expect((await useJeton(jeton, { vers })).headers.location).toBe(attendu);
  });

  test.each([
    'https://evil.example/',
    '//evil.example/espace/',
    '/\\evil.example/espace/',
    '/espace/..//evil.example',
    '/espace/../../carte/',
    '\t//evil.example',
    '/espace/\r\nSet-Cookie: a=b',
    'javascript:alert(1)',
    'espace/',
    '/espace/deconnexion/',
    '/structures/',
    '/%2F/evil.example',
    `/espace/${'a'.repeat(600)}`,
  ])('but never elsewhere: %j', async (vers) => {
    const jeton = await askJeton(addPartenaire(), vers);
    const { statusCode, headers } = await useJeton(jeton, { vers });
    expect([statusCode, headers.location]).toEqual([303, ACCUEIL]);
    const { body } = await essai.ask('GET', `/espace/connexion/?vers=${encodeURIComponent(vers)}`);
    expect(body).toContain(`name="vers" value="${ACCUEIL}"`);
  });
});

describe('a session', () => {
  test('is a new one at each login, whatever cookie was there before', async () => {
    const pose = cookieOf(await useJeton(await askJeton(addPartenaire())));
    const apres = await useJeton(await askJeton(addPartenaire()), { cookie: pose });
    expect(cookieOf(apres)).not.toBe(pose);
    // Who had planted the first cookie is out.
    expect(await isIn(pose)).toBe(false);
    expect(await isIn(cookieOf(apres))).toBe(true);
  });

  test('is a cookie that scripts and other sites do not get', async () => {
    const { headers } = await useJeton(await askJeton(addPartenaire()));
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^atelier\.session_token=/);
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain('Secure'); // On this machine, http is all there is.
  });

  test('is never opened by a cookie that somebody made up', async () => {
    const cookie = cookieOf(await useJeton(await askJeton(addPartenaire())));
    const valeur = decodeURIComponent(cookie.split('=').slice(1).join('='));
    const [jeton, signature] = [valeur.split('.')[0]!, valeur.split('.')[1]!];
    const autre = cookieOf(await useJeton(await askJeton(addPartenaire())));
    const signatureAutre = decodeURIComponent(autre).split('.').at(-1)!;
    /** Another letter at the end, whatever it was. */
    const falsify = (texte: string) => texte.slice(0, -1) + (texte.endsWith('x') ? 'y' : 'x');
    for (const faux of [
      jeton,
      `${jeton}.`,
      `${jeton}.${signatureAutre}`,
      `${jeton}.${falsify(signature.slice(0, -2))}${signature.slice(-2)}`,
      `${falsify(jeton)}.${signature}`,
      `.${signature}`,
      'null',
      '"',
      '%',
      '../../etc/passwd',
      'a'.repeat(5_000),
    ])
      expect(await isIn(`atelier.session_token=${encodeURIComponent(faux)}`), faux).toBe(false);
    expect(await isIn('atelier.session_token=%E0%A4%A')).toBe(false);
    expect(await isIn(cookie)).toBe(true);
  });

  test('can be closed from another device, alone or with all the others', async () => {
    const courriel = addPartenaire();
    const [telephone, bureau, perdu] = [
      await essai.logIn(courriel),
      await essai.logIn(courriel),
      await essai.logIn(courriel),
    ];
    const page = await essai.ask('GET', '/espace/sessions/', { cookie: bureau });
    expect(page.body.match(/data-session/g)).toHaveLength(3);
    const perdue = (await essai.atelier.connexion.recognize(perdu)).session!;
    const { statusCode } = await essai.ask('POST', '/espace/sessions/fermer/', {
      cookie: bureau,
      formulaire: { session: perdue },
    });
    expect(statusCode).toBe(303);
    expect([await isIn(telephone), await isIn(bureau), await isIn(perdu)]).toEqual([true, true, false]);
    await essai.ask('POST', '/espace/sessions/fermer-tout/', { cookie: bureau });
    expect([await isIn(telephone), await isIn(bureau)]).toEqual([false, false]);
  });

  test('of somebody else is not closed', async () => {
    const [sienne, autre] = [await essai.logIn(addPartenaire()), await essai.logIn(addPartenaire())];
    const session = (await essai.atelier.connexion.recognize(autre)).session!;
    const { statusCode } = await essai.ask('POST', '/espace/sessions/fermer/', {
      cookie: sienne,
      formulaire: { session },
    });
    expect(statusCode).toBe(404);
    expect(await isIn(autre)).toBe(true);
  });

  test('ends with « me déconnecter »', async () => {
    const cookie = await essai.logIn(addPartenaire());
    const { headers } = await essai.ask('POST', '/espace/deconnexion/', { cookie });
    expect(String(headers['set-cookie'])).toContain('Max-Age=0');
    expect(await isIn(cookie)).toBe(false);
  });

  test('ends when its person is removed, and so do their links and their mails', async () => {
    const courriel = addPartenaire();
    const cookie = await essai.logIn(courriel);
    const jeton = await askJeton(courriel);
    const { personnes, base } = essai.atelier;
    personnes.remove(personnes.findByCourriel(courriel)!.id);
    expect(await isIn(cookie)).toBe(false);
    expect((await useJeton(jeton)).statusCode).toBe(401);
    for (const table of ['personne', 'session', 'lien', 'compte', 'courriel'])
      expect(JSON.stringify(base.prepare(`select * from ${table}`).all()), table).not.toContain(courriel);
  });
});

describe('how often one asks is limited', () => {
  test('for one address, known or not', async () => {
    for (const courriel of [addPartenaire(), 'inconnue-3@laep.example']) {
      const statuts: number[] = [];
      for (let i = 0; i < 7; i++)
        statuts.push(
          (
            await essai.ask('POST', '/espace/connexion/', {
              formulaire: { courriel: i % 2 ? courriel : courriel.toUpperCase() },
            })
          ).statusCode,
        );
      expect(statuts).toEqual([200, 200, 200, 200, 200, 429, 429]);
    }
  });

  test('for one connection, whatever the address', async () => {
    const statuts = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const { statusCode, headers } = await essai.ask('POST', '/espace/connexion/', {
          formulaire: { courriel: `personne-${i}@laep.example` },
          ip: '198.51.100.7',
        });
        return statusCode === 429 ? Number(headers['retry-after']) > 0 : statusCode;
      }),
    );
    expect(statuts.filter((statut) => statut === 200)).toHaveLength(30);
    expect(statuts.filter((statut) => statut === true)).toHaveLength(10);
  });

  test('for the trial of tokens', async () => {
    const statuts = await Promise.all(
      Array.from({ length: 35 }, async (_, i) => {
        const formulaire = { jeton: `jeton-${i}` };
        return (await essai.ask('POST', '/espace/connexion/lien/', { formulaire, ip: '198.51.100.8' }))
          .statusCode;
      }),
    );
    expect(statuts.filter((statut) => statut === 429)).toHaveLength(5);
    expect(statuts.filter((statut) => statut === 401)).toHaveLength(30);
  });
});

describe('what is not a form of ours is refused', () => {
  test.each([
    ['an empty body', {}, 422],
    ['no address', { courriel: '' }, 422],
    ['a name', { courriel: 'Marie' }, 422],
    ['a header', { courriel: 'marie@laep.example\r\nBcc: tous@laep.example' }, 422],
    ['several addresses', { courriel: ['a@laep.example', 'b@laep.example'] }, 422],
    ['an address that is too long', { courriel: `${'a'.repeat(300)}@laep.example` }, 422],
    ['an enormous field', { courriel: 'a'.repeat(300_000) }, 413],
  ])('%s', async (_nom, formulaire: Record<string, string | string[]>, statut) => {
    const { statusCode } = await essai.ask('POST', '/espace/connexion/', { formulaire });
    expect(statusCode).toBe(statut);
  });

  test.each([
    ['application/json', '{"courriel":', 422],
    ['application/json', '{"__proto__":{"courriel":"a@b.example"}}', 422],
    ['text/plain', 'courriel=a@b.example', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['application/xml', '<courriel/>', 415],
  ])('%s: %s', async (type, payload, statut) => {
    const { statusCode, headers, json } = await essai.app.inject({
      method: 'POST',
      url: '/espace/connexion/',
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      remoteAddress: '203.0.113.9',
      payload,
    });
    expect(statusCode).toBe(statut);
    expect(headers['content-type']).toContain('application/json');
    expect(json()).toMatchObject({
      erreur: expect.any(String) as string,
      message: expect.any(String) as string,
    });
  });

  test('a wrong address is told beside the field, and what was typed is kept', async () => {
    const { body, statusCode } = await essai.ask('POST', '/espace/connexion/', {
      formulaire: { courriel: '"><script>alert(1)</script>' },
    });
    expect(statusCode).toBe(422);
    expect(body).toContain('aria-invalid="true"');
    expect(body).toContain('value="&quot;><script>alert(1)</script>"');
  });
});

describe('what comes from another site is refused', () => {
  const CHEMINS = [
    '/espace/connexion/',
    '/espace/connexion/lien/',
    '/espace/deconnexion/',
    '/espace/sessions/fermer-tout/',
  ];
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'http://localhost:4322' }],
    [{ origin: 'null' }],
    [{ origin: 'https://localhost.evil.example:4321' }],
  ])('%j', async (entetes: Record<string, string>) => {
    const cookie = await essai.logIn(addPartenaire());
    for (const url of CHEMINS) {
      const { statusCode } = await essai.app.inject({
        method: 'POST',
        url,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...entetes },
        payload: 'jeton=x&courriel=a%40b.example',
      });
      expect(statusCode, url).toBe(403);
    }
    expect(await isIn(cookie)).toBe(true);
  });

  test('a form of this site is taken by a browser that only says its origin', async () => {
    const { statusCode } = await essai.app.inject({
      method: 'POST',
      url: '/espace/connexion/',
      headers: {
        host: 'localhost:4321',
        origin: 'http://localhost:4321',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'courriel=inconnue-9%40laep.example',
      remoteAddress: '203.0.113.10',
    });
    expect(statusCode).toBe(200);
  });
});

test('on a server, cookies are for https only, and who asks is told apart behind the relay', async () => {
  const serveur = await openAtelierDEssai({
    ADRESSE_PUBLIQUE: 'https://familles.monts.example',
    COORDINATION: 'Claire@monts.example',
    PROXY: 'loopback',
  });
  try {
    expect(serveur.atelier.personnes.list().map(({ courriel, role }) => [courriel, role])).toEqual([
      ['claire@monts.example', 'coordination'],
    ]);
    await serveur.ask('POST', '/espace/connexion/', { formulaire: { courriel: 'claire@monts.example' } });
    const [{ lien }] = (await serveur.listCourriers()) as unknown as [{ lien: string }];
    expect(lien).toMatch(/^https:\/\/familles\.monts\.example\/espace\/connexion\/lien\/\?jeton=/);
    const jeton = new URL(lien).searchParams.get('jeton')!;
    const reponse = await serveur.ask('POST', '/espace/connexion/lien/', { formulaire: { jeton } });
    expect(String(reponse.headers['set-cookie'])).toMatch(/^__Secure-atelier\.session_token=.*; Secure/);
    expect((await serveur.ask('GET', ACCUEIL, { cookie: cookieOf(reponse) })).statusCode).toBe(200);

    const askFrom = async (visiteur: string, relais: string) => {
      const statuts = await Promise.all(
        Array.from({ length: 31 }, async (_, i) => {
          const { statusCode } = await serveur.ask('POST', '/espace/connexion/', {
            formulaire: { courriel: `${visiteur}-${i}@laep.example` },
            entetes: { 'x-forwarded-for': visiteur },
            ip: relais,
          });
          return statusCode;
        }),
      );
      return statuts.filter((statut) => statut === 429).length;
    };
    expect(await askFrom('192.0.2.1', '127.0.0.1')).toBe(1);
    expect(await askFrom('192.0.2.2', '127.0.0.1')).toBe(1);
    // Whoever is not the relay says what they want: they are counted as themselves.
    expect(await askFrom('192.0.2.3', '198.51.100.1')).toBe(1);
    expect(await askFrom('192.0.2.4', '198.51.100.1')).toBe(31);
  } finally {
    await serveur.close();
  }
});

test('an atelier that nobody could manage does not start', async () => {
  await expect(openAtelierDEssai({ ADRESSE_PUBLIQUE: 'https://familles.monts.example' })).rejects.toThrow(
    /COORDINATION manque/,
  );
});

test('a coordinator who was removed does not come back at the next start', async () => {
  const base = openBase(':memory:');
  const registre = createRegistre({ base });
  const reglages = { isLocal: false, coordination: 'partie@monts.example' } as Reglages;
  const depot = {} as Depot;
  await ensureComptes(registre, depot, reglages);
  registre.add({ nom: 'Suite', courriel: 'suite@monts.example', role: 'coordination', organisme: undefined });
  registre.remove(registre.findByCourriel('partie@monts.example')!.id);
  await ensureComptes(registre, depot, reglages);
  expect(registre.list().map(({ courriel }) => courriel)).toEqual(['suite@monts.example']);
});
