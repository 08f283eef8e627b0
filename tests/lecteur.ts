/** The browser of the tests, on the morning of the build's day, without animation. */
import { test as base } from '@playwright/test';
import { AUJOURDHUI_DES_TESTS } from './sites';

/** A Tuesday at ten, in winter time. */
export const MAINTENANT = new Date(`${AUJOURDHUI_DES_TESTS}T10:00:00+01:00`);

export const test = base.extend({
  contextOptions: async ({ contextOptions }, use) => {
    await use({ ...contextOptions, reducedMotion: 'reduce' });
  },
  page: async ({ page }, use) => {
    await page.clock.setFixedTime(MAINTENANT);
    await use(page);
  },
});
export { expect } from '@playwright/test';
