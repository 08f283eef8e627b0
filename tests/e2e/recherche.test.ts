/** Search as a family uses it. */
import { type Page, expect, test } from '@playwright/test';
import { REQUETES } from '../fixtures/requetes';
import { test as lecture } from '../lecteur';
import { montsRanceRougier, valDExemple } from '../sites';
import { type SiteDeTest, readCommunes, readStructures } from '../sites-construits';

const resultats = (page: Page) => page.locator('[data-liste] > li[data-resultat]');
const champ = (page: Page) => page.getByLabel('Que cherchez-vous ?');
const titre = (page: Page) => page.locator('[data-titre-reponses]');

async function search(page: Page, site: SiteDeTest, requete: string): Promise<void> {
  await page.goto(`${site.url}/recherche/?${requete}`);
  await expect(page.locator('[data-reponses]')).toBeVisible();
  await expect(page.locator('[data-reponses]')).not.toHaveAttribute('aria-busy', 'true');
}

interface Marques {
  genre: string;
  type: string | undefined;
  commune: string | undefined;
}
const readMarques = (page: Page, nombre: number): Promise<Marques[]> =>
  resultats(page).evaluateAll(
    (all, max) =>
      all.slice(0, max).map((each) => {
        const { genre = '', type, commune } = (each as HTMLElement).dataset;
        return { genre, type, commune };
      }),
    nombre,
  );

for (const [sorte, requetes] of Object.entries(REQUETES)) {
  lecture(`the queries of « ${sorte} » find a right door among the first three results`, async ({ page }) => {
    lecture.setTimeout(300_000);
    const communes = readCommunes(montsRanceRougier);
    await page.goto(`${montsRanceRougier.url}/recherche/`);
    const manquees: string[] = [];
    for (const { requete, attendu, commune } of requetes) {
      await champ(page).fill(requete);
      await champ(page).press('Enter');
      await expect(titre(page)).toContainText(/résultat/);
      await expect(page.locator('[data-reponses]')).not.toHaveAttribute('aria-busy', 'true');
      await expect.poll(() => new URL(page.url()).searchParams.get('q'), { message: requete }).toBe(requete);
      const code = communes.find(({ nom }) => nom === commune)?.codeInsee;
      const premiers = await readMarques(page, 3);
      const isRight = (marques: Marques) =>
        attendu.includes(marques.genre === 'structure' ? (marques.type ?? '') : marques.genre) &&
        (commune === undefined || marques.commune === code);
      if (!premiers.some(isRight))
        manquees.push(`${requete}: ${premiers.map(({ genre, type }) => type ?? genre).join(', ')}`);
    }
    expect(manquees).toEqual([]);
  });
}

test.describe('search', () => {
  lecture(
    'accents, capitals, hyphens, plurals and an unfinished word find the same things',
    async ({ page }) => {
      const premier = async (q: string) => {
        await search(page, montsRanceRougier, `q=${encodeURIComponent(q)}`);
        return resultats(page).first().locator('a').getAttribute('href');
      };
      for (const formes of [
        ['crèche', 'creche', 'CRÈCHES', 'crèch'],
        ['france services saint sernin', 'France-Services Saint-Sernin'],
        ['bibliothèque', 'bibliotheques', 'biblioth'],
      ]) {
        const liens = [];
        for (const forme of formes) liens.push(await premier(forme));
        expect(new Set(liens).size, formes.join(', ')).toBe(1);
      }
    },
  );

  lecture('a typing error is corrected, said, and can be undone', async ({ page }) => {
    await search(page, montsRanceRougier, 'q=assistente+maternel');
    const correction = page.locator('[data-correction]');
    await expect(correction).toContainText('Résultats pour assistante maternelle');
    await correction.getByRole('link').click();
    await expect(page).toHaveURL(/q=%22assistente\+maternel%22/);
    await expect(correction).toBeHidden();
    await page.goBack();
    await expect(correction).toContainText('assistante maternelle');
  });

  lecture(
    'results carry the marks that others rely on, and one link each',
    { tag: '@ordinateur' },
    async ({ page }) => {
      await search(page, valDExemple, 'q=halte+garderie');
      await expect(resultats(page)).not.toHaveCount(0);
      const structures = new Map(readStructures(valDExemple).map((each) => [each.slug, each]));
      for (const item of await resultats(page).all()) {
        await expect(item.locator('a[href], button, input, [tabindex]')).toHaveCount(1);
        if ((await item.getAttribute('data-genre')) !== 'structure') continue;
        const slug = (await item.locator('a').getAttribute('href'))!.split('/')[2]!;
        const { type, nom, communes } = structures.get(slug)!;
        await expect(item.getByRole('link')).toHaveText(nom);
        expect(await item.getAttribute('data-type')).toBe(type);
        if (communes.length > 0) expect(communes).toContain(await item.getAttribute('data-commune'));
      }
    },
  );

  lecture(
    'a commune that was chosen is remembered, and what is near it comes first with its distance',
    async ({ page }) => {
      await page.goto(`${montsRanceRougier.url}/`);
      await page.getByLabel('Votre commune').selectOption('Camarès');
      await page.getByRole('button', { name: 'Voir' }).click();
      await search(page, montsRanceRougier, 'q=creche');
      await expect(titre(page)).toContainText('près de Camarès');
      await expect(resultats(page).first()).toHaveAttribute(
        'data-commune',
        readCommunes(montsRanceRougier).find(({ nom }) => nom === 'Camarès')!.codeInsee,
      );
      await expect(resultats(page).filter({ hasText: 'Micro-crèche de Belmont' })).toHaveText(/à\s\d+\skm/);
    },
  );

  lecture(
    'filters combine, their counts are true, and the address holds them',
    { tag: '@ordinateur' },
    async ({ page }) => {
      await page.goto(`${valDExemple.url}/recherche/`);
      await page.getByText('Préciser').click();
      await page.getByLabel('Type de service').selectOption('alsh');
      const alsh = readStructures(valDExemple).filter(({ type }) => type === 'alsh');
      await expect(titre(page)).toHaveText(new RegExp(`^${alsh.length}\\s`));
      await page.getByLabel('Âge de l’enfant').selectOption('4');
      const isForFour = ({ statut, publics: { ages } }: (typeof alsh)[0]) =>
        statut === 'ouvert' && ages !== undefined && ages.deMois <= 59 && (ages.aMois ?? Infinity) >= 48;
      const pourQuatreAns = alsh.filter(isForFour);
      await expect(titre(page)).toHaveText(new RegExp(`^${pourQuatreAns.length}\\s`));
      await expect(page).toHaveURL(/type=alsh&age=4$/);
      await expect(page.locator('option[data-compte="type:alsh"]')).toHaveText(
        new RegExp(`\\(${pourQuatreAns.length}\\)$`),
      );
      // Counts follow the results: the same number of those before and after says nothing of them.
      await expect(async () => {
        const options = await page
          .getByLabel('Type de service')
          .locator('option[data-compte]')
          .evaluateAll((all) =>
            all.map(
              (each) =>
                [
                  (each as HTMLOptionElement).value,
                  Number(/\((\d+)\)$/.exec(each.textContent)?.[1]),
                ] as const,
            ),
          );
        for (const [type, nombre] of options) {
          const sien = (each: (typeof alsh)[0]) =>
            (each.type === type || (each as { autresTypes?: string[] }).autresTypes?.includes(type)) &&
            isForFour(each);
          expect(nombre, type).toBe(readStructures(valDExemple).filter(sien).length);
        }
      }).toPass();
      await page.goBack();
      await expect(titre(page)).toHaveText(new RegExp(`^${alsh.length}\\s`));
      await expect(page.getByLabel('Âge de l’enfant')).toHaveValue('');
      await page.reload();
      await expect(page.getByLabel('Type de service')).toHaveValue('alsh');
      await expect(titre(page)).toHaveText(new RegExp(`^${alsh.length}\\s`));
    },
  );

  lecture('« open now » keeps what receives people at this very moment', async ({ page }) => {
    // As the open data says it: on this Tuesday at ten.
    const { occurrences } = (await (
      await page.request.get(`${valDExemple.url}/donnees/permanences.json`)
    ).json()) as {
      occurrences: {
        structure: string;
        debut: string;
        fin: string;
        statut: string;
        heuresConnues: boolean;
      }[];
    };
    const maintenant = Date.parse('2026-12-01T10:00:00+01:00');
    const ouverts = new Set(
      occurrences
        .filter(
          ({ debut, fin, statut, heuresConnues }) =>
            heuresConnues &&
            ['confirmee', 'a-confirmer'].includes(statut) &&
            Date.parse(debut) <= maintenant &&
            Date.parse(fin) > maintenant,
        )
        .map(({ structure }) => structure),
    );
    await search(page, valDExemple, 'ouvert=oui');
    await expect(titre(page)).toHaveText(new RegExp(`^${ouverts.size}\\s`));
    await expect(resultats(page).first().locator('[data-quand]').first()).toHaveText('En ce moment');
  });

  lecture('hours that nobody confirmed lately are said to be so', async ({ page }) => {
    await search(page, montsRanceRougier, 'q=france+services');
    const card = resultats(page).filter({ hasText: 'France services Monts, Rance et Rougier' }).first();
    await expect(card.locator('[data-occurrences] > span:visible')).toContainText('à confirmer');
  });

  lecture(
    'more results come ten at a time, and the keyboard goes on from the first of them',
    { tag: '@ordinateur' },
    async ({ page }) => {
      await search(page, valDExemple, 'q=enfants');
      await expect(resultats(page)).toHaveCount(10);
      await page.getByRole('button', { name: 'Voir plus de résultats' }).press('Enter');
      await expect(resultats(page)).toHaveCount(20);
      await expect(resultats(page).nth(10).getByRole('link')).toBeFocused();
    },
  );

  lecture(
    'with the keyboard alone, one types, hears how many results there are, and goes to the first',
    { tag: '@ordinateur' },
    async ({ page }) => {
      await page.goto(`${montsRanceRougier.url}/recherche/`);
      const annonce = page.locator('[data-annonce]');
      await champ(page).focus();
      await page.keyboard.type('nounou', { delay: 40 });
      await expect(annonce).toContainText(/\d+\srésultats pour « nounou »/);
      const attente = resultats(page).first().getByRole('link');
      for (let i = 0; i < 30 && !(await attente.evaluate((lien) => lien === document.activeElement)); i += 1)
        await page.keyboard.press('Tab');
      await expect(attente).toBeFocused();
      await page.keyboard.press('Tab');
      await expect(resultats(page).nth(1).getByRole('link')).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('main')).toHaveAttribute('data-structure', /./);
      await page.goBack();
      await expect(champ(page)).toHaveValue('nounou');
      await expect(resultats(page)).toHaveCount(10);
    },
  );

  lecture(
    'without result, other words, fewer filters and somebody to call are proposed',
    async ({ page }) => {
      await search(page, montsRanceRougier, 'q=nounou&type=rpe&genre=guide');
      await expect(titre(page)).toContainText('Aucun résultat pour « nounou »');
      const moins = page.locator('[data-suggestions] a').first();
      const nombre = Number(/\((\d+)\)/.exec((await moins.textContent())!)?.[1]);
      await moins.click();
      await expect(titre(page)).toHaveText(new RegExp(`^${nombre}\\s`));
      await search(page, montsRanceRougier, 'q=xylophonzzz');
      const aide = page.locator('[data-sans-resultat]');
      await expect(aide.getByRole('link', { name: /France services/ })).toBeVisible();
      await expect(aide.locator('a[href^="tel:+33"]').first()).toBeVisible();
    },
  );

  lecture(
    'when the index cannot be fetched, the page says so and shows the other doors',
    async ({ page }) => {
      await page.route('**/pagefind/**', (route) => route.abort());
      await page.goto(`${montsRanceRougier.url}/recherche/?q=nounou`);
      await expect(titre(page)).toHaveText('La recherche n’a pas pu se charger');
      await expect(page.getByRole('link', { name: 'Tout l’annuaire' })).toBeVisible();
      await page.unroute('**/pagefind/**');
      await page.getByRole('button', { name: 'Chercher' }).click();
      await expect(resultats(page)).toHaveCount(10);
    },
  );

  lecture('the home page and the page of what does not exist lead to search', async ({ page }) => {
    for (const adresse of ['/', '/nulle-part/']) {
      await page.goto(montsRanceRougier.url + adresse);
      await champ(page).fill('bus');
      await champ(page).press('Enter');
      await expect(page).toHaveURL(/\/recherche\/\?q=bus$/);
      await expect(resultats(page).first()).toHaveAttribute('data-type', 'mobilite');
    }
  });

  lecture('nothing of the index is fetched before somebody searches', async ({ page }) => {
    const demandes: string[] = [];
    page.on('request', (requete) => demandes.push(new URL(requete.url()).pathname));
    await page.goto(`${montsRanceRougier.url}/recherche/`, { waitUntil: 'networkidle' });
    expect(demandes.filter((chemin) => /^\/pagefind|\.json$/.test(chemin))).toEqual([]);
    await champ(page).focus();
    await expect.poll(() => demandes).toContain('/recherche/facettes.json');
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });
  test('search says what it needs and leads to the same things by lists', async ({ page }) => {
    await page.goto(`${montsRanceRougier.url}/recherche/?q=nounou`);
    await expect(page.getByText(/a besoin de JavaScript/)).toBeVisible();
    for (const nom of ['Tout l’annuaire', 'Toutes les communes', 'Le guide', 'Les mots expliqués'])
      await expect(page.getByRole('link', { name: nom }).last()).toBeVisible();
  });
});

test('a search that finds nothing is counted once, when it is settled, where somebody counts', async ({
  page,
}) => {
  const envois: string[] = [];
  await page.route('**/sante', (route) => route.fulfill({ json: { recherches: true } }));
  await page.route('**/api/recherches', (route) => {
    envois.push(route.request().postData() ?? '');
    return route.fulfill({ status: 204 });
  });
  await page.clock.install();
  await page.goto(`${valDExemple.url}/recherche/`);
  const look = async (mots: string) => {
    await champ(page).fill(mots);
    await page.clock.runFor(500);
    await expect(titre(page)).toContainText(mots);
  };
  await look('zzyxwq');
  await page.clock.runFor(2_000);
  await look('zzyxwqk');
  const envoi = page.waitForRequest('**/api/recherches');
  await page.clock.runFor(5_000);
  await envoi;
  await look('zzyxwq 0612345678');
  await page.clock.runFor(5_000);
  await look('zzyxwqk');
  await page.clock.runFor(5_000);
  expect(envois).toEqual(['{"mots":"zzyxwqk"}']);
});
