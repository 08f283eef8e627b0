/** What a partner writes stays text, whatever it looks like, in every page and every file of the built site. */
import { Parser, HtmlValidate } from 'html-validate';
import { expect, test } from '@playwright/test';
import { listFaults } from '../../fixtures/icalendar';
import { listFichiers, listPages, readFichier, readPage } from '../../sites-construits';
import { siteHostile } from '../../sites';
import { attributeOf } from './document';

const fichiers = (extension: string) => listFichiers(siteHostile).filter((nom) => nom.endsWith(extension));
const parser = new Parser(new HtmlValidate({ root: true }).getConfigForSync('page.html'));
const ADRESSE_SURE = /^(?:https?:|mailto:|tel:|sms:|webcal:|\/|#|\?|data:image\/svg\+xml[;,])/;

test('no page has a script, a handler or an address that a text brought', () => {
  const fautes: string[] = [];
  let charges = 0;
  for (const adresse of listPages(siteHostile)) {
    const html = readPage(siteHostile, adresse);
    if (html.includes('chargeHostile')) charges += 1;
    const document = parser.parseHtml(html);
    for (const element of document.querySelectorAll('*')) {
      const ici = `${adresse}: <${element.tagName}>`;
      for (const { key, value } of element.attributes) {
        if (key.startsWith('on') || key === 'style' || key === 'srcdoc') fautes.push(`${ici} ${key}`);
        if (/^(?:href|src|action|formaction)$/.test(key) && !ADRESSE_SURE.test(String(value)))
          fautes.push(`${ici} ${key}=${String(value)}`);
      }
      if (element.tagName === 'script') {
        const type = attributeOf(element, 'type');
        if (type === 'application/ld+json') JSON.parse(element.textContent);
        else if (!attributeOf(element, 'src')?.startsWith('/_astro/')) fautes.push(`${ici} inline`);
      }
      if (element.tagName === 'img' && attributeOf(element, 'src') === 'x') fautes.push(ici);
    }
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
