/** What axe finds on a page, whatever test brought it to this state. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { expect } from '../lecteur';
import { setStyle } from './mise-en-page';

const NIVEAUX = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** Rules whose verdict axe would otherwise withhold, or not look for at all. */
const TOUJOURS_UTILES = ['document-title', 'html-has-lang', 'landmark-one-main', 'region', 'target-size'];

function toLines(resultats: AxeResults['violations']): string[] {
  return resultats.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, any, all, none }) =>
        `${id}: ${target.join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join(' ')}`,
    ),
  );
}

// Axe’s « legacy » mode stays in the page: the other one opens a second page for each verdict, to gather those of frames
// that no page of the site has, and takes twice the processor.

/**
 * Runs axe in the page. It is given to the page once, however many verdicts are asked of it, and it finds a name for each
 * element of what is wanted only: both take longer than the examination itself.
 */
export async function runAxe(
  page: Page,
  { include, exclude }: { include?: string; exclude?: string },
  options: RunOptions,
): Promise<AxeResults> {
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: 'undefined' } : {}) }).setLegacyMode();
  if (include !== undefined) axe.include(include);
  if (exclude !== undefined) axe.exclude(exclude);
  return axe.options(options).analyze();
}

/** Everything but the contrast of texts, which has its own pass. */
export async function listFautes(page: Page): Promise<string[]> {
  const { violations, passes } = await runAxe(
    page,
    {},
    {
      runOnly: { type: 'tag', values: NIVEAUX },
      rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: false } },
      resultTypes: ['violations'],
    },
  );
  // An engine that examined nothing would find nothing.
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(TOUJOURS_UTILES));
  return toLines(violations);
}

/**
 * Axe gives no verdict where a pseudo-element covers a text, such as the one that makes a whole card a link, where
 * letters are higher than their line, under the fixed bar, nor in a picture (a unit test measures those). Without that, it must have an opinion on every text
 * of two characters or more.
 */
async function listContrastesFaibles(page: Page, partie = 'body'): Promise<string[]> {
  await setStyle(
    page,
    `*, ::before, ::after { content: none !important; line-height: 1.6 !important }
     .rubriques a { position: relative }
     .fiche-gestes { position: static !important }
     :root:not(.menus) .rubriques { visibility: hidden }
     :root:not(.dessin) .leaflet-map-pane { visibility: hidden }
     .leaflet-pane > svg { display: none }
     .figure > .dessin { display: none }
     .leaflet-textes-pane * { line-height: 1.2 !important }
     .bulle-services { max-height: none }`,
  );
  const analyze = async (selecteur: string) => {
    const { violations, incomplete, passes } = await runAxe(
      page,
      { include: selecteur },
      { runOnly: ['color-contrast'], resultTypes: ['violations', 'incomplete'] },
    );
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
  // The pages of the atelier have a menu of their own, in their flow.
  const menus = (await page.locator('.rubriques').count()) > 0 ? await analyze('.rubriques') : [];
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
export async function expectNoFaute(page: Page, partie?: string): Promise<void> {
  expect.soft(await listFautes(page)).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await listContrastesFaibles(page, partie), `contrast, ${colorScheme}`).toEqual([]);
  }
}
