/** What a partner writes stays text, whatever it looks like, in every page and every file of the built site. */
import { Parser, HtmlValidate } from 'html-validate';
import { expect, test } from '@playwright/test';
import { listDangers } from '../../fixtures/dangers';
import { listFaults } from '../../fixtures/icalendar';
import { listFichiers, listPages, readFichier, readPage } from '../../sites-construits';
import { siteHostile } from '../../sites';

const fichiers = (extension: string) => listFichiers(siteHostile).filter((nom) => nom.endsWith(extension));
const parser = new Parser(new HtmlValidate({ root: true }).getConfigForSync('page.html'));

test('no page has a script, a handler or an address that a text brought', () => {
  const fautes: string[] = [];
  let charges = 0;
  for (const adresse of listPages(siteHostile)) {
    const html = readPage(siteHostile, adresse);
    if (html.includes('chargeHostile')) charges += 1;
    for (const danger of listDangers(parser.parseHtml(html))) fautes.push(`${adresse}: ${danger}`);
  }
  expect(fautes).toEqual([]);
  // Nearly every page names the territory or one of its entries: a build that lost the charges would prove nothing.
  expect(charges).toBeGreaterThan(200);
});

test('every file for programs still reads as what it is', () => {
  for (const nom of [...fichiers('.json'), ...fichiers('.geojson'), ...fichiers('.webmanifest')])
    JSON.parse(readFichier(siteHostile, nom));
  for (const nom of fichiers('.ics')) expect(listFaults(readFichier(siteHostile, nom)), nom).toEqual([]);
  const [entete = '', ...lignes] = readFichier(siteHostile, '/donnees/structures.csv')
    .trimEnd()
    .split('\r\n');
  const countCellules = (ligne: string) => ligne.replace(/"(?:[^"]|"")*"/g, '').split(';').length;
  expect(lignes.map(countCellules)).toEqual(lignes.map(() => countCellules(entete)));
});
