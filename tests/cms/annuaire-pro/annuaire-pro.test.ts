import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createInterlocuteurs } from '../../../cms/annuaire-pro/interlocuteurs';
import { createLectures } from '../../../cms/annuaire-pro/lectures';
import { cleanAnnuairePro } from '../../../cms/annuaire-pro/oubli';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  PROFESSIONNEL_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';

let essai: AtelierDEssai;
let professionnel: string;
let partenaire: string;
let coordination: string;
let jour = '2026-12-01';

beforeAll(async () => {
  essai = await openAtelierDEssai();
  professionnel = await essai.logIn(PROFESSIONNEL_D_ESSAI);
  partenaire = await essai.logIn(PARTENAIRE_D_ESSAI);
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
});
afterAll(() => essai.close());
beforeEach(() => {
  jour = '2026-12-01';
  essai.atelier.base.exec(
    'delete from interlocuteur; delete from lecture_annuaire; delete from orientation; delete from abonnement_agenda;',
  );
});

const get = (url: string, cookie?: string, json = false) => essai.ask('GET', url, { cookie, json });
const post = (url: string, formulaire: Record<string, string>, cookie?: string) =>
  essai.ask('POST', url, { cookie, formulaire });
const interlocuteurs = () => createInterlocuteurs({ base: essai.atelier.base, aujourdhui: () => jour });
const ADA = {
  nom: 'Ada Zéphyrine',
  fonction: 'Éducatrice',
  missions: 'Premiers rendez-vous.',
  telephone: '05 36 49 90 99',
  courriel: 'ada.zephyrine@pro.example',
  accord: 'ecrit',
  accordLe: '2026-11-30',
};
const GRANDIR = '/espace/pro/structures/grandir-ensemble/';
const addAda = (cookie = coordination) => post(`${GRANDIR}personnes/`, ADA, cookie);
const only = () => {
  const [premier, ...autres] = interlocuteurs().list();
  if (!premier || autres.length > 0) throw new Error('one person was expected');
  return premier;
};

describe('the directory', () => {
  test('shows professionals, partners and the coordination what nobody else reads', async () => {
    await addAda();
    for (const cookie of [professionnel, partenaire, coordination]) {
      const { statusCode, body } = await get('/espace/pro/', cookie);
      expect(statusCode).toBe(200);
      for (const reserve of [
        'Éducatrice de l’équipe mobile',
        'Lagune-Cerfeuil',
        'Ada Zéphyrine',
        'tel:+33536499099',
      ])
        expect(body).toContain(reserve);
    }
    const { statusCode, body } = await get('/espace/pro/');
    expect(statusCode).toBe(401);
    expect(body).not.toContain('Lagune-Cerfeuil');
  });

  test('is filtered, sorted and exported by its address', async () => {
    const page = await get('/espace/pro/?public=seniors-aidants&tri=commune', professionnel);
    const slugs = [...page.body.matchAll(/class="pro-entree"[^>]*data-structure="([^"]+)"/g)].map(
      ([, slug]) => slug,
    );
    expect(slugs).toContain('point-info-seniors-du-val');
    expect(slugs).not.toContain('creche-les-libellules');
    const [, tableau = ''] = /href="(\/espace\/pro\/annuaire\.csv[^"]*)"/.exec(page.body) ?? [];
    const { body, headers } = await get(
      tableau.replaceAll('&#38;', '&').replaceAll('&amp;', '&'),
      professionnel,
    );
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(body.charCodeAt(0)).toBe(0xfeff);
    const noms = new Set(
      body
        .trim()
        .split('\r\n')
        .slice(1)
        .map((ligne) => ligne.split(';')[0]),
    );
    expect(noms.size).toBe(slugs.length);
  });

  test('a directory of handicap has speciality, public and territory, on the page and in the spreadsheet', async () => {
    const { body } = await get('/espace/pro/annuaire.csv?handicap=autisme', professionnel);
    const [entetes = '', ...lignes] = body.replace('\uFEFF', '').trim().split('\r\n');
    for (const colonne of ['specialitesHandicap', 'public', 'territoireDesservi'])
      expect(entetes).toContain(colonne);
    expect(lignes.some((ligne) => ligne.startsWith('Grandir ensemble;'))).toBe(true);
    expect(lignes.every((ligne) => ligne.includes('Autisme'))).toBe(true);
  });

  test('gives a sheet for a family that holds short names and nothing that is reserved', async () => {
    const { statusCode, headers } = await get(
      '/espace/pro/famille/?lieu=le-hangar&lieu=pmi-du-val&lieu=inconnu',
      professionnel,
    );
    expect([statusCode, headers.location]).toEqual([303, '/ma-liste/?l=le-hangar,pmi-du-val']);
    expect((await get('/espace/pro/famille/', professionnel)).statusCode).toBe(422);
  });

  test('is in the menu of whoever has the role, with something to do at home', async () => {
    const { body } = await get('/espace/', professionnel);
    expect(body).toContain('href="/espace/pro/"');
    expect(body).toContain('Les contacts réservés aux professionnels');
  });
});

describe('the log of readings', () => {
  test('says who, when and what, never from where, and is read by the coordination alone', async () => {
    await get('/espace/pro/', professionnel);
    await get(GRANDIR, professionnel);
    await get('/espace/pro/annuaire.csv?type=pmi', partenaire);
    const lectures = createLectures({ base: essai.atelier.base, now: () => new Date() });
    expect(lectures.list(10).map(({ personne, quoi, fiche }) => [personne?.nom, quoi, fiche])).toEqual([
      ['Dominique (essai)', 'export', undefined],
      ['Charlie (essai)', 'fiche', 'structures/grandir-ensemble'],
      ['Charlie (essai)', 'liste', undefined],
    ]);
    const colonnes = essai.atelier.base
      .prepare(`select name from pragma_table_info('lecture_annuaire')`)
      .all();
    expect(colonnes.map(({ name }) => name)).toEqual(['id', 'personne', 'luLe', 'quoi', 'fiche', 'combien']);
    const { body } = await get('/espace/pro/suivi/', coordination);
    expect(body).toContain('Charlie (essai)');
    for (const cookie of [professionnel, partenaire])
      expect((await get('/espace/pro/suivi/', cookie)).statusCode).toBe(403);
  });

  test('is kept six months', () => {
    const { base, personnes } = essai.atelier;
    const { id } = personnes.findByCourriel(PROFESSIONNEL_D_ESSAI)!;
    createLectures({ base, now: () => new Date('2026-12-01T12:00:00Z') }).add(id, 'liste');
    const at = (instant: string) => createLectures({ base, now: () => new Date(instant) });
    at('2027-06-01T11:59:00Z').forgetOld();
    expect(at('2027-06-01T12:00:00Z').count()).toBe(1);
    at('2027-06-01T12:01:00Z').forgetOld();
    expect(at('2027-06-01T12:01:00Z').count()).toBe(0);
  });
});

describe('persons', () => {
  test('are written by whoever holds the entry, and by nobody else', async () => {
    expect((await addAda(professionnel)).statusCode).toBe(403);
    expect((await addAda(partenaire)).statusCode).toBe(403);
    const [sienne = ''] = essai.atelier.personnes.toQui(
      essai.atelier.personnes.findByCourriel(PARTENAIRE_D_ESSAI)!,
    ).fiches;
    const page = `/espace/pro/${sienne}/personnes/`;
    expect((await get(page, partenaire)).statusCode).toBe(200);
    const { statusCode } = await post(page, ADA, partenaire);
    expect(statusCode).toBe(303);
    expect(only()).toMatchObject({ fiche: sienne, organisme: 'Organisme d’essai', finLe: '2028-11-30' });
    // Not theirs any more, nor anybody’s who does not hold it.
    const { id } = only();
    expect((await get(`/espace/pro/personnes/${id}/`, professionnel)).statusCode).toBe(403);
    essai.atelier.base.prepare(`update interlocuteur set fiche = 'structures/grandir-ensemble'`).run();
    expect((await post(`/espace/pro/personnes/${id}/retirer/`, {}, partenaire)).statusCode).toBe(403);
  });

  test('what is wrong comes back in the form, with what was typed', async () => {
    const { statusCode, body } = await post(
      `${GRANDIR}personnes/`,
      { ...ADA, telephone: '05', accordLe: '2020-01-01' },
      coordination,
    );
    expect(statusCode).toBe(422);
    expect(body).toContain('ce n’est pas un numéro de téléphone'.replace('ce', 'Ce'));
    expect(body).toContain('redemandez-le');
    expect(body).toContain('value="Ada Zéphyrine"');
    expect(interlocuteurs().list()).toEqual([]);
  });

  test('are told at once what is written of them, with the way out', async () => {
    const courriel = 'ada.seule@pro.example';
    await post(`${GRANDIR}personnes/`, { ...ADA, courriel }, coordination);
    const courrier = (await essai.listCourriers()).find(({ a }) => a === courriel);
    expect(courrier?.texte).toContain('Ada Zéphyrine');
    expect(courrier?.texte).toContain('30\u00A0novembre\u00A02028');
    const url = new URL(courrier!.lien!);
    const question = await get(`${url.pathname}${url.search}`);
    expect(question.statusCode).toBe(200);
    expect(interlocuteurs().list()).toHaveLength(1); // Opening changes nothing.
    const jeton = url.searchParams.get('jeton')!;
    const retrait = await post('/espace/pro/accord/', { jeton, choix: 'retirer' });
    expect(retrait.body).toContain('Vous n’êtes plus dans l’annuaire');
    expect(interlocuteurs().list()).toEqual([]);
    expect((await get(`${url.pathname}${url.search}`)).statusCode).toBe(404);
  });

  test('are asked again a month before the end, and stay when they say yes', async () => {
    await addAda();
    jour = '2028-11-01';
    const pro = { ...essai.atelier, interlocuteurs: interlocuteurs(), aujourdhui: () => jour };
    const lectures = createLectures({ base: essai.atelier.base, now: () => new Date() });
    await cleanAnnuairePro({ ...pro, lectures });
    await cleanAnnuairePro({ ...pro, lectures });
    const demandes = (await essai.listCourriers()).filter(({ sujet }) => sujet.startsWith('Rester'));
    expect(demandes).toHaveLength(1);
    const jeton = new URL(demandes[0]!.lien!).searchParams.get('jeton')!;
    expect(interlocuteurs().openLien(jeton)?.nom).toBe(ADA.nom);
    interlocuteurs().renew(only().id);
    expect(only().finLe).toBe('2030-11-01');
  });

  test('without an answer, are erased the day after the end, and shown no more from that day', async () => {
    await addAda();
    jour = '2028-11-30';
    const lectures = createLectures({ base: essai.atelier.base, now: () => new Date() });
    const clean = () =>
      cleanAnnuairePro({
        ...essai.atelier,
        interlocuteurs: interlocuteurs(),
        lectures,
        aujourdhui: () => jour,
      });
    await clean();
    expect(interlocuteurs().list()).toHaveLength(1);
    jour = '2028-12-01';
    expect(interlocuteurs().byFiche().size).toBe(0);
    await clean();
    expect(essai.atelier.base.prepare('select count(*) as n from interlocuteur').get()).toEqual({ n: 0 });
    expect(essai.atelier.base.prepare('select count(*) as n from lien_d_accord').get()).toEqual({ n: 0 });
  });

  test('go with an entry that is no longer there', async () => {
    await addAda();
    essai.atelier.base.prepare(`update interlocuteur set fiche = 'structures/disparue'`).run();
    const lectures = createLectures({ base: essai.atelier.base, now: () => new Date() });
    await cleanAnnuairePro({
      ...essai.atelier,
      interlocuteurs: interlocuteurs(),
      lectures,
      aujourdhui: () => jour,
    });
    expect(interlocuteurs().list()).toEqual([]);
  });
});

describe('orientations', () => {
  const noter = (de: string, cookie = professionnel) => post(`${GRANDIR}orientation/`, { de }, cookie);

  test('one adds one to its quarter, from a structure to another, and holds nothing of anybody', async () => {
    await noter('pmi-du-val');
    const { statusCode, headers } = await noter('pmi-du-val');
    expect([statusCode, headers.location]).toEqual([303, `${GRANDIR}?fait=comptee&de=pmi-du-val#orienter`]);
    const trimestres = essai.atelier.orientations.listTrimestres();
    expect(trimestres).toMatchObject([
      { relayees: 2, passages: [{ de: 'pmi-du-val', vers: 'grandir-ensemble', nombre: 2 }] },
    ]);
    const colonnes = essai.atelier.base.prepare(`select name from pragma_table_info('orientation')`).all();
    expect(colonnes.map(({ name }) => name)).toEqual(['mois', 'de', 'vers', 'type', 'nombre']);
    const { body } = await get('/espace/pro/suivi/', coordination);
    expect(body).toMatch(/data-relayees[^>]*>2</);
  });

  test('a structure that does not exist, itself, or anything more than a structure, is refused', async () => {
    for (const de of ['inconnue', 'grandir-ensemble', '__proto__', ''])
      expect((await noter(de)).statusCode, de).toBe(422);
    const plus = await post(`${GRANDIR}orientation/`, { de: 'pmi-du-val', famille: 'Dupont' }, professionnel);
    expect(plus.statusCode).toBe(422);
    expect(essai.atelier.orientations.listTrimestres()).toEqual([]);
  });

  test('the number of entries that is displayed is that of entries that are published', async () => {
    const { body } = await get('/espace/pro/suivi/', coordination);
    const nombre = (await essai.atelier.depot.listFiches('structures')).length;
    expect(body).toMatch(new RegExp(`data-compte="fiches"[^>]*>${nombre}<`));
  });
});

describe('the agenda of the network', () => {
  const readEvenements = (texte: string) =>
    new ICAL.Component(ICAL.parse(texte) as unknown[])
      .getAllSubcomponents('vevent')
      .map((each) => new ICAL.Event(each));

  test('holds the meetings of professionals and only them, ninety minutes at 8:30', async () => {
    const { body } = await get('/espace/pro/agenda/', professionnel);
    expect(body).toContain('Myrtille-Ardoise');
    expect(body).not.toContain('Carnaval');
    const { body: ics, headers } = await get('/espace/pro/agenda/agenda.ics', professionnel);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    const matins = readEvenements(ics).filter(({ summary }) => summary.includes('Myrtille'));
    expect(matins).toHaveLength(4);
    expect(matins.every(({ duration }) => duration.toSeconds() === 5_400)).toBe(true);
    expect(matins.every(({ startDate }) => startDate.hour === 8 && startDate.minute === 30)).toBe(true);
    expect((await get('/espace/pro/agenda/agenda.ics', undefined, true)).statusCode).toBe(401);
  });

  test('has an address for each person, that stops when it is changed, taken away, or with the account', async () => {
    const subscribe = async () => {
      const { body } = await post('/espace/pro/agenda/abonnement/', {}, professionnel);
      return new URL(/value="([^"]+\/flux\/[^"]+)"/.exec(body)![1]!).pathname;
    };
    const premiere = await subscribe();
    expect(readEvenements((await get(premiere)).body).length).toBeGreaterThan(4);
    const seconde = await subscribe();
    expect([(await get(premiere)).statusCode, (await get(seconde)).statusCode]).toEqual([404, 200]);
    const { personnes } = essai.atelier;
    const claude = personnes.findByCourriel(PROFESSIONNEL_D_ESSAI)!;
    const exporte = personnes.exportPersonne(claude.id) as unknown as Record<string, unknown[]>;
    expect(exporte.abonnement_agenda).toHaveLength(1);
    expect(JSON.stringify(exporte)).not.toContain(seconde.split('/').at(-1));
    await post('/espace/pro/agenda/abonnement/retirer/', {}, professionnel);
    expect((await get(seconde)).statusCode).toBe(404);
  });
});
