import { expect, test } from '../lecteur';
import { valDExemple } from '../sites';
import { selectSortes, urlOf } from '../sortes-de-page';
import { countPixelsBeyond, setStyle } from './mise-en-page';

// The inner width of an A4 sheet.
test.use({ viewport: { width: 720, height: 1000 } });

for (const sorte of selectSortes(
  'the home page',
  'a structure that tours',
  'a structure in project',
  'the fullest commune',
  'the longest article of the guide',
  'the emergency numbers',
)) {
  test(`on paper, ${sorte.nom} keeps its content and drops its menus`, async ({ page }) => {
    await page.goto(urlOf(sorte));
    await page.emulateMedia({ media: 'print' });
    for (const menu of ['.rubriques', '.menu', '.evitement', '.ariane', '.sommaire', '.pied nav'])
      for (const each of await page.locator(menu).all()) await expect(each).toBeHidden();
    await expect(page.locator('main')).toBeVisible();
    await expect(page.locator('h1')).toBeVisible();
    expect(await countPixelsBeyond(page)).toBe(0);
  });

  test(`on paper without its backgrounds, ${sorte.nom} is dark on white`, async ({ page }) => {
    await page.goto(urlOf(sorte));
    await page.emulateMedia({ media: 'print' });
    // What a printer does unless it is asked otherwise.
    await setStyle(page, '*, ::before, ::after { background: none !important }');
    const pales = await page.locator('main, footer').evaluateAll((parties) => {
      const luminance = (couleur: string) => {
        const [r = 0, g = 0, b = 0] = (couleur.match(/[\d.]+/g) ?? []).map((value) => {
          const part = Number(value) / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      return parties
        .flatMap((partie) => [...partie.querySelectorAll<HTMLElement>('*')])
        .filter(
          (element) =>
            element.getClientRects().length > 0 &&
            [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) &&
            1.05 / (luminance(getComputedStyle(element).color) + 0.05) < 4.5,
        )
        .map((element) => `${element.className} « ${element.textContent.trim().slice(0, 40)} »`);
    });
    expect(pales).toEqual([]);
  });
}

test('on paper, the telephone and the next date of a structure are readable', async ({ page }) => {
  await page.goto(`${valDExemple.url}/structures/relais-petite-enfance-du-val/`);
  await page.emulateMedia({ media: 'print' });
  const appel = page.locator('.reponse a[href="tel:+33536490101"]');
  await expect(appel).toBeVisible();
  await expect(appel).toHaveText(/05\s36\s49\s01\s01/);
  await expect(page.locator('[data-prochaine] time')).toBeVisible();
});

test('on paper, the telephone of a project that cannot be called yet is still there', async ({ page }) => {
  await page.goto(`${valDExemple.url}/structures/micro-creche-de-montfauzelle/`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('main a[href="tel:+33536490108"]:visible')).toHaveText(/05\s36\s49\s01\s08/);
});
