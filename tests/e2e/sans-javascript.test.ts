import { isCadre } from '../../src/domain/integration/adresse';
import { expect, test } from '../lecteur';
import { montsRanceRougier, valDExemple } from '../sites';
import { isTenue, readOccurrences } from '../sites-construits';
import { SORTES, urlOf } from '../sortes-de-page';

test.use({ javaScriptEnabled: false });

for (const sorte of SORTES) {
  test(`without script, ${sorte.nom} is complete`, async ({ page }) => {
    await page.goto(urlOf(sorte));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // What another site shows in a frame has the dates alone, and no menu.
    const isEncart = isCadre(new URL(urlOf(sorte)).pathname);
    expect((await page.getByRole('main').innerText()).length).toBeGreaterThan(isEncart ? 80 : 150);
    if (!isEncart) await expect(page.getByRole('link', { name: 'Urgences' }).first()).toBeVisible();
    // A date of the past would need the script to leave.
    const passees = await page
      .locator('[data-fin]')
      .evaluateAll((all) =>
        all
          .map((each) => each.getAttribute('data-fin') ?? '')
          .filter((fin) => Date.parse(fin) <= Date.parse('2026-12-01T00:00:00+01:00')),
      );
    expect(passees).toEqual([]);
  });
}

for (const site of [valDExemple, montsRanceRougier]) {
  test(`without script, each structure of ${site.territoire} that has dates shows the next one`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const occurrences = readOccurrences(site).filter(isTenue);
    for (const slug of new Set(occurrences.map(({ structure }) => structure))) {
      const { debut, heuresConnues } = occurrences.find(({ structure }) => structure === slug)!;
      await page.goto(`${site.url}/structures/${slug}/`);
      const prochaine = page.locator('main [data-prochaine]');
      await expect(prochaine).toHaveCount(1);
      await expect(prochaine).toBeVisible();
      const expected = heuresConnues ? debut : debut.slice(0, 10);
      // The night that was not over when the site was built comes before.
      if (slug !== 'creche-la-nuit-douce')
        expect(await prochaine.locator('time').getAttribute('datetime'), slug).toBe(expected);
      await expect(page.getByText('Aucune date connue')).toBeHidden();
    }
  });
}

test('without script, the choice of a commune leads to the list of communes', async ({ page }) => {
  await page.goto(`${valDExemple.url}/`);
  await page.getByLabel('Votre commune').selectOption('Sauvecombe');
  await page.getByRole('button', { name: 'Voir' }).click();
  await expect(page).toHaveURL(/\/communes\/(\?|$)/);
  await page.getByRole('link', { name: 'Sauvecombe' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sauvecombe');
});

test('without script, the menu and the following dates unfold', async ({ page }) => {
  await page.goto(`${valDExemple.url}/structures/le-bus-des-lutins/`);
  await page.getByText('Menu', { exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Toutes les rubriques' })).toBeVisible();
  await page.getByText('Menu', { exact: true }).click();
  const suite = page.locator('details.plus');
  await suite.locator('summary').click();
  await expect(suite.locator('time').first()).toBeVisible();
});
