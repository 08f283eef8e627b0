import { type Browser, type BrowserContext, type Page, expect, test } from '@playwright/test';
import { type Cle, formatCle } from '../../../cms/depot/depot';
import { DEFAUTS_DE_DECAP } from '../../../src/components/territoire/defauts-de-decap';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';
import { runAxe } from '../../a11y/fautes';
import { champ, changeEtat, edit, publish, save, write } from './gestes-de-decap';

type Champs = Record<string, unknown>;
/** Apart from those of the sites under test, which start from this number. */
const PORT = Number(process.env.PORT_DES_TESTS ?? 4390) + 8;
const ADRESSE = `http://localhost:${PORT}`;
const SECONDE = 'seconde@essai.example';
const TELEPHONE = { width: 390, height: 844 };
const ORDINATEUR = { width: 1280, height: 900 };

let essai: AtelierDEssai;
/** An entry that both partners hold, and another of theirs. */
let fiche: Cle;
let voisine: Cle;

// One atelier for all, one test after the other.
test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  essai = await openAtelierDEssai({ PORT: String(PORT) });
  await essai.app.listen({ port: PORT, host: 'localhost' });
  const { personnes, depot } = essai.atelier;
  const { organisme } = personnes.findByCourriel(PARTENAIRE_D_ESSAI)!;
  personnes.add({ nom: 'Sacha', courriel: SECONDE, role: 'partenaire', organisme: organisme!.id });
  const tenues = new Set(personnes.listFiches(organisme!.id));
  const structures = await depot.listFiches('structures');
  const avecHoraires = structures.filter(({ cle, donnees }) => {
    const { permanences } = donnees as { permanences?: unknown[] };
    return tenues.has(formatCle(cle)) && permanences?.length === 1;
  });
  fiche = avecHoraires[0]!.cle;
  voisine = structures.find(({ cle }) => tenues.has(formatCle(cle)) && cle.slug !== fiche.slug)!.cle;
});
test.afterAll(() => essai.close());

/** What no page of the atelier may do: reach elsewhere, or be stopped by its own policy. */
const fautes: string[] = [];
async function open(
  browser: Browser,
  courriel: string,
  viewport: { width: number; height: number },
): Promise<Page> {
  const contexte = await browser.newContext({ viewport, baseURL: ADRESSE });
  await logIn(contexte, courriel);
  const page = await contexte.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|violates/.test(message.text())) fautes.push(message.text());
  });
  page.on('request', (requete) => {
    const url = requete.url();
    if (!url.startsWith(ADRESSE) && !/^(?:blob|data):/.test(url)) fautes.push(url);
  });
  return page;
}
/** One link for each person: nobody gets one more each minute. */
const cookies = new Map<string, Promise<string>>();
async function logIn(contexte: BrowserContext, courriel: string): Promise<void> {
  if (!cookies.has(courriel)) cookies.set(courriel, essai.logIn(courriel));
  const [name = '', value = ''] = (await cookies.get(courriel)!).split(/=(.*)/s);
  await contexte.addCookies([{ name, value, domain: 'localhost', path: '/' }]);
}

const readDonnees = async (cle: Cle) =>
  (await essai.atelier.depot.readBrouillon(cle))?.donnees as Champs | undefined;

test('a partner changes an entry on a phone, saves it and submits it; the coordination publishes it', async ({
  browser,
}) => {
  const { depot } = essai.atelier;
  const partenaire = await open(browser, PARTENAIRE_D_ESSAI, TELEPHONE);
  await edit(partenaire, fiche);
  await write(partenaire, 'Gestionnaire', 'Association du Val');
  const bouton = partenaire.getByRole('button', { name: 'Enregistrer', exact: true });
  await expect(bouton).toBeInViewport({ ratio: 1 });
  await save(partenaire);
  await expect.poll(async () => (await readDonnees(fiche))?.gestionnaire).toBe('Association du Val');
  expect(await partenaire.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    TELEPHONE.width,
  );
  await expect(partenaire.getByRole('button', { name: 'Publier' })).toHaveCount(0);
  await changeEtat(partenaire, 'En relecture');
  await expect.poll(async () => (await depot.readBrouillon(fiche))?.etat).toBe('pending_review');

  const coordination = await open(browser, COORDINATION_D_ESSAI, ORDINATEUR);
  await edit(coordination, fiche);
  await expect(champ(coordination, 'Gestionnaire')).toHaveValue('Association du Val');
  await changeEtat(coordination, 'Prête');
  await expect.poll(async () => (await depot.readBrouillon(fiche))?.etat).toBe('pending_publish');
  await publish(coordination);
  await expect
    .poll(async () => ((await depot.readFiche(fiche))!.donnees as Champs).gestionnaire)
    .toBe('Association du Val');
});

test('two partners and the coordination write at once: who is late is told who and when, and keeps the text', async ({
  browser,
}) => {
  const [premiere, seconde, coordination] = await Promise.all([
    open(browser, PARTENAIRE_D_ESSAI, ORDINATEUR),
    open(browser, SECONDE, TELEPHONE),
    open(browser, COORDINATION_D_ESSAI, ORDINATEUR),
  ]);
  await Promise.all([edit(premiere, fiche), edit(seconde, voisine), edit(coordination, fiche)]);
  await write(premiere, 'Gestionnaire', 'Écrit par la première');
  await write(seconde, 'Gestionnaire', 'Écrit par la seconde');
  await write(coordination, 'Gestionnaire', 'Écrit par la coordination');
  await Promise.all([save(premiere), save(seconde)]);
  await expect.poll(async () => (await readDonnees(fiche))?.gestionnaire).toBe('Écrit par la première');
  await expect.poll(async () => (await readDonnees(voisine))?.gestionnaire).toBe('Écrit par la seconde');

  await save(coordination);
  const avis = coordination.locator('#atelier-avis');
  await expect(avis).toContainText('a enregistré cette fiche le');
  await expect(avis).toContainText('après que vous l’avez ouverte');
  await expect(champ(coordination, 'Gestionnaire')).toHaveValue('Écrit par la coordination');
  expect((await readDonnees(fiche))?.gestionnaire).toBe('Écrit par la première');

  // Whoever saved may go on: what is on their screen comes from what they wrote.
  await write(premiere, 'Gestionnaire', 'Écrit deux fois');
  await save(premiere);
  await expect.poll(async () => (await readDonnees(fiche))?.gestionnaire).toBe('Écrit deux fois');
});

test('a session that ends keeps the text: one logs in elsewhere, and saves again', async ({ browser }) => {
  const page = await open(browser, PARTENAIRE_D_ESSAI, TELEPHONE);
  await edit(page, fiche);
  await write(page, 'Gestionnaire', 'Écrit avant la fin de la session');
  await page.context().clearCookies();
  await save(page);
  await expect(page.locator('#atelier-avis')).toContainText('Votre connexion est finie');
  await expect(page.getByRole('link', { name: 'Se connecter dans un autre onglet' })).toHaveAttribute(
    'target',
    '_blank',
  );
  await expect(champ(page, 'Gestionnaire')).toHaveValue('Écrit avant la fin de la session');
  await logIn(page.context(), PARTENAIRE_D_ESSAI);
  await save(page);
  await expect
    .poll(async () => (await readDonnees(fiche))?.gestionnaire)
    .toBe('Écrit avant la fin de la session');
  await expect(page.locator('#atelier-avis')).toHaveCount(0);
});

test('what is wrong is said beside its field, in French', async ({ browser }) => {
  const page = await open(browser, PARTENAIRE_D_ESSAI, ORDINATEUR);
  await edit(page, fiche);
  await write(page, 'À quoi ça sert', 'Court');
  await save(page);
  await expect(page.locator('#atelier-avis')).toContainText('À quoi ça sert');
  const enfant = page
    .locator('[class*="-ControlContainer"]')
    .filter({ has: page.getByText('À quoi ça sert', { exact: true }) })
    .first();
  await expect(enfant.locator('[class*="-ControlErrorsList"]')).not.toBeEmpty();
});

test('a permanence is said with simple controls, and its sentence and next dates appear at once', async ({
  browser,
}) => {
  const page = await open(browser, PARTENAIRE_D_ESSAI, TELEPHONE);
  await edit(page, fiche);
  await page.getByRole('button', { name: 'Ajouter une permanence' }).click();
  const permanence = page.locator('.permanence').last();
  await permanence.locator('summary').first().click();
  await permanence.getByLabel('Quand revient-elle ?').selectOption('mensuel');
  const rangs = permanence.getByRole('group', { name: 'Lesquels dans le mois ?' });
  await rangs.getByLabel('3e', { exact: true }).check();
  // The day of today was proposed: another is wanted.
  const jours = permanence.getByRole('group', { name: 'Quels jours ?' });
  await jours.getByLabel('jeudi').check();
  await jours.getByLabel('mardi').uncheck();
  await expect(permanence.locator('[data-phrase]')).toHaveText(
    /^le\s1er et le\s3e jeudi du mois, de\s9\sh à\s12\sh, hors vacances scolaires$/i,
  );
  await expect(permanence.locator('[data-dates] li')).toHaveCount(6);
  await expect(permanence.locator('[data-dates] li').first()).toHaveText(
    /^jeudi\s3\sdécembre\s2026, 9\sh\s–\s12\sh$/,
  );
  await save(page);
  await expect
    .poll(async () => JSON.stringify((await readDonnees(fiche))?.permanences))
    .toContain('"rangs":[1,3]');
});

test('what somebody wrote to harm runs nowhere: neither in the editor, nor in its preview', async ({
  browser,
}) => {
  const { depot } = essai.atelier;
  const page = await open(browser, COORDINATION_D_ESSAI, ORDINATEUR);
  const charge = `<img src=x onerror="top.piege=1"><script>top.piege=1</script><iframe srcdoc="<script>top.piege=1</script>"></iframe>`;
  const avant = (await depot.readBrouillon(voisine)) ?? (await depot.readFiche(voisine))!;
  const donnees = {
    ...(avant.donnees as Champs),
    ...{
      nom: `Nom ${charge}`,
      role: `Rôle ${charge}`,
      gestionnaire: charge,
      precisions: [charge],
      statutPrecision: charge,
    },
  };
  await depot.saveBrouillon(voisine, donnees, { lu: avant.oid, auteur: { id: 'malin', nom: 'Malin' } });
  await edit(page, voisine);
  const apercu = page.frameLocator('#preview-pane').frameLocator('iframe');
  await expect(apercu.getByRole('heading', { level: 1 })).toContainText('<img src=x onerror=');
  expect(await page.evaluate('window.piege')).toBeUndefined();
  await page.goto('/admin/#/workflow');
  await expect(page.getByText('Rôle').or(page.getByText('Nom <img')).first()).toBeVisible();
  expect(await page.evaluate('window.piege')).toBeUndefined();
  await page.goto(`/cms/apercu/${formatCle(voisine)}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x onerror=');
  expect(await page.evaluate('window.piege')).toBeUndefined();
});

test('what a machine finds wrong in these screens is what the accessibility statement says, no more', async ({
  browser,
}) => {
  const page = await open(browser, COORDINATION_D_ESSAI, ORDINATEUR);
  const trouves = new Set<string>();
  for (const adresse of [
    '/admin/',
    '/admin/#/workflow',
    `/admin/#/collections/structures/entries/${fiche.slug}`,
  ]) {
    await page.goto('about:blank');
    await page.goto(adresse);
    await expect(
      page.locator('main, [class*="-WorkflowContainer"], [class*="-ControlPaneContainer"]').first(),
    ).toBeVisible();
    if (adresse.includes('entries')) await expect(champ(page, 'Gestionnaire')).toBeVisible();
    // The preview, where nothing runs, is the page of the site, which is tested as such.
    const { violations } = await runAxe(page, { exclude: 'iframe' }, { resultTypes: ['violations'] });
    for (const { id } of violations) trouves.add(id);
  }
  expect([...trouves].filter((id) => !Object.hasOwn(DEFAUTS_DE_DECAP, id))).toEqual([]);
});

test('nothing of all this asked anything of another site, nor was stopped by the security policy', () => {
  expect(fautes).toEqual([]);
});
