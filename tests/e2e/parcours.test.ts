/** What a family comes for, page after page. */
import { expect, test } from '../lecteur';
import { montsRanceRougier, valDExemple } from '../sites';
import { communeAdresse, readCommunes, readContenu, readStructures } from '../sites-construits';

test('from the home page, two choices lead to a telephone', async ({ page }) => {
  await page.goto(`${valDExemple.url}/`);
  await page.getByLabel('Votre commune').selectOption('Les Cazelettes');
  await page.getByRole('button', { name: 'Voir' }).click();
  await page.getByRole('main').getByRole('link', { name: 'La Roulotte à doudous' }).first().click();
  await expect(page.getByRole('main')).toHaveAttribute('data-structure', 'la-roulotte-a-doudous');
  await expect(page.getByRole('link', { name: /^Appeler le/ })).toHaveAttribute('href', 'tel:+33536490102');
});

test('the next date and the call button are on the first screen of a telephone', async ({ page }) => {
  await page.goto(`${montsRanceRougier.url}/structures/france-services-monts-rance-rougier/`);
  const barre = (await page.getByRole('navigation', { name: 'Rubriques', exact: true }).boundingBox())!;
  for (const element of [
    page.locator('[data-prochaine] time'),
    page.getByRole('link', { name: /^Appeler le/ }),
  ]) {
    const { y, height } = (await element.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(barre.y);
  }
});

test('the host of several services gathers them on one page, host first', async ({ page }) => {
  await page.goto(`${valDExemple.url}/lieux/maison-du-val/`);
  const accueillis = page.locator('li[data-resultat][data-genre="structure"] > a');
  expect(
    await accueillis.evaluateAll((liens) => liens.map((lien) => lien.getAttribute('href')?.split('/')[2])),
  ).toEqual([
    'france-services-du-val',
    ...[
      'caf-d-exemple',
      'conseiller-numerique-du-val',
      'mediation-familiale-du-val',
      'mission-locale-du-val',
      'pmi-du-val',
    ].sort((a, b) => {
      const nomOf = (slug: string) => readStructures(valDExemple).find((each) => each.slug === slug)!.nom;
      return nomOf(a).localeCompare(nomOf(b), 'fr');
    }),
  ]);
  await expect(page.getByText('place des Tilleuls')).toBeVisible();
});

/** Great-circle distance, written again here so that it can differ. */
function countKm(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180;
  const cosinus =
    Math.sin(a.lat * rad) * Math.sin(b.lat * rad) +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.cos((a.lon - b.lon) * rad);
  return 6371 * Math.acos(Math.min(1, cosinus));
}

for (const site of [valDExemple, montsRanceRougier]) {
  test(`a commune of ${site.territoire} where nothing is recorded says so, and names the nearest with its distance`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const communes = readCommunes(site);
    const structures = readStructures(site);
    const isThere = (code: string, tous: boolean) =>
      structures.some(
        ({ communes: codes, statut }) =>
          codes.includes(code) && (statut === 'ouvert' || (tous && statut !== 'en-projet')),
      );
    const vides = communes.filter(({ codeInsee }) => !isThere(codeInsee, true));
    expect(vides.length).toBeGreaterThan(0);
    for (const { nom, codeInsee, centre } of communes) {
      await page.goto(site.url + communeAdresse(nom));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(nom);
      await expect(page.getByRole('main')).toHaveAttribute('data-commune', codeInsee);
      const message = page.getByText(/Aucun service recensé/i);
      if (!vides.some((vide) => vide.codeInsee === codeInsee)) {
        await expect(message).toHaveCount(0);
        continue;
      }
      const [nearest] = communes
        .filter((autre) => autre.codeInsee !== codeInsee && isThere(autre.codeInsee, false))
        .map((autre) => ({ autre, km: countKm(centre, autre.centre) }))
        .sort((a, b) => a.km - b.km);
      const alerte = page.locator('.alerte', { has: message });
      await expect(alerte).toContainText(nearest!.autre.nom);
      await expect(alerte).toHaveText(new RegExp(`à\\s${Math.round(nearest!.km)}\\skm`));
      await expect(alerte.getByRole('link', { name: nearest!.autre.nom, exact: true })).toHaveAttribute(
        'href',
        communeAdresse(nearest!.autre.nom),
      );
    }
  });
}

test('every stop of a tour is on the page of its village, with its rank', async ({ page }) => {
  test.setTimeout(300_000);
  for (const slug of ['le-bus-des-lutins', 'la-roulotte-a-doudous', 'le-bus-des-demarches']) {
    const { nom, permanences } = readStructures(valDExemple).find((each) => each.slug === slug)!;
    const ecrite = readContenu(valDExemple, `structures/${slug}.yaml`) as {
      permanences: { lieu?: string; ordre?: number }[];
    };
    const lieux = new Set(
      [...ecrite.permanences].sort((a, b) => (a.ordre ?? 0) - (b.ordre ?? 0)).map(({ lieu }) => lieu!),
    );
    expect(lieux.size).toBe(new Set(permanences.map(({ lieu }) => lieu)).size);
    for (const [index, lieu] of [...lieux].entries()) {
      const { nom: nomDuLieu, commune } = readContenu(valDExemple, `lieux/${lieu}.yaml`) as {
        nom: string;
        commune: string;
      };
      const village = readCommunes(valDExemple).find(({ codeInsee }) => codeInsee === commune)!;
      await page.goto(valDExemple.url + communeAdresse(village.nom));
      const tournee = page
        .locator('h2', { hasText: 'tournées' })
        .locator('xpath=following-sibling::ul[1]/li')
        .filter({ hasText: nom });
      await expect(tournee).toContainText(`${nomDuLieu} (arrêt ${index + 1} sur ${lieux.size})`);
    }
  }
});

test('a village sees what happens in the villages around, with the distance', async ({ page }) => {
  await page.goto(`${valDExemple.url}/communes/puech-serein/`);
  const communes = readCommunes(valDExemple);
  const centreOf = (nom: string) => communes.find((commune) => commune.nom === nom)!.centre;
  const passages = page
    .locator('section[aria-labelledby="titre-ici"] .passages > li')
    .filter({ hasText: 'La Bastide-Fauvel' });
  await expect(passages).not.toHaveCount(0);
  const km = Math.round(countKm(centreOf('Puech-Serein'), centreOf('La Bastide-Fauvel')));
  await expect(passages.first()).toHaveText(new RegExp(`à\\s${km}\\skm`));
  // Beyond fifteen kilometres, it is not around any more.
  const distances = await page
    .locator('section[aria-labelledby="titre-ici"] .passages > li')
    .evaluateAll((items) => items.map((item) => Number(/à\s(\d+)\skm/.exec(item.textContent)?.[1])));
  for (const distance of distances) expect(distance).toBeLessThanOrEqual(15);
});

test('a structure in project is announced as such wherever it is listed', async ({ page }) => {
  await page.goto(`${valDExemple.url}/types/creche/`);
  const card = page.locator('li.carte', { hasText: 'Micro-crèche de Montfauzelle' });
  await expect(card).toContainText('En projet');
  await expect(card.locator('time')).toHaveCount(0);
  await page.goto(`${valDExemple.url}/structures/micro-creche-de-montfauzelle/`);
  await expect(page.locator('.reponse')).toContainText('pas encore ouvert');
});

test('the fictitious territory says so on the page that one reads, a real one says nothing of the kind', async ({
  page,
}) => {
  await page.goto(`${valDExemple.url}/structures/le-hangar/`);
  await expect(page.getByText(/Ce territoire est inventé/)).toBeInViewport();
  await page.goto(`${montsRanceRougier.url}/`);
  await expect(page.getByText(/inventé/)).toHaveCount(0);
});

test('a coloured head leaves room around its button and above the list that follows', async ({ page }) => {
  const gap = (above: string, below: string) =>
    page.evaluate(
      ([a, b]) =>
        document.querySelector(b!)!.getBoundingClientRect().top -
        document.querySelector(a!)!.getBoundingClientRect().bottom,
      [above, below],
    );
  await page.goto('/types/creche/');
  expect(await gap('.tete', '.cartes')).toBeGreaterThan(8);
  await page.goto('/guide/transport-scolaire/');
  expect(await gap('.tete .accroche', '.tete .bouton')).toBeGreaterThan(8);
});
