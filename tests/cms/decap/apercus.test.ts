/** What a partner writes stays text in the previews too: the page that Decap shows, and the one that a link opens. */
import { HtmlValidate, Parser } from 'html-validate';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toTexte } from '../../../cms/decap/fil';
import { COLLECTIONS_EDITABLES, type Cle, type Fiche, formatCle } from '../../../cms/depot/depot';
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

const draw = (cle: Cle, donnees: object) =>
  essai.app.inject({
    method: 'POST',
    url: '/cms/apercu',
    headers: { cookie, 'x-portail': '1', 'sec-fetch-site': 'same-origin', accept: 'application/json' },
    payload: { ...cle, donnees },
  });
/** An entry of this collection that holds this, and what Decap would send of it. */
function find(collection: Cle['collection'], matches: (donnees: Record<string, unknown>) => boolean) {
  const trouvee = fiches.find(
    ({ cle, donnees }) => cle.collection === collection && matches(donnees as Record<string, unknown>),
  )!;
  return { cle: trouvee.cle, donnees: trouvee.donnees as Record<string, unknown> };
}

test('a place, an event, an action and a figure are drawn as the site draws them', async () => {
  const lieu = find('lieux', ({ position }) => position !== undefined);
  const dessinLieu = await draw(lieu.cle, { ...lieu.donnees, adresse: '7 rue Neuve' });
  expect(dessinLieu.body).toContain('7 rue Neuve');
  for (const titre of ['Dans les deux semaines', 'En pratique', 'Les services accueillis ici'])
    expect(dessinLieu.body).toContain(titre);
  expect(dessinLieu.body).toContain(`data-lieu="${lieu.cle.slug}"`);

  const evenement = find('evenements', ({ seances }) => Array.isArray(seances) && seances.length > 0);
  const seances = [{ du: '2027-01-13', debut: '14:30' }];
  const dessinEvenement = await draw(evenement.cle, { ...evenement.donnees, seances, statut: 'annule' });
  expect(dessinEvenement.body).toMatch(/mercredi\s13\sjanvier/);
  expect(dessinEvenement.body).toContain('data-genre="evenement"');
  expect(dessinEvenement.body).toMatch(/class="pastille"[^>]*data-ton="danger"/);
  const reserve = await draw(evenement.cle, { ...evenement.donnees, seances, visibilite: 'professionnels' });
  expect(reserve.body).toContain('Seuls les professionnels le verront');
  expect(reserve.body).toMatch(/mercredi\s13\sjanvier/);

  const action = find('actions', () => true);
  const dessinAction = await draw(action.cle, { ...action.donnees, pilotes: ['Le service enfance'] });
  expect(dessinAction.body).toContain('Le service enfance');
  expect(dessinAction.body).toContain(`id="action-${action.cle.slug}"`);
  const indicateur = find('indicateurs', ({ valeurs }) => Array.isArray(valeurs) && valeurs.length > 1);
  const dessinIndicateur = await draw(indicateur.cle, { ...indicateur.donnees, libelle: 'Places, au total' });
  expect(dessinIndicateur.body).toContain('Places, au total');
  expect(dessinIndicateur.body).toMatch(/<table|<svg/);
});

test('what cannot be drawn yet says why, in French', async () => {
  const lieu = find('lieux', () => true);
  for (const [donnees, champ] of [
    [{ ...lieu.donnees, nom: '' }, 'nom'],
    [{ ...lieu.donnees, commune: '12345' }, 'commune'],
  ] as const) {
    const { statusCode, body } = await draw(lieu.cle, donnees);
    expect(statusCode).toBe(422);
    expect(JSON.parse(body)).toMatchObject({
      message: 'L’aperçu s’affichera quand la fiche sera complète.',
      erreurs: expect.arrayContaining([expect.objectContaining({ champ })]) as unknown,
    });
  }
});

test('an entry with more than any service has is refused before it is drawn', async () => {
  const { cle, donnees } = find('structures', ({ permanences }) => Array.isArray(permanences));
  const [permanence] = donnees.permanences as object[];
  const permanences = Array.from({ length: 101 }, (_, rang) => ({ ...permanence, id: `p-${rang}` }));
  const { statusCode, body } = await draw(cle, { ...donnees, permanences });
  expect(statusCode).toBe(422);
  expect(body).toContain('liste trop longue : au plus 100 éléments');
});
