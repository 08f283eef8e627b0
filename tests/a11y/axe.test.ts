import type { Page } from '@playwright/test';
import { expect, test } from '../lecteur';
import { ENFANTS_GARDES, HUIT_LIEUX, keepOnDevice, listeGardee } from '../fixtures/appareil';
import { montsRanceRougier, valDExemple } from '../sites';
import { SORTES, selectSortes, urlOf } from '../sortes-de-page';
import { expectNoFaute, listFautes } from './fautes';

for (const sorte of SORTES) {
  test(`axe finds nothing on ${sorte.nom}`, async ({ page }) => {
    await page.goto(urlOf(sorte));
    await expectNoFaute(page);
  });
}

for (const sorte of selectSortes('the home page', 'a structure that tours')) {
  test(`axe finds nothing on ${sorte.nom} with the menu open`, async ({ page }) => {
    await page.goto(urlOf(sorte));
    await page.getByText('Menu', { exact: true }).click();
    await expect(page.getByRole('navigation', { name: 'Toutes les rubriques' })).toBeVisible();
    await expectNoFaute(page, '.menu-contenu');
  });
}

for (const sorte of selectSortes('a structure that tours', 'the words explained', 'the observatory')) {
  test(`axe finds nothing on ${sorte.nom} with every detail open`, async ({ page }) => {
    await page.goto(urlOf(sorte));
    const details = page.locator('main details');
    await expect(details).not.toHaveCount(0);
    await details.evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
    await expectNoFaute(page);
  });
}

for (const sorte of selectSortes(
  'the home page',
  'a structure that tours',
  'the fullest commune',
  'the agenda',
)) {
  test(`axe finds nothing on ${sorte.nom} with more contrast`, async ({ page }) => {
    await page.emulateMedia({ contrast: 'more' });
    await page.goto(urlOf(sorte));
    await expectNoFaute(page);
  });

  test(`with forced colours, what can be pressed on ${sorte.nom} keeps its edge`, async ({ page }) => {
    // The system chooses the colours of texts then; a background no longer shows where a button is.
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(urlOf(sorte));
    expect.soft(await listFautes(page)).toEqual([]);
    const sansBord = await page
      .locator('.bouton, .tuile, .carte, .menu summary, .champ-ligne')
      .evaluateAll((all) =>
        all
          .filter((each) => each.checkVisibility() && getComputedStyle(each).borderBottomStyle === 'none')
          .map((each) => each.textContent),
      );
    expect.soft(sansBord).toEqual([]);
  });
}

/** What a visit makes of pages that are empty when they are built. */
const ETATS: [
  nom: string,
  adresse: string,
  garde: Record<string, string>,
  prepare?: (page: Page) => Promise<void>,
][] = [
  ['a list', '/ma-liste/', { 'ma-liste': listeGardee(HUIT_LIEUX, { 'le-hangar': 'le soir' }) }],
  [
    'a list whose place left the directory, beside what could not be read',
    '/ma-liste/',
    { 'ma-liste': listeGardee(['ancien-lieu', 'le-hangar']), 'ma-liste-ecartee': '{"version":0}' },
  ],
  [
    'a list just emptied, that can be undone',
    '/ma-liste/',
    { 'ma-liste': listeGardee(['le-hangar']) },
    (page) => page.getByRole('button', { name: 'Vider la liste' }).click(),
  ],
  [
    'a shared list beside one’s own',
    '/ma-liste/?l=le-hangar,pmi-du-val,ancien-lieu',
    { 'ma-liste': listeGardee(['le-hangar']) },
  ],
  [
    'the orientation sheet',
    '/ma-liste/',
    { 'ma-liste': listeGardee(['le-hangar', 'pmi-du-val']) },
    (page) => page.getByText('Fiche d’orientation, pour les professionnels').click(),
  ],
  ['children that are kept', '/mes-enfants/', { 'mes-enfants': ENFANTS_GARDES, 'mes-enfants-ecartes': 'x' }],
  [
    'a commune with what fits the children first',
    '/communes/castelnoir-le-val/',
    { 'mes-enfants': ENFANTS_GARDES },
  ],
  ['a type with what fits the children first', '/types/creche/', { 'mes-enfants': ENFANTS_GARDES }],
  ['a structure that is in the list', '/structures/le-hangar/', { 'ma-liste': listeGardee(['le-hangar']) }],
];

for (const [nom, adresse, garde, prepare] of ETATS) {
  test(`axe finds nothing on ${nom}`, async ({ page }) => {
    await keepOnDevice(page, garde);
    await page.goto(valDExemple.url + adresse, { waitUntil: 'networkidle' });
    await prepare?.(page);
    await expectNoFaute(page);
  });
}

const ETATS_DE_LA_RECHERCHE = [
  { nom: 'results and the filters open', requete: 'q=nounou&commune=castelnoir-le-val', filtres: true },
  { nom: 'a correction', requete: 'q=assistente+maternel', filtres: false },
  { nom: 'no result', requete: 'q=xylophonzzz', filtres: false },
  { nom: 'no result because of a filter', requete: 'q=nounou&genre=guide&type=rpe', filtres: false },
  { nom: 'an index that does not load', requete: 'q=nounou&age=3', filtres: false },
] as const;

for (const { nom, requete, filtres } of ETATS_DE_LA_RECHERCHE) {
  for (const sorte of selectSortes('the search page')) {
    test(`axe finds nothing on the search page with ${nom}`, async ({ page }) => {
      if (nom.includes('does not load')) await page.route('**/pagefind/**', (route) => route.abort());
      await page.goto(`${urlOf(sorte)}?${requete}`);
      await expect(page.locator('[data-titre-reponses]')).toHaveText(/résultat|n’a pas pu/);
      await expect(page.locator('[data-annonce]')).not.toBeEmpty();
      if (filtres) {
        await page.locator('.filtres-plus summary').click();
        await expect(page.locator('option[data-compte="type:rpe"]')).toHaveText(/\(\d+\)$/);
      }
      await expectNoFaute(page);
    });
  }
}

test('axe finds nothing on the map with a point open and every filter shown', async ({ page }) => {
  await page.goto(`${valDExemple.url}/carte/?quand=semaine#la-roulotte-a-doudous`);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByText('Préciser').click();
  await expectNoFaute(page);
});

test('axe finds nothing on the map whose detailed background does not answer', async ({ page }) => {
  await page.route('https://data.geopf.fr/**', (route) => route.abort());
  await page.goto(`${montsRanceRougier.url}/carte/`);
  await page.getByRole('button', { name: 'Afficher le fond de carte détaillé' }).click();
  await expect(page.getByText('Le fond détaillé ne répond pas')).toBeVisible();
  await expectNoFaute(page);
});

test('axe finds nothing on the map when nothing is left, and the position was refused', async ({ page }) => {
  await page.goto(`${valDExemple.url}/carte/?quand=2026-12-25&type=mdph`);
  await page.getByRole('button', { name: 'Près de moi' }).click();
  await expect(page.getByText('Choisissez plutôt votre commune')).toBeVisible();
  await expectNoFaute(page);
});
