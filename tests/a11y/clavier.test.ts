import type { Page } from '@playwright/test';
import { expect, test } from '../lecteur';
import { selectSortes, urlOf } from '../sortes-de-page';
import { montsRanceRougier, valDExemple } from '../sites';
import { describeMasque } from './mise-en-page';

/** The links and fields in the order in which the keyboard meets them, from the top of the page to its end. */
async function walk(page: Page, visit: (rank: number) => Promise<void>): Promise<void> {
  for (let rank = 0; ; rank += 1) {
    await page.keyboard.press('Tab');
    const isOver = await page.evaluate(
      () => document.activeElement === document.body || !document.hasFocus(),
    );
    if (isOver) return;
    await visit(rank);
  }
}

interface Arret {
  partie: string;
  texte: string;
  contour: string;
}

function describeFocus(page: Page): Promise<Arret> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return {
      partie: element.closest('header, main, footer')?.localName ?? 'body',
      texte: element.textContent.trim(),
      contour: `${outlineStyle} ${outlineWidth} ${outlineColor}`,
    };
  });
}

for (const sorte of selectSortes(
  'the home page',
  'a structure that tours',
  'the emptiest commune',
  'the page of an age before one year',
  'the longest article of the guide',
  'the page about reading without network',
  'the page of what does not exist',
)) {
  test(`the keyboard goes through ${sorte.nom} in order, and always shows where it is`, async ({ page }) => {
    await page.goto(urlOf(sorte));
    const arrets: Arret[] = [];
    const masques: string[] = [];
    await walk(page, async () => {
      arrets.push(await describeFocus(page));
      const masque = await describeMasque(page);
      if (masque) masques.push(masque);
    });
    expect(arrets[0]?.texte).toBe('Aller au contenu');
    const parties = arrets.slice(1).map(({ partie }) => partie);
    expect(parties.filter((partie, index) => partie !== parties[index - 1])).toEqual([
      'header',
      'main',
      'footer',
    ]);
    expect(masques, 'covered by something else').toEqual([]);
    expect(
      arrets.filter(({ contour }) => !/^(solid|auto) ([2-9]|\d\d)/.test(contour)),
      'without visible focus',
    ).toEqual([]);
  });
}

test('the first stop leads to the content, and the next one is in it', async ({ page }) => {
  await page.goto(`${valDExemple.url}/structures/le-bus-des-lutins/`);
  await page.keyboard.press('Tab');
  const lien = page.getByRole('link', { name: 'Aller au contenu' });
  await expect(lien).toBeFocused();
  await expect(lien).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect((await describeFocus(page)).partie).toBe('main');
});

test('the menu opens and closes with the keyboard', async ({ page }) => {
  await page.goto(`${valDExemple.url}/communes/`);
  const bouton = page.locator('summary', { hasText: 'Menu' });
  const menu = page.getByRole('navigation', { name: 'Toutes les rubriques' });
  await bouton.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(menu.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(bouton).toBeFocused();
  await page.keyboard.press('Space');
  await expect(menu).toBeHidden();
});

test('the menu leads somewhere with the keyboard', async ({ page }) => {
  await page.goto(`${valDExemple.url}/communes/`);
  await page.locator('summary', { hasText: 'Menu' }).press('Enter');
  await page.getByRole('navigation', { name: 'Toutes les rubriques' }).getByText('3 – 11 ans').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/ages\/3-11-ans\/$/);
});

test('Escape closes the menu and gives the focus back to its button', async ({ page }) => {
  await page.goto(`${valDExemple.url}/communes/`);
  const bouton = page.locator('summary', { hasText: 'Menu' });
  const menu = page.getByRole('navigation', { name: 'Toutes les rubriques' });
  await bouton.press('Enter');
  await menu.getByRole('link').nth(3).focus();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(bouton).toBeFocused();
});

test('the open menu covers nothing that the keyboard reaches after it', async ({ page }) => {
  await page.goto(`${valDExemple.url}/communes/`);
  await page.locator('summary', { hasText: 'Menu' }).press('Enter');
  await page.getByRole('navigation', { name: 'Toutes les rubriques' }).getByRole('link').last().focus();
  for (let rank = 0; rank < 8; rank += 1) {
    await page.keyboard.press('Tab');
    expect((await describeFocus(page)).partie).toBe('main');
    expect(await describeMasque(page)).toBeUndefined();
  }
});

for (const site of [valDExemple, montsRanceRougier]) {
  test(`the commune is chosen with the keyboard in ${site.territoire}`, async ({ page }) => {
    const { frappe, adresse } =
      site === valDExemple
        ? { frappe: 'Sauv', adresse: '/communes/sauvecombe/' }
        : { frappe: 'Camar', adresse: '/communes/camares/' };
    await page.goto(`${site.url}/`);
    const choix = page.getByLabel('Votre commune');
    await choix.focus();
    await page.keyboard.type(frappe);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Voir' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(site.url + adresse);
    await page.goto(`${site.url}/`);
    await expect(choix.locator('option:checked')).toContainText(frappe);
  });
}

test('without a commune, the button goes nowhere and shows the list', async ({ page }) => {
  await page.goto(`${valDExemple.url}/`);
  await page.getByRole('button', { name: 'Voir' }).press('Enter');
  await expect(page.getByLabel('Votre commune')).toBeFocused();
  await expect(page).toHaveURL(`${valDExemple.url}/`);
});
