/** The map and its list: what they hold is deduced from `/donnees/permanences.json`, that another code writes. */
import type { BrowserContext, Page } from '@playwright/test';
import { MAINTENANT, expect, test } from '../lecteur';
import { montsRanceRougier, valDExemple } from '../sites';
import {
  type OccurrenceLue,
  type SiteDeTest,
  isTenue,
  readCommunes,
  readOccurrences,
  readStructures,
} from '../sites-construits';

const SITES = [valDExemple, montsRanceRougier];
const TUILES = 'https://data.geopf.fr/**';

async function openCarte(page: Page, site: SiteDeTest = valDExemple, params = ''): Promise<void> {
  await page.goto(`${site.url}/carte/${params}`);
  await expect(page.locator('.leaflet-marker-pane [role="button"]').first()).toBeAttached();
}

/** Slugs of the list, in its order. */
function readListe(page: Page): Promise<string[]> {
  return page
    .locator('[data-carte-liste] > [data-resultat] h3 a')
    .evaluateAll((liens) => liens.map((lien) => lien.getAttribute('href')!.split('/')[2]!));
}

/** Slugs of what the points of the map hold, each once. */
async function readPoints(page: Page): Promise<string[]> {
  const slugs = await page
    .locator('.leaflet-marker-pane [data-structures]')
    .evaluateAll((points) => points.flatMap((point) => point.getAttribute('data-structures')!.split(' ')));
  return [...new Set(slugs)].sort();
}

/** The file starts on the day of the build; an end equal to the start is unknown: then it lasts until midnight. */
function isOver({ debut, fin }: OccurrenceLue, maintenant: Date): boolean {
  const end =
    fin === debut
      ? Date.parse(`${debut.slice(0, 10)}T00:00:00${debut.slice(19)}`) + 86_400_000
      : Date.parse(fin);
  return end <= maintenant.getTime();
}

/** Structures that one may meet on these days, wherever the commune is known. */
function expectedSlugs(site: SiteDeTest, du: string, au: string): string[] {
  const retenues = readOccurrences(site).filter(
    (occurrence) =>
      isTenue(occurrence) &&
      occurrence.commune !== null &&
      occurrence.debut.slice(0, 10) >= du &&
      occurrence.debut.slice(0, 10) <= au &&
      !isOver(occurrence, MAINTENANT),
  );
  return [...new Set(retenues.map(({ structure }) => structure))].sort();
}

for (const site of SITES) {
  test(
    `the map of ${site.territoire} holds every structure whose commune is known, and its list the same`,
    { tag: '@ordinateur' },
    async ({ page }) => {
      await openCarte(page, site);
      const liste = await readListe(page);
      const placees = readStructures(site).filter(({ communes }) => communes.length > 0);
      expect(liste.toSorted()).toEqual(placees.map(({ slug }) => slug).sort());
      expect(await readPoints(page)).toEqual(liste.toSorted());
      const autres = readStructures(site).length - placees.length;
      await expect(page.locator('[data-hors-carte]')).toBeVisible({ visible: autres > 0 });
      if (autres > 0) await expect(page.locator('[data-hors-carte]')).toContainText(String(autres));
    },
  );

  for (const [quand, bouton, du, au] of [
    ['aujourdhui', 'Aujourd’hui', '2026-12-01', '2026-12-01'],
    ['semaine', '7 jours', '2026-12-01', '2026-12-07'],
  ] as const)
    test(
      `« ${bouton} » on the map of ${site.territoire} shows what takes place then, and its address says so`,
      { tag: '@ordinateur' },
      async ({ page }) => {
        await openCarte(page, site);
        await page.getByLabel(bouton).check({ force: true });
        await expect(page).toHaveURL(`${site.url}/carte/?quand=${quand}`);
        const attendus = expectedSlugs(site, du, au);
        await expect.poll(async () => (await readListe(page)).toSorted()).toEqual(attendus);
        expect(await readPoints(page)).toEqual(attendus);
        await page.reload();
        await expect.poll(async () => (await readListe(page)).toSorted()).toEqual(attendus);
        await expect(page.getByLabel(bouton)).toBeChecked();
      },
    );

  test(`a date on the map of ${site.territoire} shows what takes place then, and Back what was before`, async ({
    page,
  }) => {
    await openCarte(page, site);
    const toutes = await readListe(page);
    await page.getByLabel('Un jour').check({ force: true });
    await page.getByLabel('Jour à montrer').fill('2026-12-09');
    await page.getByLabel('Jour à montrer').blur();
    await expect(page).toHaveURL(`${site.url}/carte/?quand=2026-12-09`);
    const attendus = expectedSlugs(site, '2026-12-09', '2026-12-09');
    await expect.poll(async () => (await readListe(page)).toSorted()).toEqual(attendus);
    expect(await readPoints(page)).toEqual(attendus);
    await page.goBack();
    await page.goBack();
    await expect(page).toHaveURL(`${site.url}/carte/`);
    await expect.poll(() => readListe(page)).toEqual(toutes);
    await expect(page.getByLabel('Tout', { exact: true })).toBeChecked();
  });
}

test('the list is sorted by next time, and says it with the word of the day', async ({ page }) => {
  await openCarte(page);
  const heures = await page
    .locator('[data-carte-liste] > li')
    .evaluateAll((lignes) => lignes.map((ligne) => ligne.querySelector('time')?.dateTime ?? null));
  const connues = heures.filter((heure) => heure !== null);
  // What is unknown comes last.
  expect(heures.slice(0, connues.length)).toEqual(connues);
  const instants = connues.map((heure) => Math.max(Date.parse(heure), MAINTENANT.getTime()));
  expect(instants.filter((instant, rang) => instant < (instants[rang - 1] ?? 0))).toEqual([]);
  await expect(page.locator('[data-carte-liste] .quand-jour').first()).toHaveText('En ce moment');
});

test('what is past leaves the list and the map at reading time', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-12-01T21:30:00+01:00'));
  await openCarte(page, valDExemple, '?quand=aujourdhui');
  const restent = readOccurrences(valDExemple).filter(
    (each) =>
      isTenue(each) &&
      each.commune !== null &&
      each.debut.startsWith('2026-12-01') &&
      !isOver(each, new Date('2026-12-01T21:30:00+01:00')),
  );
  const slugs = [...new Set(restent.map(({ structure }) => structure))].sort();
  expect(slugs.length).toBeGreaterThan(0);
  expect((await readListe(page)).toSorted()).toEqual(slugs);
  expect(await readPoints(page)).toEqual(slugs);
});

test('filters leave the same on the map and in the list, and are those of search', async ({ page }) => {
  await openCarte(page, valDExemple, '?type=creche');
  await expect(page.getByLabel('Type de service')).toHaveValue('creche');
  await openCarte(page);
  await page.getByText('Préciser').click();
  await page.getByLabel('Type de service').selectOption('creche');
  await expect(page).toHaveURL(`${valDExemple.url}/carte/?type=creche`);
  const creches = await page
    .locator('[data-carte-liste] > li')
    .evaluateAll((lignes) => lignes.map((ligne) => ligne.getAttribute('data-type')));
  expect(creches.length).toBeGreaterThan(1);
  expect(await readPoints(page)).toEqual((await readListe(page)).toSorted());
  await expect(page.locator('[data-compte-rendu]')).toHaveText(new RegExp(`^${creches.length} services`));
  await page.goBack();
  await expect.poll(async () => (await readListe(page)).length).toBeGreaterThan(creches.length);
});

test('a choice that leaves nothing says so, and leads to the directory', async ({ page }) => {
  await page.goto(`${valDExemple.url}/carte/?quand=2026-12-25&type=mdph`);
  await expect(page.locator('[data-compte-rendu]')).toContainText('Aucun service');
  await expect(page.locator('[data-vide]')).toContainText('Rien ne correspond');
  await expect(page.locator('.leaflet-marker-pane [role="button"]')).toHaveCount(0);
  await page.goto(`${valDExemple.url}/carte/?quand=2027-05-04`);
  await expect(page.locator('[data-vide]')).toContainText('pas encore connues');
});

test('a commune in the address sorts by distance what comes at the same time, and says from where', async ({
  page,
}) => {
  await openCarte(page, valDExemple, '?commune=rocagrive&rayon=0');
  const code = readCommunes(valDExemple).find(({ nom }) => nom === 'Rocagrive')!.codeInsee;
  await expect(page.locator('[data-ordre]')).toContainText('distance de Rocagrive');
  const slugs = await readListe(page);
  expect(slugs.length).toBeGreaterThan(0);
  for (const slug of slugs) {
    const { communes, zone } = readStructures(valDExemple).find((each) => each.slug === slug)!;
    expect(communes.includes(code) || zone === 'territoire' || zone?.includes(code)).toBeTruthy();
  }
  await expect(page.locator('[data-carte-liste] [data-ou]').first()).toContainText('km');
});

test(
  'a tour is drawn as its stops, numbered in order, each with its day and time',
  { tag: '@ordinateur' },
  async ({ page }) => {
    await openCarte(page, valDExemple, '?quand=semaine');
    const slug = 'la-roulotte-a-doudous';
    const ligne = page.locator(`[data-slug="${slug}"]`);
    const tenues = readOccurrences(valDExemple).filter(
      (each) =>
        each.structure === slug && isTenue(each) && !isOver(each, MAINTENANT) && each.debut < '2026-12-08',
    );
    const lieux = [...new Set(tenues.map(({ lieu }) => lieu))];
    expect(lieux.length).toBeGreaterThan(1);
    await ligne.getByText(`${lieux.length} arrêts`).click();
    await expect(ligne.locator('ol > li')).toHaveCount(lieux.length);
    await ligne.getByRole('button', { name: /sur la carte$/ }).click();
    await expect(page.locator(`path[data-tournee="${slug}"].choisie`)).toBeAttached();
    // The points of the line are the stops.
    const sommets = await page
      .locator(`path[data-tournee="${slug}"]`)
      .evaluate((path) => path.getAttribute('d')!.match(/[ML]/g)!.length);
    expect(sommets).toBe(lieux.length);
    await page.keyboard.press('Escape');
    await expect(page.locator('.arret-de-tournee').first()).toHaveText(
      /^[1-9] · (lun|mar|mer|jeu|ven|sam|dim)\.\s\d+(er)?\sdéc\.\s\d+\sh/,
    );
  },
);

test(
  'an item of the list shows itself on the map, and the map leads back to it',
  { tag: '@ordinateur' },
  async ({ page }) => {
    await openCarte(page);
    const slug = (await readListe(page))[3]!;
    const ligne = page.locator(`[data-slug="${slug}"]`);
    const nom = await ligne.locator('h3 a').innerText();
    await ligne.getByRole('button', { name: `Voir ${nom} sur la carte` }).click();
    const bulle = page.getByRole('dialog');
    await expect(bulle).toBeVisible();
    await expect(bulle.getByRole('heading')).toBeFocused();
    await expect(bulle.getByRole('link', { name: nom })).toBeInViewport();
    await bulle.getByRole('button', { name: `Voir ${nom} dans la liste` }).click();
    await expect(ligne.locator('h3 a')).toBeFocused();
    await expect(ligne).toBeInViewport();
  },
);

test(
  'a page of a commune and a page of a tour lead to their place on the map',
  { tag: '@ordinateur' },
  async ({ page }) => {
    await page.goto(`${valDExemple.url}/communes/rocagrive/`);
    await page.getByRole('link', { name: 'Voir sur la carte' }).click();
    await expect(page).toHaveURL(`${valDExemple.url}/carte/?commune=rocagrive`);
    await expect(page.getByLabel('Près de')).toHaveValue('rocagrive');
    await page.goto(`${valDExemple.url}/structures/la-roulotte-a-doudous/`);
    await page.getByRole('link', { name: 'Voir sur la carte' }).click();
    await expect(page.getByRole('dialog').getByRole('link', { name: 'La Roulotte à doudous' })).toBeVisible();
  },
);

test(
  'with the keyboard alone, a point opens, its list closes with Escape, and the focus comes back',
  { tag: '@ordinateur' },
  async ({ page }) => {
    await openCarte(page, valDExemple, '?quand=aujourdhui');
    // The map can be passed over: it holds many points.
    await page.getByRole('link', { name: 'Passer la carte, aller à la liste' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'La liste' })).toBeFocused();

    const point = page
      .getByRole('button', { name: /^[^:]+\s: (?!.*agrandir)/ })
      .and(page.locator('.repere:not(.groupe)'))
      .first();
    await point.focus();
    const nom = await point.getAttribute('aria-label');
    for (const touche of ['Enter', ' ']) {
      await page.keyboard.press(touche);
      const bulle = page.getByRole('dialog', { name: nom! });
      await expect(bulle.getByRole('heading')).toBeFocused();
      await page.keyboard.press('Tab');
      await expect(bulle.getByRole('link').first()).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(bulle).toBeHidden();
      await expect(page.getByRole('button', { name: nom! })).toBeFocused();
    }
  },
);

test(
  'a group of points opens by the keyboard until each point can be reached',
  { tag: '@ordinateur' },
  async ({ page }) => {
    await openCarte(page);
    const groupes = page.locator('.repere.groupe');
    const avant = await groupes.count();
    expect(avant).toBeGreaterThan(0);
    const premier = groupes.first();
    await expect(premier).toHaveAttribute('aria-label', /^\d+ lieux .+, \d+ services\s: agrandir$/);
    const slugs = (await premier.getAttribute('data-structures'))!.split(' ');
    await premier.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.repere:not(.groupe)').count()).toBeGreaterThan(1);
    // Whatever the scale, the map holds the same items.
    expect(await readPoints(page)).toEqual((await readListe(page)).toSorted());
    expect(slugs.length).toBeGreaterThan(1);
  },
);

test(
  'a finger opens a point, and the button closes it',
  { tag: '@ordinateur' },
  async ({ page, hasTouch }) => {
    await openCarte(page, valDExemple, '?quand=aujourdhui');
    const point = page.locator('.repere:not(.groupe)').first();
    await point.scrollIntoViewIfNeeded();
    await (hasTouch ? point.tap() : point.click());
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.getByRole('button', { name: 'Fermer' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  },
);

test.describe('near me', () => {
  const rocagrive = readCommunes(valDExemple).find(({ nom }) => nom === 'Rocagrive')!;
  const position = { latitude: rocagrive.centre.lat, longitude: rocagrive.centre.lon };

  async function watchDemandes(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      const { geolocation } = navigator;
      const ask = geolocation.getCurrentPosition.bind(geolocation);
      Object.assign(window, { demandes: 0 });
      geolocation.getCurrentPosition = (...parametres) => {
        (window as unknown as { demandes: number }).demandes += 1;
        ask(...parametres);
      };
    });
  }

  test(
    'the position is asked for by the button only, sorts by distance, and goes nowhere',
    { tag: '@ordinateur' },
    async ({ page, context }) => {
      await watchDemandes(context);
      await context.grantPermissions(['geolocation']);
      await context.setGeolocation(position);
      await openCarte(page);
      expect(await page.evaluate('demandes')).toBe(0);
      const requetes: string[] = [];
      page.on('request', (requete) => requetes.push(requete.url()));
      await page.getByRole('button', { name: 'Près de moi' }).click();
      await expect(page.locator('[data-ordre]')).toHaveText(/plus proche au plus loin de vous/);
      await expect(page.locator('[data-position-dite]')).toContainText('reste sur cet appareil');
      expect(await page.evaluate('demandes')).toBe(1);
      const distances = await page
        .locator('[data-carte-liste] [data-ou]')
        .evaluateAll((tous) =>
          tous.map((each) => /à (moins de 1|\d+)\s*km/.exec(each.textContent.replaceAll('\u00A0', ' '))?.[1]),
        );
      const kilometres = distances.map((texte) => (texte === 'moins de 1' ? 0 : Number(texte)));
      expect(kilometres.some(Number.isNaN)).toBe(false);
      expect(kilometres).toEqual(kilometres.toSorted((a, b) => a - b));
      expect(await readPoints(page)).toEqual((await readListe(page)).toSorted());
      expect(page.url()).toBe(`${valDExemple.url}/carte/`);
      expect(requetes.filter((url) => /44[.,]|\/carte\/.+\?/.test(url))).toEqual([]);
      expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([
        [],
        [],
      ]);
      await page.getByRole('button', { name: 'Oublier ma position' }).click();
      await expect(page.locator('[data-ordre]')).toHaveText('Triés par prochaine date.');
      await expect(page.getByRole('button', { name: 'Près de moi' })).toBeFocused();
    },
  );

  test('a refusal leads to the choice of a commune, which the device remembers', async ({
    page,
    context,
  }) => {
    await context.clearPermissions();
    await openCarte(page);
    await page.getByRole('button', { name: 'Près de moi' }).click();
    await expect(page.locator('[data-position-dite]')).toContainText('Choisissez plutôt votre commune');
    const choix = page.getByLabel('Près de', { exact: true });
    await expect(choix).toBeFocused();
    await choix.selectOption('Rocagrive');
    await expect(page.locator('[data-ordre]')).toContainText('distance de Rocagrive');
    expect(await page.evaluate(() => Object.fromEntries(Object.entries(localStorage)))).toEqual({
      commune: 'rocagrive',
    });
    await page.goto(`${valDExemple.url}/carte/`);
    await expect(choix).toHaveValue('rocagrive');
  });

  test('a device that cannot tell where it is leads there too', async ({ page }) => {
    await page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'geolocation', { get: () => undefined }),
    );
    await page.addInitScript(() => delete (Navigator.prototype as { geolocation?: unknown }).geolocation);
    await openCarte(page);
    await page.getByRole('button', { name: 'Près de moi' }).click();
    await expect(page.locator('[data-position-dite]')).toContainText('ne sait pas dire où il est');
    await expect(page.getByLabel('Près de', { exact: true })).toBeFocused();
  });

  test('nothing can be asked of the map before it can answer', { tag: '@ordinateur' }, async ({ page }) => {
    let answer = () => {};
    const reponse = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/carte/catalogue.json', async (route) => {
      await reponse;
      await route.continue();
    });
    await page.goto(`${valDExemple.url}/carte/`);
    await expect(page.getByRole('button', { name: 'Près de moi' })).toBeDisabled();
    answer();
    await expect(page.getByRole('button', { name: 'Près de moi' })).toBeEnabled();
  });

  test('choosing a commune forgets the position', async ({ page, context }) => {
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation(position);
    await openCarte(page);
    await page.getByRole('button', { name: 'Près de moi' }).click();
    await expect(page.getByRole('button', { name: 'Oublier ma position' })).toBeVisible();
    await page.getByLabel('Près de', { exact: true }).selectOption('Sauvecombe');
    await expect(page.locator('[data-ordre]')).toContainText('distance de Sauvecombe');
    await expect(page.getByRole('button', { name: 'Oublier ma position' })).toBeHidden();
  });
});

test.describe('the images of another organisation', () => {
  /** A grey square of one pixel, as a machine of tiles would send it. */
  const IMAGE = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  );

  async function watchTuiles(page: Page, answer: 'image' | 'abort' | 404): Promise<string[]> {
    const demandees: string[] = [];
    await page.route(TUILES, async (route) => {
      demandees.push(route.request().url());
      if (answer === 'abort') await route.abort();
      else if (answer === 404) await route.fulfill({ status: 404 });
      else await route.fulfill({ contentType: 'image/png', body: IMAGE });
    });
    return demandees;
  }
  const bouton = (page: Page) => page.getByRole('button', { name: 'Afficher le fond de carte détaillé' });

  test(
    'are asked for only once the visitor wants them, and say whose they are',
    { tag: '@ordinateur' },
    async ({ page }) => {
      const fautes: string[] = [];
      // The worker that keeps the site is not what this test is about: it is blocked, which is said.
      page.on('console', (message) => {
        if (!message.text().includes('Service Worker')) fautes.push(message.text());
      });
      const demandees = await watchTuiles(page, 'image');
      await openCarte(page, montsRanceRougier);
      await expect(page.getByText('Rien ne lui est demandé avant.')).toBeVisible();
      expect(demandees).toEqual([]);
      await bouton(page).click();
      await expect(page.locator('.leaflet-tile-loaded').first()).toBeVisible();
      await expect(page.getByText('© Institut national de l’information géographique')).toBeVisible();
      await expect(bouton(page)).toHaveAttribute('aria-pressed', 'true');
      const parametres = new URL(demandees[0]!).searchParams;
      expect(Object.fromEntries(parametres)).toMatchObject({
        SERVICE: 'WMTS',
        LAYER: 'GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2',
        TILEMATRIXSET: 'PM',
      });
      for (const cle of ['TILEMATRIX', 'TILEROW', 'TILECOL']) expect(parametres.get(cle)).toMatch(/^\d+$/);
      expect(fautes).toEqual([]);
      // The choice is remembered, on the device, and can be taken back.
      await page.reload();
      await expect(page.locator('.leaflet-tile-loaded').first()).toBeVisible();
      await bouton(page).click();
      await expect(page.locator('.leaflet-tile')).toHaveCount(0);
      expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
      const total = demandees.length;
      await page.reload();
      await expect(page.locator('.leaflet-schema-pane path').first()).toBeVisible();
      expect(demandees).toHaveLength(total);
    },
  );

  for (const answer of ['abort', 404] as const)
    test(`leave the drawing, and no broken square, when the answer is ${answer}`, async ({ page }) => {
      await watchTuiles(page, answer);
      await openCarte(page, montsRanceRougier);
      await bouton(page).click();
      await expect(page.getByText('Le fond détaillé ne répond pas')).toBeVisible();
      await expect(page.locator('.plan img')).toHaveCount(0);
      await expect(page.locator('.leaflet-schema-pane path').first()).toBeVisible();
      await expect(bouton(page)).toHaveAttribute('aria-pressed', 'false');
    });

  test('are not asked for without network', async ({ page, context }) => {
    const demandees = await watchTuiles(page, 'image');
    await openCarte(page, montsRanceRougier);
    await context.setOffline(true);
    await bouton(page).click();
    await expect(page.getByText('Sans réseau, le fond détaillé n’est pas disponible')).toBeVisible();
    expect(demandees).toEqual([]);
  });

  test('are allowed by the security policy of this page alone, from this machine alone', async ({ page }) => {
    const metaOf = async (adresse: string) => {
      await page.goto(adresse);
      return page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    };
    expect(await metaOf(`${montsRanceRougier.url}/carte/`)).toContain(
      "img-src 'self' data: https://data.geopf.fr;",
    );
    expect(await metaOf(`${montsRanceRougier.url}/`)).toContain("img-src 'self' data:;");
    expect(await metaOf(`${valDExemple.url}/carte/`)).toContain("img-src 'self' data:;");
    const reponse = await page.goto(`${montsRanceRougier.url}/carte/`);
    expect(reponse!.headers()['content-security-policy']).toContain(
      "img-src 'self' data: https://data.geopf.fr;",
    );
  });

  test('do not exist for an invented territory', async ({ page }) => {
    await openCarte(page);
    await expect(bouton(page)).toHaveCount(0);
  });
});

test('when the data of the map cannot be had, the list stays, and a sentence says so', async ({ page }) => {
  await page.route('**/carte/catalogue.json', (route) => route.abort());
  await page.goto(`${valDExemple.url}/carte/`);
  await expect(page.getByText('La carte n’a pas pu être chargée')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Près de moi' })).toBeHidden();
  expect((await readListe(page)).length).toBeGreaterThan(50);
  await expect(page.locator('.plan')).toBeHidden();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  for (const site of SITES)
    test(`the list of ${site.territoire} is whole, in order, and nothing that would not work is shown`, async ({
      page,
    }) => {
      await page.goto(`${site.url}/carte/`);
      const placees = readStructures(site).filter(({ communes }) => communes.length > 0);
      expect((await readListe(page)).toSorted()).toEqual(placees.map(({ slug }) => slug).sort());
      for (const button of await page.locator('main button, main select').all())
        await expect(button).toBeHidden();
      const premieres = expectedSlugs(site, '2026-12-01', '2027-01-29');
      const datees = await page.locator('[data-carte-liste] > li:has(time)').count();
      expect(datees).toBe(premieres.length);
    });
});

test('on paper, the list is there and the map is not', { tag: '@ordinateur' }, async ({ page }) => {
  await openCarte(page, valDExemple, '?quand=aujourdhui');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.plan')).toBeHidden();
  await expect(page.locator('.carte-choix')).toBeHidden();
  const lignes = page.locator('[data-carte-liste] > li');
  for (const ligne of [lignes.first(), lignes.last()]) await expect(ligne).toBeVisible();
});

test.describe('movements', () => {
  for (const reducedMotion of ['reduce', 'no-preference'] as const)
    test(
      `the map ${reducedMotion === 'reduce' ? 'jumps' : 'moves'} when the visitor's preference is ${reducedMotion}`,
      { tag: '@ordinateur' },
      async ({ page }) => {
        await page.emulateMedia({ reducedMotion });
        await openCarte(page);
        await expect(page.locator('.plan.leaflet-zoom-anim')).toHaveCount(0);
        const isAnimated = await page
          .locator('.plan')
          .evaluate((plan) => plan.classList.contains('leaflet-fade-anim'));
        expect(isAnimated).toBe(reducedMotion === 'no-preference');
      },
    );
});
