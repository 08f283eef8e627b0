import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AtelierDEssai, PARTENAIRE_D_ESSAI, openAtelierDEssai } from '../../fixtures/atelier';

let essai: AtelierDEssai;
beforeAll(async () => {
  essai = await openAtelierDEssai();
});
afterAll(() => essai.close());

test('a link received by e-mail opens a session', async () => {
  const cookie = await essai.logIn(PARTENAIRE_D_ESSAI);
  const { statusCode, headers } = await essai.ask('GET', '/espace/connexion/', { cookie });
  expect([statusCode, headers.location]).toEqual([303, '/espace/']);
});
