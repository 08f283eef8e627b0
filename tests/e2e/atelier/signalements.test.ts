/** A report from a page of the site to the coordination's queue, and a confirmation from a mail to the page. */
import { symlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';
import { listFautes } from '../../a11y/fautes';
import { expect, test } from '../../lecteur';
import { montsRanceRougier, valDExemple } from '../../sites';

test.describe.configure({ mode: 'serial' });

let essai: AtelierDEssai;
let adresse: string;

test.beforeAll(async () => {
  essai = await openAtelierDEssai();
  // The site that tests visit, with an atelier.
  symlinkSync(resolve(valDExemple.dossier), join(essai.dossier, 'site'));
  await essai.app.listen({ port: 0, host: '127.0.0.1' });
  adresse = `http://127.0.0.1:${(essai.app.server.address() as AddressInfo).port}`;
});
test.afterAll(() => essai.close());

/** A browser where somebody is logged in. */
async function openFor(
  browser: Browser,
  courriel: string,
  javaScriptEnabled = true,
): Promise<BrowserContext> {
  const [name = '', value = ''] = (await essai.logIn(courriel)).split('; ')[0]!.split('=');
  const contexte = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
  await contexte.addCookies([{ name, value, url: adresse }]);
  return contexte;
}

async function expectSansFaute(page: Page): Promise<void> {
  expect(await listFautes(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

test('without script, a report knows the page one comes from, and becomes a draft in one go', async ({
  browser,
}) => {
  const visiteur = await browser.newContext({ javaScriptEnabled: false });
  const page = await visiteur.newPage();
  await page.goto(`${adresse}/structures/le-hangar/`);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Signaler une erreur' }).click();
  // Both ways are offered: without script, nothing tells which one works.
  await expect(page.getByRole('link', { name: 'Écrire à la coordination' })).toBeVisible();
  await page.getByLabel(/Qu’est-ce qui est faux/).fill('Fermé le mardi depuis septembre.');
  await page.getByLabel(/adresse de courriel/).fill('parent@ailleurs.example');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merci, c’est reçu');
  await page.getByRole('link', { name: 'Revenir à la page' }).click();
  await expect(page).toHaveURL(`${adresse}/structures/le-hangar/`);
  await visiteur.close();

  const contexte = await openFor(browser, COORDINATION_D_ESSAI, false);
  const file = await contexte.newPage();
  await file.goto(`${adresse}/espace/signalements/`);
  const message = file.locator('[data-signalement]');
  await expect(message).toContainText('Fermé le mardi depuis septembre.');
  await expect(message.getByRole('heading')).toContainText('Le Hangar');
  expect(await message.getByRole('link', { name: /^Répondre/ }).getAttribute('href')).toMatch(
    /^mailto:parent@ailleurs\.example\?subject=/,
  );
  await message.getByRole('button', { name: 'En faire un brouillon' }).click();
  await expect(file).toHaveURL(`${adresse}/espace/fiches/structures/le-hangar/`);
  await expect(file.getByText('Fermé le mardi depuis septembre.')).toBeVisible();
  await contexte.close();
});

test('with script, the form names the page, and what is wrong is said where it is', async ({ page }) => {
  await page.goto(`${adresse}/signaler/?page=/structures/le-hangar/`);
  await expect(page.getByText('Page concernée')).toContainText('Le Hangar');
  await expectSansFaute(page);
  await page.getByLabel(/Qu’est-ce qui est faux/).fill('a\u202eb'.repeat(3));
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre message n’est pas encore parti');
  await expect(page.getByText('Page concernée')).toContainText('Le Hangar');
  await expect(page.getByLabel(/Qu’est-ce qui est faux/)).toHaveValue('a\u202eb'.repeat(3));
  await expectSansFaute(page);
});

test('where nobody receives it, the form writes a mail with its subject, its page and what was typed', async ({
  page,
}) => {
  await page.goto(`${valDExemple.url}/signaler/?page=/structures/le-hangar/`);
  const lien = page.getByRole('link', { name: 'Écrire à la coordination' });
  await expect(page.locator('[data-dire="sans"]')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Envoyer' })).toBeHidden();
  await page.getByLabel(/Qu’est-ce qui est faux/).fill('Fermé le mardi & le jeudi.');
  const ouvert = lien.evaluate((a) => new Promise((fini) => a.addEventListener('click', () => fini(true))));
  await page.getByRole('button', { name: 'Écrire ce courriel' }).click();
  expect(await ouvert).toBe(true);
  const { pathname, searchParams } = new URL((await lien.getAttribute('href'))!);
  expect(pathname).toBe('coordination@val-d-exemple.example');
  expect(searchParams.get('subject')).toContain('signaler une erreur');
  expect(searchParams.get('body')).toContain(`${valDExemple.url}/structures/le-hangar/`);
  expect(searchParams.get('body')).toContain('Fermé le mardi & le jeudi.');
});

test('where nobody receives it and no mail is known, how to reach the coordination takes the place of the form', async ({
  page,
}) => {
  await page.goto(`${montsRanceRougier.url}/signaler/`);
  await expect(page.locator('[data-dire="sans"]')).toBeVisible();
  await expect(page.locator('form')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Autrement' })).toBeVisible();
  await expectSansFaute(page);
});

test('the pages of reports and confirmations read well on a phone, light and dark', async ({ browser }) => {
  await essai.app.inject({
    method: 'POST',
    url: '/api/signalements',
    payload: {
      genre: 'proposition',
      nom: 'Le Café des parents',
      message: 'Le samedi.',
      courriel: 'a@b.example',
    },
  });
  const roles = [
    [COORDINATION_D_ESSAI, ['/espace/signalements/', '/espace/confirmations/envois/', '/espace/fraicheur/']],
    [PARTENAIRE_D_ESSAI, ['/espace/confirmations/', '/signaler/merci/']],
  ] as const;
  for (const [courriel, chemins] of roles) {
    const contexte = await openFor(browser, courriel);
    const page = await contexte.newPage();
    for (const colorScheme of ['light', 'dark'] as const)
      for (const chemin of chemins) {
        await page.emulateMedia({ colorScheme });
        await page.goto(adresse + chemin);
        await expectSansFaute(page);
      }
    await contexte.close();
  }
});

test('a partner reads what is published, and confirms it with one button', async ({ browser }) => {
  const contexte = await openFor(browser, PARTENAIRE_D_ESSAI, false);
  const page = await contexte.newPage();
  await page.goto(`${adresse}/espace/confirmations/`);
  await page
    .getByRole('link', { name: /Relire et confirmer/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Toujours exact/);
  const avant = await essai.atelier.depot.head();
  await page.reload();
  expect(await essai.atelier.depot.head()).toBe(avant);
  await page.getByRole('button', { name: 'Tout est exact' }).click();
  await expect(page.getByRole('status')).toContainText('c’est confirmé');
  expect(await essai.atelier.depot.head()).not.toBe(avant);
  await contexte.close();
});
