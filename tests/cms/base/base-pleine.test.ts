/** What the atelier does when its base cannot grow: it says so in French, and what was said to be written is there. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isBasePleine, openBase } from '../../../cms/base/base';
import { LONGUEURS } from '../../../src/domain/signalement/schema';
import { type AtelierDEssai, COORDINATION_D_ESSAI, openAtelierDEssai } from '../../fixtures/atelier';
import { type Disque, mountDisque } from '../../fixtures/disque';

const PHRASE = 'Le serveur n’a plus de place : rien n’a été enregistré.';

beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue(undefined));
afterEach(() => vi.restoreAllMocks());

const countMessages = ({ atelier: { base } }: AtelierDEssai) =>
  (base.prepare('select count(*) as nombre from signalement').get() as { nombre: number }).nombre;

/** Reports until one is refused: how many were thanked, and what the last was told. */
async function reportUntilFull(essai: AtelierDEssai, json: boolean) {
  for (let acceptes = 0; acceptes < 400; acceptes++) {
    const reponse = await essai.ask('POST', '/api/signalements', {
      formulaire: { genre: 'erreur', message: `${acceptes} ${'é'.repeat(LONGUEURS.message - 10)}` },
      ip: `198.51.${acceptes}.1`,
      json,
    });
    if (reponse.statusCode >= 300 && reponse.statusCode !== 303) return { acceptes, reponse };
  }
  throw new Error('it was never full');
}

async function expectNothingLost(
  essai: AtelierDEssai,
  { full, freed }: { full: () => void; freed: () => void },
) {
  const cookie = await essai.logIn(COORDINATION_D_ESSAI);
  full();
  const page = await reportUntilFull(essai, false);
  expect(page.reponse.statusCode).toBe(507);
  expect(page.reponse.body).toContain(PHRASE);
  // What was typed is in the form that comes back.
  expect(page.reponse.body).toContain(`${page.acceptes} éééé`);
  expect(countMessages(essai)).toBe(page.acceptes);
  const programme = await reportUntilFull(essai, true);
  expect(programme.reponse.statusCode).toBe(507);
  expect(programme.reponse.json()).toMatchObject({ erreur: 'plus-de-place' });

  // Whoever is logged in still reads, even on the day when their session would get longer.
  for (const url of ['/espace/', '/espace/signalements/'])
    expect((await essai.ask('GET', url, { cookie })).statusCode, url).toBe(200);

  freed();
  const avant = countMessages(essai);
  const { statusCode } = await essai.ask('POST', '/api/signalements', {
    formulaire: { genre: 'erreur', message: 'Après.' },
    ip: '203.0.113.9',
  });
  expect([statusCode, countMessages(essai)]).toEqual([303, avant + 1]);
  expect(essai.atelier.base.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
}

test('a base that may not grow refuses in French, and loses nothing', async () => {
  const essai = await openAtelierDEssai();
  const { base } = essai.atelier;
  const { page_count: pages } = base.prepare('pragma page_count').get() as { page_count: number };
  try {
    await expectNothingLost(essai, {
      full: () => base.exec(`pragma max_page_count = ${pages + 20}`),
      freed: () => base.exec('pragma max_page_count = 1000000'),
    });
  } finally {
    await essai.close();
  }
});

test('on a disk that is full, it is the same', async ({ skip }) => {
  const disque: Disque | undefined = mountDisque('12m');
  if (!disque) return skip();
  const essai = await openAtelierDEssai({ ATELIER: join(disque.dossier, 'atelier') });
  try {
    await expectNothingLost(essai, { full: disque.fill, freed: disque.free });
  } finally {
    await essai.close();
    disque.remove();
  }
});

test('on the day when a session would get longer and cannot, whoever has it still reads', async () => {
  const essai = await openAtelierDEssai();
  const { base } = essai.atelier;
  try {
    const cookie = await essai.logIn(COORDINATION_D_ESSAI);
    const bientot = new Date(Date.now() + 10 * 86_400_000).toISOString();
    base.prepare('update session set expiresAt = ?').run(bientot);
    base.exec('pragma query_only = on');
    expect((await essai.ask('GET', '/espace/', { cookie })).statusCode).toBe(200);
    base.exec('pragma query_only = off');
    await essai.ask('GET', '/espace/', { cookie });
    const { expiresAt } = base.prepare('select expiresAt from session').get() as { expiresAt: string };
    expect(expiresAt > bientot).toBe(true);
  } finally {
    await essai.close();
  }
});

test('a table that is not there, or a disk that cannot be read, is no matter of place', () => {
  const base = openBase(':memory:');
  const erreur = (() => {
    try {
      base.exec('select * from nulle_part');
      return;
    } catch (refus) {
      return refus;
    }
  })();
  base.close();
  expect(isBasePleine(erreur)).toBe(false);
  for (const errcode of [10 | (1 << 8), 10 | (2 << 8), 5, 8, 11, 19])
    expect(isBasePleine(Object.assign(new Error(), { errcode })), String(errcode)).toBe(false);
  for (const errcode of [13, 10, 10 | (3 << 8), 10 | (4 << 8), 10 | (19 << 8)])
    expect(isBasePleine(Object.assign(new Error(), { errcode })), String(errcode)).toBe(true);
});
