/** Who learns that a publication failed, whichever way it came: a whole atelier, with a builder that is quick. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Cle, formatCle } from '../../../cms/depot/depot';
import { createNotes } from '../../../cms/notes/notes';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';
import { HANGAR, change, runGit } from '../../fixtures/depot';
import { ConstructeurDePapier } from './essai';

const RELAIS: Cle = { collection: 'structures', slug: 'relais-petite-enfance-du-val' };
const RELECTURE = `/espace/relecture/${formatCle(RELAIS)}/`;

let constructeur: ConstructeurDePapier;
vi.mock(import('../../../cms/publication/constructeur'), () => ({ createConstructeur: () => constructeur }));

let essai: AtelierDEssai;
beforeEach(async () => {
  constructeur = new ConstructeurDePapier();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  essai = await openAtelierDEssai();
  const { personnes, publication } = essai.atelier;
  personnes.setFiches(personnes.listOrganismes()[0]!.id, [formatCle(RELAIS)]);
  await publication.start();
});
afterEach(async () => {
  await essai.close();
  vi.restoreAllMocks();
});

const listNotes = () => createNotes({ base: essai.atelier.base }).list(RELAIS);

/** The mails about a failure: to whom, and what about. */
async function listAnnonces(): Promise<string[][]> {
  const courriers = await essai.listCourriers();
  return courriers
    .filter(({ sujet }) => /empêche|n’a pas pu/i.test(sujet))
    .map(({ a, sujet }) => [a, sujet])
    .sort();
}

async function expectTold(reviewer: string): Promise<void> {
  // The page that publishes waits only a little for the build.
  await vi.waitFor(
    () => expect(essai.atelier.publication.state()).toMatchObject({ attendues: 0, enCours: false }),
    20_000,
  );
  expect(listNotes()).toMatchObject([{ auteur: 'Publication du site', isRetour: true, isReglee: false }]);
  const nom = (await essai.atelier.depot.readFiche(RELAIS))!.donnees as { nom: string };
  expect(await listAnnonces()).toEqual(
    [
      [reviewer, 'Une fiche empêche de publier le site'],
      [PARTENAIRE_D_ESSAI, `N’a pas pu paraître : ${nom.nom}`],
    ].sort(),
  );
}

/** A commit on main, as the forge brings it. */
async function commitFromForge(): Promise<string> {
  const { depot } = essai.atelier;
  const dossier = join(essai.dossier, 'depot.git');
  const index = { GIT_INDEX_FILE: join(essai.dossier, 'index') };
  const git = (parametres: string[], input = '') => runGit(dossier, parametres, input, index);
  const { texte } = (await depot.readFiche(RELAIS))!;
  const oid = git(['hash-object', '-w', '--stdin'], `${texte}# FAUTE-MUETTE\n`);
  git(['read-tree', 'main']);
  git(['update-index', '--index-info'], `100644 ${oid}\t${formatCle(RELAIS)}.yaml\n`);
  const commit = git(['commit-tree', git(['write-tree']), '-p', 'main', '-m', 'Depuis la forge']);
  git(['update-ref', 'refs/heads/main', commit]);
  return commit;
}

test('a failure of what came from the forge leaves a note, and tells the partner and the coordination', async () => {
  const { publication } = essai.atelier;
  const commit = await commitFromForge();
  publication.request(RELAIS, commit);
  expect(await publication.wait(commit)).toMatchObject({ cle: RELAIS });
  await expectTold(COORDINATION_D_ESSAI);
});

test('a failure of what was published from the queue is told once, by the same note', async () => {
  const { depot } = essai.atelier;
  const coordination = await essai.logIn(COORDINATION_D_ESSAI);
  const fiche = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(fiche, { role: 'FAUTE-MUETTE' }), {
    lu: fiche.oid,
    auteur: HANGAR,
  });
  const formulaire = { lu: oid! };
  expect(
    (await essai.ask('POST', `${RELECTURE}publier/`, { cookie: coordination, formulaire })).statusCode,
  ).toBe(303);
  await expectTold(COORDINATION_D_ESSAI);
});

test('without anybody of the coordination, those of the administration are told', async () => {
  const { personnes, publication } = essai.atelier;
  personnes.add({
    nom: 'Alix',
    courriel: 'alix@administration.example',
    role: 'administration',
    organisme: undefined,
  });
  expect(personnes.listCoordination().map(({ courriel }) => courriel)).toEqual([COORDINATION_D_ESSAI]);
  for (const { id } of personnes.listCoordination()) personnes.remove(id);
  const commit = await commitFromForge();
  publication.request(RELAIS, commit);
  await publication.wait(commit);
  await expectTold('alix@administration.example');
});

test('a failure that no entry explains is told to the coordination alone', async () => {
  const { publication } = essai.atelier;
  constructeur.panne = 'ENOSPC: no space left on device';
  const commit = await commitFromForge();
  publication.request(RELAIS, commit);
  await publication.wait(commit);
  expect(listNotes()).toEqual([]);
  expect(await listAnnonces()).toEqual([[COORDINATION_D_ESSAI, 'Le site n’a pas pu être reconstruit']]);
});
