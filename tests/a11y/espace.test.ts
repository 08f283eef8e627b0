/** Every page of `/espace/` about entries, in each of its states, through axe: at the width of a phone, light and dark. */
import type { Page } from '@playwright/test';
import { createInterlocuteurs } from '../../cms/annuaire-pro/interlocuteurs';
import { createRegistreDesDemandes } from '../../cms/confirmations/registre';
import { toDateInParis } from '../../src/domain/date/heure';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../fixtures/atelier';
import { runGit } from '../fixtures/depot';
import { expect, test } from '../lecteur';
import { valDExemple } from '../sites';
import { expectNoFaute } from './fautes';
import { countPixelsBeyond } from './mise-en-page';

const SLUG = 'structures/accueil-de-loisirs-le-verger';
const FICHE = `/espace/fiches/${SLUG}/`;
const RELECTURE = `/espace/relecture/${SLUG}/`;
const HISTORIQUE = `/espace/historique/${SLUG}/`;
const port = valDExemple.port + 35;

// One atelier for all of them, and each state follows from the one before.
test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 20_000, baseURL: `http://127.0.0.1:${port}` });

let essai: AtelierDEssai;
const cookies = new Map<string, string>();

test.beforeAll(async () => {
  test.setTimeout(240_000);
  essai = await openAtelierDEssai({ PORT: String(port) });
  for (const courriel of [PARTENAIRE_D_ESSAI, COORDINATION_D_ESSAI])
    cookies.set(courriel, await essai.logIn(courriel));
  await essai.app.listen({ port, host: '127.0.0.1' });
});
test.afterAll(() => essai.close());

async function enter(page: Page, courriel: string): Promise<void> {
  const [nom, ...valeur] = cookies.get(courriel)!.split('=');
  await page
    .context()
    .addCookies([
      { name: nom!, value: decodeURIComponent(valeur.join('=')), url: `http://127.0.0.1:${port}` },
    ]);
}

async function expectAccessible(page: Page): Promise<void> {
  await page
    .locator('main details')
    .evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
  expect.soft(await countPixelsBeyond(page), 'wider than the phone').toBe(0);
  await expectNoFaute(page);
}

test('axe finds nothing on the letter before it leaves, nor on what its readers see', async ({ page }) => {
  await enter(page, COORDINATION_D_ESSAI);
  await page.goto('/espace/lettre/');
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  for (const adresse of [
    '/lettre/demandee/',
    '/lettre/confirmer/?jeton=x',
    '/lettre/desinscription/?jeton=x',
  ]) {
    await page.goto(adresse);
    await expectAccessible(page);
  }
});

test('axe finds nothing on « Ma fiche », published, wrong, then sent', async ({ page }) => {
  await enter(page, PARTENAIRE_D_ESSAI);
  await page.goto(FICHE);
  await expectAccessible(page);
  await page.getByLabel('Téléphone').first().fill('05 36');
  await page.getByRole('button', { name: 'Envoyer à la relecture' }).click();
  await expect(page).toHaveTitle(/^Erreur/);
  await expectAccessible(page);
  await page.getByLabel('Téléphone').first().fill('05 36 49 12 12');
  await page.getByRole('button', { name: 'Envoyer à la relecture' }).click();
  await expect(page.locator('main')).toHaveAttribute('data-suivi', 'relecture');
  await expectAccessible(page);
});

test('axe finds nothing when somebody saved before, nor on the page that refuses', async ({ page }) => {
  await enter(page, PARTENAIRE_D_ESSAI);
  await page.goto(FICHE);
  await page.locator('.fiche input[name=lu]').evaluate((lu: HTMLInputElement) => (lu.value = '0'.repeat(40)));
  await page.getByLabel('Téléphone').first().fill('05 36 49 13 13');
  await page.getByRole('button', { name: 'Envoyer à la relecture' }).click();
  await expect(page.getByRole('alert')).toContainText('avant vous');
  await expectAccessible(page);
  await page.goto('/espace/fiches/structures/le-hangar/');
  await expectAccessible(page);
});

test('axe finds nothing on the queue, a review, a word sent back without a word', async ({ page }) => {
  await enter(page, COORDINATION_D_ESSAI);
  await page.goto('/espace/relecture/');
  await expectAccessible(page);
  await page.goto(RELECTURE);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Renvoyer à l’organisme' }).click();
  await expect(page.getByLabel('Ce qu’il faut revoir')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
});

test('axe finds nothing where one decides between two texts', async ({ page }) => {
  const depot = `${essai.dossier}/depot.git`;
  const git = (parametres: string[], input = '') =>
    runGit(depot, parametres, input, { GIT_INDEX_FILE: `${essai.dossier}/index` });
  const publie = git(['show', `main:${SLUG}.yaml`]).replace(/05 36 49 02 03/, '05 36 49 14 14');
  git(['read-tree', 'main']);
  git(
    ['update-index', '--index-info'],
    `100644 ${git(['hash-object', '-w', '--stdin'], `${publie}\n`)}\t${SLUG}.yaml\n`,
  );
  git([
    'update-ref',
    'refs/heads/main',
    git(['commit-tree', git(['write-tree']), '-p', 'main', '-m', 'Ailleurs']),
  ]);
  await enter(page, COORDINATION_D_ESSAI);
  await page.goto(RELECTURE);
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByRole('heading', { name: 'La fiche publiée a changé entre-temps' })).toBeVisible();
  await expectAccessible(page);
});

test('axe finds nothing on the lists of the coordination, the versions of an entry, and before it is taken off', async ({
  page,
}) => {
  await enter(page, COORDINATION_D_ESSAI);
  for (const url of [
    '/espace/fiches/',
    '/espace/doublons/',
    HISTORIQUE,
    `${HISTORIQUE}retirer/`,
    '/espace/observatoire/',
  ]) {
    await page.goto(url);
    await expectAccessible(page);
  }
});

test('the form of an entry goes by keyboard alone, and nothing that has the focus is hidden', async ({
  page,
}) => {
  await enter(page, PARTENAIRE_D_ESSAI);
  await page.goto(FICHE);
  const bas = await page.locator('.fiche-gestes').boundingBox();
  const caches: string[] = [];
  for (let rang = 0; rang < 60; rang += 1) {
    await page.keyboard.press('Tab');
    const cache = await page.evaluate(() => {
      const actif = document.activeElement!;
      const { top, height, left, width } = actif.getBoundingClientRect();
      const dessus = document.elementFromPoint(left + width / 2, top + height / 2);
      const barre = document.querySelector('.fiche-gestes');
      return barre && dessus && barre.contains(dessus) && !barre.contains(actif)
        ? actif.outerHTML.slice(0, 120)
        : '';
    });
    if (cache) caches.push(cache);
  }
  expect(bas).not.toBeNull();
  expect(caches).toEqual([]);
});

test('axe finds nothing where a partner comes in, asks for help, or confirms', async ({ page }) => {
  await enter(page, PARTENAIRE_D_ESSAI);
  for (const url of ['/espace/', '/espace/aide/', '/espace/confirmations/']) {
    const reponse = await page.goto(url);
    expect(reponse?.status(), url).toBe(200);
    await expectAccessible(page);
  }
});

test('axe finds nothing where the link of a mail leads, before and after one confirms', async ({ page }) => {
  const { base, personnes, now } = essai.atelier;
  const { id: personne } = personnes.findByCourriel(PARTENAIRE_D_ESSAI)!;
  const registre = createRegistreDesDemandes({ base, now, aujourdhui: () => toDateInParis(now()) });
  registre.prepare({ fiche: SLUG, groupes: ['horaires'], partLe: '2026-12-01' });
  const { id } = registre.list()[0]!;
  registre.setEnvoyee(id);
  const jeton = registre.createLien(id, personne);
  await page.goto(`/espace/confirmations/lien/?jeton=${jeton}`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tout est exact' }).click();
  await expect(page.getByRole('heading', { name: /Merci/ })).toBeVisible();
  await expectAccessible(page);
});

test('axe finds nothing in the directory of the professionals, nor where a person decides', async ({
  page,
}) => {
  const { base } = essai.atelier;
  const interlocuteurs = createInterlocuteurs({ base, aujourdhui: () => '2026-12-01' });
  const nommee = {
    nom: 'Ada Exemple',
    fonction: 'Directrice',
    missions: undefined,
    courriel: 'ada@pro.example',
  };
  const accord = { telephone: undefined, accord: 'oral', accordLe: '2024-12-10' } as const;
  const id = interlocuteurs.add(
    SLUG,
    { ...nommee, ...accord },
    { personne: null, organisme: 'Coordination' },
  );
  const jeton = interlocuteurs.createLien(id);
  await enter(page, COORDINATION_D_ESSAI);
  for (const url of [
    '/espace/pro/?handicap=tous&tri=commune',
    '/espace/pro/?q=introuvable',
    `/espace/pro/${SLUG}/`,
    `/espace/pro/personnes/${id}/`,
    '/espace/pro/agenda/',
    '/espace/pro/suivi/',
    `/espace/pro/accord/?jeton=${jeton}`,
  ]) {
    const reponse = await page.goto(url);
    expect(reponse?.status(), url).toBe(200);
    await expectAccessible(page);
  }
  await page.goto(`/espace/pro/${SLUG}/personnes/`);
  await page.getByLabel('Prénom et nom').fill('A');
  await page.getByLabel('par écrit').check();
  await page.getByLabel('Quel jour ?').fill('2020-01-01');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page).toHaveTitle(/^À corriger/);
  await expectAccessible(page);
});

test('axe finds nothing on a report that comes back with what is to correct', async ({ page }) => {
  await page.goto('/espace/connexion/');
  await page.evaluate(() => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = '/api/signalements';
    form.innerHTML = '<input name="genre" value="erreur"><input name="courriel" value="pas une adresse">';
    document.body.append(form);
    form.submit();
  });
  await expect(page.getByText('Il y a quelque chose à corriger.').first()).toBeVisible();
  await expect(page.locator('form [name=courriel]')).toHaveValue('pas une adresse');
  await expectAccessible(page);
});
