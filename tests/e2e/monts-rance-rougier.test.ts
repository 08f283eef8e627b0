/** France services of Monts, Rance et Rougier: nine half-days in three communes, from a list of August 2024. */
import { expect, test } from '../lecteur';
import { montsRanceRougier as site } from '../sites';
import { isTenue, listPages, readOccurrences } from '../sites-construits';

const SLUG = 'france-services-monts-rance-rougier';
/** Copied from the note of the source, which details each site. */
const DEMI_JOURNEES = [
  { commune: '12025', jour: 1, heures: '14:00-17:00' },
  { commune: '12248', jour: 1, heures: '09:00-12:00' },
  { commune: '12025', jour: 2, heures: '14:00-17:00' },
  { commune: '12044', jour: 2, heures: '09:00-12:00' },
  { commune: '12025', jour: 3, heures: '09:00-12:00' },
  { commune: '12248', jour: 3, heures: '14:00-17:00' },
  { commune: '12044', jour: 4, heures: '14:00-17:00' },
  { commune: '12248', jour: 4, heures: '09:00-12:00' },
  { commune: '12044', jour: 5, heures: '09:00-12:00' },
];
const PAGES: Record<string, { adresse: string; nom: string }> = {
  '12025': { adresse: '/communes/belmont-sur-rance/', nom: 'Belmont-sur-Rance' },
  '12044': { adresse: '/communes/camares/', nom: 'Camarès' },
  '12248': { adresse: '/communes/saint-sernin-sur-rance/', nom: 'Saint-Sernin-sur-Rance' },
};

const occurrences = () => readOccurrences(site).filter(({ structure }) => structure === SLUG);
const describe = ({ commune, debut, fin }: { commune: string | null; debut: string; fin: string }) => ({
  commune,
  jour: new Date(`${debut.slice(0, 10)}T12:00:00Z`).getUTCDay(),
  heures: `${debut.slice(11, 16)}-${fin.slice(11, 16)}`,
});
const sort = <T extends { commune: string | null; jour: number; heures: string }>(all: T[]) =>
  all.sort((a, b) =>
    `${a.jour}${a.heures}${a.commune ?? ''}`.localeCompare(`${b.jour}${b.heures}${b.commune ?? ''}`),
  );

test('the nine half-days of every ordinary week are in the open data', () => {
  for (const monday of ['2026-12-07', '2026-12-14', '2027-01-11', '2027-02-01']) {
    const sunday = new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10);
    const week = occurrences().filter(
      ({ debut }) => debut.slice(0, 10) >= monday && debut.slice(0, 10) <= sunday,
    );
    expect(sort(week.map(describe))).toEqual(sort([...DEMI_JOURNEES]));
  }
});

test('nobody is ever expected in two places at once', () => {
  const tenues = occurrences().filter(isTenue);
  expect(tenues.length).toBeGreaterThan(100);
  tenues.forEach((tenue, index) => {
    const next = tenues[index + 1];
    if (next) expect(Date.parse(tenue.fin)).toBeLessThanOrEqual(Date.parse(next.debut));
  });
});

test('hours of 2024 are said to be confirmed, in the data and on the page', async ({ page }) => {
  expect(new Set(occurrences().map(({ statut }) => statut))).toEqual(new Set(['a-confirmer']));
  await page.goto(`${site.url}/structures/${SLUG}/`);
  await expect(page.locator('[data-prochaine]')).toContainText('à confirmer');
  await expect(page.getByText('Horaires à confirmer.')).toBeVisible();
  await expect(page.getByText(/1er\s?août\s2024|août 2024/).first()).toBeVisible();
});

test('its page says the nine half-days, place by place', async ({ page }) => {
  await page.goto(`${site.url}/structures/${SLUG}/`);
  for (const [lieu, phrases] of Object.entries({
    'Belmont-sur-Rance': ['lundi et le mardi, de 14 h à 17 h', 'mercredi, de 9 h à 12 h'],
    Camarès: ['mardi et le vendredi, de 9 h à 12 h', 'jeudi, de 14 h à 17 h'],
    'Saint-Sernin-sur-Rance': ['lundi et le jeudi, de 9 h à 12 h', 'mercredi, de 14 h à 17 h'],
  })) {
    const arret = page.locator('.fil > li', { hasText: lieu });
    await expect(arret).toHaveCount(1);
    // Some of its spaces are non-breaking.
    const texte = (await arret.innerText()).replace(/\s+/g, ' ');
    for (const phrase of phrases) expect(texte).toContain(phrase);
  }
});

for (const [commune, { adresse, nom }] of Object.entries(PAGES)) {
  test(`${nom} announces each of its half-days`, async ({ page }) => {
    // Early in the week, before the first of them.
    await page.clock.setFixedTime(new Date('2026-12-01T06:00:00+01:00'));
    await page.goto(site.url + adresse);
    const here = page.locator('section[aria-labelledby="titre-ici"] > .fil').first();
    const shown = await here
      .locator(`li[data-debut]:has(a[href="/structures/${SLUG}/"])`)
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-debut') ?? ''));
    const expected = occurrences()
      .filter((each) => each.commune === commune && each.debut < '2026-12-08')
      .map(({ debut }) => debut);
    expect(expected).toHaveLength(3);
    expect(shown).toEqual(expect.arrayContaining(expected));
    await expect(here.locator('.pastille').first()).toHaveText(/à confirmer/);
  });
}

test('the other communes see France services around them, or among what serves them', async ({ page }) => {
  for (const adresse of ['/communes/brusque/', '/communes/montlaur/', '/communes/murasson/']) {
    await page.goto(site.url + adresse);
    await expect(
      page.getByRole('main').getByRole('link', { name: 'France services Monts, Rance et Rougier' }).first(),
    ).toBeVisible();
  }
});

test('each of the twenty-three communes has its page, and the list of communes leads to it', async ({
  page,
}) => {
  const pages = listPages(site).filter((adresse) => /^\/communes\/[^/]+\/$/.test(adresse));
  expect(pages).toHaveLength(23);
  await page.goto(`${site.url}/communes/`);
  const liens = await page
    .locator('li[data-resultat][data-genre="commune"] > a')
    .evaluateAll((all) => all.map((lien) => lien.getAttribute('href')));
  expect([...liens].sort()).toEqual(pages.sort());
});

test('what the territory has not said is « non renseigné », never made up', async ({ page }) => {
  await page.goto(`${site.url}/structures/pmi/`);
  await expect(page.locator('.reponse')).toContainText('Horaires non renseignés');
  await expect(page.locator('.reponse')).toContainText('Téléphone non renseigné');
  await expect(page.locator('.reponse a[href^="tel:"]')).toHaveCount(0);
  await expect(page.locator('.reponse time')).toHaveCount(0);
});
