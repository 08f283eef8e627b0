import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../lecteur';
import { montsRanceRougier, valDExemple } from '../sites';
import { SORTES, selectSortes, urlOf } from '../sortes-de-page';
import { setStyle } from './mise-en-page';

// Under another program's load, the largest pages take long to examine.
test.describe.configure({ timeout: 90_000 });

const NIVEAUX = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** Rules whose verdict axe would otherwise withhold, or not look for at all. */
const TOUJOURS_UTILES = ['document-title', 'html-has-lang', 'landmark-one-main', 'region', 'target-size'];

type Resultats = Awaited<ReturnType<AxeBuilder['analyze']>>;

function toLines(resultats: Resultats['violations']): string[] {
  return resultats.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, any, all, none }) =>
        `${id}: ${target.join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join(' ')}`,
    ),
  );
}

/** Everything but the contrast of texts, which has its own pass. */
async function listFautes(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values: NIVEAUX },
      rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: false } },
    })
    .analyze();
  // An engine that examined nothing would find nothing.
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(TOUJOURS_UTILES));
  return toLines(violations);
}

/**
 * Axe gives no verdict where a pseudo-element covers a text, such as the one that makes a whole card a link, where
 * letters are higher than their line, nor under the fixed bar. Without that, it must have an opinion on every text
 * of two characters or more.
 */
async function listContrastesFaibles(page: Page, partie = 'body'): Promise<string[]> {
  await setStyle(
    page,
    `*, ::before, ::after { content: none !important; line-height: 1.6 !important }
     .rubriques a { position: relative }
     :root:not(.menus) .rubriques { visibility: hidden }
     :root:not(.dessin) .leaflet-map-pane { visibility: hidden }
     .leaflet-pane > svg { display: none }
     .leaflet-textes-pane * { line-height: 1.2 !important }
     .bulle-services { max-height: none }`,
  );
  const analyze = async (selecteur: string) => {
    const { violations, incomplete, passes } = await new AxeBuilder({ page })
      .include(selecteur)
      .options({ runOnly: ['color-contrast'] })
      .analyze();
    expect(passes.map(({ id }) => id)).toEqual(['color-contrast']);
    const undecided = incomplete.map((rule) => ({
      ...rule,
      nodes: rule.nodes.filter(
        // A text of one character, or of signs alone, such as the minus of a button.
        ({ any }) =>
          !['shortTextContent', 'nonBmp'].includes(
            (any[0]?.data as { messageKey?: string } | undefined)?.messageKey ?? '',
          ),
      ),
    }));
    return [...toLines(violations), ...toLines(undecided)];
  };
  const contenu = await analyze(partie);
  await page.evaluate(() => document.documentElement.classList.add('menus'));
  const menus = await analyze('.rubriques');
  await page.evaluate(() => document.documentElement.classList.replace('menus', 'dessin'));
  // The texts of the map stand on its drawing: what is under them is the ground, or what surrounds it. What opens at a
  // point covers some of them.
  const bulle = (await page.locator('.bulle').count()) > 0;
  const isDessine = (await page.locator('.plan:visible').count()) > 0;
  const dessin = isDessine ? await analyze(bulle ? '.bulle' : '.plan') : [];
  await page.evaluate(() => document.documentElement.classList.remove('dessin'));
  await setStyle(page, '');
  return [...contenu, ...menus, ...dessin];
}

/** Everything that axe knows, in light and in dark colours. */
async function expectNoFaute(page: Page, partie?: string): Promise<void> {
  expect.soft(await listFautes(page)).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await listContrastesFaibles(page, partie), `contrast, ${colorScheme}`).toEqual([]);
  }
}

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
