/**
 * « When is the next one? » is answered at reading time. What must be displayed is deduced from
 * `/donnees/permanences.json`, which another code writes than the one that runs in the page.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { MAINTENANT, expect, test } from '../lecteur';
import { montsRanceRougier, valDExemple } from '../sites';
import {
  type OccurrenceLue,
  type SiteDeTest,
  isTenue,
  readOccurrences,
  readStructures,
} from '../sites-construits';

const FUSEAUX = ['Europe/Paris', 'America/Los_Angeles', 'Pacific/Auckland'] as const;

/** The file starts on the day of the build; a page also knows the night that was not over yet. */
const NUIT_EN_COURS: OccurrenceLue = {
  structure: 'creche-la-nuit-douce',
  permanence: 'nuit',
  lieu: 'maison-petite-enfance-castelnoir',
  commune: '99001',
  debut: '2026-11-30T21:00:00+01:00',
  fin: '2026-12-01T06:00:00+01:00',
  statut: 'confirmee',
  heuresConnues: true,
};

function listTenues(site: SiteDeTest, slug: string): OccurrenceLue[] {
  return [NUIT_EN_COURS, ...readOccurrences(site)].filter(
    (occurrence) => occurrence.structure === slug && isTenue(occurrence),
  );
}

/** Instants are written with the offset of Paris: their first ten characters are the day there. */
const dayOf = (instant: string) => instant.slice(0, 10);
/** A service that does not say when it ends is on until midnight, though nobody knows whether it still is. */
const hasFin = ({ debut, fin }: OccurrenceLue) => fin !== debut;
const endOf = (occurrence: OccurrenceLue) => {
  const { debut, fin } = occurrence;
  if (hasFin(occurrence)) return Date.parse(fin);
  return Date.parse(`${dayOf(debut)}T00:00:00${debut.slice(19)}`) + 86_400_000;
};
const isOver = (occurrence: OccurrenceLue, maintenant: string) => endOf(occurrence) <= Date.parse(maintenant);
const toDatetime = ({ debut, heuresConnues }: OccurrenceLue) => (heuresConnues ? debut : dayOf(debut));

function sayWhen(occurrence: OccurrenceLue, maintenant: string): string {
  const { debut, heuresConnues } = occurrence;
  if (heuresConnues && hasFin(occurrence) && Date.parse(debut) <= Date.parse(maintenant))
    return 'En ce moment';
  const days = (Date.parse(dayOf(debut)) - Date.parse(dayOf(maintenant))) / 86_400_000;
  return days === 0 ? 'Aujourd’hui' : days === 1 ? 'Demain' : '';
}

interface Affichage {
  datetime: string | null;
  quand: string | null;
  epuise: boolean;
}

/**
 * What the reader of a structure's page sees as the next date, at moments that follow each other: a telephone
 * taken out of a pocket hours later shows the same page, without loading it again.
 */
function readAffichages(page: Page, moments: readonly string[]): Promise<Affichage[]> {
  return page.evaluate(
    (instants) =>
      instants.map((instant) => {
        Date.now = () => Date.parse(instant);
        dispatchEvent(new Event('pageshow'));
        const [prochaine, ...others] = document.querySelectorAll<HTMLElement>('main [data-prochaine]');
        if (others.length > 0) throw new Error('two next dates');
        return {
          datetime: prochaine?.querySelector('time')?.getAttribute('datetime') ?? null,
          quand: prochaine?.querySelector('[data-quand]')?.textContent ?? null,
          epuise: document.querySelector('[data-epuise]')?.checkVisibility() ?? false,
        };
      }),
    moments,
  );
}

function expectedAffichage(occurrences: readonly OccurrenceLue[], maintenant: string): Affichage {
  const next = occurrences.find((occurrence) => !isOver(occurrence, maintenant));
  return {
    datetime: next ? toDatetime(next) : null,
    quand: next ? sayWhen(next, maintenant) : null,
    epuise: !next,
  };
}

/** Moments that matter: nights, both sides of midnight, school holidays, bank holidays, long after. */
const MOMENTS = [
  '2026-12-01T00:30:00+01:00',
  '2026-12-01T05:59:59+01:00',
  '2026-12-01T06:00:00+01:00',
  '2026-12-01T09:45:00+01:00',
  '2026-12-01T12:15:00+01:00',
  '2026-12-01T17:20:00+01:00',
  '2026-12-01T23:59:59+01:00',
  '2026-12-02T00:00:00+01:00',
  '2026-12-02T10:00:00+01:00',
  '2026-12-04T12:00:00+01:00',
  '2026-12-10T20:30:00+01:00',
  '2026-12-20T15:00:00+01:00',
  '2026-12-25T10:00:00+01:00',
  '2027-01-03T22:00:00+01:00',
];

/** Those, and the very seconds when the first dates of this structure start and end. */
function listMoments(occurrences: readonly OccurrenceLue[]): string[] {
  const toIso = (instant: number) => `${new Date(instant + 3_600_000).toISOString().slice(0, 19)}+01:00`;
  const own = occurrences
    .slice(0, 2)
    .flatMap(({ debut, fin }) => [
      Date.parse(debut) - 1000,
      Date.parse(debut),
      Date.parse(fin) - 1000,
      Date.parse(fin),
    ])
    .map(toIso)
    .filter((moment) => moment > MOMENTS[0]!);
  return [...new Set([...MOMENTS, ...own])].sort();
}

/** Pages are read one after the other in the same tab: each reading starts anew, and a tab is slow to open. */
async function readStructure(page: Page, site: SiteDeTest, slug: string, maintenant: string) {
  await page.clock.setFixedTime(new Date(maintenant));
  await page.goto(`${site.url}/structures/${slug}/`);
}

async function openPage(context: BrowserContext, site: SiteDeTest, slug: string, maintenant: string) {
  const page = await context.newPage();
  await readStructure(page, site, slug, maintenant);
  return page;
}

for (const timezoneId of FUSEAUX) {
  test.describe(`read with the clock of ${timezoneId}`, () => {
    test.use({ timezoneId });

    for (const site of [valDExemple, montsRanceRougier]) {
      test(`every structure of ${site.territoire} shows its next date, whatever the moment`, async ({
        context,
      }) => {
        test.setTimeout(900_000);
        const slugs = [
          ...new Set(
            readOccurrences(site)
              .filter(isTenue)
              .map(({ structure }) => structure),
          ),
        ];
        expect(slugs.length).toBeGreaterThan(site === valDExemple ? 50 : 3);
        const fautes: unknown[] = [];
        const page = await context.newPage();
        await page.clock.setFixedTime(new Date(MOMENTS[0]!)); // the first of each list of moments
        // Every structure is read in Paris; elsewhere some of them are enough to see that the zone changes nothing.
        const pas = timezoneId === 'Europe/Paris' ? 1 : 6;
        for (const slug of slugs.filter((_, rang) => rang % pas === 0)) {
          const toutes = listTenues(site, slug);
          const moments = listMoments(toutes);
          await page.goto(`${site.url}/structures/${slug}/`);
          // A page carries only the first dates, but enough of them for several weeks.
          const embedded = await page.locator('[data-rang] > li').count();
          if (embedded < Math.min(toutes.length, 20)) fautes.push({ slug, embedded });
          const affichages = await readAffichages(page, moments);
          moments.forEach((maintenant, index) => {
            const expected = expectedAffichage(toutes.slice(0, embedded), maintenant);
            const seen = affichages[index];
            if (JSON.stringify(seen) !== JSON.stringify(expected))
              fautes.push({ slug, maintenant, seen, expected });
          });
        }
        expect(fautes).toEqual([]);
      });
    }

    const LECTURES = [
      // Before, during, just after a slot, the day before, the next day.
      {
        slug: 'la-roulotte-a-doudous',
        maintenant: '2026-11-30T18:00:00+01:00',
        datetime: '2026-12-01T09:30:00+01:00',
        quand: 'Demain',
      },
      {
        slug: 'la-roulotte-a-doudous',
        maintenant: '2026-12-01T07:00:00+01:00',
        datetime: '2026-12-01T09:30:00+01:00',
        quand: 'Aujourd’hui',
      },
      {
        slug: 'la-roulotte-a-doudous',
        maintenant: '2026-12-01T10:00:00+01:00',
        datetime: '2026-12-01T09:30:00+01:00',
        quand: 'En ce moment',
      },
      {
        slug: 'la-roulotte-a-doudous',
        maintenant: '2026-12-01T11:30:00+01:00',
        datetime: '2026-12-03T09:30:00+01:00',
        quand: '',
      },
      // A slot that passes midnight.
      {
        slug: 'creche-la-nuit-douce',
        maintenant: '2026-12-02T03:00:00+01:00',
        datetime: '2026-12-01T21:00:00+01:00',
        quand: 'En ce moment',
      },
      {
        slug: 'creche-la-nuit-douce',
        maintenant: '2026-12-02T06:00:00+01:00',
        datetime: '2026-12-02T21:00:00+01:00',
        quand: 'Aujourd’hui',
      },
      // In the Christmas holidays, at midnight in Paris.
      {
        slug: 'le-bus-des-lutins',
        maintenant: '2026-12-24T00:00:00+01:00',
        datetime: '2027-01-11T08:30:00+01:00',
        quand: '',
      },
    ];
    test('a fresh reading says the next date, and « tomorrow », « today » or « now »', async ({
      context,
    }) => {
      const page = await context.newPage();
      for (const { slug, maintenant, datetime, quand } of LECTURES) {
        await readStructure(page, valDExemple, slug, maintenant);
        expect
          .soft(await readAffichages(page, [maintenant]), `${slug}, ${maintenant}`)
          .toEqual([{ datetime, quand, epuise: false }]);
      }
    });
  });
}

test('when every date it knows is over, a page says so and still gives the telephone', async ({
  context,
}) => {
  const page = await openPage(context, valDExemple, 'la-roulotte-a-doudous', '2027-06-01T10:00:00+02:00');
  await expect(page.getByText('Aucune date connue')).toBeVisible();
  await expect(page.locator('main [data-prochaine]')).toHaveCount(0);
  await expect(page.getByText('Ensuite', { exact: true })).toBeHidden();
  await expect(page.getByRole('link', { name: /^Appeler le 05\s36\s49\s01\s02$/ })).toBeVisible();
});

test('before that, nothing says that there is no date', async ({ context }) => {
  const page = await openPage(context, valDExemple, 'la-roulotte-a-doudous', '2026-12-01T10:00:00+01:00');
  await expect(page.getByText('Aucune date connue')).toBeHidden();
});

test('the following dates move up, without hole nor repetition', async ({ context }) => {
  const slug = 'le-bus-des-demarches';
  const maintenant = '2026-12-10T20:00:00+01:00';
  const page = await openPage(context, valDExemple, slug, maintenant);
  const coming = listTenues(valDExemple, slug).filter((occurrence) => !isOver(occurrence, maintenant));
  const shown = page.locator('[data-rang] > li time');
  expect(await shown.evaluateAll((times) => times.map((time) => time.getAttribute('datetime')))).toEqual(
    coming.slice(0, await shown.count()).map(toDatetime),
  );
  expect(await page.locator('[data-rang="3"] > li').count()).toBe(3);
});

test('a closure of the holidays is said during them, then leaves', async ({ context }) => {
  const page = await openPage(context, valDExemple, 'le-bus-des-lutins', '2026-12-22T10:00:00+01:00');
  const fermeture = page.getByText(/Fermé du samedi\s19\sdécembre au dimanche\s3\sjanvier/);
  await expect(fermeture).toBeVisible();
  await readAffichages(page, ['2027-01-03T23:59:59+01:00']);
  await expect(fermeture).toBeVisible();
  await readAffichages(page, ['2027-01-04T00:00:00+01:00']);
  await expect(fermeture).toBeHidden();
});

test('a service that gives only the time when it starts is still announced that evening', async ({
  context,
}) => {
  const page = await openPage(context, valDExemple, 'ados-en-ligne', '2026-12-01T20:05:00+01:00');
  expect(await readAffichages(page, ['2026-12-01T20:05:00+01:00', '2026-12-02T00:00:00+01:00'])).toEqual([
    { datetime: '2026-12-01T20:00:00+01:00', quand: 'Aujourd’hui', epuise: false },
    { datetime: '2026-12-03T20:00:00+01:00', quand: 'Demain', epuise: false },
  ]);
});

for (const adresse of ['/structures/', '/types/rpe/', '/themes/petite-enfance/', '/ages/0/'])
  test(`each card of ${adresse} shows no past date, whatever the moment`, async ({ context }) => {
    const page = await context.newPage();
    for (const maintenant of MOMENTS.slice(3, 9)) {
      await page.clock.setFixedTime(new Date(maintenant));
      await page.goto(valDExemple.url + adresse);
      const cards = await page.locator('li.carte[data-genre="structure"]').evaluateAll((all) =>
        all.map((card) => ({
          slug: card.querySelector('a')?.getAttribute('href')?.split('/')[2] ?? '',
          epuise: card.querySelector('[data-epuise]')?.checkVisibility() ?? false,
          dates: [...card.querySelectorAll<HTMLElement>('[data-occurrences] > [data-fin]')]
            .filter((item) => item.checkVisibility())
            .map((item) => ({
              datetime: item.querySelector('time')?.getAttribute('datetime') ?? null,
              quand: item.querySelector('[data-quand]')?.textContent ?? null,
            })),
        })),
      );
      expect(cards.length).toBeGreaterThan(0);
      const expected = cards.map(({ slug }) => {
        // A card carries three dates.
        const carried = listTenues(valDExemple, slug).slice(0, 3);
        const next = carried.find((occurrence) => !isOver(occurrence, maintenant));
        return {
          slug,
          epuise: carried.length > 0 && !next,
          dates: next ? [{ datetime: toDatetime(next), quand: sayWhen(next, maintenant) }] : [],
        };
      });
      expect.soft(cards, maintenant).toEqual(expected);
    }
  });

test('a card whose dates are all over says so rather than nothing', async ({ context }) => {
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2027-06-01T10:00:00+02:00'));
  await page.goto(`${valDExemple.url}/types/laep/`);
  const card = page.locator('li.carte', { hasText: 'La Roulotte à doudous' });
  await expect(card.locator('.carte-quand')).toHaveText(/date/i);
});

test('a list of days drops the hours that are over, and the days that are empty', async ({ context }) => {
  const maintenant = '2026-12-01T14:00:00+01:00';
  for (const adresse of [
    '/',
    '/communes/montfauzelle/',
    '/communes/puech-serein/',
    '/lieux/maison-du-val/',
  ]) {
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date(maintenant));
    await page.goto(valDExemple.url + adresse);
    const days = await page.locator('[data-groupe]').evaluateAll((groupes) =>
      groupes
        .filter((groupe) => groupe.checkVisibility())
        .map((groupe) => ({
          jour: groupe.getAttribute('data-groupe')?.slice(0, 10) ?? '',
          quand: groupe.querySelector('[data-jour]')?.textContent ?? null,
          passages: [...groupe.querySelectorAll<HTMLElement>('[data-fin]')].map(({ dataset }) => ({
            debut: dataset['debut'] ?? '',
            fin: dataset['fin'] ?? '',
          })),
        })),
    );
    expect(days.length, adresse).toBeGreaterThan(0);
    for (const { jour, quand, passages } of days) {
      expect(jour >= '2026-12-01', `${adresse} ${jour}`).toBe(true);
      expect(quand).toBe(jour === '2026-12-01' ? 'Aujourd’hui' : jour === '2026-12-02' ? 'Demain' : '');
      expect(passages.length).toBeGreaterThan(0);
      for (const { fin } of passages) expect(Date.parse(fin)).toBeGreaterThan(Date.parse(maintenant));
    }
    await page.close();
  }
});

test('the home page still announces something on the evening of the day when it was built', async ({
  context,
}) => {
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-12-01T20:00:00+01:00'));
  await page.goto(`${valDExemple.url}/`);
  await expect(page.locator('.passages > li:visible')).not.toHaveCount(0);
});

for (const { site, adresse } of [
  { site: valDExemple, adresse: '/communes/castelnoir-le-val/' },
  { site: montsRanceRougier, adresse: '/communes/camares/' },
])
  test(`a service announced on ${adresse} in the morning still is in the evening, if it comes again`, async ({
    context,
  }) => {
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date('2026-12-01T00:00:00+01:00'));
    await page.goto(site.url + adresse);
    const listAnnonces = () =>
      page.locator('.passages > li:visible').evaluateAll((items) =>
        items.map((item) => ({
          slug: item.querySelector('a')?.getAttribute('href')?.split('/')[2] ?? '',
          debut: item.getAttribute('data-debut') ?? '',
        })),
      );
    const soir = '2026-12-01T20:00:00+01:00';
    const matin = await listAnnonces();
    expect(matin.length).toBeGreaterThan(3);
    await readAffichages(page, [soir]);
    const restants = (await listAnnonces()).map(({ slug }) => slug);
    // It comes again to the same commune, within the fortnight that the page is about.
    const disparus = matin.filter(({ slug, debut }) => {
      const tenues = listTenues(site, slug);
      const commune = tenues.find((tenue) => tenue.debut === debut)?.commune;
      const again = tenues.some(
        (tenue) => tenue.commune === commune && !isOver(tenue, soir) && dayOf(tenue.debut) <= '2026-12-15',
      );
      return again && !restants.includes(slug);
    });
    expect(disparus).toEqual([]);
  });

test('the agenda drops the events that are over', async ({ context }) => {
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2027-01-15T12:00:00+01:00'));
  await page.goto(`${valDExemple.url}/agenda/`);
  const fins = await page
    .locator('li.evenement[data-fin]:visible')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-fin') ?? ''));
  expect(fins.length).toBeGreaterThan(0);
  for (const fin of fins) expect(Date.parse(fin)).toBeGreaterThan(Date.parse('2027-01-15T12:00:00+01:00'));
  await expect(page.getByRole('heading', { name: /décembre 2026/i })).toBeHidden();
});

test('a structure in project or closed never shows a date, whatever the moment', async ({ context }) => {
  for (const site of [valDExemple, montsRanceRougier]) {
    const fermees = readStructures(site).filter(({ statut }) => statut !== 'ouvert');
    expect(fermees.length).toBeGreaterThan(2);
    const page = await context.newPage();
    await page.clock.setFixedTime(MAINTENANT);
    for (const { slug, prochaines } of fermees) {
      expect(prochaines).toEqual([]);
      await page.goto(`${site.url}/structures/${slug}/`);
      await expect(page.locator('main [data-prochaine]')).toHaveCount(0);
      await expect(page.locator('.reponse time')).toHaveCount(0);
    }
  }
});
