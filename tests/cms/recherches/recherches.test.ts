import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRecherches } from '../../../cms/recherches/registre';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';

let essai: AtelierDEssai;
let coordination: string;
let instant = new Date('2026-12-01T09:00:00Z');
const registre = (secret = 'secret') =>
  createRecherches({ base: essai.atelier.base, secret, now: () => instant });
const lignes = () => essai.atelier.base.prepare('select * from recherche_vaine').all();
const onDays = (mots: string, ...jours: string[]) => {
  for (const jour of jours) {
    instant = new Date(`${jour}T09:00:00Z`);
    registre().add(mots);
  }
};
const post = (corps: string, entetes: Record<string, string> = {}) =>
  essai.app.inject({
    method: 'POST',
    url: '/api/recherches',
    headers: { 'content-type': 'application/json', ...entetes },
    payload: corps,
  });
const page = async (cookie: string) => (await essai.ask('GET', '/espace/observatoire/', { cookie })).body;

beforeAll(async () => {
  essai = await openAtelierDEssai();
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
});
afterAll(() => essai.close());
beforeEach(() => {
  instant = new Date('2026-12-01T09:00:00Z');
  essai.atelier.base.exec('delete from recherche_vaine');
});

describe('what the base holds', () => {
  test('is no readable word before the third day, whatever the number of times', () => {
    for (let fois = 0; fois < 50; fois += 1) onDays('equitherapie', '2026-12-01');
    onDays('equitherapie', '2026-12-02');
    expect(registre().list()).toEqual([]);
    expect(JSON.stringify(lignes())).not.toContain('equi');
    onDays('Équithérapie', '2026-12-03');
    expect(registre().list()).toEqual([
      { mots: 'equitherapie', jours: 3, fois: 52, dernierJour: '2026-12-03' },
    ]);
  });

  test('is nothing of what looks personal', () => {
    for (const texte of ['06 12 34 56 78', 'a@b.fr', '3 rue des Lilas', 'ma fille ne veut plus manger'])
      onDays(texte, '2026-12-01', '2026-12-02', '2026-12-03');
    expect(lignes()).toEqual([]);
  });

  test('cannot be guessed by who has the base without the secret', () => {
    registre('un').add('equitherapie');
    registre('autre').add('equitherapie');
    expect(new Set(lignes().map(({ empreinte }) => empreinte)).size).toBe(2);
  });

  test('is forgotten a year after the last time', () => {
    onDays('equitherapie', '2026-12-01', '2026-12-02', '2026-12-03');
    instant = new Date('2027-12-03T09:00:00Z');
    registre().forgetAnciennes();
    expect(lignes()).toHaveLength(1);
    instant = new Date('2027-12-04T09:00:00Z');
    registre().forgetAnciennes();
    expect(lignes()).toEqual([]);
  });
});

describe('the door', () => {
  test('counts, says nothing, and takes only words in JSON', async () => {
    expect((await post('{"mots":"equitherapie"}')).statusCode).toBe(204);
    // The answer does not tell what is kept.
    expect((await post('{"mots":"06 12 34 56 78"}')).statusCode).toBe(204);
    expect(lignes()).toHaveLength(1);
    expect((await post('{"mots":"a","qui":"moi"}')).statusCode).toBe(422);
    expect((await post('{')).statusCode).toBe(422);
    expect((await post('mots=a', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(
      415,
    );
    expect((await post(JSON.stringify({ mots: 'a'.repeat(5_000) }))).statusCode).toBe(413);
    const { recherches } = (await essai.app.inject({ url: '/sante' })).json<{ recherches: boolean }>();
    expect(recherches).toBe(true);
  });

  test('closes for a minute to who sends too much', async () => {
    const codes = new Set<number>();
    for (let fois = 0; fois < 80; fois += 1) codes.add((await post('{"mots":"equitherapie"}')).statusCode);
    expect(codes).toContain(429);
  });
});

describe('the page of the coordination', () => {
  test('shows the words, and forgets those that are dealt with', async () => {
    onDays('equitherapie', '2026-12-01', '2026-12-02', '2026-12-03');
    onDays('cirque', '2026-12-03');
    const html = await page(coordination);
    expect(html).toContain('equitherapie');
    expect(html).not.toContain('cirque');
    expect(html).toContain('La fraîcheur, organisme par organisme');
    const { statusCode } = await essai.ask('POST', '/espace/observatoire/', {
      cookie: coordination,
      formulaire: { mots: 'equitherapie' },
    });
    expect(statusCode).toBe(303);
    expect(registre().list()).toEqual([]);
  });

  test('is not for partners', async () => {
    const cookie = await essai.logIn(PARTENAIRE_D_ESSAI);
    expect((await essai.ask('GET', '/espace/observatoire/', { cookie })).statusCode).toBe(403);
  });
});
