/** The territory on the device: the network is really cut, the server really stopped, a new version really put online. */
import type { BrowserContext, Page } from '@playwright/test';
import { isCadre } from '../../src/domain/integration/adresse';
import { bandeau, expect, test, visit } from '../fixtures/copie';
import type { SiteCopie } from '../site-copie';
import { isTenue, listPages, readOccurrences } from '../sites-construits';
import { valDExemple } from '../sites';

test.use({ serviceWorkers: 'allow' });

/** What the work of the network is followed with, and what other sites and programs take: read with a network. */
const AVEC_RESEAU = /^\/(?:donnees|integrer|observatoire\/.+)\/$/;
/** What a family takes along. */
const listEmportees = () => listPages(valDExemple).filter((adresse) => !AVEC_RESEAU.test(adresse));

const COUPURES = {
  'the network cut': (context: BrowserContext) => context.setOffline(true),
  'the server stopped': (_: BrowserContext, site: SiteCopie) => site.stop(),
};

for (const [quoi, cut] of Object.entries(COUPURES)) {
  test(`with ${quoi} after the first visit, the whole territory is read`, async ({ page, context, site }) => {
    await visit(page, site);
    await cut(context, site);
    await page.getByRole('link', { name: 'Communes' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(bandeau(page)).toHaveText('Sans réseau : page du mardi 1er décembre 2026.');

    const { structure, debut } = readOccurrences(valDExemple).find(
      (each) => isTenue(each) && each.heuresConnues && each.debut > '2026-12-01T10:00',
    )!;
    for (const chemin of [
      `/structures/${structure}/`,
      '/guide/',
      '/communes/',
      '/urgences/',
      '/agenda/',
      '/ages/0-3-ans/',
      '/hors-ligne/',
    ]) {
      const reponse = await page.goto(site.url + chemin);
      expect(reponse?.status(), chemin).toBe(200);
      expect(reponse?.fromServiceWorker(), chemin).toBe(true);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // The styles, the drawings and the font are there too.
      expect(
        await page.evaluate(() => getComputedStyle(document.querySelector('.entete')!).borderBottomStyle),
      ).toBe('solid');
      expect(await page.evaluate(async () => (await fetch('/pictogrammes.svg')).text())).toContain('<symbol');
    }
    await page.goto(`${site.url}/structures/${structure}/`);
    await expect(page.locator('[data-prochaine] time')).toHaveAttribute('datetime', debut);
  });
}

test('search and the map answer without network', async ({ page, context, site }) => {
  await visit(page, site);
  await context.setOffline(true);
  await page.goto(`${site.url}/recherche/?q=nounou`);
  await expect(page.getByRole('heading', { name: /résultats? pour « nounou »/ })).toBeVisible();
  await expect(page.locator('[data-resultat][data-type="rpe"]').first()).toBeVisible();
  await page.goto(`${site.url}/carte/?quand=semaine`);
  await expect(page.locator('[data-carte-liste] [data-resultat]').first()).toBeVisible();
  await expect(page.locator('.leaflet-marker-icon').first()).toBeVisible();
});

test('every page for families is on the device after the first visit', async ({ page, context, site }) => {
  await visit(page, site);
  await context.setOffline(true);
  const { pages, octets } = JSON.parse(site.read('hors-ligne/bagage.json')) as Record<string, number>;
  expect(octets).toBeLessThan(1_500_000);
  const adresses = listEmportees();
  expect(pages).toBe(adresses.length);
  // One in seven of each kind, to be quick.
  for (const adresse of adresses.filter((each, rang) => rang % 7 === 0 && each !== '/404.html')) {
    const reponse = await page.goto(site.url + adresse);
    expect([adresse, reponse?.status()]).toEqual([adresse, 200]);
    expect(await page.locator('html').getAttribute('data-copie')).toBe('coupe');
  }
});

test('for 60 days without network, a service that is open each day still says when to come', async ({
  page,
  context,
  site,
}) => {
  const tenues = readOccurrences(valDExemple).filter(isTenue);
  const [slug] = [...Map.groupBy(tenues, ({ structure }) => structure)]
    .filter(([, siennes]) => siennes.some(({ debut }) => debut > '2027-01-27' && debut < '2027-01-30'))
    .sort(([, a], [, b]) => b.length - a.length)[0]!;
  await visit(page, site);
  await context.setOffline(true);
  const lecture = new Date('2027-01-27T06:55:00+01:00');
  await page.clock.setFixedTime(lecture);
  await page.goto(`${site.url}/structures/${slug}/`);
  const { debut } = tenues.find(
    (each) => each.structure === slug && Date.parse(each.debut) > lecture.getTime(),
  )!;
  await expect(page.locator('[data-prochaine]')).toHaveAttribute('data-debut', debut);
  await expect(page.getByText('Aucune date connue')).toBeHidden();
});

test('a page that the device does not hold says so, and leads to those that it holds', async ({
  page,
  context,
  site,
}) => {
  await visit(page, site);
  await context.setOffline(true);
  const reponse = await page.goto(`${site.url}/structures/inconnue/`);
  expect(reponse?.status()).toBe(503);
  await expect(page.getByText('Sans réseau, cette page ne peut pas s’ouvrir.')).toBeVisible();
  await expect(bandeau(page)).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'Urgences' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Urgences');
});

test('keeping the territory tells nobody, and leaves no trace of who reads', async ({
  page,
  context,
  site,
}) => {
  const ailleurs: string[] = [];
  context.on('request', (requete) => {
    if (new URL(requete.url()).origin !== site.url) ailleurs.push(requete.url());
  });
  await visit(page, site);
  await page.goto(`${site.url}/urgences/`);
  await page.goto(`${site.url}/guide/?q=quelque-chose`);
  await page.waitForTimeout(500);
  expect(site.demandes.some((adresse) => adresse.includes('/liasses/'))).toBe(true);
  expect(ailleurs).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([
    [],
    [],
  ]);
  // The pages that were read are those of the luggage: which ones is written nowhere.
  const read = await page.evaluate(async () => (await (await caches.open('hors-ligne-pages')).keys()).length);
  expect(read).toBe(0);
});

test('what is not a page of the site is never kept nor replaced', async ({ page, context, site }) => {
  await visit(page, site);
  const held = await page.evaluate(async () => {
    const noms: string[] = [];
    for (const nom of await caches.keys())
      for (const { url } of await (await caches.open(nom)).keys()) noms.push(new URL(url).pathname);
    return noms;
  });
  expect(held.length).toBeGreaterThan(15);
  expect(
    held.filter((chemin) => /^\/(donnees|espace|admin|api)|\.(ics|xml|pdf)$|apercu/.test(chemin)),
  ).toEqual([]);
  await context.setOffline(true);
  await expect(page.goto(`${site.url}/agenda.ics`)).rejects.toThrow();
  await expect(page.goto(`${site.url}/espace/`)).rejects.toThrow();
});

test.describe('a new version', () => {
  const NOUVEAU = 'Urgences, seconde version';
  const change = (html: string, chemin: string) =>
    chemin === 'urgences/index.html' ? html.replace('<h1>Urgences', `<h1>${NOUVEAU}`) : html;
  const askForUpdate = (page: Page) =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const change = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
      await registration.update();
      await change;
    });

  test('put online while a page is open leaves it whole, is told, and comes with the next reading', async ({
    page,
    context,
    site,
  }) => {
    await visit(page, site, '/urgences/');
    await page.reload();
    const anciens = site.list().filter((chemin) => /^_astro\/.+\.(css|js)$/.test(chemin));
    expect(anciens.length).toBeGreaterThan(4);
    await site.deploy(change, { renamed: true });
    await askForUpdate(page);

    // The page is as it was, and its files can still be had though they are no longer on the server.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Urgences');
    expect((await context.request.get(`${site.url}/${anciens[0]!}`)).status()).toBe(404);
    for (const chemin of anciens)
      expect(await page.evaluate(async (each) => (await fetch(`/${each}`)).status, chemin), chemin).toBe(200);

    const avis = page.getByRole('status').filter({ hasText: 'Une nouvelle version est disponible' });
    await expect(avis).toBeVisible();
    await avis.getByRole('button', { name: 'Recharger' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(NOUVEAU);
    await expect(avis).toHaveCount(0);

    // Never the former one again, whatever becomes of the network.
    await site.stop();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(NOUVEAU);
    await context.setOffline(true);
    await page.goto(`${site.url}/urgences/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(NOUVEAU);
  });

  test('leaves an open search its index, byte for byte', async ({ page, context, site }) => {
    const octets = [31, 139, 8, 0, 255, 128];
    const ancien = '/pagefind/fragment/fr_ancien.pf_fragment';
    site.write(ancien, Buffer.from(octets));
    await site.deploy((html) => html);
    await visit(page, site);
    site.erase(ancien);
    site.write('/pagefind/fragment/fr_neuf.pf_fragment', Buffer.from(octets));
    await site.deploy((html) => html);
    await askForUpdate(page);
    await context.setOffline(true);
    for (const chemin of [ancien, '/pagefind/fragment/fr_neuf.pf_fragment'])
      expect(
        await page.evaluate(async (each) => [...(await (await fetch(each)).bytes())], chemin),
        chemin,
      ).toEqual(octets);
  });

  test('that was read before the device could take it all is the one that is read again', async ({
    page,
    context,
    site,
  }) => {
    await visit(page, site);
    await site.deploy(change, { renamed: true });
    // The new luggage cannot be had: only the page that is read is new.
    site.enPanne = /liasses/;
    await page.goto(`${site.url}/urgences/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(NOUVEAU);
    await page.evaluate(async () => {
      while (!(await caches.match('/urgences/'))) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await context.setOffline(true);
    await page.goto(`${site.url}/guide/`);
    await page.goto(`${site.url}/urgences/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(NOUVEAU);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.numero')!).display)).toBe(
      'flex',
    );
  });

  test('only downloads what changed', async ({ page, site }) => {
    await visit(page, site);
    const isLiasse = (adresse: string) => adresse.includes('/liasses/');
    expect(site.demandes.filter(isLiasse).length).toBeGreaterThan(8);
    // A night later, every page says another day; only one says something else.
    await site.deploy((html, chemin) => {
      const demain = html.replace(
        /(Pages préparées le <time datetime=").*?(<)/,
        '$12026-12-02">mercredi 2 décembre 2026$2',
      );
      // What other sites show in a frame stays out of the luggage, and does not say its day.
      if (!isCadre(`/${chemin.replace(/index\.html$/, '')}`)) expect(demain).not.toBe(html);
      return chemin === 'lieux/maison-du-val/index.html'
        ? demain.replace(/<h1[^>]*>/, '$&Nouvelle ')
        : demain;
    });
    site.demandes = [];
    await askForUpdate(page);
    expect(site.demandes.filter(isLiasse)).toHaveLength(1);
  });

  test('that is only half put online is not taken', async ({ page, context, site }) => {
    await visit(page, site);
    await site.deploy(change, { half: true });
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const { installing } = registration;
      if (!installing) throw new Error('nothing to install');
      while (installing.state !== 'redundant') await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await context.setOffline(true);
    await page.goto(`${site.url}/urgences/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Urgences');
  });

  test('of a page that did not change on the screen is not announced', async ({ page, site }) => {
    await visit(page, site);
    await site.deploy(change);
    // Read from the network, under the worker of the former version.
    await page.goto(`${site.url}/urgences/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(NOUVEAU);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      while (registration.installing ?? registration.waiting)
        await new Promise((resolve) => setTimeout(resolve, 50));
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    await expect(page.getByText('Une nouvelle version est disponible')).toHaveCount(0);
  });
});

test.describe('the page about reading without network', () => {
  test('says since when, how much, and verifies when asked', async ({ page, site }) => {
    await visit(page, site);
    await page.goto(`${site.url}/hors-ligne/`);
    await expect(
      page.getByText(
        new RegExp(
          `^Gardé sur cet appareil depuis le .+ ${listEmportees().length}.pages, .+ téléchargés\\.$`,
        ),
      ),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Mettre à jour maintenant' }).click();
    await expect(page.getByText('Vérifié à l’instant : rien de nouveau.')).toBeVisible();
    await site.deploy((html) => html.replace('<h1>', '<h1>Tout neuf '));
    await page.getByRole('button', { name: 'Mettre à jour maintenant' }).click();
    await expect(page.getByText('C’est à jour.')).toBeVisible();
    await expect(page.getByText(/, mis à jour le \d/)).toBeVisible();
  });

  test('without network, the update waits and the copy stays', async ({ page, site }) => {
    await visit(page, site);
    await page.goto(`${site.url}/hors-ligne/`);
    await site.stop();
    await page.getByRole('button', { name: 'Mettre à jour maintenant' }).click();
    await expect(page.getByText('Pas de réseau : la mise à jour attendra.')).toBeVisible();
    await expect(page.getByText(/^Gardé sur cet appareil depuis le/)).toBeVisible();
  });

  test('erases everything with the keyboard alone, remembers it, and keeps again when asked', async ({
    page,
    site,
  }) => {
    await visit(page, site);
    await page.goto(`${site.url}/hors-ligne/`);
    const effacer = page.getByRole('button', { name: 'Effacer de cet appareil' });
    await expect(effacer).toBeVisible();
    await page.getByRole('button', { name: 'Mettre à jour maintenant' }).focus();
    await page.keyboard.press('Tab');
    await expect(effacer).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').getByText(/^C’est fait : rien n’est gardé/)).toBeVisible();
    const garder = page.getByRole('button', { name: 'Garder ce territoire' });
    await expect(garder).toBeFocused();
    const readRestes = () =>
      page.evaluate(async () => [
        await caches.keys(),
        (await navigator.serviceWorker.getRegistrations()).length,
        Object.fromEntries(Object.entries(localStorage)),
      ]);
    expect(await readRestes()).toEqual([[], 0, { 'hors-ligne': 'non' }]);

    // At once, while the page still has the worker that was dismissed.
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Gardé sur cet appareil depuis le/)).toBeVisible({ timeout: 20_000 });
    await effacer.press('Enter');
    await expect(page.getByRole('status').getByText(/^C’est fait : rien n’est gardé/)).toBeVisible();

    await page.goto(`${site.url}/guide/`);
    await page.waitForTimeout(1_000);
    expect(await readRestes()).toEqual([[], 0, { 'hors-ligne': 'non' }]);

    await page.goto(`${site.url}/hors-ligne/`);
    await garder.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Gardé sur cet appareil depuis le/)).toBeVisible();
    expect((await readRestes())[2]).toEqual({});
  });

  for (const [quoi, refuse] of Object.entries({
    'no service worker': () => {
      delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
    },
    'no cache': () => {
      delete (window as { caches?: unknown }).caches;
    },
    'caches that cannot be opened': () => {
      const refuse = () => Promise.reject(new DOMException('refused', 'SecurityError'));
      Object.assign(CacheStorage.prototype, { open: refuse, match: refuse, keys: refuse });
    },
    'a registration that is refused': () => {
      ServiceWorkerContainer.prototype.register = () =>
        Promise.reject(new DOMException('refused', 'SecurityError'));
    },
  })) {
    test(`with ${quoi}, the site is read as before and the page says what is missing`, async ({
      page,
      site,
    }) => {
      const fautes: string[] = [];
      page.on('pageerror', (erreur) => fautes.push(erreur.message));
      page.on('console', (message) => fautes.push(message.text()));
      await page.addInitScript(refuse);
      await page.goto(`${site.url}/`);
      await page.getByRole('link', { name: 'Guide' }).first().click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.goto(`${site.url}/hors-ligne/`);
      const garder = page.getByRole('button', { name: 'Garder ce territoire' });
      const impossible = page.getByText('Votre navigateur ne permet pas de garder le site.');
      await expect(garder.or(impossible)).toBeVisible();
      if (await garder.isVisible()) await garder.click();
      await expect(impossible).toBeVisible();
      await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
      expect(fautes).toEqual([]);
    });
  }

  test('a device without room says so, and the site is read as before', async ({ page, context, site }) => {
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize: 20_000 });
    await page.goto(`${site.url}/hors-ligne/`);
    await expect(page.getByText('Il n’y a plus assez de place sur cet appareil')).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole('button', { name: 'Garder ce territoire' })).toBeVisible();
    await page.goto(`${site.url}/guide/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('when the phone saves data, nothing is kept before it is asked for', async ({ page, site }) => {
    await page.addInitScript(() =>
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
    );
    await page.goto(`${site.url}/hors-ligne/`);
    await expect(page.getByText('Rien n’est encore gardé sur cet appareil.')).toBeVisible();
    await expect(
      page.getByText(new RegExp(`${listEmportees().length}.pages, environ .+ à télécharger`)),
    ).toBeVisible();
    await page.waitForTimeout(1_000);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
      0,
    );
    await page.getByRole('button', { name: 'Garder ce territoire' }).click();
    await expect(page.getByText(/^Gardé sur cet appareil depuis le/)).toBeVisible();
  });

  test('a territory too large for a phone keeps the essential, what is read, and says so', async ({
    page,
    context,
    site,
  }) => {
    await site.deploy((html) => html, { limite: 350_000 });
    await visit(page, site, '/types/rpe/');
    await page.reload();
    await page.evaluate(async () => {
      while (!(await caches.match('/types/rpe/'))) await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await context.setOffline(true);
    for (const [chemin, statut] of [
      ['/urgences/', 200],
      ['/guide/', 200],
      ['/types/rpe/', 200],
      ['/types/laep/', 503],
    ] as const)
      expect([chemin, (await page.goto(site.url + chemin))?.status()]).toEqual([chemin, statut]);
    await page.goto(`${site.url}/hors-ligne/`);
    await expect(page.getByText('Ce territoire est trop grand pour être gardé en entier.')).toBeVisible();
  });
});

test('with a network too slow, or a server that fails, the page of the device is read, and says why', async ({
  page,
  site,
}) => {
  await visit(page, site);
  site.enPanne = /^\/guide\//;
  await page.goto(`${site.url}/guide/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(bandeau(page)).toHaveText('Sans réseau : page du mardi 1er décembre 2026.');
  site.enPanne = undefined;

  // What was read on a good day is not replaced by what is older, on a bad one.
  await site.deploy((html) => html.replace('<h1>Urgences', '<h1>Urgences, seconde version'));
  await page.goto(`${site.url}/urgences/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Urgences, seconde version');
  site.lentes = /^\/urgences\//;
  const debut = performance.now();
  await page.goto(`${site.url}/urgences/`);
  expect(performance.now() - debut).toBeLessThan(9_000);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Urgences, seconde version');
  await expect(bandeau(page)).toHaveText('Réseau trop lent : page du mardi 1er décembre 2026.');
});

test('the notice about the network comes and goes with it', async ({ page, context, site }) => {
  await visit(page, site);
  await expect(bandeau(page)).toHaveCount(0);
  await context.setOffline(true);
  await expect(bandeau(page)).toHaveText('Sans réseau : page du mardi 1er décembre 2026.');
  await context.setOffline(false);
  await expect(bandeau(page)).toHaveCount(0);
});

test('the site can be installed: its manifest, its icons and their sizes are right', async ({
  page,
  context,
  site,
}) => {
  await visit(page, site);
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifeste = JSON.parse(data!) as {
    icons: { src: string; sizes: string; purpose: string }[];
    name: string;
  };
  expect(manifeste.name).toContain('Val d’Exemple');
  expect(manifeste.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`).sort()).toEqual([
    '192x192 any',
    '192x192 maskable',
    '512x512 any',
    '512x512 maskable',
  ]);
  for (const { src, sizes } of manifeste.icons) {
    const taille = await page.evaluate(async (adresse) => {
      const image = new Image();
      image.src = adresse;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(taille).toBe(sizes);
  }
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it would need, and shows no button that does nothing', async ({ page, site }) => {
    await page.goto(`${site.url}/hors-ligne/`);
    await expect(page.getByText('votre navigateur a besoin de JavaScript')).toBeVisible();
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
    await expect(page.getByText('cette page ne peut pas s’ouvrir')).toBeHidden();
  });
});
