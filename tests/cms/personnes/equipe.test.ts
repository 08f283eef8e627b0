import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  PROFESSIONNEL_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';
import reglesHtml from '../../../.htmlvalidate.json' with { type: 'json' };

let essai: AtelierDEssai;
let coordination: string;
let partenaire: string;
let organisme: string;
beforeAll(async () => {
  essai = await openAtelierDEssai();
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
  partenaire = await essai.logIn(PARTENAIRE_D_ESSAI);
  organisme = essai.atelier.personnes.listOrganismes()[0]!.id;
});
afterAll(() => essai.close());

const EQUIPE = '/espace/equipe/';
const find = (courriel: string) => essai.atelier.personnes.findByCourriel(courriel);
const invite = (champs: Record<string, string>, cookie = coordination) =>
  essai.ask('POST', `${EQUIPE}personnes/`, {
    cookie,
    formulaire: {
      nom: 'Marie Martin',
      courriel: 'marie@laep.example',
      role: 'partenaire',
      organisme,
      ...champs,
    },
  });

test('three accounts let one try the atelier on this machine, and their entries are there', () => {
  const { personnes } = essai.atelier;
  expect(personnes.list().map(({ courriel, role }) => [courriel, role])).toEqual([
    [COORDINATION_D_ESSAI, 'coordination'],
    [PROFESSIONNEL_D_ESSAI, 'professionnel'],
    [PARTENAIRE_D_ESSAI, 'partenaire'],
  ]);
  expect(personnes.toQui(find(PARTENAIRE_D_ESSAI)!).fiches.size).toBe(3);
});

test('a partner sees their entries first, and the way to each', async () => {
  const { body, statusCode } = await essai.ask('GET', '/espace/', { cookie: partenaire });
  expect(statusCode).toBe(200);
  expect(body).toContain('<h1>Vos fiches</h1>');
  for (const fiche of essai.atelier.personnes.listFiches(organisme))
    expect(body).toContain(`/espace/fiches/${fiche}/`);
  expect(body).not.toContain(EQUIPE);
});

test('the coordination learns that mails do not leave any more, and nobody else', async () => {
  const { base, courriels } = essai.atelier;
  const insert = base.prepare(
    `insert into courriel (id, destinataire, sujet, texte, creeLe, prochainLe) values ('retard', 'a@laep.example', 'a', 'a', ?, ?)`,
  );
  insert.run(Date.now() - 3_600_000, Date.now() + 3_600_000);
  expect((await essai.ask('GET', '/espace/', { cookie: coordination })).body).toContain('Un courriel attend');
  expect((await essai.ask('GET', '/espace/', { cookie: partenaire })).body).not.toContain('courriel attend');
  courriels.forget('a@laep.example');
  expect((await essai.ask('GET', '/espace/', { cookie: coordination })).body).not.toContain(
    'courriel attend',
  );
});

test('a coordinator invites a partner, who is told how to come in and then does', async () => {
  expect((await invite({})).headers.location).toBe(`${EQUIPE}?fait=invitee`);
  const [courrier] = (await essai.listCourriers()).filter(({ a }) => a === 'marie@laep.example');
  expect(courrier!.texte).toContain('Camille (essai) vous ouvre l’atelier');
  expect(courrier!.lien).toBe('http://localhost:4321/espace/');
  expect(courrier!.texte).not.toContain('jeton');
  const cookie = await essai.logIn('marie@laep.example');
  expect((await essai.ask('GET', '/espace/', { cookie })).body).toContain('Bonjour Marie Martin');
});

describe('an invitation is refused beside the field that is wrong, and what was typed is kept', () => {
  test.each([
    [{ courriel: 'marie' }, 'Écrivez une adresse électronique entière'],
    [{ courriel: 'a@b.example\r\nBcc: c@d.example' }, 'Écrivez une adresse électronique entière'],
    [{ courriel: PARTENAIRE_D_ESSAI.toUpperCase() }, 'Une personne a déjà cette adresse'],
    [{ nom: ' \u200b ' }, 'Écrivez un nom'],
    [{ nom: 'a'.repeat(200) }, 'Écrivez un nom plus court'],
    [{ courriel: 'b@laep.example', organisme: '' }, 'Choisissez l’organisme'],
    [{ courriel: 'b@laep.example', organisme: 'inconnu' }, 'Cet organisme n’est plus dans la liste'],
  ])('%j', async (champs: Record<string, string>, message) => {
    const avant = essai.atelier.personnes.list().length;
    const { statusCode, body } = await invite({ nom: 'Nom <b>gardé</b>', ...champs });
    expect(statusCode).toBe(422);
    expect(body).toContain(message);
    expect(body).not.toContain('<b>gardé</b></');
    expect(essai.atelier.personnes.list()).toHaveLength(avant);
  });
});

describe('roles', () => {
  test('a coordinator makes no administrator, neither by inviting nor by changing', async () => {
    expect((await invite({ courriel: 'chef@laep.example', role: 'administration' })).statusCode).toBe(403);
    expect(find('chef@laep.example')).toBeUndefined();
    const { id } = find(PARTENAIRE_D_ESSAI)!;
    const { statusCode } = await essai.ask('POST', `${EQUIPE}personnes/${id}/`, {
      cookie: coordination,
      formulaire: { nom: 'X', courriel: PARTENAIRE_D_ESSAI, role: 'administration', organisme },
    });
    expect(statusCode).toBe(403);
    expect(find(PARTENAIRE_D_ESSAI)!.role).toBe('partenaire');
    expect((await invite({ courriel: 'chef@laep.example', role: 'roi' })).statusCode).toBe(422);
  });

  test('a coordinator does not touch an administrator, who could be locked out or taken over', async () => {
    const admin = essai.atelier.personnes.add({
      nom: 'Admin',
      courriel: 'admin@monts.example',
      role: 'administration',
      organisme: undefined,
    });
    const page = `${EQUIPE}personnes/${admin.id}/`;
    const formulaire = { nom: 'Admin', courriel: 'a-moi@laep.example', role: 'partenaire', organisme };
    for (const [methode, url] of [
      ['GET', page],
      ['GET', `${page}donnees.json`],
      ['POST', page],
      ['POST', `${page}retirer/`],
      ['POST', `${page}inviter/`],
    ] as const)
      expect((await essai.ask(methode, url, { cookie: coordination, formulaire })).statusCode, url).toBe(403);
    expect(find('admin@monts.example')).toEqual(admin);
    const cookie = await essai.logIn('admin@monts.example');
    expect(
      (await invite({ courriel: 'adjoint@monts.example', role: 'administration' }, cookie)).statusCode,
    ).toBe(303);
    expect(find('adjoint@monts.example')?.role).toBe('administration');
  });

  test('nobody changes their own role nor removes themselves', async () => {
    const { id, nom } = find(COORDINATION_D_ESSAI)!;
    const { statusCode } = await essai.ask('POST', `${EQUIPE}personnes/${id}/`, {
      cookie: coordination,
      formulaire: { nom, courriel: COORDINATION_D_ESSAI, role: 'professionnel', organisme: '' },
    });
    expect(statusCode).toBe(409);
    expect(
      (await essai.ask('POST', `${EQUIPE}personnes/${id}/retirer/`, { cookie: coordination })).statusCode,
    ).toBe(409);
    expect(find(COORDINATION_D_ESSAI)?.role).toBe('coordination');
  });

  test('a change of role counts at once, for sessions that are open too', async () => {
    await invite({ nom: 'Paul', courriel: 'paul@laep.example', role: 'coordination', organisme: '' });
    const cookie = await essai.logIn('paul@laep.example');
    expect((await essai.ask('GET', EQUIPE, { cookie })).statusCode).toBe(200);
    await essai.ask('POST', `${EQUIPE}personnes/${find('paul@laep.example')!.id}/`, {
      cookie: coordination,
      formulaire: { nom: 'Paul', courriel: 'paul@laep.example', role: 'professionnel', organisme: '' },
    });
    expect((await essai.ask('GET', EQUIPE, { cookie })).statusCode).toBe(403);
  });
});

test('a new address closes what the old one had opened', async () => {
  await invite({ nom: 'Luce', courriel: 'luce@laep.example' });
  const cookie = await essai.logIn('luce@laep.example');
  await essai.ask('POST', `${EQUIPE}personnes/${find('luce@laep.example')!.id}/`, {
    cookie: coordination,
    formulaire: { nom: 'Luce', courriel: 'luce@autre.example', role: 'partenaire', organisme },
  });
  expect((await essai.ask('GET', '/espace/', { cookie, json: true })).statusCode).toBe(401);
  expect(find('luce@laep.example')).toBeUndefined();
  expect(
    (await essai.ask('GET', '/espace/', { cookie: await essai.logIn('luce@autre.example') })).statusCode,
  ).toBe(200);
});

test('what is held about a person can be handed to them, and their removal leaves nothing of it', async () => {
  await invite({ nom: 'Zoé Partante', courriel: 'zoe@laep.example' });
  const cookie = await essai.logIn('zoe@laep.example');
  const { id } = find('zoe@laep.example')!;
  const page = `${EQUIPE}personnes/${id}/`;
  essai.atelier.base
    .prepare(
      `insert into note (id, fiche, auteur, personne, texte, ecriteLe) values ('n', 'x', 'y', ?, 'Mot', 'z')`,
    )
    .run(id);
  const { headers, json } = await essai.ask('GET', `${page}donnees.json`, { cookie: coordination });
  expect(headers['content-disposition']).toContain('attachment');
  expect(json()).toMatchObject({
    personne: { nom: 'Zoé Partante', courriel: 'zoe@laep.example', role: 'partenaire' },
    organisme: { id: organisme },
    sessions: [{ appareil: 'Appareil inconnu' }],
    note: [{ texte: 'Mot' }],
  });
  expect(JSON.stringify(json())).not.toMatch(/token|192\.0\.2/);

  essai.atelier.courriels.send({ a: 'zoe@laep.example', sujet: 'En attente', texte: 'Bonjour' });
  expect((await essai.ask('POST', `${page}retirer/`, { cookie: coordination })).statusCode).toBe(303);
  expect((await essai.ask('GET', '/espace/', { cookie, json: true })).statusCode).toBe(401);
  const { base } = essai.atelier;
  const tables = base.prepare(`select name from sqlite_schema where type = 'table'`).all() as {
    name: string;
  }[];
  for (const { name } of tables)
    expect(JSON.stringify(base.prepare(`select * from "${name}"`).all()), name).not.toMatch(/zoe|Zoé/);
});

describe('organisations', () => {
  test('hold the entries that are ticked, and their partners change those and no other', async () => {
    const ajout = await essai.ask('POST', `${EQUIPE}organismes/`, {
      cookie: coordination,
      formulaire: { nom: 'Le Relais d’Exemple' },
    });
    const page = String(ajout.headers.location).split('?')[0]!;
    expect(page).toBe(`${EQUIPE}organismes/le-relais-d-exemple/`);
    const [une, deux] = (await essai.atelier.depot.listFiches('structures')).slice(5);
    const fiches = [une!, deux!].map(({ cle }) => `structures/${cle.slug}`);
    const reponse = await essai.ask('POST', page, {
      cookie: coordination,
      formulaire: { nom: 'Le Relais d’Exemple', fiches },
    });
    expect(reponse.statusCode).toBe(303);
    expect(essai.atelier.personnes.listFiches('le-relais-d-exemple')).toEqual([...fiches].sort());
    await invite({ nom: 'Relais', courriel: 'relais@laep.example', organisme: 'le-relais-d-exemple' });
    expect([...essai.atelier.personnes.toQui(find('relais@laep.example')!).fiches]).toEqual(
      [...fiches].sort(),
    );
    expect(essai.atelier.personnes.listTitulaires(fiches[0]!).map(({ nom }) => nom)).toEqual(['Relais']);
    const { body } = await essai.ask('GET', page, { cookie: coordination });
    expect(body.match(/name="fiches"[^>]* checked/g)).toHaveLength(2);

    await essai.ask('POST', page, { cookie: coordination, formulaire: { nom: 'Le Relais d’Exemple' } });
    expect(essai.atelier.personnes.listFiches('le-relais-d-exemple')).toEqual([]);
  });

  test.each(['territoire/territoire', 'structures/inconnue', '../config', 'structures/../../x', ''])(
    'never hold %j',
    async (fiche) => {
      const { statusCode } = await essai.ask('POST', `${EQUIPE}organismes/${organisme}/`, {
        cookie: coordination,
        formulaire: { nom: 'Organisme d’essai', fiches: [fiche] },
      });
      expect(statusCode).toBe(422);
      expect(essai.atelier.personnes.listFiches(organisme)).toHaveLength(3);
    },
  );

  test('with people in them are not removed', async () => {
    const retirer = `${EQUIPE}organismes/${organisme}/retirer/`;
    expect((await essai.ask('POST', retirer, { cookie: coordination })).statusCode).toBe(409);
    const vide = essai.atelier.personnes.addOrganisme('Vide').id;
    expect(
      (await essai.ask('POST', `${EQUIPE}organismes/${vide}/retirer/`, { cookie: coordination })).statusCode,
    ).toBe(303);
    expect(essai.atelier.personnes.findOrganisme(vide)).toBeUndefined();
  });

  test('have one name each, whatever it is made of', () => {
    const { personnes } = essai.atelier;
    expect(() => personnes.addOrganisme('ORGANISME D’ESSAI')).toThrow(/déjà ce nom/);
    expect(personnes.addOrganisme('日本').id).toBe('organisme');
    expect(personnes.addOrganisme('!!').id).toBe('organisme-2');
    expect(personnes.addOrganisme('Nom\r\nRelu-par: Chef').nom).toBe('Nom Relu-par: Chef');
  });
});

describe('its pages', () => {
  const listPages = () => [
    '/espace/',
    '/espace/sessions/',
    EQUIPE,
    `${EQUIPE}?fait=invitee`,
    `${EQUIPE}personnes/${find(PARTENAIRE_D_ESSAI)!.id}/`,
    `${EQUIPE}organismes/${organisme}/`,
  ];

  async function expectValid(html: string): Promise<void> {
    const { results } = await new HtmlValidate(reglesHtml as object).validateString(html);
    const fautes = results.flatMap(({ messages }) =>
      messages.map(({ message, line }) => `${line}: ${message}`),
    );
    expect(fautes).toEqual([]);
    expect(html).not.toMatch(/<style|<script(?![^>]*src=)| style=/);
  }

  test('are valid HTML, without inline script or style', async () => {
    for (const url of listPages())
      await expectValid((await essai.ask('GET', url, { cookie: coordination })).body);
    await expectValid((await essai.ask('GET', '/espace/', { cookie: partenaire })).body);
    await expectValid((await invite({ courriel: 'marie' })).body);
    for (const url of ['/espace/connexion/', '/espace/connexion/lien/?jeton=x', EQUIPE])
      await expectValid((await essai.ask('GET', url)).body);
    await expectValid((await essai.ask('POST', '/espace/deconnexion/')).body);
    const formulaire = { courriel: 'inconnue@laep.example' };
    await expectValid((await essai.ask('POST', '/espace/connexion/', { formulaire })).body);
  });

  test('say nothing of an address to whoever does not manage people', async () => {
    const { body } = await essai.ask('GET', '/espace/', { cookie: partenaire });
    expect(body).not.toMatch(/@(?:essai|laep)\.example/);
  });

  /** Between quotes, an attribute is text whatever it holds. */
  const withoutAttributs = (html: string) => html.replace(/="[^"]*"/g, '');

  test('show what people typed as text', async () => {
    const nom = '<img src=x onerror=alert(1)>"\'&';
    await invite({ nom, courriel: 'piege@laep.example' });
    essai.atelier.personnes.updateOrganisme(organisme, nom, essai.atelier.personnes.listFiches(organisme));
    const cookie = await essai.logIn('piege@laep.example');
    for (const url of [...listPages(), `${EQUIPE}personnes/${find('piege@laep.example')!.id}/`])
      expect(
        withoutAttributs((await essai.ask('GET', url, { cookie: coordination })).body),
        url,
      ).not.toContain('<img');
    expect(withoutAttributs((await essai.ask('GET', '/espace/', { cookie })).body)).not.toContain('<img');
  });
});
