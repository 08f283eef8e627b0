/** A page asks nothing of anyone else, keeps nothing of who reads but a commune, and breaks nothing of its own rules. */
import { expect, test } from '../lecteur';
import { montsRanceRougier, valDExemple } from '../sites';
import { SORTES, urlOf } from '../sortes-de-page';

// As for a visitor: the site may keep itself on the device while it is read.
test.use({ serviceWorkers: 'allow' });

for (const sorte of SORTES) {
  test(`${sorte.nom} talks to nobody else, stores nothing and raises no error`, async ({ page, context }) => {
    const ailleurs: string[] = [];
    const fautes: string[] = [];
    page.on('request', (requete) => {
      if (new URL(requete.url()).origin !== sorte.site.url) ailleurs.push(requete.url());
    });
    page.on('response', (reponse) => {
      if (reponse.status() >= 400) fautes.push(`${reponse.status()} ${reponse.url()}`);
    });
    page.on('requestfailed', (requete) => fautes.push(`failed ${requete.url()}`));
    page.on('pageerror', (erreur) => fautes.push(erreur.message));
    // Violations of the content security policy are said there too.
    page.on('console', (message) => fautes.push(`${message.type()} ${message.text()}`));
    await page.goto(urlOf(sorte));
    // The font is asked for by the style sheet, after the page.
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect(ailleurs).toEqual([]);
    expect(fautes).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([
      [],
      [],
    ]);
  });
}

test('choosing a commune keeps its name on the device, and nothing else', async ({ page, context }) => {
  await page.goto(`${valDExemple.url}/`);
  await page.getByLabel('Votre commune').selectOption('Rocagrive');
  await page.getByRole('button', { name: 'Voir' }).click();
  await expect(page).toHaveURL(`${valDExemple.url}/communes/rocagrive/`);
  expect(await page.evaluate(() => Object.fromEntries(Object.entries(localStorage)))).toEqual({
    commune: 'rocagrive',
  });
  expect(await context.cookies()).toEqual([]);
  await page.goto(`${valDExemple.url}/`);
  await expect(page.getByLabel('Votre commune')).toHaveValue('rocagrive');
});

test('a commune of another territory, or anything else in the storage, is ignored', async ({ page }) => {
  await page.goto(`${valDExemple.url}/`);
  await page.evaluate(() => localStorage.setItem('commune', '../../structures'));
  await page.reload();
  await expect(page.getByLabel('Votre commune')).toHaveValue('');
});

test('a refused storage does not prevent from going to the commune', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await page.goto(`${valDExemple.url}/`);
  await page.getByLabel('Votre commune').selectOption('Rocagrive');
  await page.getByRole('button', { name: 'Voir' }).click();
  await expect(page).toHaveURL(`${valDExemple.url}/communes/rocagrive/`);
});

test('the content security policy of the page and of the server allows only what the site owns', async ({
  page,
}) => {
  const reponse = await page.goto(`${valDExemple.url}/`);
  const enTete = reponse!.headers()['content-security-policy'] ?? '';
  const meta =
    (await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')) ?? '';
  for (const politique of [enTete, meta]) {
    expect(politique).toContain("default-src 'none'");
    for (const directive of ['style-src', 'font-src', 'connect-src', 'form-action'])
      expect(politique).toMatch(new RegExp(`${directive} 'self'(;|$)`));
    expect(politique).toContain("base-uri 'none'");
    expect(politique.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*|https?:/);
  }
  // The header is the same for every page; each page keeps for itself what it does not need.
  expect(enTete).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(meta).toContain("script-src 'self';");
  expect(enTete).toContain("frame-ancestors 'none'");
});

test('the content security policy refuses an inline script, an inline style and another site', async ({
  page,
}) => {
  await page.goto(`${valDExemple.url}/`);
  const refus = await page.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      directives.push(effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.planted = true';
    document.body.append(script);
    document.body.append(document.createElement('style'));
    document.querySelector('body > style')!.textContent = 'body { color: red }';
    await fetch('https://ailleurs.example/').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { directives: directives.sort(), planted: 'planted' in window };
  });
  expect(refus.planted).toBe(false);
  expect(refus.directives).toEqual(
    expect.arrayContaining(['connect-src', 'script-src-elem', 'style-src-elem']),
  );
});

test('an address that does not exist answers 404 with a page that helps', async ({ page }) => {
  for (const site of [valDExemple, montsRanceRougier]) {
    const reponse = await page.goto(`${site.url}/structures/ceci-n-existe-pas/`);
    expect(reponse?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas');
    await page.getByRole('main').getByRole('link', { name: 'Par commune' }).click();
    await expect(page).toHaveURL(`${site.url}/communes/`);
  }
});
