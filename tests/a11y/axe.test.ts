import { expect, test } from '../lecteur';
import { SORTES, selectSortes, urlOf } from '../sortes-de-page';
import { expectNoFaute, listFautes } from './fautes';

// Under another program's load, the largest pages take long to examine.
test.describe.configure({ timeout: 90_000 });

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
      .locator('.bouton, .tuile, .carte, .menu summary, .choix-champ')
      .evaluateAll((all) =>
        all
          .filter((each) => each.checkVisibility() && getComputedStyle(each).borderBottomStyle === 'none')
          .map((each) => each.textContent),
      );
    expect.soft(sansBord).toEqual([]);
  });
}
