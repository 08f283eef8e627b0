/** The two doors to one entry, Decap and « Ma fiche », open in several browsers at once: nobody writes over anybody. */
import { type Browser, type Page, expect, test } from '@playwright/test';
import { type Cle, formatCle } from '../../../cms/depot/depot';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';
import { valDExemple } from '../../sites';
import { champ, changeEtat, edit, publish, save, write } from './gestes-de-decap';

type Champs = Record<string, unknown>;
const PORT = valDExemple.port + 33;
const ADRESSE = `http://localhost:${PORT}`;
const SECONDE = 'seconde@essai.example';
const FICHE: Cle = { collection: 'structures', slug: 'accueil-de-loisirs-le-verger' };
const APPORTER = 'Ce qu’il faut apporter';
const ORDINATEUR = { viewport: { width: 1280, height: 900 } };
const SANS_SCRIPT = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };

let essai: AtelierDEssai;
const cookies = new Map<string, string>();

// One atelier, one entry: each test goes on from where the one before left it.
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  essai = await openAtelierDEssai({ PORT: String(PORT) });
  await essai.app.listen({ port: PORT, host: 'localhost' });
  const { personnes } = essai.atelier;
  const { organisme } = personnes.findByCourriel(PARTENAIRE_D_ESSAI)!;
  personnes.add({ nom: 'Sacha', courriel: SECONDE, role: 'partenaire', organisme: organisme!.id });
  for (const courriel of [PARTENAIRE_D_ESSAI, SECONDE, COORDINATION_D_ESSAI])
    cookies.set(courriel, await essai.logIn(courriel));
});
test.afterAll(() => essai.close());

/** A browser of their own. */
async function enter(browser: Browser, courriel: string, appareil: object): Promise<Page> {
  const contexte = await browser.newContext({ ...appareil, baseURL: ADRESSE });
  const [name = '', value = ''] = cookies.get(courriel)!.split(/=(.*)/s);
  await contexte.addCookies([{ name, value, domain: 'localhost', path: '/' }]);
  return contexte.newPage();
}
async function openMaFiche(page: Page): Promise<void> {
  await page.goto(`/espace/fiches/${formatCle(FICHE)}/`);
  await expect(page.getByLabel(APPORTER)).toBeVisible();
}
const send = (page: Page) => page.getByRole('button', { name: 'Envoyer à la relecture' }).click();
const readDraft = async () => (await essai.atelier.depot.readBrouillon(FICHE))?.donnees as Champs | undefined;
const readPublished = async () => (await essai.atelier.depot.readFiche(FICHE))!.donnees as Champs;

async function expectLateInDecap(page: Page, texte: string): Promise<void> {
  const avis = page.locator('#atelier-avis');
  await expect(avis).toContainText('après que vous l’avez ouverte');
  await expect(avis).toContainText('Rien n’est perdu');
  await expect(champ(page, 'Gestionnaire')).toHaveValue(texte);
}
async function expectLateInMaFiche(page: Page, texte: string): Promise<void> {
  await expect(page.getByRole('alert')).toContainText('Quelqu’un a enregistré cette fiche avant vous');
  await expect(page.getByLabel(APPORTER)).toHaveValue(texte);
}

test('who saves in Decap first is not written over by the form, nor who sends the form first by Decap', async ({
  browser,
}) => {
  const decap = await enter(browser, PARTENAIRE_D_ESSAI, ORDINATEUR);
  const formulaire = await enter(browser, SECONDE, SANS_SCRIPT);
  await Promise.all([edit(decap, FICHE), openMaFiche(formulaire)]);

  await write(decap, 'Gestionnaire', 'Écrit dans Decap');
  await save(decap);
  await expect.poll(async () => (await readDraft())?.gestionnaire).toBe('Écrit dans Decap');
  await formulaire.getByLabel(APPORTER).fill('un maillot de bain');
  await send(formulaire);
  await expectLateInMaFiche(formulaire, 'un maillot de bain');
  expect(JSON.stringify(await readDraft())).not.toContain('un maillot de bain');

  // Told, the person sends again: both texts are kept. Whoever is in Decap is now the one who is late.
  await send(formulaire);
  await expect(formulaire.locator('main')).toHaveAttribute('data-suivi', 'relecture');
  expect(await readDraft()).toMatchObject({ gestionnaire: 'Écrit dans Decap' });
  expect(JSON.stringify(await readDraft())).toContain('un maillot de bain');
  await write(decap, 'Gestionnaire', 'Écrit trop tard dans Decap');
  await save(decap);
  await expectLateInDecap(decap, 'Écrit trop tard dans Decap');
  expect(await readDraft()).toMatchObject({ gestionnaire: 'Écrit dans Decap' });
});

test('when the coordination publishes meanwhile, both partners are told, and both keep their text', async ({
  browser,
}) => {
  const decap = await enter(browser, PARTENAIRE_D_ESSAI, ORDINATEUR);
  const formulaire = await enter(browser, SECONDE, SANS_SCRIPT);
  const coordination = await enter(browser, COORDINATION_D_ESSAI, ORDINATEUR);
  await Promise.all([edit(decap, FICHE), openMaFiche(formulaire), edit(coordination, FICHE)]);
  await write(decap, 'Gestionnaire', 'Écrit pendant la publication');
  await formulaire.getByLabel(APPORTER).fill('une casquette');

  await write(coordination, 'Gestionnaire', 'Association du Val');
  await save(coordination);
  await expect.poll(async () => (await readDraft())?.gestionnaire).toBe('Association du Val');
  await changeEtat(coordination, 'Prête');
  await expect
    .poll(async () => (await essai.atelier.depot.readBrouillon(FICHE))?.etat)
    .toBe('pending_publish');
  await publish(coordination);
  await expect.poll(async () => (await readPublished()).gestionnaire).toBe('Association du Val');

  await save(decap);
  await expectLateInDecap(decap, 'Écrit pendant la publication');
  await send(formulaire);
  await expectLateInMaFiche(formulaire, 'une casquette');
  expect(await readDraft()).toBeUndefined();
  expect(await readPublished()).toMatchObject({ gestionnaire: 'Association du Val' });
  expect(JSON.stringify(await readPublished())).toContain('un maillot de bain');
});

test('the coordination never publishes a text that it did not read', async ({ browser }) => {
  const formulaire = await enter(browser, SECONDE, SANS_SCRIPT);
  await openMaFiche(formulaire);
  await formulaire.getByLabel(APPORTER).fill('une gourde');
  await send(formulaire);
  await expect(formulaire.locator('main')).toHaveAttribute('data-suivi', 'relecture');

  const relecture = await enter(browser, COORDINATION_D_ESSAI, SANS_SCRIPT);
  await relecture.goto(`/espace/relecture/${formatCle(FICHE)}/`);
  await expect(relecture.locator('.changements ins')).toContainText('une gourde');
  await formulaire.getByLabel(APPORTER).fill('une gourde et un goûter');
  await send(formulaire);
  await expect.poll(async () => JSON.stringify(await readDraft())).toContain('un goûter');

  const refus = relecture.waitForResponse((reponse) => reponse.url().endsWith('/publier/'));
  await relecture.getByRole('button', { name: 'Publier' }).click();
  expect((await refus).status()).toBe(409);
  await expect(relecture.getByText('Quelqu’un a enregistré cette fiche avant vous.')).toBeVisible();
  expect(JSON.stringify(await readPublished())).not.toContain('une gourde');
  expect(JSON.stringify(await readDraft())).toContain('un goûter');
});
