import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import reglesHtml from '../../../.htmlvalidate.json' with { type: 'json' };
import { createDistinctions } from '../../../cms/doublons/distinctions';
import { type Cle, formatCle } from '../../../cms/depot/depot';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';

/** The real duplicate of the national list of festivals, moved to the fictitious territory. */
const FESTIVAL: Cle = { collection: 'evenements', slug: 'festival-de-castelnoir' };
const FESTIVAL_DE_MUSIQUE: Cle = { collection: 'evenements', slug: 'festival-de-musique-de-castelnoir' };
const AUTEUR = { id: 'essai', nom: 'Essai' };
const HANGAR_BIS: Cle = { collection: 'structures', slug: 'hangar-bis' };

let essai: AtelierDEssai;
let coordination: string;
let partenaire: string;

beforeAll(async () => {
  essai = await openAtelierDEssai();
  const { personnes, publication } = essai.atelier;
  vi.spyOn(publication, 'request').mockImplementation(() => undefined);
  vi.spyOn(publication, 'wait').mockResolvedValue('servi');
  const [organisme] = personnes.listOrganismes();
  personnes.setFiches(organisme!.id, [HANGAR_BIS, FESTIVAL].map(formatCle));
  partenaire = await essai.logIn(PARTENAIRE_D_ESSAI);
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
});
afterAll(() => essai.close());
beforeEach(async () => {
  const { depot, base } = essai.atelier;
  base.exec('delete from distinction');
  for (const { cle, oid } of await depot.listBrouillons())
    await depot.deleteBrouillon(cle, { lu: oid, auteur: AUTEUR });
});

const get = async (url: string, cookie = coordination) => (await essai.ask('GET', url, { cookie })).body;
const post = (url: string, formulaire: Record<string, string>, cookie = coordination) =>
  essai.ask('POST', url, { cookie, formulaire });
const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00A0', ' ')
    .replace(/\s+/g, ' ');
const write = (cle: Cle, donnees: unknown) =>
  essai.atelier.depot.saveBrouillon(cle, donnees, { lu: null, auteur: AUTEUR });

const festival = (titre: string) => ({
  titre,
  resume: 'Des concerts dans le village, tout l’été.',
  nature: 'festival',
  statut: 'a-confirmer',
  periode: 'pendant l’été',
  communes: ['99001'],
  site: 'https://festival.example',
  sources: [{ titre: 'Fiche de test', date: '2026-11' }],
});
const hangarBis = async (champs: Record<string, unknown> = {}) => {
  const publiee = await essai.atelier.depot.readFiche({ collection: 'structures', slug: 'le-hangar' });
  return {
    ...(publiee!.donnees as object),
    permanences: [],
    contacts: [{ telephone: '05 36 49 02 05' }],
    ...champs,
  };
};

describe('the page of the duplicates', () => {
  test('says that there is none, and is only for the coordination', async () => {
    expect(text(await get('/espace/doublons/'))).toContain('Aucun doublon probable.');
    expect((await essai.ask('GET', '/espace/doublons/', { cookie: partenaire })).statusCode).toBe(403);
    expect((await post('/espace/doublons/distinguer/', {}, partenaire)).statusCode).toBe(403);
    expect(await get('/espace/fiches/')).toContain('href="/espace/doublons/"');
    expect(await get('/espace/fiches/', partenaire)).not.toContain('href="/espace/doublons/"');
  });

  test('shows one festival entered twice, why, and where to go', async () => {
    await write(FESTIVAL, festival('Festival de Castelnoir-le-Val'));
    await write(FESTIVAL_DE_MUSIQUE, festival('Festival de musique de Castelnoir'));
    const page = await get('/espace/doublons/');
    expect(text(page)).toMatch(
      /presque sûr Évènements Festival de Castelnoir-le-Val \(brouillon, pas encore sur le site\) Festival de musique de Castelnoir/,
    );
    expect(text(page)).toContain(
      'même commune (Castelnoir-le-Val), même genre d’évènement, même site internet, même période',
    );
    expect(page).toContain('href="/espace/fiches/evenements/festival-de-castelnoir/"');
    expect(
      new HtmlValidate(reglesHtml as object)
        .validateStringSync(page)
        .results.flatMap(({ messages }) => messages),
    ).toEqual([]);
  });

  test('forgets a pair that somebody looked at, and gives it back', async () => {
    await write(FESTIVAL, festival('Festival de Castelnoir-le-Val'));
    await write(FESTIVAL_DE_MUSIQUE, festival('Festival de musique de Castelnoir'));
    const paire = { un: formatCle(FESTIVAL_DE_MUSIQUE), autre: formatCle(FESTIVAL) };
    expect((await post('/espace/doublons/distinguer/', paire)).headers.location).toBe(
      '/espace/doublons/?avis=distinguees',
    );
    expect(text(await get('/espace/doublons/'))).toMatch(/Aucun doublon probable\. .*Déjà regardées : 1/);
    expect(await get('/espace/fiches/evenements/festival-de-castelnoir/')).not.toContain(
      'data-ressemblances',
    );
    await post('/espace/doublons/reprendre/', { un: paire.autre, autre: paire.un });
    expect(text(await get('/espace/doublons/'))).not.toContain('Aucun doublon probable.');
  });

  test.each([
    ['nothing', {}],
    ['an entry and itself', { un: 'structures/le-hangar', autre: 'structures/le-hangar' }],
    ['something that is no entry', { un: '../secret', autre: 'structures/le-hangar' }],
  ])('refuses %s', async (_, formulaire) => {
    expect(
      (await post('/espace/doublons/distinguer/', formulaire as Record<string, string>)).statusCode,
    ).toBe(422);
  });

  test('names a postal code that is not one of the commune', async () => {
    const cle: Cle = { collection: 'lieux', slug: 'salle-neuve' };
    await write(cle, {
      nom: 'Salle neuve',
      commune: '99001',
      adresse: '12 chemin du Test',
      codePostal: '99010',
      sources: [{ titre: 'Fiche de test' }],
    });
    expect(text(await get('/espace/doublons/'))).toMatch(
      /Codes postaux à vérifier Salle neuve : le code postal 99010 n’est pas celui de la commune/,
    );
  });
});

describe('a new entry that resembles one that is there', () => {
  const FICHE = '/espace/fiches/structures/hangar-bis/';
  const RELECTURE = '/espace/relecture/structures/hangar-bis/';

  test('says so to whoever writes it, and can be sent all the same', async () => {
    await write(HANGAR_BIS, await hangarBis({ nom: 'Le Hangar' }));
    const page = await get(FICHE, partenaire);
    expect(text(page)).toContain('Cette nouvelle fiche ressemble à une autre');
    expect(page).toContain('<a href="/structures/le-hangar/">Le Hangar, espace jeunes</a>');
    expect(text(page)).toMatch(/même téléphone \(05 36 49 02 05\)/);
    const [, lu = ''] = /name="lu" value="([^"]*)"/.exec(page) ?? [];
    const envoi = await post(FICHE, { lu, geste: 'soumettre' }, partenaire);
    expect(envoi.headers.location).toBe(`${FICHE}?avis=envoye`);
  });

  test('says so to whoever reviews it, and can be published all the same', async () => {
    const { oid } = await write(HANGAR_BIS, await hangarBis({ nom: 'Le Hangar' }));
    const page = await get(RELECTURE);
    expect(page).toContain('<a href="/espace/fiches/structures/le-hangar/">Le Hangar, espace jeunes</a>');
    const tete = await essai.atelier.depot.head();
    const publiee = await post(`${RELECTURE}publier/`, { lu: oid! });
    expect(publiee.statusCode).toBe(303);
    expect(await essai.atelier.depot.head()).not.toBe(tete);
    const { oid: publie } = (await essai.atelier.depot.readFiche(HANGAR_BIS))!;
    await essai.atelier.depot.remove(HANGAR_BIS, { lu: publie, auteur: AUTEUR, relecteur: AUTEUR });
  });

  test('says nothing to a partner of the draft of somebody else', async () => {
    await write(FESTIVAL, festival('Festival de Castelnoir-le-Val'));
    await write(FESTIVAL_DE_MUSIQUE, festival('Festival de musique de Castelnoir'));
    const adresse = '/espace/fiches/evenements/festival-de-castelnoir/';
    expect(await get(adresse, partenaire)).not.toContain('data-ressemblances');
    expect(await get(adresse)).toContain('data-ressemblances');
  });

  test('of a service that a visitor proposed, is said on the draft made of it', async () => {
    await essai.ask('POST', '/api/signalements', {
      formulaire: {
        genre: 'proposition',
        nom: 'Le Hangar, espace jeunes',
        message: 'Il manque le local des jeunes.',
      },
    });
    const [, id = ''] =
      /\/espace\/signalements\/([^/"]+)\/brouillon\//.exec(await get('/espace/signalements/')) ?? [];
    const { headers } = await post(`/espace/signalements/${id}/brouillon/`, { type: 'jeunesse' });
    expect(text(await get(String(headers.location)))).toContain(
      'Cette nouvelle fiche ressemble à une autre Le Hangar, espace jeunes : même nom',
    );
  });

  test('that resembles nothing says nothing', async () => {
    await write(HANGAR_BIS, await hangarBis({ nom: 'Zirconium', contacts: [] }));
    expect(await get(FICHE, partenaire)).not.toContain('data-ressemblances');
  });
});

test('two entries are set aside together, whichever comes first', () => {
  const distinctions = createDistinctions({ base: essai.atelier.base, now: () => new Date() });
  distinctions.add([FESTIVAL, HANGAR_BIS]);
  expect(distinctions.read()([HANGAR_BIS, FESTIVAL])).toBe(true);
  expect(distinctions.read()([HANGAR_BIS, FESTIVAL_DE_MUSIQUE])).toBe(false);
});
