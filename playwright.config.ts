import { defineConfig } from '@playwright/test';
import { ensureChromium } from './scripts/navigateur.mjs';
import { SITES_DE_TEST, valDExemple } from './tests/sites';

// Kept in the environment: Playwright reads this file again in each of its workers.
const chromium = (process.env.CHROMIUM_PATH ??= ensureChromium());

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A test that passes at the second try hides a fault.
  retries: 0,
  // A slow machine is not a fault of the site.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: valDExemple.url,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Only the tests about it let the site keep itself on the device: elsewhere, what is read is what is served.
    serviceWorkers: 'block',
    // A trace doubles the time of a run: `--trace on` asks for one.
    trace: 'off',
    launchOptions: {
      executablePath: chromium,
      // `document.lastModified` is in the time of the browser's process, not of the page.
      env: { ...process.env, TZ: 'Europe/Paris' },
      // As root in a container, and silent: a browser under test asks nothing of the network.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    // Reads the built files, without a browser.
    { name: 'fichiers', testMatch: 'e2e/fichiers/*.test.ts' },
    {
      name: 'telephone',
      // Those of the atelier start one each, and say how wide their screens are where it matters.
      testMatch: ['e2e/*.test.ts', 'e2e/atelier/*.test.ts', 'a11y/*.test.ts'],
      use: { viewport: { width: 360, height: 740 }, hasTouch: true },
    },
    {
      name: 'ordinateur',
      testMatch: [
        'a11y/{axe,clavier,hors-ligne}.test.ts',
        'e2e/{carte,ma-liste,mes-enfants,recherche}.test.ts',
      ],
      // Only what depends on the width of the screen: the rest would be the same visit, a second time.
      grep: /a11y\/|@ordinateur/,
      use: { viewport: { width: 1280, height: 800 } },
    },
  ],
  webServer: {
    command: 'node scripts/sites-de-test.mjs',
    // The last one served: then all are.
    url: `${SITES_DE_TEST.at(-1)?.url ?? ''}/sante`,
    timeout: 180_000,
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
