import { expect, test } from '../lecteur';
import { SORTES, selectSortes, urlOf } from '../sortes-de-page';
import { countPixelsBeyond, listMasques, listTextesPerdus, setStyle } from './mise-en-page';

// The site's font arrives in time or not at all: the reader's own may be wider, and is here.
test.beforeEach(async ({ page }) => {
  await page.route('**/*.woff2', (route) => route.abort());
});

test.describe('at 400 % of zoom', () => {
  // 1280 × 1024 seen at 400 %.
  test.use({ viewport: { width: 320, height: 256 } });

  for (const sorte of SORTES) {
    test(`${sorte.nom} is read without scrolling sideways`, async ({ page }) => {
      await page.goto(urlOf(sorte));
      // What is folded is read too.
      await page
        .locator('details')
        .evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
      expect.soft(await listTextesPerdus(page)).toEqual([]);
      expect(await countPixelsBeyond(page)).toBe(0);
    });
  }

  for (const sorte of selectSortes(
    'the home page',
    'the directory',
    'a structure that tours',
    'the fullest commune',
    'the fullest page of an age',
    'the longest article of the guide',
    'the emergency numbers',
    'the observatory',
  )) {
    test(`nothing covers what the keyboard reaches on ${sorte.nom}`, async ({ page }) => {
      await page.goto(urlOf(sorte));
      expect(await listMasques(page)).toEqual([]);
    });
  }
});

test.describe('with the text spacing that a reader may impose', () => {
  for (const width of [320, 1280]) {
    test.describe(`at a width of ${width} pixels`, () => {
      test.use({ viewport: { width, height: 800 } });

      for (const sorte of selectSortes(
        'the home page',
        'the directory',
        'a structure that tours',
        'a structure with cancelled dates',
        'the fullest commune',
        'the fullest commune of a real territory',
        'the list of communes',
        'the fullest page of an age',
        'the aids',
        'the agenda',
        'the emergency numbers',
        'the observatory',
        'the legal notice',
      )) {
        test(`${sorte.nom} loses no text`, async ({ page }) => {
          await page.goto(urlOf(sorte));
          await setStyle(
            page,
            `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
             p { margin-bottom: 2em !important }`,
          );
          expect.soft(await listTextesPerdus(page)).toEqual([]);
          expect(await countPixelsBeyond(page)).toBe(0);
        });
      }
    });
  }
});
