import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ACTIONS_DE_DECAP } from '../../../cms/decap/requete';
import { COLLECTIONS_EDITABLES, type Cle, formatCle } from '../../../cms/depot/depot';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';

type Champs = Record<string, unknown>;
let essai: AtelierDEssai;
let coordination: string;
let partenaire: string;
/** An entry that the partner holds, and one that they do not. */
let sienne: Cle;
let autre: Cle;
const AUTRUI = { id: 'autre-organisme', nom: 'Autre organisme' };
const SECRET = 'Ce que seul un autre organisme a écrit';

async function post(cookie: string | undefined, corps: unknown, entetes: Record<string, string> = {}) {
  const reponse = await essai.app.inject({
    method: 'POST',
    url: '/cms/api/v1',
    headers: {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'x-portail': '1',
      ...(cookie === undefined ? {} : { cookie }),
      ...entetes,
    },
    payload: typeof corps === 'string' ? corps : JSON.stringify(corps),
  });
  return { statut: reponse.statusCode, corps: reponse.body ? (JSON.parse(reponse.body) as Champs) : {} };
}
const ask = (cookie: string | undefined, action: string, params: Champs = {}) =>
  post(cookie, { action, params: { branch: 'main', ...params } });
const chemin = (cle: Cle) => `${formatCle(cle)}.json`;

/** What an editor has before its eyes: the draft, else what is published. */
async function read(cookie: string, cle: Cle): Promise<{ lu: string | null; donnees: Champs }> {
  const brouillon = await ask(cookie, 'unpublishedEntryDataFile', { ...cle, path: chemin(cle), id: 'x' });
  const { corps } =
    brouillon.statut === 200 ? brouillon : await ask(cookie, 'getEntry', { path: chemin(cle) });
  const { _version: lu, ...donnees } = JSON.parse(corps.data as string) as Champs;
  return { lu: lu as string, donnees };
}
const save = (cookie: string, cle: Cle, donnees: Champs, lu: string | null, status?: string) =>
  ask(cookie, 'persistEntry', {
    dataFiles: [{ path: chemin(cle), slug: cle.slug, raw: JSON.stringify(donnees) }],
    assets: [],
    lu,
    options: status ? { status } : {},
  });

beforeAll(async () => {
  essai = await openAtelierDEssai();
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
  partenaire = await essai.logIn(PARTENAIRE_D_ESSAI);
  const { depot, personnes } = essai.atelier;
  const moi = personnes.findByCourriel(PARTENAIRE_D_ESSAI)!;
  const tenues = new Set(personnes.listFiches(moi.organisme!.id));
  const structures = await depot.listFiches('structures');
  sienne = structures.find(({ cle }) => tenues.has(formatCle(cle)))!.cle;
  const lautre = structures.find(({ cle }) => !tenues.has(formatCle(cle)))!;
  autre = lautre.cle;
  const donnees = { ...(lautre.donnees as Champs), statutPrecision: SECRET };
  await depot.saveBrouillon(autre, donnees, { lu: lautre.oid, auteur: AUTRUI });
});
afterAll(() => essai.close());

test('a partner saves and submits, the coordination publishes: both are in the history', async () => {
  const { depot } = essai.atelier;
  const { lu, donnees } = await read(partenaire, sienne);
  const ecrit = await save(partenaire, sienne, { ...donnees, gestionnaire: 'Association du Val' }, lu);
  expect(ecrit).toMatchObject({
    statut: 200,
    corps: { version: expect.stringMatching(/^[0-9a-f]{40}$/) as string },
  });
  expect((await depot.readBrouillon(sienne))!.etat).toBe('draft');

  const version = ecrit.corps.version as string;
  const soumis = await ask(partenaire, 'updateUnpublishedEntryStatus', {
    ...sienne,
    newStatus: 'pending_review',
    lu: version,
  });
  expect(soumis.statut).toBe(200);
  expect((await essai.listCourriers()).map(({ a, sujet }) => [a, sujet.split(' : ')[0]])).toContainEqual([
    COORDINATION_D_ESSAI,
    'À relire',
  ]);
  expect((await ask(coordination, 'unpublishedEntries')).corps).toContain(formatCle(sienne));
  expect((await ask(coordination, 'unpublishedEntry', { id: formatCle(sienne) })).corps).toMatchObject({
    status: 'pending_review',
  });

  const publie = await ask(coordination, 'publishUnpublishedEntry', { ...sienne, lu: version });
  expect(publie).toMatchObject({ statut: 200 });
  const [derniere] = await depot.history(sienne);
  expect(derniere!.auteur.nom).toBe(
    essai.atelier.personnes.findByCourriel(PARTENAIRE_D_ESSAI)!.organisme!.nom,
  );
  expect(derniere!.relecteur!.nom).toBe('Coordination');
  expect(derniere!.texte).toContain('gestionnaire: Association du Val');
});

test('an entry that goes through Decap unchanged is not changed at all, whatever its collection', async () => {
  const { depot } = essai.atelier;
  const brouillons = new Set((await depot.listBrouillons()).map(({ cle }) => formatCle(cle)));
  for (const collection of COLLECTIONS_EDITABLES) {
    const fiches = (await depot.listFiches(collection)).filter(({ cle }) => !brouillons.has(formatCle(cle)));
    for (const { cle, oid } of fiches.slice(0, 3)) {
      const { lu, donnees } = await read(coordination, cle);
      const { statut, corps } = await save(coordination, cle, donnees, lu);
      expect([formatCle(cle), lu, statut, corps.version]).toEqual([formatCle(cle), oid, 200, oid]);
      expect((await ask(coordination, 'deleteUnpublishedEntry', { ...cle, lu })).statut).toBe(200);
    }
  }
});

test('who saves over a newer version is told who and when, and nothing is lost', async () => {
  const { lu, donnees } = await read(coordination, sienne);
  expect((await save(coordination, sienne, { ...donnees, langues: ['occitan'] }, lu)).statut).toBe(200);
  const trop = await save(partenaire, sienne, { ...donnees, langues: ['anglais'] }, lu);
  expect(trop).toMatchObject({ statut: 409, corps: { erreur: 'ecrit-avant-vous' } });
  expect(trop.corps.message).toMatch(
    /^Coordination a enregistré cette fiche le .+ à .+, après que vous l’avez ouverte\./,
  );
  expect((await read(partenaire, sienne)).donnees.langues).toEqual(['occitan']);
});

test('of twenty writings at once from the same version, one is kept and nineteen are told', async () => {
  const { lu, donnees } = await read(partenaire, sienne);
  const statuts = await Promise.all(
    Array.from(
      { length: 20 },
      async (_, n) => (await save(partenaire, sienne, { ...donnees, langues: [`langue ${n}`] }, lu)).statut,
    ),
  );
  expect(statuts.sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
});

test('a wrong entry is refused with each field and what to do, in French', async () => {
  const { lu, donnees } = await read(partenaire, sienne);
  const refus = await save(
    partenaire,
    sienne,
    { ...donnees, nom: '', contacts: [{ telephone: 'midi' }] },
    lu,
  );
  expect(refus.statut).toBe(422);
  const champs = (refus.corps.erreurs as { champ: string; message: string }[]).map(({ champ }) => champ);
  expect(champs).toEqual(expect.arrayContaining(['nom', 'contacts.0.telephone']));
  for (const raw of ['{', '[]', 'null', '"x"'])
    expect(
      (await ask(partenaire, 'persistEntry', { dataFiles: [{ path: chemin(sienne), raw }], lu })).statut,
    ).toBe(422);
});

test('a partner cannot publish, declare ready, create, remove, nor touch what they do not hold', async () => {
  const { lu, donnees } = await read(partenaire, sienne);
  const nouvelle: Cle = { collection: 'structures', slug: 'une-nouvelle' };
  const essais = await Promise.all([
    ask(partenaire, 'publishUnpublishedEntry', { ...sienne, lu }),
    ask(partenaire, 'updateUnpublishedEntryStatus', { ...sienne, newStatus: 'pending_publish', lu }),
    ask(partenaire, 'deleteFiles', { paths: [chemin(sienne)], lu }),
    save(partenaire, nouvelle, donnees, null),
    save(partenaire, autre, donnees, lu),
    ask(partenaire, 'getEntry', { path: chemin(autre) }),
    ask(partenaire, 'unpublishedEntry', { id: formatCle(autre) }),
    ask(partenaire, 'unpublishedEntryDataFile', { ...autre, path: chemin(autre), id: 'x' }),
    ask(partenaire, 'deleteUnpublishedEntry', { ...autre, lu }),
    ask(partenaire, 'getNotes', { ...autre }),
    ask(partenaire, 'addNote', { ...autre, note: { content: 'Bonjour' } }),
    ask(partenaire, 'getDeployPreview', { ...autre }),
    ask(partenaire, 'getEntry', { path: 'indicateurs/un.json' }),
  ]);
  expect(essais.map(({ statut }) => statut)).toEqual(essais.map(() => 403));
  // Declared ready in the same breath as the text: the text is kept, its state is for the coordination.
  expect(
    (await save(partenaire, sienne, { ...donnees, langues: ['occitan'] }, lu, 'pending_publish')).statut,
  ).toBe(200);
  expect((await essai.atelier.depot.readBrouillon(sienne))!.etat).toBe('pending_review');
});

test('lists hold what a person may write, and nothing else', async () => {
  const listes = async (cookie: string) => {
    const { corps } = await ask(cookie, 'entriesByFolder', {
      folder: 'structures',
      extension: 'json',
      depth: 1,
    });
    return (corps as unknown as { file: { path: string } }[]).map(({ file }) => file.path);
  };
  const tous = await listes(coordination);
  expect(tous).toContain(chemin(autre));
  const { personnes } = essai.atelier;
  const tenues = personnes.listFiches(personnes.findByCourriel(PARTENAIRE_D_ESSAI)!.organisme!.id);
  expect((await listes(partenaire)).sort()).toEqual(
    tenues
      .filter((fiche) => fiche.startsWith('structures/'))
      .map((fiche) => `${fiche}.json`)
      .sort(),
  );
  expect((await ask(partenaire, 'unpublishedEntries')).corps).not.toContain(formatCle(autre));
});

test('a stranger, another site, a form and a giant are sent away, each with the right word', async () => {
  const info = { action: 'info', params: {} };
  expect((await post(undefined, info)).statut).toBe(401);
  expect((await post(partenaire, info, { 'sec-fetch-site': 'cross-site' })).statut).toBe(403);
  expect((await post(partenaire, info, { 'content-type': 'text/plain' })).statut).toBe(415);
  expect(
    (await post(partenaire, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' })).statut,
  ).toBe(415);
  expect((await post(partenaire, '{')).statut).toBe(422);
  expect(
    (await post(partenaire, JSON.stringify({ action: 'info', params: 'x'.repeat(600_000) }))).statut,
  ).toBe(413);
  const sansEntete = await essai.app.inject({
    method: 'POST',
    url: '/cms/api/v1',
    headers: { cookie: partenaire, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    payload: JSON.stringify(info),
  });
  expect(sansEntete.statusCode).toBe(403);
});

test('paths that are not an entry, another branch, files and moves are not even read', async () => {
  const { lu, donnees } = await read(coordination, sienne);
  const chemins = [
    ...['.git/config', '../depot.git/config', '/etc/passwd', 'structures/../../x.json', 'structures/.x.json'],
    ...[
      'structures/X.json',
      'structures/a b.json',
      'structures/a.yaml',
      'structures/a/b.json',
      'guide/a.json',
      'structures/',
      '',
    ],
    ...[
      'territoire/autre.json',
      `structures/${'a'.repeat(150)}.json`,
      'structures/a.json\u0000',
      'constructor/a.json',
    ],
  ];
  for (const path of chemins) {
    expect([path, (await ask(coordination, 'getEntry', { path })).statut]).toEqual([path, 422]);
    const raw = JSON.stringify(donnees);
    expect([
      path,
      (await ask(coordination, 'persistEntry', { dataFiles: [{ path, raw }], lu: null })).statut,
    ]).toEqual([path, 422]);
  }
  const fichier = { path: chemin(sienne), raw: JSON.stringify(donnees) };
  for (const params of [
    { dataFiles: [fichier], lu, branch: 'autre' },
    { dataFiles: [fichier], lu, assets: [{ path: 'x.svg', content: 'PHN2Zz4=', encoding: 'base64' }] },
    { dataFiles: [{ ...fichier, newPath: 'structures/b.json' }], lu },
    { dataFiles: [fichier, fichier], lu },
    { dataFiles: [fichier] },
    { dataFiles: [fichier], lu: 'HEAD' },
  ])
    expect((await ask(coordination, 'persistEntry', params)).statut).toBe(422);
});

test('notes go between the partner and the coordination; only their author changes their words', async () => {
  const ecrite = await ask(partenaire, 'addNote', {
    ...sienne,
    note: { content: '  Les horaires d’été suivent.  ', author: 'Faux nom' },
  });
  const note = ecrite.corps.note as { id: string; author: string; content: string; resolved: boolean };
  expect(note).toMatchObject({ content: 'Les horaires d’été suivent.', resolved: false });
  expect(note.author).not.toBe('Faux nom');
  const noteId = note.id;
  expect(
    (await ask(coordination, 'updateNote', { ...sienne, noteId, updates: { content: 'Non' } })).statut,
  ).toBe(403);
  expect((await ask(coordination, 'deleteNote', { ...sienne, noteId })).statut).toBe(403);
  expect(
    (await ask(coordination, 'updateNote', { ...sienne, noteId, updates: { resolved: true } })).corps.note,
  ).toMatchObject({ resolved: true });
  expect((await ask(coordination, 'toggleNoteResolution', { ...sienne, noteId })).corps.note).toMatchObject({
    resolved: false,
  });
  expect(
    (await ask(partenaire, 'updateNote', { ...sienne, noteId, updates: { content: 'Ils sont là.' } })).statut,
  ).toBe(200);
  expect((await ask(coordination, 'getNotes', { ...sienne })).corps.notes).toMatchObject([
    { content: 'Ils sont là.' },
  ]);
  // Found by the name of another entry, it is not.
  expect((await ask(coordination, 'deleteNote', { ...autre, noteId })).statut).toBe(404);
  expect((await ask(partenaire, 'deleteNote', { ...sienne, noteId })).statut).toBe(200);
  expect((await ask(partenaire, 'getNotes', { ...sienne })).corps.notes).toEqual([]);
});

test('the coordination creates an entry, withdraws it from the site, and its history keeps it', async () => {
  const { depot } = essai.atelier;
  const cle: Cle = { collection: 'lieux', slug: 'salle-d-essai' };
  const [commune] = (await depot.readFiche({ collection: 'communes', slug: 'communes' }))!.donnees as {
    codeInsee: string;
  }[];
  const ecrit = await save(
    coordination,
    cle,
    { nom: 'Salle d’essai', commune: commune!.codeInsee, adresse: '' },
    null,
  );
  expect(ecrit.statut).toBe(200);
  const lu = ecrit.corps.version as string;
  expect((await ask(coordination, 'publishUnpublishedEntry', { ...cle, lu })).statut).toBe(200);
  expect((await ask(coordination, 'deleteFiles', { paths: [chemin(cle)], lu: null })).statut).toBe(409);
  expect((await ask(coordination, 'deleteFiles', { paths: [chemin(cle)], lu })).statut).toBe(200);
  expect(await depot.readFiche(cle)).toBeUndefined();
  expect((await depot.history(cle)).length).toBe(2);
});

test('whatever is sent, the server answers without a fault, writes nothing it should not, and tells nobody’s secrets', async () => {
  const { depot } = essai.atelier;
  const panne = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const [tete, brouillonDAutrui] = [await depot.head(), await depot.readBrouillon(autre)];
  const mot = fc.oneof(
    fc.constantFrom(
      'main',
      'structures',
      'lieux',
      'guide',
      sienne.slug,
      autre.slug,
      chemin(sienne),
      chemin(autre),
      formatCle(autre),
    ),
    fc.constantFrom(
      '__proto__',
      'constructor',
      '../x',
      '',
      'draft',
      'pending_publish',
      'json',
      '\u0000',
      '{"nom":"x"}',
    ),
    fc.string({ maxLength: 20, unit: 'binary' }),
  );
  const valeur = fc.oneof({ weight: 4, arbitrary: mot }, fc.jsonValue({ maxDepth: 2 }));
  const params = fc.oneof(
    fc.record(
      {
        branch: fc.oneof({ weight: 9, arbitrary: fc.constant('main') }, valeur),
        ...{
          collection: valeur,
          slug: valeur,
          path: valeur,
          id: valeur,
          folder: valeur,
          extension: valeur,
          depth: valeur,
        },
        ...{ noteId: valeur, newStatus: valeur, options: valeur, note: fc.record({ content: valeur }) },
        updates: fc.record({ content: valeur, resolved: fc.boolean() }, { requiredKeys: [] }),
        files: fc.array(fc.record({ path: valeur }), { maxLength: 3 }),
        paths: fc.array(valeur, { maxLength: 2 }),
        dataFiles: fc.array(fc.record({ path: valeur, raw: valeur }), { maxLength: 2 }),
        assets: fc.array(valeur, { maxLength: 1 }),
        lu: fc.oneof(fc.constant(null), fc.constant(brouillonDAutrui!.oid), valeur),
      },
      { requiredKeys: ['branch'] },
    ),
    fc.jsonValue(),
  );
  const action = fc.oneof({ weight: 9, arbitrary: fc.constantFrom<string>(...ACTIONS_DE_DECAP) }, mot);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 20, arbitrary: fc.record({ action, params }) }, fc.jsonValue()),
      async (corps) => {
        const reponse = await post(partenaire, corps);
        expect([200, 403, 404, 409, 422]).toContain(reponse.statut);
        expect(JSON.stringify(reponse.corps)).not.toContain(SECRET);
        if (reponse.statut !== 200)
          expect(Object.keys(reponse.corps)).toEqual(expect.arrayContaining(['erreur', 'message']));
      },
    ),
    { numRuns: 400 },
  );
  expect(panne).not.toHaveBeenCalled();
  panne.mockRestore();
  expect(await depot.head()).toBe(tete);
  expect(await depot.readBrouillon(autre)).toEqual(brouillonDAutrui);
  const drafts = (await depot.listBrouillons()).map(({ cle }) => formatCle(cle));
  const { personnes } = essai.atelier;
  const tenues = personnes.listFiches(personnes.findByCourriel(PARTENAIRE_D_ESSAI)!.organisme!.id);
  expect(drafts.filter((fiche) => fiche !== formatCle(autre) && !tenues.includes(fiche))).toEqual([]);
});

test('a board asks in one batch: each answer is the one it would have alone, with its own refusal', async () => {
  const { depot } = essai.atelier;
  const avant = (await depot.readBrouillon(autre)) ?? (await depot.readFiche(autre))!;
  const donnees = { ...(avant.donnees as Champs), gestionnaire: 'Écrit juste avant' };
  await depot.saveBrouillon(autre, donnees, { lu: avant.oid, auteur: AUTRUI });
  const demandes = [
    { action: 'unpublishedEntry', params: { branch: 'main', id: formatCle(autre) } },
    {
      action: 'unpublishedEntryDataFile',
      params: { branch: 'main', ...autre, path: chemin(autre), id: 'x' },
    },
    { action: 'unpublishedEntry', params: { branch: 'main', id: 'structures/absente' } },
  ];
  for (const [qui, statuts] of [
    [coordination, [200, 200, 404]],
    [partenaire, [403, 403, 403]],
  ] as const) {
    const seules = await Promise.all(demandes.map((demande) => post(qui, demande)));
    const { statut, corps } = await post(qui, demandes);
    expect(statut).toBe(200);
    expect(corps).toEqual(seules);
    expect(seules.map((seule) => seule.statut)).toEqual(statuts);
  }
  const lot = (await post(coordination, demandes)).corps as unknown as { corps: Champs }[];
  expect(lot[1]!.corps.data).toContain('Écrit juste avant');
});

test('a batch holds nothing that writes, no other question, and not too much', async () => {
  const question = { action: 'unpublishedEntry', params: { branch: 'main', id: formatCle(autre) } };
  const ecriture = { action: 'deleteUnpublishedEntry', params: { branch: 'main', ...autre, lu: null } };
  const lots = [
    [],
    [question, ecriture],
    [{ action: 'info', params: {} }],
    Array(201).fill(question),
    [[question]],
  ];
  for (const lot of lots) expect((await post(coordination, lot)).statut).toBe(422);
});

test('previews are enough for whoever types, and not without end', async () => {
  const { app } = essai;
  const headers = { 'sec-fetch-site': 'same-origin', 'x-portail': '1', cookie: partenaire };
  const statuts: number[] = [];
  for (let rang = 0; rang < 301; rang++) {
    const payload = { collection: 'nulle-part', slug: 'x', donnees: {} };
    statuts.push((await app.inject({ method: 'POST', url: '/cms/apercu', headers, payload })).statusCode);
  }
  expect(statuts.indexOf(429)).toBeGreaterThan(200);
  expect(statuts.at(-1)).toBe(429);
});
