/** What a partner writes stays text in the previews too: the page that Decap shows, and the one that a link opens. */
import { HtmlValidate, Parser } from 'html-validate';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toTexte } from '../../../cms/decap/fil';
import { COLLECTIONS_EDITABLES, type Fiche, formatCle } from '../../../cms/depot/depot';
import { type AtelierDEssai, COORDINATION_D_ESSAI, openAtelierDEssai } from '../../fixtures/atelier';
import { writeContenuHostile } from '../../fixtures/contenu-hostile';
import { listDangers } from '../../fixtures/dangers';

const CONTENU = join('var', 'tests', 'contenu-hostile-des-apercus');
const parser = new Parser(new HtmlValidate({ root: true }).getConfigForSync('page.html'));

let essai: AtelierDEssai;
let cookie: string;
let fiches: Fiche[];

beforeAll(async () => {
  writeContenuHostile(CONTENU);
  essai = await openAtelierDEssai({ CONTENU });
  cookie = await essai.logIn(COORDINATION_D_ESSAI);
  fiches = await essai.atelier.depot.listFiches();
}, 60_000);
afterAll(async () => {
  await essai.close();
  rmSync(CONTENU, { recursive: true, force: true });
});

test('the entries are of every collection that one writes in the atelier', () => {
  expect(new Set(fiches.map(({ cle }) => cle.collection))).toEqual(new Set(COLLECTIONS_EDITABLES));
});

/** What is dangerous in each of these pages, and how many of them show a charge. */
async function visit(visitees: Fiche[], open: (fiche: Fiche) => ReturnType<AtelierDEssai['ask']>) {
  const fautes: string[] = [];
  const chargees = new Set<string>();
  for (const fiche of visitees) {
    const { statusCode, body } = await open(fiche);
    const nom = formatCle(fiche.cle);
    if (statusCode !== 200) fautes.push(`${nom}: ${statusCode}`);
    if (body.includes('chargeHostile')) chargees.add(nom);
    for (const danger of listDangers(parser.parseHtml(body))) fautes.push(`${nom}: ${danger}`);
  }
  return { fautes, chargees };
}
/** A preview that showed none of the texts would prove nothing. */
const listChargees = (visitees: Fiche[]) =>
  new Set(
    visitees.flatMap(({ cle, donnees }) =>
      JSON.stringify(donnees).includes('chargeHostile') ? [formatCle(cle)] : [],
    ),
  );

test('no preview of what somebody is writing has a script, a handler or an address that a text brought', async () => {
  const { fautes, chargees } = await visit(fiches, ({ cle, oid, donnees }) => {
    const envoyees = JSON.parse(toTexte({ cle, oid, donnees })) as unknown;
    return essai.app.inject({
      method: 'POST',
      url: '/cms/apercu',
      headers: { cookie, 'x-portail': '1', 'sec-fetch-site': 'same-origin', accept: 'text/html' },
      payload: { ...cle, donnees: envoyees },
    });
  });
  expect(fautes).toEqual([]);
  expect(chargees).toEqual(listChargees(fiches));
}, 60_000);

test('neither has a preview that a link opens', async () => {
  // One of each collection: they are drawn as those above are.
  const premieres = COLLECTIONS_EDITABLES.map((collection) =>
    fiches.find(({ cle }) => cle.collection === collection)!,
  );
  const { fautes, chargees } = await visit(premieres, ({ cle }) =>
    essai.app.inject({
      url: `/cms/apercu/${formatCle(cle)}`,
      headers: { cookie, accept: 'text/html' },
    }),
  );
  expect(fautes).toEqual([]);
  expect(chargees).toEqual(listChargees(premieres));
}, 60_000);
