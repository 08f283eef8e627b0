/** « Ma liste »: kept on the device, printed, shared by a link that says nothing of anybody. */
import type { Browser, Locator, Page } from '@playwright/test';
import jsQR from 'jsqr';
import { HUIT_LIEUX, keepOnDevice, listeGardee, refuseStorage } from '../fixtures/appareil';
import { MAINTENANT, expect, test } from '../lecteur';
import { valDExemple } from '../sites';
import { readContenu, readOccurrences } from '../sites-construits';

const { url } = valDExemple;
const garde = (page: Page): Locator => page.locator('[data-gardes] > li');
const noms = (page: Page): Promise<string[]> =>
  page
    .locator('[data-gardes] h3')
    .allTextContents()
    .then((all) => all.map((nom) => nom.trim()));
const message = (page: Page): Locator => page.locator('[data-message]');
const open = async (
  page: Page,
  slugs: readonly string[],
  notes: Record<string, string> = {},
): Promise<void> => {
  await keepOnDevice(page, { 'ma-liste': listeGardee(slugs, notes) });
  await page.goto(`${url}/ma-liste/`);
  await expect(garde(page)).toHaveCount(slugs.length);
  await expect(page.locator('[data-gardes] a[href^="tel:"]').first()).toBeVisible();
};

/** Another phone, that knows nothing of the first. */
async function openElsewhere(browser: Browser, adresse: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris' })).newPage();
  await page.clock.setFixedTime(MAINTENANT);
  await page.goto(adresse);
  return page;
}

function countPages(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
}

test(
  'a place is added from its page, says so, and is in the list with what one needs',
  { tag: '@ordinateur' },
  async ({ page }) => {
    await page.goto(`${url}/structures/creche-les-libellules/`);
    const bouton = page.getByRole('button', { name: 'Ajouter à ma liste' });
    await expect(bouton).toHaveAttribute('aria-pressed', 'false');
    await bouton.click();
    await expect(page.getByRole('button', { name: 'Dans ma liste' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.locator('[data-garder] [role=status]')).toContainText('Ajouté');
    await page.getByRole('link', { name: 'Voir ma liste' }).click();
    await expect(page).toHaveURL(`${url}/ma-liste/`);

    const lieu = garde(page);
    await expect(lieu).toHaveAttribute('data-resultat', '');
    await expect(lieu).toHaveAttribute('data-genre', 'structure');
    await expect(lieu).toHaveAttribute('data-type', 'creche');
    await expect(lieu.getByRole('link', { name: 'Crèche Les Libellules' })).toHaveAttribute(
      'href',
      '/structures/creche-les-libellules/',
    );
    await expect(lieu).toContainText('Des professionnelles gardent votre enfant');
    await expect(lieu.getByRole('link', { name: /05\s36\s49\s01\s04/ })).toHaveAttribute(
      'href',
      'tel:+33536490104',
    );
    await expect(lieu).toContainText('Maison de la petite enfance, Castelnoir-le-Val');
    const { aApporter } = readContenu(valDExemple, 'structures/creche-les-libellules.yaml') as {
      aApporter: string[];
    };
    for (const chose of aApporter) await expect(lieu).toContainText(chose);
    const attendues = readOccurrences(valDExemple)
      .filter(
        ({ structure, statut, fin }) =>
          structure === 'creche-les-libellules' &&
          statut === 'confirmee' &&
          Date.parse(fin) > MAINTENANT.getTime(),
      )
      .slice(0, 3)
      .map(({ debut }) => debut);
    expect(
      await lieu.locator('time').evaluateAll((all) => all.map((each) => each.getAttribute('datetime'))),
    ).toEqual(attendues);
    await expect(lieu.getByText('En ce moment')).toBeVisible();
  },
);

test('the button of a page remembers, and takes the place out again', async ({ page }) => {
  await keepOnDevice(page, { 'ma-liste': listeGardee(['le-hangar']) });
  await page.goto(`${url}/structures/le-hangar/`);
  await page.getByRole('button', { name: 'Dans ma liste' }).click();
  await expect(page.getByRole('button', { name: 'Ajouter à ma liste' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await page.goto(`${url}/structures/la-soupape/`);
  await expect(page.getByRole('button', { name: 'Ajouter à ma liste' })).toBeVisible();
  await page.goto(`${url}/ma-liste/`);
  await expect(page.getByRole('heading', { name: 'Votre liste est vide' })).toBeVisible();
});

test('what to bring is on the page of the place too', async ({ page }) => {
  await page.goto(`${url}/structures/pmi-du-val/`);
  await expect(page.locator('.pratique')).toContainText('le carnet de santé et la carte Vitale');
});

test('an empty list explains how to fill it', async ({ page }) => {
  await page.goto(`${url}/ma-liste/`);
  await expect(page.getByText('touchez « Ajouter à ma liste »')).toBeVisible();
  await page.getByRole('link', { name: 'Choisir dans l’annuaire' }).click();
  await expect(page).toHaveURL(`${url}/structures/`);
});

test('a note, an order and a list are still there after a reload', async ({ page }) => {
  await open(page, ['le-hangar', 'pmi-du-val', 'le-bus-des-lutins']);
  await page.getByLabel(/^Ma note : Le Bus des lutins/).fill('Appeler le matin « avant 9 h »');
  await page.getByRole('button', { name: /^Monter : Le Bus des lutins/ }).click();
  const avant = await noms(page);
  expect(avant[1]).toBe('Le Bus des lutins');
  await page.reload();
  await expect(garde(page)).toHaveCount(3);
  await expect.poll(() => noms(page)).toEqual(avant);
  await expect(page.getByLabel(/^Ma note : Le Bus des lutins/)).toHaveValue('Appeler le matin « avant 9 h »');
});

test(
  'with the keyboard alone, one reorders, takes out and takes back, and is never lost',
  { tag: '@ordinateur' },
  async ({ page }) => {
    await open(page, ['le-hangar', 'pmi-du-val', 'le-bus-des-lutins']);
    const [premier] = await noms(page);
    const descendre = page.getByRole('button', { name: `Descendre : ${premier}` });
    await descendre.focus();
    await page.keyboard.press('Enter');
    await expect(message(page)).toContainText(`${premier} : 2 sur 3.`);
    await expect(descendre).toBeFocused();
    await page.keyboard.press('Enter');
    // At the bottom, it can only go up.
    await expect(descendre).toBeDisabled();
    await expect(page.getByRole('button', { name: `Monter : ${premier}` })).toBeFocused();
    expect((await noms(page))[2]).toBe(premier);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: `Retirer : ${premier}` })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(garde(page)).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'Annuler' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(garde(page)).toHaveCount(3);
    await expect(page.getByRole('heading', { name: '3 lieux' })).toBeFocused();
  },
);

test('emptying the list can be undone, notes included', async ({ page }) => {
  await open(page, ['le-hangar', 'pmi-du-val'], { 'le-hangar': 'Le soir' });
  await page.getByRole('button', { name: 'Vider la liste' }).click();
  await expect(page.getByRole('heading', { name: 'Votre liste est vide' })).toBeVisible();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await expect(garde(page)).toHaveCount(2);
  await expect(page.getByLabel(/^Ma note : Le Hangar/)).toHaveValue('Le soir');
});

test('a place that left the directory is said to have, and can be taken out', async ({ page }) => {
  await keepOnDevice(page, {
    'ma-liste': listeGardee(['ancien-lieu', 'le-hangar'], { 'ancien-lieu': 'Mme la directrice' }),
  });
  await page.goto(`${url}/ma-liste/`);
  const parti = garde(page).filter({ hasText: 'Ce lieu n’est plus dans l’annuaire.' });
  await expect(parti).toHaveCount(1);
  await expect(parti.getByRole('textbox')).toHaveValue('Mme la directrice');
  // It does not travel either.
  await expect(page.getByLabel('L’adresse à partager').first()).toHaveValue(`${url}/ma-liste/?l=le-hangar`);
  await parti.getByRole('button', { name: /^Retirer/ }).click();
  await expect(garde(page)).toHaveCount(1);
});

for (const [nom, texte] of [
  ['text that is no list', 'n’importe quoi'],
  ['a list of a later version', '{"version":7,"lieux":[{"id":12}]}'],
  [
    'a list with foreign entries',
    '{"version":1,"lieux":[{"slug":"<img src=x onerror=alert(1)>"},{"slug":"le-hangar","ajouteLe":"2026-12-01","note":""}]}',
  ],
] as const)
  test(`${nom} in the storage breaks no page, and is set aside rather than lost`, async ({ page }) => {
    const fautes: string[] = [];
    page.on('pageerror', (erreur) => fautes.push(erreur.message));
    await keepOnDevice(page, { 'ma-liste': texte, 'mes-enfants': texte });
    await page.goto(`${url}/structures/pmi-du-val/`);
    await page.getByRole('button', { name: 'Ajouter à ma liste' }).click();
    await expect(page.getByRole('button', { name: 'Dans ma liste' })).toBeVisible();
    await page.goto(`${url}/ma-liste/`);
    await expect(page.getByText('Une partie de votre liste n’a pas pu être lue.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Protection maternelle et infantile du Val' })).toBeVisible();
    await page.getByText('Voir ce qui a été gardé').click();
    await expect(page.locator('[data-ecarte-texte]')).toHaveText(texte);
    await page.getByRole('button', { name: 'Effacer ce reste' }).click();
    await expect(page.getByText('Une partie de votre liste n’a pas pu être lue.')).toBeHidden();
    await expect(garde(page)).toHaveCount(texte.includes('le-hangar') ? 2 : 1);
    await page.goto(`${url}/communes/castelnoir-le-val/`);
    expect(fautes).toEqual([]);
  });

test(
  'a link opens on another phone, apart from the list of that phone, and merges without overwriting',
  { tag: '@ordinateur' },
  async ({ page, browser }) => {
    await open(page, ['le-hangar', 'pmi-du-val'], { 'le-hangar': 'Note de la première' });
    const adresse = await page.getByLabel('L’adresse à partager').first().inputValue();
    expect(adresse).toBe(`${url}/ma-liste/?l=le-hangar,pmi-du-val`);

    const autre = await openElsewhere(browser, `${url}/ma-liste/`);
    await autre.evaluate(
      (texte) => localStorage.setItem('ma-liste', texte),
      listeGardee(['pmi-du-val'], { 'pmi-du-val': 'La mienne' }),
    );
    await autre.goto(`${adresse},ancien-lieu,../admin`);
    const recue = autre.getByRole('region', { name: 'Une liste que l’on vous a envoyée' });
    await expect(recue.locator('li[data-resultat]')).toHaveCount(2);
    await expect(recue).toContainText('1 lieu de cette liste n’est plus dans l’annuaire.');
    await expect(recue).not.toContainText('ancien');
    await expect(recue.getByRole('textbox')).toHaveCount(0);
    await expect(garde(autre)).toHaveCount(1);

    await recue.getByRole('button', { name: 'Garder dans ma liste' }).click();
    await expect(message(autre)).toContainText('1 lieu de plus dans votre liste.');
    await expect(recue).toBeHidden();
    await expect(autre).toHaveURL(`${url}/ma-liste/`);
    await expect.poll(() => noms(autre)).toHaveLength(2);
    await expect(autre.getByLabel(/^Ma note : Protection/)).toHaveValue('La mienne');
    await autre.reload();
    await expect(garde(autre)).toHaveCount(2);
    await autre.context().close();
  },
);

test('a shared list may be closed, and one’s own has not changed', async ({ page }) => {
  await page.goto(`${url}/ma-liste/?l=le-hangar`);
  await page.getByRole('button', { name: 'Fermer' }).click();
  await expect(page.getByRole('heading', { name: 'Votre liste est vide' })).toBeFocused();
  await expect(page).toHaveURL(`${url}/ma-liste/`);
  expect(await page.evaluate(() => localStorage.getItem('ma-liste'))).toBeNull();
});

test('a link that leads to nothing says so, without repeating what it holds', async ({ page }) => {
  await page.goto(`${url}/ma-liste/?l=votre-maire-est-un-voleur`);
  const recue = page.getByRole('region', { name: 'Une liste que l’on vous a envoyée' });
  await expect(recue).toContainText('Cette adresse ne mène à aucun lieu de l’annuaire.');
  await expect(page.getByText('voleur')).toHaveCount(0);
  await expect(recue.getByRole('button', { name: 'Garder dans ma liste' })).toBeHidden();
});

test('SMS, mail and the phone’s own sheet carry the address, and nothing that was written', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'share', {
      value: (quoi: unknown) => {
        (window as unknown as { partage: unknown }).partage = quoi;
        return Promise.resolve();
      },
    });
  });
  await open(page, ['le-hangar'], { 'le-hangar': 'Léa Dupont 06' });
  const adresse = `${url}/ma-liste/?l=le-hangar`;
  const liste = page.locator('[data-partage="liste"]');
  const sms = decodeURIComponent((await liste.getByRole('link', { name: 'Par SMS' }).getAttribute('href'))!);
  expect(sms).toBe(`sms:?body=Une liste de lieux pour les familles : ${adresse}`);
  const courriel = new URL((await liste.getByRole('link', { name: 'Par courriel' }).getAttribute('href'))!);
  expect(courriel.searchParams.get('body')).toBe(adresse);
  await liste.getByRole('button', { name: 'Partager' }).click();
  expect(await page.evaluate(() => (window as unknown as { partage: unknown }).partage)).toEqual({
    title: 'Une liste de lieux pour les familles',
    url: adresse,
  });
});

test('the address is copied; where that is refused, it is selected', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, ['le-hangar']);
  const liste = page.locator('[data-partage="liste"]');
  await liste.getByRole('button', { name: 'Copier l’adresse' }).click();
  await expect(liste.getByRole('status')).toHaveText('Adresse copiée.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${url}/ma-liste/?l=le-hangar`);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await liste.getByRole('button', { name: 'Copier l’adresse' }).click();
  await expect(liste.getByRole('status')).toContainText('sélectionnée');
  const champ = liste.getByLabel('L’adresse à partager');
  await expect(champ).toBeFocused();
  expect(
    await champ.evaluate((each: HTMLInputElement) =>
      each.value.slice(each.selectionStart!, each.selectionEnd!),
    ),
  ).toBe(`${url}/ma-liste/?l=le-hangar`);
});

test(
  'eight places fit on one sheet of paper, notes only if asked',
  { tag: '@ordinateur' },
  async ({ page }) => {
    await open(page, HUIT_LIEUX, { 'le-hangar': 'Note pour moi' });
    await expect(page.locator('[data-gardes] svg[aria-label*="la page de"]')).toHaveCount(8);
    expect(countPages(await page.pdf({ format: 'A4' }))).toBe(1);
    await page.emulateMedia({ media: 'print' });
    const note = page.locator('[data-gardes]').getByText('Note pour moi');
    await expect(note.locator('visible=true')).toHaveCount(0);
    await expect(page.locator('[data-gardes] svg[role=img]').first()).toBeVisible();
    for (const cache of ['.entete', '.pied', '.liste-outils', '.tout-effacer', '.garde-ordre'])
      await expect(page.locator(cache).first()).toBeHidden();
    await page.emulateMedia({ media: null });
    await page.getByLabel('Imprimer aussi mes notes').check();
    await page.emulateMedia({ media: 'print' });
    await expect(note.locator('visible=true')).toHaveCount(1);
  },
);

test('the code of each place opens its page', async ({ page }) => {
  await open(page, HUIT_LIEUX);
  await expect(page.locator('[data-gardes] svg[aria-label*="la page de"]')).toHaveCount(8);
  await page.emulateMedia({ media: 'print' });
  for (const [rang, slug] of HUIT_LIEUX.entries()) {
    const code = garde(page)
      .nth(rang)
      .getByRole('img', { name: /^Code à scanner : la page de / });
    const png = await code.screenshot();
    const { data, width, height } = await page.evaluate(async (base64) => {
      const octets = Uint8Array.from(atob(base64), (lettre) => lettre.charCodeAt(0));
      const image = await createImageBitmap(new Blob([octets], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const dessin = canvas.getContext('2d')!;
      dessin.drawImage(image, 0, 0);
      const pixels = dessin.getImageData(0, 0, image.width, image.height);
      return { data: [...pixels.data], width: image.width, height: image.height };
    }, png.toString('base64'));
    const lu = jsQR(new Uint8ClampedArray(data), width, height);
    expect(lu?.data).toBe(`${url}/structures/${slug}/`);
  }
});

test(
  'a professional makes a sheet of chosen places, whose title goes on paper only',
  { tag: '@ordinateur' },
  async ({ page }) => {
    const demandes: string[] = [];
    page.on('request', (requete) => demandes.push(`${requete.url()} ${requete.postData() ?? ''}`));
    await open(page, ['le-hangar', 'pmi-du-val', 'creche-les-libellules'], { 'le-hangar': 'Note secrète' });
    await page.getByText('Fiche d’orientation, pour les professionnels').click();
    const feuille = page.getByRole('article', { name: 'La fiche d’orientation' });
    await expect(feuille.getByRole('heading', { level: 3 })).toHaveText(
      'Des lieux pour vous et votre famille',
    );
    await page.getByLabel('Titre de la fiche').selectOption('Pour vos démarches');
    await expect(feuille.getByRole('heading', { level: 3 })).toHaveText('Pour vos démarches');
    await page.getByLabel('Un autre titre').fill('Pour la famille Martin');
    await expect(feuille.getByRole('heading', { level: 3 })).toHaveText('Pour la famille Martin');
    await page
      .getByRole('group', { name: 'Les lieux de la fiche' })
      .getByLabel('Crèche Les Libellules')
      .uncheck();
    await expect(feuille.locator('li[data-resultat]')).toHaveCount(2);
    await expect(feuille).toContainText(/Faite le\s1er\sdécembre\s2026/);
    await expect(feuille).toContainText(/Valable jusqu’au\s31\sdécembre\s2026/);
    await expect(feuille).toContainText(/05\s36\s49\s00\s01/);
    await expect(feuille.locator('time[datetime^="2026-12-02"]').first()).toBeVisible();
    await expect(feuille.getByText('Note secrète')).toHaveCount(0);
    await page.getByLabel('Valable jusqu’au').fill('2026-12-20');
    await expect(feuille).toContainText(/Valable jusqu’au\s20\sdécembre\s2026/);
    const partage = page.locator('[data-partage="orientation"]');
    await expect(partage.getByLabel('L’adresse à partager')).toHaveValue(
      `${url}/ma-liste/?l=le-hangar,pmi-du-val`,
    );
    for (const lien of await partage.getByRole('link').all())
      expect(decodeURIComponent((await lien.getAttribute('href'))!)).not.toMatch(/Martin|secrète/);

    expect(countPages(await page.pdf({ format: 'A4' }))).toBe(1);
    await page.emulateMedia({ media: 'print' });
    await expect(feuille).toBeVisible();
    await expect(page.locator('.garde-section')).toBeHidden();
    expect(demandes.filter((demande) => /Martin|secr/i.test(demande))).toEqual([]);
  },
);

test('an orientation is counted where the server is there, as types and nothing else', async ({ page }) => {
  await open(page, ['le-hangar', 'pmi-du-val']);
  await page.getByText('Fiche d’orientation, pour les professionnels').click();
  await page.getByLabel('Un autre titre').fill('Pour la famille Martin');
  const envoi = page.waitForRequest('**/api/orientations');
  await page.getByRole('button', { name: 'Compter cette orientation' }).click();
  expect((await envoi).postDataJSON()).toEqual({ types: ['jeunesse', 'pmi'] });
  await expect(page.locator('[data-compte]')).toContainText('Comptée');
});

test('on a plain host, nothing is counted, and the sheet works the same', async ({ page }) => {
  await page.route('**/sante', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await open(page, ['le-hangar']);
  const sante = page.waitForResponse('**/sante');
  await page.getByText('Fiche d’orientation, pour les professionnels').click();
  await sante;
  await expect(page.getByRole('article', { name: 'La fiche d’orientation' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Compter cette orientation' })).toBeHidden();
});

test('nothing personal is in any request, from the first note to the print', async ({ page }) => {
  const demandes: string[] = [];
  page.on('request', (requete) => {
    demandes.push(requete.url());
    expect(requete.method(), requete.url()).toBe('GET');
  });
  await open(page, ['le-hangar', 'pmi-du-val'], { 'le-hangar': 'Léa' });
  await page.getByLabel(/^Ma note : Protection/).fill('Dupont, 06 12 34 56 78');
  await page.getByRole('button', { name: /^Descendre : Le Hangar/ }).click();
  await page.getByText('Fiche d’orientation, pour les professionnels').click();
  await page.getByLabel('Un autre titre').fill('Famille Dupont');
  await page.waitForLoadState('networkidle');
  for (const demande of demandes) {
    expect(new URL(demande).origin).toBe(url);
    expect(decodeURIComponent(demande)).not.toMatch(/Léa|Dupont|06 12|le-hangar|pmi-du-val|\?/);
  }
});

test('where the browser refuses to keep, the list lasts for the visit and its address brings it back', async ({
  page,
}) => {
  await refuseStorage(page);
  await page.goto(`${url}/structures/le-hangar/`);
  await page.getByRole('button', { name: 'Ajouter à ma liste' }).click();
  await expect(page.locator('[data-garder] [role=status]')).toContainText('refuse de garder la liste');
  await page.getByRole('link', { name: 'Voir ma liste' }).click();
  await expect(page).toHaveURL(`${url}/ma-liste/?l=le-hangar`);
  await expect(page.getByText('Votre navigateur refuse de garder la liste.')).toBeVisible();
  await page.getByRole('button', { name: 'Garder dans ma liste' }).click();
  await expect(garde(page)).toHaveCount(1);
  await expect(page).toHaveURL(`${url}/ma-liste/?l=le-hangar`);
  await page.reload();
  await expect(page.locator('[data-recue-lieux] > li')).toHaveCount(1);
});

test('without the directory, the list is still there, and one may try again', async ({ page }) => {
  await keepOnDevice(page, { 'ma-liste': listeGardee(['le-hangar'], { 'le-hangar': 'Le soir' }) });
  await page.route('**/carte/*.json', (route) => route.abort());
  await page.goto(`${url}/ma-liste/`);
  await expect(page.getByText('L’annuaire n’a pas pu être chargé.')).toBeVisible();
  await expect(garde(page)).toContainText('le hangar');
  await expect(page.getByRole('textbox', { name: /^Ma note/ })).toHaveValue('Le soir');
  await page.unroute('**/carte/*.json');
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect(garde(page).getByRole('link', { name: 'Le Hangar, espace jeunes' })).toBeVisible();
  await expect(page.getByText('L’annuaire n’a pas pu être chargé.')).toBeHidden();
});

test('two tabs of one device show the same list', async ({ page, context }) => {
  await open(page, ['le-hangar']);
  const autre = await context.newPage();
  await autre.goto(`${url}/structures/pmi-du-val/`);
  await autre.getByRole('button', { name: 'Ajouter à ma liste' }).click();
  await expect(garde(page)).toHaveCount(2);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('the list explains why it cannot be read, shared or not, and leads to the directory', async ({
    page,
  }) => {
    await page.goto(`${url}/ma-liste/?l=le-hangar`);
    const explication = page.locator('noscript .alerte');
    await expect(explication).toBeVisible();
    await expect(explication).toContainText('Cette page a besoin de JavaScript.');
    await expect(explication).toContainText('une liste que l’on vous a envoyée ne peut pas être lue ici');
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
    await page.getByRole('main').getByRole('link', { name: 'l’annuaire' }).click();
    await expect(page).toHaveURL(`${url}/structures/`);
  });
  test('the page of a place has no button that would do nothing, nor a hole where it would be', async ({
    page,
  }) => {
    await page.goto(`${url}/structures/le-hangar/`);
    await expect(page.getByRole('button', { name: /ma liste/ })).toHaveCount(0);
    expect(await page.locator('[data-garder]').evaluate((each) => each.getBoundingClientRect().height)).toBe(
      0,
    );
  });
});
