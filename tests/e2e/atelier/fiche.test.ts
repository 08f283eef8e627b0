/** « Ma fiche » for real: a phone without JavaScript, a review, and the page that families read. */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../../lecteur';
import { valDExemple } from '../../sites';
import { COORDINATION, PARTENAIRE, type Serveur, startServeur } from './serveur';

const TELEPHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, javaScriptEnabled: false };
const FICHE = '/espace/fiches/structures/accueil-de-loisirs-le-verger/';
const RELECTURE = '/espace/relecture/structures/accueil-de-loisirs-le-verger/';
const PUBLIQUE = '/structures/accueil-de-loisirs-le-verger/';

// One atelier for all of them: starting it builds a site.
test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 20_000 });

let serveur: Serveur | undefined;
let partenaire: BrowserContext;
let coordination: BrowserContext;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(400_000);
  serveur = await startServeur(valDExemple.port + 31);
  partenaire = await serveur.logIn(browser, PARTENAIRE, TELEPHONE);
  coordination = await serveur.logIn(browser, COORDINATION);
});
test.afterAll(async () => {
  await serveur?.stop();
});

async function open(contexte: BrowserContext, url: string): Promise<Page> {
  const page = await contexte.newPage();
  await page.goto(url);
  return page;
}

/** Opens the hours whose sentence holds these words, in the form of this page. */
async function openHoraires(page: Page, phrase: string) {
  const horaires = page.locator('details.horaires').filter({ hasText: phrase });
  await horaires.locator('summary').first().click();
  return horaires;
}

test('a partner changes hours on a phone without JavaScript, and families read them once they are published', async () => {
  const page = await open(partenaire, '/espace/');
  await page.getByRole('link', { name: 'Accueil de loisirs Le Verger' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accueil de loisirs Le Verger');
  const horaires = await openHoraires(page, 'Le mercredi');
  await horaires.getByLabel('De', { exact: true }).first().fill('08:15');
  await page.getByRole('button', { name: 'Envoyer à la relecture' }).click();
  await expect(page.getByRole('status')).toContainText('C’est envoyé à la coordination');
  await expect(page.locator('main')).toHaveAttribute('data-suivi', 'relecture');
  await expect(page.locator('.changements del')).toContainText(/de\s7\sh\s30\sà\s18\sh\s30/);
  await expect(page.locator('.changements ins')).toContainText(/de\s8\sh\s15\sà\s18\sh\s30/);
  // Nothing is wider than the phone.
  const largeur = await (
    await open(coordination, FICHE)
  ).evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(largeur).toBeLessThanOrEqual(0);

  const avant = await open(partenaire, PUBLIQUE);
  await expect(avant.locator('main')).not.toContainText(/8\sh\s15/);

  const relecture = await open(coordination, '/espace/relecture/');
  await relecture.getByRole('link', { name: 'Accueil de loisirs Le Verger' }).click();
  await expect(relecture.locator('.changements ins')).toContainText(/de\s8\sh\s15/);
  await relecture.getByRole('button', { name: 'Publier' }).click();
  // The page waits for the site; on a slow machine it says that it is on its way, and one asks again.
  await expect(async () => {
    await relecture.goto('/espace/relecture/');
    await expect(relecture.getByRole('status')).toContainText('En ligne', { timeout: 1_000 });
  }).toPass({ timeout: 120_000 });

  const apres = await open(partenaire, PUBLIQUE);
  await expect(apres.locator('main')).toContainText(/8\sh\s15/);
  await expect((await open(partenaire, FICHE)).locator('main')).toHaveAttribute('data-suivi', 'publie');
});

test('who saves after somebody else keeps what they typed, beside what was saved', async ({ browser }) => {
  const autre = await serveur!.logIn(browser, PARTENAIRE, TELEPHONE);
  const [un, deux] = [await open(partenaire, FICHE), await open(autre, FICHE)];
  await un.getByLabel('Ce qu’il faut savoir du prix').fill('Demi-tarif pour le deuxième enfant.');
  await deux.getByLabel('Ce qu’il faut savoir du prix').fill('Gratuit le premier jour.');
  await deux.getByLabel('Ce qu’il faut apporter').fill('un maillot de bain');
  await un.getByRole('button', { name: 'Enregistrer pour plus tard' }).click();
  await expect(un.locator('main')).toHaveAttribute('data-suivi', 'brouillon');
  await deux.getByRole('button', { name: 'Envoyer à la relecture' }).click();

  const alerte = deux.getByRole('alert');
  await expect(alerte).toContainText('Quelqu’un a enregistré cette fiche avant vous');
  await expect(alerte).toBeFocused();
  await expect(deux.getByText('Enregistré entre-temps : Demi-tarif pour le deuxième enfant.')).toBeVisible();
  await expect(deux.getByLabel('Ce qu’il faut savoir du prix')).toHaveValue('Gratuit le premier jour.');
  await expect(deux.getByLabel('Ce qu’il faut apporter')).toHaveValue('un maillot de bain');
  await deux.getByRole('button', { name: 'Envoyer à la relecture' }).click();
  await expect(deux.locator('main')).toHaveAttribute('data-suivi', 'relecture');
  await autre.close();
});

test('a mistake is told at the top, with the focus, and a link leads to its field', async () => {
  const page = await open(partenaire, FICHE);
  await page.getByLabel('Téléphone').first().fill('05 36');
  await page.getByRole('button', { name: 'Envoyer à la relecture' }).click();
  await expect(page).toHaveTitle(/^Erreur/);
  const resume = page.getByRole('alert');
  await expect(resume).toBeFocused();
  await resume.getByRole('link').click();
  await expect(page.getByLabel('Téléphone').first()).toBeFocused();
  await expect(page.getByLabel('Téléphone').first()).toHaveValue('05 36');
  await expect(page.getByLabel('Téléphone').first()).toHaveAccessibleDescription(
    /pas un numéro de téléphone français/,
  );
});

test('the coordination sends back with a word, the partner reads it', async () => {
  const page = await open(coordination, RELECTURE);
  await page.getByText('Renvoyer avec un mot').click();
  await page.getByLabel('Ce qu’il faut revoir').fill('Le maillot, c’est pour l’été seulement ?');
  await page.getByRole('button', { name: 'Renvoyer à l’organisme' }).click();
  await expect(page.getByRole('status').first()).toContainText('C’est renvoyé');
  const fiche = await open(partenaire, FICHE);
  await expect(fiche.locator('main')).toHaveAttribute('data-suivi', 'retourne');
  await expect(fiche.getByText('Le maillot, c’est pour l’été seulement ?')).toBeVisible();
});

test('a partner is told, in a page, that the entry of somebody else is not theirs', async () => {
  const page = await partenaire.newPage();
  const reponse = await page.goto('/espace/fiches/structures/le-hangar/');
  expect(reponse?.status()).toBe(403);
  await expect(page.getByText('Cette fiche n’est pas de celles que vous tenez.')).toBeVisible();
});
