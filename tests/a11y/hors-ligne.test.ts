/** What the device shows of itself, through axe: without network, with a newer version, on the page about it. */
import { bandeau, expect, test, visit } from '../fixtures/copie';
import { expectNoFaute } from './fautes';

test.use({ serviceWorkers: 'allow' });

test.describe('axe finds nothing', () => {
  test('on a page read without network, nor on what stands for a page that is not held', async ({
    page,
    context,
    site,
  }) => {
    await visit(page, site);
    await context.setOffline(true);
    await page.goto(`${site.url}/structures/inconnue/`);
    await expect(page.getByText('cette page ne peut pas s’ouvrir')).toBeVisible();
    await expectNoFaute(page);
    await page.goto(`${site.url}/communes/`);
    await expect(bandeau(page)).toBeVisible();
    await expectNoFaute(page);
  });

  test('on a page that has a newer version', async ({ page, site }) => {
    await visit(page, site, '/communes/');
    await site.deploy((html) => html.replace('<h1>', '<h1>Autres '));
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(page.getByRole('button', { name: 'Recharger' })).toBeVisible();
    await expectNoFaute(page);
  });

  test('on the page about it, whatever the device holds', async ({ page, site }) => {
    await visit(page, site, '/hors-ligne/');
    await expect(page.getByText(/^Gardé sur cet appareil/)).toBeVisible();
    await expectNoFaute(page);
    await page.getByRole('button', { name: 'Effacer de cet appareil' }).click();
    await expect(page.getByText(/^C’est fait/)).toBeVisible();
    await expectNoFaute(page);
    // As the worker says it, since a download is over before it can be examined.
    await page.evaluate(() => new BroadcastChannel('hors-ligne').postMessage({ progres: 0.4 }));
    await expect(page.getByRole('progressbar', { name: 'Téléchargement' })).toBeVisible();
    await expectNoFaute(page);
    await page.evaluate(() => new BroadcastChannel('hors-ligne').postMessage({ echec: 'reseau' }));
    await expect(page.getByText('Le réseau s’est coupé avant la fin.')).toBeVisible();
    await expectNoFaute(page);
  });

  test('on the page about it, where nothing can be kept', async ({ page, site }) => {
    await page.addInitScript(() => {
      delete (window as { caches?: unknown }).caches;
    });
    await page.goto(`${site.url}/hors-ligne/`);
    await expect(page.getByText('Votre navigateur ne permet pas de garder le site.')).toBeVisible();
    await expectNoFaute(page);
  });
});
