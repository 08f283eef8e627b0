/** What a visitor reports, followed to the entry that is published and to its dated history. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type AtelierDEssai, COORDINATION_D_ESSAI, openAtelierDEssai } from '../../fixtures/atelier';
import { readFormulaire } from '../../fixtures/formulaire';

const CLE = { collection: 'lieux', slug: 'la-grange-commune' } as const;
const CHEMIN = `${CLE.collection}/${CLE.slug}`;

let essai: AtelierDEssai;
let coordination: string;

beforeAll(async () => {
  essai = await openAtelierDEssai();
  // Building the site is tested in tests/cms/publication.
  vi.spyOn(essai.atelier.publication, 'request').mockImplementation(() => undefined);
  vi.spyOn(essai.atelier.publication, 'wait').mockResolvedValue('servi');
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
});
afterAll(() => essai.close());

test('a wrong postal code that a visitor reports waits in the queue, becomes a draft, is published, and stays in the dated history', async () => {
  const { depot } = essai.atelier;
  const lire = async () => (await depot.readFiche(CLE))!.donnees as { codePostal: string };
  const avant = (await lire()).codePostal;
  const message = `Le code postal n’est pas ${avant} mais 99121.`;

  const recu = await essai.ask('POST', '/api/signalements', {
    formulaire: { genre: 'erreur', message, page: `/${CHEMIN}/` },
    ip: '198.51.100.7',
  });
  expect(recu.statusCode).toBe(303);
  // Nothing changes by itself.
  expect((await lire()).codePostal).toBe(avant);

  const file = await essai.ask('GET', '/espace/signalements/', { cookie: coordination });
  expect(file.body).toContain('mais 99121.');
  const [, id] = /\/espace\/signalements\/([^/"]+)\/brouillon\//.exec(file.body)!;
  const brouillon = await essai.ask('POST', `/espace/signalements/${id}/brouillon/`, {
    cookie: coordination,
    formulaire: {},
  });
  expect(brouillon.headers.location).toBe(`/espace/fiches/${CHEMIN}/`);

  const page = await essai.ask('GET', `/espace/fiches/${CHEMIN}/`, { cookie: coordination });
  expect(page.body).toContain('mais 99121.');
  const formulaire = {
    ...readFormulaire(page.body, `/espace/fiches/${CHEMIN}/`),
    codePostal: '99121',
    geste: 'publier',
  };
  const envoi = await essai.ask('POST', `/espace/fiches/${CHEMIN}/`, { cookie: coordination, formulaire });
  // One reads what changes before it is published.
  const relecture = envoi.headers.location!;
  const url = `${relecture}publier/`;
  const { body } = await essai.ask('GET', relecture, { cookie: coordination });
  expect(body).toContain('99121');
  await essai.ask('POST', url, { cookie: coordination, formulaire: readFormulaire(body, url) });
  expect((await lire()).codePostal).toBe('99121');
  expect(await depot.readBrouillon(CLE)).toBeUndefined();

  const historique = await essai.ask('GET', `/espace/historique/${CHEMIN}/`, { cookie: coordination });
  const [, version = ''] = historique.body.split('<li class="encadre">');
  expect(version).toMatch(/^<h2>[a-z]+\s\d{1,2}(er)?\s\S+\s\d{4}</);
  expect(version).toContain(`<del>${avant}</del>`);
  expect(version).toContain('<ins>99121</ins>');
});
