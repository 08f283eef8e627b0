import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { LONGUEURS, PIEGE } from '../../../src/domain/signalement/schema';
import { GARDEES, createNotes } from '../../../cms/notes/notes';
import { PAR_RESEAU, readPageDuReferer } from '../../../cms/signalements/reception';
import { EN_ATTENTE_MAX, type Signalement, createSignalements } from '../../../cms/signalements/registre';
import { forgetPerimes } from '../../../cms/signalements/oubli';
import { toReponse } from '../../../cms/signalements/reponse';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';

let essai: AtelierDEssai;
let coordination: string;
let partenaire: string;
let instant = new Date('2026-12-01T09:00:00Z');
const registre = () => createSignalements({ base: essai.atelier.base, now: () => instant });
const notes = () => createNotes({ base: essai.atelier.base });
const only = (): Signalement => {
  const [premier, ...autres] = registre().listOuverts();
  if (!premier || autres.length > 0) throw new Error('one report was expected');
  return premier;
};

beforeAll(async () => {
  essai = await openAtelierDEssai();
  partenaire = await essai.logIn(PARTENAIRE_D_ESSAI);
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
});
afterAll(() => essai.close());
beforeEach(() => {
  instant = new Date('2026-12-01T09:00:00Z');
  essai.atelier.base.exec('delete from signalement; delete from note;');
});

const ERREUR = { genre: 'erreur', message: 'Le numéro ne répond plus.' };
let adresses = 0;
/** A form, as a browser sends it, from an address of its own. */
const post = (formulaire: Record<string, string>, options: Parameters<AtelierDEssai['ask']>[2] = {}) =>
  essai.ask('POST', '/api/signalements', { formulaire, ip: `198.51.100.${adresses++ % 250}`, ...options });
const postJson = (corps: unknown, entetes: Record<string, string> = {}) =>
  essai.app.inject({
    method: 'POST',
    url: '/api/signalements',
    headers: { 'content-type': 'application/json', ...entetes },
    payload: typeof corps === 'string' ? corps : JSON.stringify(corps),
    remoteAddress: `203.0.113.${adresses++ % 250}`,
  });

describe('what anybody may send', () => {
  test('a form is kept with the page one came from, and thanked on a page of its own', async () => {
    const { statusCode, headers } = await post(
      { ...ERREUR, courriel: '', page: '' },
      {
        entetes: { referer: 'http://localhost:4321/signaler/?page=/structures/le-hangar/' },
      },
    );
    expect([statusCode, headers.location]).toEqual([303, '/signaler/merci/?page=/structures/le-hangar/']);
    expect(only()).toMatchObject({ ...ERREUR, page: '/structures/le-hangar/', courriel: undefined });
    const merci = await essai.ask('GET', String(headers.location));
    expect(merci.statusCode).toBe(200);
    expect(merci.body).toContain('Merci, c’est reçu');
    expect(merci.body).toContain('href="/structures/le-hangar/"');
  });
  test('a program sends JSON, and is answered in JSON', async () => {
    const reponse = await postJson({
      genre: 'proposition',
      nom: 'Le Fournil',
      message: 'Un café des parents.',
    });
    expect([reponse.statusCode, reponse.json()]).toEqual([201, { message: 'Merci, c’est reçu.' }]);
    expect(only()).toMatchObject({ genre: 'proposition', nom: 'Le Fournil' });
  });
  test('/sante says that reports are received here', async () => {
    expect((await essai.ask('GET', '/sante')).json()).toMatchObject({ signalements: true });
  });
  test('what a machine filled in is kept apart, and looks received', async () => {
    await post({ ...ERREUR, message: 'Le plus ancien', [PIEGE]: 'https://spam.example' });
    instant = new Date('2026-12-02T09:00:00Z');
    const { statusCode } = await post(ERREUR);
    expect(statusCode).toBe(303);
    expect(
      registre()
        .listOuverts()
        .map(({ isDouteux }) => isDouteux),
    ).toEqual([false, true]);
  });
});

describe('what is refused', () => {
  test('to a program, with each field and what is wrong with it', async () => {
    const reponse = await postJson({ genre: 'proposition', nom: '', message: 'x\u0000yz', courriel: 'non' });
    expect(reponse.statusCode).toBe(422);
    const { erreur, champs } = reponse.json<{ erreur: string; champs: Record<string, string> }>();
    expect([erreur, Object.keys(champs).sort()]).toEqual(['invalide', ['courriel', 'message', 'nom']]);
  });
  test('to a person, with the form and everything that was typed', async () => {
    const { statusCode, body } = await post({
      genre: 'erreur',
      message: '<script>alert(1)</script> & le reste',
      courriel: 'pas-une-adresse',
      page: '/structures/le-hangar/',
    });
    expect(statusCode).toBe(422);
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; le reste');
    expect(body).not.toContain('<script>alert(1)');
    expect(body).toContain('value="/structures/le-hangar/"');
    expect(body).toMatch(/aria-invalid="true"[^>]*aria-describedby="faute-courriel/);
    expect(registre().listOuverts()).toEqual([]);
  });
  test.each([
    ['no JSON', '{', 422],
    ['an empty body', '', 422],
    ['a list', '[]', 422],
    ['a text', '"bonjour"', 422],
    ['nested fields', { genre: 'erreur', message: { a: 1 } }, 422],
    ['a prototype', '{"__proto__":{"genre":"erreur"},"message":"bonjour"}', 422],
    ['a body that is too large', { ...ERREUR, message: 'a'.repeat(40_000) }, 413],
  ])('%s', async (_nom, corps, statut) => {
    expect((await postJson(corps)).statusCode).toBe(statut);
    expect(registre().listOuverts()).toEqual([]);
  });
  test.each(['text/plain', 'multipart/form-data; boundary=a', 'application/xml'])(
    '%s, with 415',
    async (type) => {
      expect((await postJson('genre=erreur', { 'content-type': type })).statusCode).toBe(415);
    },
  );
  test('what comes from another site', async () => {
    const reponse = await post(ERREUR, { entetes: { 'sec-fetch-site': 'cross-site' } });
    expect(reponse.statusCode).toBe(403);
    expect(registre().listOuverts()).toEqual([]);
  });
  test('the longest message that the form lets type is accepted, even all in accents', async () => {
    expect((await post({ ...ERREUR, message: '😀'.repeat(LONGUEURS.message / 2) })).statusCode).toBe(303);
  });
});

describe('against abuse', () => {
  test('one connection is slowed, another is not, and nothing typed is lost', async () => {
    const statuts: number[] = [];
    for (let rang = 0; rang < 12; rang++)
      statuts.push((await post({ ...ERREUR, message: `Message ${rang}` }, { ip: '192.0.2.251' })).statusCode);
    expect(statuts.slice(0, 10)).toEqual(Array(10).fill(303));
    expect(statuts.slice(10)).toEqual([429, 429]);
    const { body, headers } = await post({ ...ERREUR, message: 'Gardez ceci' }, { ip: '192.0.2.251' });
    expect(body).toContain('Gardez ceci');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await post(ERREUR, { ip: '192.0.2.252' })).statusCode).toBe(303);
  });
  test('without a trusted proxy, the address that a header claims is not believed', async () => {
    const autre = await openAtelierDEssai();
    const statuts: number[] = [];
    for (let rang = 0; rang < 11; rang++) {
      const { statusCode } = await autre.ask('POST', '/api/signalements', {
        formulaire: ERREUR,
        ip: '192.0.2.1',
        entetes: { 'x-forwarded-for': `198.51.100.${rang}` },
      });
      statuts.push(statusCode);
    }
    await autre.close();
    expect(statuts.at(-1)).toBe(429);
  });
  test('a whole network is slowed too, and does not shut the form to anybody else', async () => {
    const autre = await openAtelierDEssai();
    const statuts = new Map<number, number>();
    const send = async (ip: string) =>
      (await autre.ask('POST', '/api/signalements', { formulaire: ERREUR, ip })).statusCode;
    for (let rang = 0; rang < PAR_RESEAU + 40; rang++) {
      const statut = await send(rang % 2 === 0 ? `10.0.0.${rang}` : `::ffff:10.0.0.${rang}`);
      statuts.set(statut, (statuts.get(statut) ?? 0) + 1);
    }
    // Six of them at full speed, as well.
    for (let reseau = 1; reseau <= 6; reseau++)
      for (let rang = 0; rang < 10; rang++) expect(await send(`10.0.${reseau}.1`)).toBe(303);
    const ailleurs = [await send('203.0.113.1'), await send('2001:db8::1')];
    await autre.close();
    expect([...statuts]).toEqual([
      [303, PAR_RESEAU],
      [429, 40],
    ]);
    expect(ailleurs).toEqual([303, 303]);
  });
  test('neither is the share of a network for a day', async () => {
    const autre = await openAtelierDEssai();
    const statuts: number[] = [];
    try {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T08:00:00Z') });
      for (let rang = 0; rang < 200; rang++) {
        const { statusCode } = await autre.ask('POST', '/api/signalements', {
          formulaire: ERREUR,
          ip: `10.0.0.${rang}`,
        });
        statuts.push(statusCode);
        // A quarter of an hour goes by before the network is slowed.
        if (rang % 25 === 24) vi.setSystemTime(Date.now() + 15 * 60_000 + 1);
      }
    } finally {
      vi.useRealTimers();
      await autre.close();
    }
    expect(statuts.filter((statut) => statut === 303)).toHaveLength(150);
    expect(statuts.slice(150)).toEqual(Array(50).fill(429));
  });
  test('what machines write makes room for itself, and leaves people theirs', () => {
    for (let rang = 0; rang < 205; rang += 1)
      registre().add({ genre: 'erreur', message: `machine ${rang}`, [PIEGE]: 'x' });
    registre().add({ genre: 'erreur', message: 'quelqu’un' });
    const douteux = registre()
      .listOuverts()
      .filter(({ message }) => message.startsWith('machine'));
    expect(douteux).toHaveLength(200);
    expect(douteux[0]?.message).toBe('machine 5');
    expect(registre().listOuverts()[0]?.message).toBe('quelqu’un');
  });
  test('the box has a bottom: it never fills the disk', () => {
    const { base } = essai.atelier;
    base.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${EN_ATTENTE_MAX})
      insert into signalement (id, genre, message, recuLe) select 'x' || i, 'erreur', 'x', 0 from n`);
    expect(() => registre().add({ genre: 'erreur', message: 'encore' })).toThrow('Trop de messages');
  });
});

test('no mail ever leaves, whatever is sent and whatever is done of it', async () => {
  const avant = (await essai.listCourriers()).length;
  await post({ ...ERREUR, courriel: 'victime@ailleurs.example', page: '/structures/le-hangar/' });
  await post({
    genre: 'proposition',
    nom: 'Le Fournil',
    message: 'Un café.',
    courriel: 'victime@ailleurs.example',
  });
  for (const { id } of registre().listOuverts()) {
    await essai.ask('POST', `/espace/signalements/${id}/brouillon/`, {
      cookie: coordination,
      formulaire: {},
    });
    await essai.ask('POST', `/espace/signalements/${id}/classer/`, { cookie: coordination, formulaire: {} });
  }
  expect(registre().listTraites()).toHaveLength(2);
  expect(await essai.listCourriers()).toHaveLength(avant);
  expect(essai.atelier.courriels.state().enAttente).toBe(0);
});

describe('the queue', () => {
  test('is the coordination’s: a stranger logs in, a partner is refused, and neither changes anything', async () => {
    await post(ERREUR);
    const { id } = only();
    expect((await essai.ask('GET', '/espace/signalements/')).statusCode).toBe(401);
    expect((await essai.ask('GET', '/espace/signalements/', { cookie: partenaire })).statusCode).toBe(403);
    for (const geste of ['brouillon', 'classer', 'reprendre', 'effacer'])
      for (const [cookie, statut] of [
        [undefined, 401],
        [partenaire, 403],
      ] as const) {
        const url = `/espace/signalements/${id}/${geste}/`;
        expect((await essai.ask('POST', url, { cookie, formulaire: {} })).statusCode).toBe(statut);
      }
    expect(only().traiteLe).toBeUndefined();
  });
  test('shows the oldest first, escaped, with the name of the page and the day it will be deleted', async () => {
    registre().add({
      genre: 'erreur',
      message: '<img src=x onerror=alert(1)>',
      page: '/structures/le-hangar/',
    });
    instant = new Date('2026-12-05T09:00:00Z');
    registre().add({ genre: 'erreur', message: 'Le second' });
    const { body } = await essai.ask('GET', '/espace/signalements/', { cookie: coordination });
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(body).not.toContain('<img src=x');
    expect(body).toContain('Le Hangar');
    expect(body).toMatch(/Effacé le mercredi\s1er\sdécembre\s2027 au plus tard/);
    expect(body.indexOf('onerror')).toBeLessThan(body.indexOf('Le second'));
  });
  test('makes a draft of the entry in one go, with a note that carries the text', async () => {
    registre().add({ genre: 'erreur', message: 'Fermé le mardi.', page: '/structures/le-hangar/' });
    const { id } = only();
    const url = `/espace/signalements/${id}/brouillon/`;
    const premiere = await essai.ask('POST', url, { cookie: coordination, formulaire: {} });
    const seconde = await essai.ask('POST', url, { cookie: coordination, formulaire: {} });
    const cle = { collection: 'structures', slug: 'le-hangar' } as const;
    expect([premiere.headers.location, seconde.headers.location]).toEqual([
      '/espace/fiches/structures/le-hangar/',
      '/espace/fiches/structures/le-hangar/',
    ]);
    const brouillon = await essai.atelier.depot.readBrouillon(cle);
    expect(brouillon?.oid).toBe(brouillon?.publie?.oid);
    expect(
      notes()
        .list(cle)
        .map(({ texte }) => texte),
    ).toEqual(['Fermé le mardi.']);
  });
  test('leaves a draft that is there as it is', async () => {
    const { depot } = essai.atelier;
    const cle = { collection: 'structures', slug: 'pmi-du-val' } as const;
    const publie = (await depot.readFiche(cle))!;
    const donnees = { ...(publie.donnees as object), precisions: ['Écrit par le partenaire.'] };
    const avant = await depot.saveBrouillon(cle, donnees, {
      lu: publie.oid,
      auteur: { id: 'pmi', nom: 'PMI' },
    });
    registre().add({ genre: 'erreur', message: 'Autre chose.', page: '/structures/pmi-du-val/' });
    await essai.ask('POST', `/espace/signalements/${only().id}/brouillon/`, {
      cookie: coordination,
      formulaire: {},
    });
    expect((await depot.readBrouillon(cle))?.commit).toBe(avant.commit);
    expect(notes().list(cle)).toHaveLength(1);
  });
  test('makes a new structure of a proposal, which holds nothing of an unchecked text', async () => {
    for (const rang of [1, 2]) {
      registre().add({ genre: 'proposition', nom: 'Café des parents !', message: `Secret ${rang}` });
      const { id } = only();
      const { headers } = await essai.ask('POST', `/espace/signalements/${id}/brouillon/`, {
        cookie: coordination,
        formulaire: { type: 'laep' },
      });
      const slug = rang === 1 ? 'cafe-des-parents' : 'cafe-des-parents-2';
      expect(headers.location).toBe(`/espace/fiches/structures/${slug}/`);
      const brouillon = await essai.atelier.depot.readBrouillon({ collection: 'structures', slug });
      expect(brouillon).toMatchObject({ isNouveau: true, etat: 'draft' });
      expect(brouillon?.donnees).toMatchObject({ nom: 'Café des parents !', type: 'laep' });
      expect(brouillon?.texte).not.toContain('Secret');
      registre().settle(id);
    }
  });
  test('a report about a page that is no entry makes no draft', async () => {
    registre().add({ genre: 'erreur', message: 'Une faute.', page: '/guide/garder-mon-bebe/' });
    const reponse = await essai.ask('POST', `/espace/signalements/${only().id}/brouillon/`, {
      cookie: coordination,
      formulaire: {},
    });
    expect(reponse.statusCode).toBe(422);
    expect((await essai.ask('GET', '/espace/signalements/', { cookie: coordination })).body).not.toContain(
      'En faire un brouillon',
    );
  });
  test('what is filed leaves, and may come back', async () => {
    registre().add({ genre: 'erreur', message: 'Le numéro.' });
    const { id } = only();
    await essai.ask('POST', `/espace/signalements/${id}/classer/`, { cookie: coordination, formulaire: {} });
    expect(registre().listOuverts()).toEqual([]);
    expect(
      (await essai.ask('GET', '/espace/signalements/?vue=traites', { cookie: coordination })).body,
    ).toContain('Le numéro.');
    await essai.ask('POST', `/espace/signalements/${id}/reprendre/`, {
      cookie: coordination,
      formulaire: {},
    });
    expect(only().id).toBe(id);
  });
});

describe('what is kept', () => {
  test('goes in time with the note that repeats it, and at once when somebody asks', async () => {
    const cle = { collection: 'structures', slug: 'le-hangar' } as const;
    registre().add({
      genre: 'erreur',
      message: 'À oublier.',
      page: '/structures/le-hangar/',
      courriel: 'a@b.example',
    });
    const { id } = only();
    await essai.ask('POST', `/espace/signalements/${id}/brouillon/`, {
      cookie: coordination,
      formulaire: {},
    });
    registre().settle(id);
    registre().add({ genre: 'erreur', message: 'Jamais lu.' });

    instant = new Date('2027-06-01T08:59:00Z');
    forgetPerimes(registre(), notes());
    expect(notes().list(cle)).toHaveLength(1);
    instant = new Date('2027-06-01T09:00:00Z');
    forgetPerimes(registre(), notes());
    expect(registre().listTraites()).toEqual([]);
    expect(notes().list(cle)).toEqual([]);
    expect(only().message).toBe('Jamais lu.');
    instant = new Date('2027-12-01T09:00:00Z');
    forgetPerimes(registre(), notes());
    expect(registre().listOuverts()).toEqual([]);

    registre().add({ genre: 'erreur', message: 'Effacez-moi.' });
    await essai.ask('POST', `/espace/signalements/${only().id}/effacer/`, {
      cookie: coordination,
      formulaire: {},
    });
    expect(registre().listOuverts()).toEqual([]);
  });
});

test('the page of a form is read in its address, and nowhere else', () => {
  expect(readPageDuReferer('http://site.example/signaler/?page=/communes/belmont/')).toBe(
    '/communes/belmont/',
  );
  expect(readPageDuReferer('http://site.example/recherche/?page=/communes/belmont/')).toBe('');
  expect(readPageDuReferer('http://site.example/signaler/?page=//ailleurs.example')).toBe('');
  expect(readPageDuReferer('rien')).toBe('');
  expect(readPageDuReferer(undefined)).toBe('');
});

test('an answer quotes the message and adds no recipient', () => {
  const lien = toReponse(
    {
      courriel: 'a?bcc=victime&x@b.example',
      message: 'Une ligne\nbcc: victime@c.example',
      page: '/structures/le-hangar/',
      recuLe: new Date('2026-12-01T09:00:00Z'),
    },
    'Val d’Exemple',
    'https://site.example',
  );
  const { pathname, searchParams } = new URL(lien);
  expect(decodeURIComponent(pathname)).toBe('a?bcc=victime&x@b.example');
  expect([...searchParams.keys()]).toEqual(['subject', 'body']);
  expect(searchParams.get('body')).toContain('> Une ligne\r\n> bcc: victime');
});

test('an author who writes without end pushes out their own notes, and nobody else’s', () => {
  const cle = { collection: 'structures', slug: 'le-hangar' } as const;
  notes().add(cle, { auteur: 'Coordination', texte: 'À garder.' });
  notes().add({ ...cle, slug: 'pmi-du-val' }, { auteur: 'Bavard', texte: 'Ailleurs.' });
  for (let rang = 0; rang < GARDEES + 5; rang++) notes().add(cle, { auteur: 'Bavard', texte: `Mot ${rang}` });
  const textes = notes()
    .list(cle)
    .map(({ texte }) => texte);
  expect(textes).toHaveLength(GARDEES + 1);
  expect(textes.slice(0, 2)).toEqual(['À garder.', 'Mot 5']);
  expect(textes.at(-1)).toBe(`Mot ${GARDEES + 4}`);
  expect(notes().list({ ...cle, slug: 'pmi-du-val' })).toHaveLength(1);
});
