/** On the site of a town hall: another origin, with its own look and its own rules. */
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { toCadre, toLigne } from '../../src/domain/integration/ligne';
import { creerPortail } from '../fixtures/portail';
import { expect, test } from '../lecteur';
import { valDExemple } from '../sites';

const portail = creerPortail({
  territoire: { urlDeBase: valDExemple.url },
  communes: [
    {
      codeInsee: '99001',
      nom: 'Castelnoir-le-Val',
      codesPostaux: ['99100'],
      centre: { lat: 44.2, lon: 2.6 },
      rayonKm: 5,
    },
  ],
});
const commune = portail.communes[0]!;
const ligne = toLigne(commune, portail);
const STRICTE = `default-src 'none'; style-src 'self'; script-src ${valDExemple.url}; connect-src ${valDExemple.url}; frame-src ${valDExemple.url}`;
const PAGES: Record<string, string> = {
  '/': ligne,
  '/cadre/': toCadre(commune, portail),
  '/accueil-encadre/': `<iframe src="${valDExemple.url}/" title="Accueil"></iframe>`,
  '/inconnue/': ligne.replace('commune="castelnoir-le-val"', 'commune="nulle-part"'),
};
const FEUILLE = `body { font-family: Georgia, serif; color: rgb(20, 40, 60); background: #fff }
infos-familles { --infos-familles-lien: rgb(0, 90, 160) }
infos-familles::part(titre) { font-size: 30px }`;

let mairie: Server;
let adresse: string;

test.beforeAll(async () => {
  mairie = createServer(({ url = '/' }, reponse) => {
    if (url === '/mairie.css') return reponse.setHeader('Content-Type', 'text/css').end(FEUILLE);
    const corps = PAGES[url];
    if (corps === undefined) return reponse.writeHead(404).end();
    reponse.setHeader('Content-Security-Policy', STRICTE);
    reponse.setHeader('Content-Type', 'text/html; charset=utf-8');
    return reponse.end(
      `<!doctype html><html lang="fr"><head><title>Mairie</title><link rel="stylesheet" href="/mairie.css"></head><body><main><h1>Mairie de Castelnoir</h1>${corps}</main></body></html>`,
    );
  });
  await new Promise<void>((ecoute) => mairie.listen(0, '127.0.0.1', ecoute));
  adresse = `http://127.0.0.1:${(mairie.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  mairie.closeAllConnections();
  mairie.close();
});

test('one line shows what comes, in the letters and the colours of the host, and keeps nothing', async ({
  page,
  context,
}) => {
  const vues: string[] = [];
  const fautes: string[] = [];
  page.on('request', (requete) => vues.push(requete.url().replace(adresse, '')));
  page.on('console', (message) => fautes.push(message.text()));
  page.on('pageerror', (erreur) => fautes.push(erreur.message));
  await page.goto(`${adresse}/`);

  const titre = page.getByRole('heading', { level: 2, name: 'Ce qui passe à Castelnoir-le-Val' });
  await expect(titre).toBeVisible();
  await expect(titre).toHaveCSS('font-family', 'Georgia, serif');
  await expect(titre).toHaveCSS('color', 'rgb(20, 40, 60)');
  await expect(titre).toHaveCSS('font-size', '30px');
  const dates = page.getByRole('list').getByRole('listitem');
  await expect(dates).toHaveCount(6);
  await expect(dates.first()).toContainText(/(Aujourd’hui, |Demain, )?[a-z]+di\s(1er|\d+)\sdécembre/);
  const lien = dates.first().getByRole('link');
  await expect(lien).toHaveCSS('color', 'rgb(0, 90, 160)');
  await expect(lien).toHaveAttribute('href', new RegExp(`^${valDExemple.url}/(structures|agenda)/`));
  await expect(page.getByRole('link', { name: 'Ce qui passe à' })).toBeHidden();

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(fautes).toEqual([]);
  expect(vues.filter((vue) => !vue.startsWith('/'))).toEqual([
    `${valDExemple.url}/integrer.js`,
    `${valDExemple.url}/communes/castelnoir-le-val.json`,
  ]);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
    0,
    0,
    '',
  ]);
});

test('a commune that does not exist leaves the link', async ({ page }) => {
  const lue = page.waitForResponse(/nulle-part\.json$/);
  await page.goto(`${adresse}/inconnue/`);
  await lue;
  await expect(page.getByRole('link', { name: 'Ce qui passe à Castelnoir-le-Val' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(0);
});

test('the frame shows the same dates, and no other page of the site may be framed', async ({ page }) => {
  await page.goto(`${adresse}/cadre/`);
  const cadre = page.frameLocator('iframe');
  await expect(cadre.getByRole('heading', { name: 'Ce qui passe à Castelnoir-le-Val' })).toBeVisible();
  await expect(cadre.getByRole('listitem')).toHaveCount(12);
  await cadre.getByRole('link', { name: /^Tous les services/ }).click();
  await expect(page).toHaveURL(`${valDExemple.url}/communes/castelnoir-le-val/`);

  const refus = page.waitForEvent('console', (message) => message.text().includes('frame'));
  await page.goto(`${adresse}/accueil-encadre/`);
  expect((await refus).type()).toBe('error');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the line is a link, and the frame has its dates', async ({ page }) => {
    await page.goto(`${adresse}/`);
    await expect(page.getByRole('link', { name: 'Ce qui passe à Castelnoir-le-Val' })).toBeVisible();
    await page.goto(`${adresse}/cadre/`);
    await expect(page.frameLocator('iframe').getByRole('listitem').first()).toBeVisible();
  });
});
