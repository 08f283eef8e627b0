/** Logging in, one's devices and the team: on a phone, without JavaScript to act and with it to look for faults. */
import type { Page } from '@playwright/test';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../fixtures/atelier';
import { expect, test } from '../lecteur';
import { valDExemple } from '../sites';
import { expectNoFaute } from './fautes';
import { countPixelsBeyond } from './mise-en-page';

const port = valDExemple.port + 36;
const url = `http://localhost:${port}`;

test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 20_000, baseURL: url });

let essai: AtelierDEssai;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  essai = await openAtelierDEssai({ PORT: String(port) });
  await essai.app.listen({ port, host: 'localhost' });
});
test.afterAll(() => essai.close());

async function expectAccessible(page: Page): Promise<void> {
  await page
    .locator('main details')
    .evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
  expect.soft(await countPixelsBeyond(page), 'wider than the phone').toBe(0);
  await expectNoFaute(page);
}

/** Logs in as people do: on the page that was wanted, through the mail; `look` sees each page on the way. */
async function logIn(
  page: Page,
  courriel: string,
  vers: string,
  look?: (page: Page) => Promise<void>,
): Promise<void> {
  const avant = (await essai.listCourriers()).map(({ lien }) => lien);
  await page.goto(vers);
  await look?.(page);
  await page.getByLabel('Votre adresse électronique').fill(courriel);
  await page.getByRole('button', { name: 'Recevoir mon lien' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Regardez vos courriels');
  await look?.(page);
  const recus = await essai.listCourriers();
  const nouveau = recus.find(({ a, lien }) => a === courriel && !avant.includes(lien));
  await page.goto(nouveau!.lien!);
  await look?.(page);
  await page.getByRole('button', { name: 'Entrer' }).click();
  await page.waitForURL(`**${vers}`);
}

test('axe finds nothing from the door to the team', async ({ page }) => {
  await logIn(page, COORDINATION_D_ESSAI, '/espace/equipe/', expectAccessible);
  await expectAccessible(page);
  await page.getByText('Inviter une personne').click();
  const [organisme] = essai.atelier.personnes.listOrganismes();
  const partenaire = essai.atelier.personnes.findByCourriel(PARTENAIRE_D_ESSAI)!;
  for (const chemin of [
    '/espace/',
    '/espace/sessions/',
    `/espace/equipe/organismes/${organisme!.id}/`,
    `/espace/equipe/personnes/${partenaire.id}/`,
  ]) {
    await page.goto(chemin);
    await expectAccessible(page);
  }
  await page.getByLabel('Adresse électronique').fill(COORDINATION_D_ESSAI);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page).toHaveTitle(/^À corriger/);
  await expect(page.getByLabel('Adresse électronique')).toHaveAccessibleDescription(/a déjà cette adresse/);
  await expectAccessible(page);
});

test('a coordinator invites somebody, who comes in and leaves, all without JavaScript', async ({
  browser,
}) => {
  const telephone = { baseURL: url, viewport: { width: 360, height: 740 }, javaScriptEnabled: false };
  const coordination = await (await browser.newContext(telephone)).newPage();
  await logIn(coordination, COORDINATION_D_ESSAI, '/espace/equipe/');
  await coordination.getByText('Ajouter un organisme', { exact: true }).click();
  await coordination.getByLabel('Nom de l’organisme').fill('La Ruche');
  await coordination.getByRole('button', { name: 'Ajouter cet organisme' }).click();
  await coordination.getByText('Structures').first().click();
  await coordination.getByLabel('Le Perchoir').check();
  await coordination.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(coordination.getByRole('status')).toHaveText('C’est enregistré.');
  await expect(coordination.getByLabel('Le Perchoir')).toBeChecked();

  await coordination.goto('/espace/equipe/');
  await coordination.getByText('Inviter une personne').click();
  await coordination.getByLabel('Prénom et nom').fill('Inès');
  await coordination.getByLabel('Adresse électronique').fill('ines@ruche.example');
  await coordination.getByLabel('Organisme', { exact: true }).selectOption('La Ruche');
  await coordination.getByRole('button', { name: 'Inviter cette personne' }).click();
  await expect(coordination.getByRole('status')).toContainText('un courriel lui dit comment entrer');

  const ines = await (await browser.newContext(telephone)).newPage();
  await logIn(ines, 'ines@ruche.example', '/espace/');
  await expect(ines.getByRole('link', { name: 'Le Perchoir' })).toBeVisible();
  await ines.goto('/espace/sessions/');
  await expect(ines.locator('[data-session]')).toHaveCount(1);
  await ines.getByRole('button', { name: 'Me déconnecter partout, ici aussi' }).click();
  await expect(ines.getByRole('heading', { level: 1 })).toHaveText('Entrer dans l’atelier');
  expect((await ines.goto('/espace/'))?.status()).toBe(401);
});
