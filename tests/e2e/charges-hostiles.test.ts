/** Without the security policy of the site: its escaping alone must hold. */
import { expect, test } from '../lecteur';
import { listPages } from '../sites-construits';
import { siteHostile } from '../sites';

test.use({ bypassCSP: true });

const SCRIPT_DE_PAGE = ['/', '/carte/', '/recherche/?q=relais', '/agenda/', '/urgences/'];

test('what a partner writes never runs, even where scripts draw it', async ({ page }) => {
  await page.addInitScript(() => {
    const temoin = window as { chargeHostile?: (rang: number) => void; charges?: number[] };
    temoin.charges = [];
    temoin.chargeHostile = (rang) => temoin.charges?.push(rang);
  });
  const structure = listPages(siteHostile).find((adresse) => /^\/structures\/relais/.test(adresse))!;
  const commune = listPages(siteHostile).find((adresse) => /^\/communes\/[^/]+\/$/.test(adresse))!;
  for (const adresse of [...SCRIPT_DE_PAGE, structure, commune]) {
    await page.goto(siteHostile.url + adresse, { waitUntil: 'networkidle' });
    await expect(page.locator('body')).toContainText('chargeHostile');
    expect(await page.evaluate('charges'), adresse).toEqual([]);
    await expect(page.locator('img[src="x"], [onclick], [onerror]')).toHaveCount(0);
  }
});
