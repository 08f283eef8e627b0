/** « Mes enfants »: kept on the device only, they put first what fits. */
import { ENFANTS_GARDES, keepOnDevice, listeGardee, refuseStorage } from '../fixtures/appareil';
import { expect, test } from '../lecteur';
import { valDExemple } from '../sites';
import { readStructures } from '../sites-construits';

const { url } = valDExemple;

test('a child, a pregnancy and a child of whom only the year is known are added, and aged', async ({
  page,
}) => {
  await page.goto(`${url}/mes-enfants/`);
  const form = page.getByRole('form', { name: 'Ajouter' });
  await form.getByLabel('Mois').selectOption('mai');
  await form.getByLabel('Année').selectOption('2023');
  await form.getByLabel('École').selectOption('école maternelle');
  await form.getByRole('button', { name: 'Ajouter' }).click();
  const enfants = page.locator('[data-enfants] > li');
  await expect(enfants).toHaveCount(1);
  await expect(enfants.first()).toContainText(/Enfant\s1 \(3\sans\)/);
  await expect(page.getByRole('heading', { name: 'Votre enfant' })).toBeFocused();
  await expect(page.locator('[data-message]')).toContainText('ajouté, sur cet appareil seulement');

  await form.getByLabel('Une grossesse').check();
  await expect(form.getByLabel('École')).toBeHidden();
  await form.getByLabel('Mois').selectOption('mars');
  await form.getByLabel('Année').selectOption('2027');
  await form.getByRole('button', { name: 'Ajouter' }).click();
  await expect(enfants.nth(1)).toContainText(/Bébé à naître \(naissance prévue en mars\s2027\)/);

  await form.getByLabel('Année').selectOption('2014');
  await form.getByLabel('Un surnom').fill('Le grand');
  await form.getByRole('button', { name: 'Ajouter' }).click();
  await expect(enfants.nth(2)).toContainText(/Le grand \(11 ou 12\sans\)/);

  await page.reload();
  await expect(enfants).toHaveCount(3);
  await enfants.nth(1).getByRole('link').click();
  await expect(page).toHaveURL(`${url}/ages/grossesse/`);
  await page.goBack();
  await enfants
    .first()
    .getByRole('button', { name: /^Retirer/ })
    .click();
  await expect(enfants).toHaveCount(2);
  await expect(enfants.first()).toContainText('Bébé à naître');
});

test('a month that cannot be is refused with a sentence', async ({ page }) => {
  await page.goto(`${url}/mes-enfants/`);
  const form = page.getByRole('form', { name: 'Ajouter' });
  await form.getByLabel('Une grossesse').check();
  await form.getByLabel('Mois').selectOption('octobre');
  await form.getByLabel('Année').selectOption('2027');
  await form.getByRole('button', { name: 'Ajouter' }).click();
  await expect(form.getByRole('alert')).toContainText('dans les neuf mois');
  await expect(form.getByLabel('Mois')).toBeFocused();
  await expect(page.locator('[data-enfants] > li')).toHaveCount(0);
});

test('with the keyboard alone, a child is added and taken out', { tag: '@ordinateur' }, async ({ page }) => {
  await page.goto(`${url}/mes-enfants/`);
  await page.getByLabel('Un enfant').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.type('juin');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2020');
  await page.keyboard.press('Enter');
  if ((await page.locator('[data-enfants] > li').count()) === 0) {
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  }
  await expect(page.locator('[data-enfants] > li')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Retirer/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-enfants] > li')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Votre enfant' })).toBeFocused();
});

/** Slugs of each list of services of the page, in the order of the document. */
const listesDe = (selecteur: string) =>
  [...document.querySelectorAll(selecteur)].map((liste) =>
    [...liste.querySelectorAll<HTMLElement>(':scope > [data-genre="structure"]')].map((each) => ({
      slug: each.querySelector('a')!.getAttribute('href')!.split('/')[2]!,
      ages: each.dataset['ages'],
      pourQui: each.querySelector('.pour-enfant')?.textContent,
      top: each.getBoundingClientRect().top,
      left: each.getBoundingClientRect().left,
    })),
  );

/** Ages of the three children of the fixture on 1 December 2026, in months, written by hand. */
const AGES_DES_ENFANTS = [
  [42, 43],
  [-4, -3],
  [143, 155],
] as const;

for (const adresse of [
  '/types/alsh/',
  '/themes/petite-enfance/',
  '/structures/',
  '/guide/garder-mon-bebe/',
  '/communes/castelnoir-le-val/',
])
  test(
    `on ${adresse}, what fits a child comes first, in the document as on the screen, and says why`,
    { tag: '@ordinateur' },
    async ({ page }) => {
      const selecteur = 'main :is(.cartes, .liens):has(> [data-genre="structure"])';
      await page.goto(url + adresse);
      const avant = await page.evaluate(listesDe, selecteur);
      expect(avant.flat().every(({ pourQui }) => pourQui === undefined)).toBe(true);
      await page.evaluate((texte) => localStorage.setItem('mes-enfants', texte), ENFANTS_GARDES);
      await page.reload();
      await expect(page.locator('.pour-enfant').first()).toBeVisible();
      const apres = await page.evaluate(listesDe, selecteur);
      const structures = new Map(readStructures(valDExemple).map((each) => [each.slug, each]));
      expect(
        apres
          .flat()
          .map(({ slug }) => slug)
          .sort(),
      ).toEqual(
        avant
          .flat()
          .map(({ slug }) => slug)
          .sort(),
      );
      for (const liste of apres) {
        for (const { slug, pourQui } of liste) {
          const { publics, type } = structures.get(slug)!;
          const { deMois, aMois = Infinity } = publics.ages ?? { deMois: NaN };
          const fits = publics.ages
            ? AGES_DES_ENFANTS.some(([de, a]) => a >= deMois && de <= aMois)
            : ['ecole', 'periscolaire'].includes(type);
          expect(Boolean(pourQui), slug).toBe(fits);
        }
        const premiers = liste.map(({ pourQui }) => Boolean(pourQui));
        expect(premiers).toEqual([...premiers].sort((a, b) => Number(b) - Number(a)));
        // Row by row, then from left to right: what is seen is the order of the document.
        liste.slice(1).forEach((each, rang) => {
          const precedent = liste[rang]!;
          expect(each.top > precedent.top || each.left > precedent.left).toBe(true);
        });
      }
      await expect(page.getByText('Ce qui convient à vos enfants est placé en premier.')).toHaveCount(1);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
    },
  );

test(
  'the results of a search say what fits a child, in the order of the words that were asked',
  { tag: '@ordinateur' },
  async ({ page }) => {
    const listSlugs = () =>
      page
        .locator('[data-liste] > [data-resultat] a')
        .evaluateAll((liens) => liens.map((lien) => lien.getAttribute('href')));
    await page.goto(`${url}/recherche/?q=centre+de+loisirs`);
    await expect(page.locator('[data-liste] > [data-resultat]')).toHaveCount(10);
    const avant = await listSlugs();
    await expect(page.locator('.pour-enfant')).toHaveCount(0);
    await page.evaluate((texte) => localStorage.setItem('mes-enfants', texte), ENFANTS_GARDES);
    await page.reload();
    const alsh = page.locator('[data-liste] > [data-type="alsh"]').first();
    await expect(alsh.locator('.pour-enfant')).toHaveCount(1);
    expect(await listSlugs()).toEqual(avant);
  },
);

test('without children, no page changes, nor fetches anything more', async ({ page }) => {
  const demandes: string[] = [];
  page.on('request', (requete) => demandes.push(requete.url()));
  await page.goto(`${url}/themes/petite-enfance/`, { waitUntil: 'networkidle' });
  expect(
    demandes.filter((demande) => /cartes|enfant/i.test(new URL(demande).pathname.split('/_astro/')[1] ?? '')),
  ).toEqual([]);
  await expect(page.locator('.pour-enfant')).toHaveCount(0);
});

test('a page with children asks no more of anybody than the same page without, but for its script', async ({
  page,
}) => {
  await keepOnDevice(page, { 'mes-enfants': ENFANTS_GARDES });
  const demandes: string[] = [];
  page.on('request', (requete) => demandes.push(requete.url()));
  await page.goto(`${url}/communes/castelnoir-le-val/`, { waitUntil: 'networkidle' });
  await expect(page.locator('.pour-enfant').first()).toBeVisible();
  await page.goto(`${url}/mes-enfants/`, { waitUntil: 'networkidle' });
  for (const demande of demandes) {
    expect(new URL(demande).origin).toBe(url);
    expect(demande).not.toMatch(/\?|2023|2027|2014|grand/);
  }
});

test('one tap erases everything that the site kept, and says it', async ({ page }) => {
  await keepOnDevice(page, {
    'mes-enfants': ENFANTS_GARDES,
    'ma-liste': listeGardee(['le-hangar'], { 'le-hangar': 'Le soir' }),
    'ma-liste-ecartee': 'x',
    commune: 'rocagrive',
  });
  for (const adresse of ['/mes-enfants/', '/ma-liste/']) {
    await page.goto(url + adresse);
    await page.evaluate((texte) => localStorage.setItem('mes-enfants', texte), ENFANTS_GARDES);
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await expect(page.getByText('ce site ne garde plus rien de vous sur cet appareil')).toBeVisible();
    expect(
      await page.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        (await caches.keys()).length,
      ]),
    ).toEqual([0, 0, 0]);
    await expect(page.locator('[data-enfants] > li, [data-gardes] > li')).toHaveCount(0);
  }
  await page.goto(`${url}/`);
  await expect(page.getByLabel('Votre commune')).toHaveValue('');
});

test('where the browser refuses to keep, the page says so and the others work', async ({ page }) => {
  await refuseStorage(page);
  await page.goto(`${url}/mes-enfants/`);
  await expect(page.getByText('Votre navigateur refuse de retenir vos enfants.')).toBeVisible();
  await page.goto(`${url}/themes/petite-enfance/`);
  await expect(page.locator('.carte').first()).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the page of the children explains, and leads to the pages by age', async ({ page }) => {
    await page.goto(`${url}/mes-enfants/`);
    const explication = page.locator('noscript .alerte');
    await expect(explication).toBeVisible();
    await expect(explication).toContainText('Cette page a besoin de JavaScript.');
    await page.getByRole('main').getByRole('link', { name: 'De 3 à 11 ans' }).click();
    await expect(page).toHaveURL(`${url}/ages/3-11-ans/`);
  });
});
