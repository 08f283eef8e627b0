import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Cle,
  ConflitDEcriture,
  ConflitDeChamps,
  type Depot,
  FicheInvalide,
  VersionAbsente,
  toCle,
} from '../../../cms/depot/depot';
import { verifyContenu } from '../../../src/domain/contenu/verification';
import { readContenu } from '../../../src/loaders/lecture';
import {
  COORDINATION,
  type Champs,
  type DepotDEssai,
  HANGAR,
  RELAIS,
  change,
  checkDepot,
  createDepotDEssai,
} from '../../fixtures/depot';

let essai: DepotDEssai;
let depot: Depot;
beforeEach(async () => {
  essai = await createDepotDEssai();
  ({ depot } = essai);
});
afterEach(async () => {
  checkDepot(essai.reglages.dossier);
  await essai.remove();
});

const CHEMIN = 'structures/relais.yaml';
const MAIRIE: Cle = { collection: 'lieux', slug: 'mairie' };
/** Nothing refers to it. */
const JEUNES: Cle = { collection: 'structures', slug: 'accueil-jeunes' };
const ECOLE: Cle = { collection: 'lieux', slug: 'ecole' };
const LIEU = { nom: 'École de Val-Minimal', commune: '99001' };

async function save(champs: Champs, cle = RELAIS) {
  const lu = (await depot.readBrouillon(cle)) ?? (await depot.readFiche(cle));
  return depot.saveBrouillon(cle, change(lu, champs), { lu: lu!.oid, auteur: HANGAR });
}
async function publish(champs: Champs, cle = RELAIS): Promise<string> {
  const { oid } = await save(champs, cle);
  return (await depot.publish(cle, { lu: oid, relecteur: COORDINATION })).commit;
}
const donneesOf = async (cle = RELAIS) => (await depot.readFiche(cle))?.donnees as Champs | undefined;

test('a draft that is saved then published is what the next reader finds, with who wrote it and who reviewed it', async () => {
  const avant = await depot.readFiche(RELAIS);
  const brouillon = await depot.saveBrouillon(RELAIS, change(avant, { gestionnaire: 'Association du Val' }), {
    lu: avant!.oid,
    auteur: HANGAR,
    etat: 'pending_review',
  });
  expect(brouillon).toMatchObject({
    etat: 'pending_review',
    auteur: HANGAR,
    publie: avant,
    isNouveau: false,
  });
  expect(await depot.readFiche(RELAIS)).toEqual(avant);

  await depot.publish(RELAIS, { lu: brouillon.oid, relecteur: COORDINATION });
  expect(await depot.readFiche(RELAIS)).toMatchObject({ oid: brouillon.oid, texte: brouillon.texte });
  expect(await depot.listBrouillons()).toEqual([]);
  const [derniere, premiere] = await depot.history(RELAIS);
  expect(derniere).toMatchObject({ auteur: HANGAR, relecteur: COORDINATION, texte: brouillon.texte });
  expect(premiere).toMatchObject({ oid: avant!.oid });
});

test('a publication is a merge that git shows with its author, its committer and its reviewer', async () => {
  const commit = await publish({ gestionnaire: 'Association' });
  expect(
    essai.git('log', '-1', '--format=%an <%ae>|%cn <%ce>|%s|%(trailers:key=Relu-par,valueonly)', commit),
  ).toBe(
    'Le Hangar <le-hangar@organismes.invalid>|Coordination <coordination@organismes.invalid>|Publier structures/relais|Coordination <coordination@organismes.invalid>',
  );
  const [, brouillon] = essai.git('log', '-1', '--format=%P', commit).split(' ');
  expect(essai.git('log', '-1', '--format=%(trailers:key=Etat,valueonly)', brouillon!)).toBe('draft');
});

test('a change of one field is a diff of one line', async () => {
  const commit = await publish({ nom: 'Relais : « yes », 12:00' });
  expect(essai.git('diff', '--numstat', `${commit}^1`, commit)).toBe(`1\t1\t${CHEMIN}`);
});

test('the state of a draft is in its commits, and whoever moves it along is not its author', async () => {
  const { oid, etat } = await save({ gestionnaire: 'Association' });
  expect(etat).toBe('draft');
  await depot.setEtat(RELAIS, 'pending_review', { lu: oid, auteur: COORDINATION });
  expect(await depot.readBrouillon(RELAIS)).toMatchObject({ etat: 'pending_review', auteur: HANGAR });
  expect(await save({ gestionnaire: 'Autre' })).toMatchObject({ etat: 'pending_review' });
  expect(
    essai.git('log', '--format=%(trailers:key=Etat,valueonly,separator=%x20)', 'main..cms/structures/relais'),
  ).toBe('pending_review\npending_review\ndraft');
});

test('saving the same text twice makes one commit; a draft equal to what is published is a draft like others', async () => {
  const premier = await save({});
  expect(premier.oid).toBe((await depot.readFiche(RELAIS))!.oid);
  expect((await save({})).commit).toBe(premier.commit);
  expect(await depot.listBrouillons()).toHaveLength(1);
  await depot.publish(RELAIS, { lu: premier.oid, relecteur: COORDINATION });
  expect(await depot.listBrouillons()).toEqual([]);
});

test('a new entry has nothing to be compared with, and another draft may refer to it', async () => {
  const nouveau = await depot.saveBrouillon(ECOLE, LIEU, { lu: null, auteur: HANGAR });
  expect(nouveau).toMatchObject({ isNouveau: true, publie: undefined });
  const { oid } = await save({ lieu: 'ecole' });
  await expect(depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION })).rejects.toThrow(/ne mène à rien/);
  await depot.publish(ECOLE, { lu: nouveau.oid, relecteur: COORDINATION });
  await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  expect(await donneesOf()).toMatchObject({ lieu: 'ecole' });
});

test('an entry that the build would refuse is not saved, and all that is wrong is named', async () => {
  const lu = (await depot.readFiche(RELAIS))!;
  const faux = change(lu, {
    type: 'rien',
    lieu: 'nulle-part',
    contacts: [{ telephone: '05 36' }],
    sources: [],
  });
  const erreur = await depot
    .saveBrouillon(RELAIS, faux, { lu: lu.oid, auteur: HANGAR })
    .catch((e: unknown) => e);
  expect(erreur).toBeInstanceOf(FicheInvalide);
  const { erreurs } = erreur as FicheInvalide;
  expect(erreurs.map(({ champ }) => champ).sort()).toEqual([
    'contacts.0.telephone',
    'lieu',
    'sources',
    'type',
  ]);
  expect(erreurs[0]!.fichier).toBe('val-minimal/structures/relais.yaml');
  expect(await depot.check(RELAIS, faux)).toEqual(erreurs);
  expect(await depot.listBrouillons()).toEqual([]);
});

test('what was wrong already in another entry keeps nobody from correcting this one', async () => {
  essai.commitOnMain('lieux/salle.yaml', 'nom: S\n');
  essai.commitOnMain('lieux/illisible.yaml', '{');
  expect(await depot.check(RELAIS, await donneesOf())).toEqual([]);
  await publish({ gestionnaire: 'Association' });
  const [erreur] = await depot.check({ collection: 'lieux', slug: 'salle' }, { nom: 'S' });
  expect(erreur).toMatchObject({ fichier: 'val-minimal/lieux/salle.yaml' });
  expect(await depot.readFiche({ collection: 'lieux', slug: 'illisible' })).toMatchObject({
    donnees: undefined,
    erreurDeLecture: expect.stringContaining('YAML') as string,
  });
});

test('a place that others refer to cannot be removed, and the answer says who', async () => {
  const { oid } = (await depot.readFiche(MAIRIE))!;
  const removal = depot.remove(MAIRIE, { lu: oid, auteur: COORDINATION, relecteur: COORDINATION });
  await expect(removal).rejects.toThrow(/structures\/relais\.yaml, champ « lieu »/);
});

test('an entry that is removed is in history, and comes back from there', async () => {
  const { oid } = await save({ gestionnaire: 'Association' }, JEUNES);
  const { commit } = await depot.remove(JEUNES, { lu: oid, auteur: HANGAR, relecteur: COORDINATION });
  expect(await depot.readFiche(JEUNES)).toBeUndefined();
  expect(await depot.readBrouillon(JEUNES)).toBeUndefined();
  const [retrait, premiere] = await depot.history(JEUNES);
  expect(retrait).toMatchObject({ commit, texte: '', auteur: HANGAR, relecteur: COORDINATION });
  expect(retrait).not.toHaveProperty('oid');

  const revenu = await depot.restore(JEUNES, premiere!.commit, { lu: null, auteur: COORDINATION });
  expect(revenu).toMatchObject({ oid: premiere!.oid, isNouveau: true });
  await depot.publish(JEUNES, { lu: revenu.oid, relecteur: COORDINATION });
  expect(await depot.readFiche(JEUNES)).toMatchObject({ oid: premiere!.oid });
  await expect(depot.restore(JEUNES, commit, { lu: revenu.oid, auteur: HANGAR })).rejects.toThrow(
    VersionAbsente,
  );
  await expect(depot.restore(JEUNES, 'main', { lu: revenu.oid, auteur: HANGAR })).rejects.toThrow(
    VersionAbsente,
  );
});

test('a draft may ask for the removal of an entry', async () => {
  const { oid } = (await depot.readFiche(JEUNES))!;
  const demande = await depot.saveBrouillon(JEUNES, null, {
    lu: oid,
    auteur: HANGAR,
    etat: 'pending_review',
  });
  expect(demande).toMatchObject({ oid: null, texte: '', isNouveau: false, publie: { oid } });
  await depot.publish(JEUNES, { lu: null, relecteur: COORDINATION });
  expect(await depot.readFiche(JEUNES)).toBeUndefined();
});

test('when main moved, fields that one side alone changed are published together', async () => {
  const { oid } = await save({ gestionnaire: 'Association' });
  essai.commitOnMain(CHEMIN, (await depot.readFiche(RELAIS))!.texte.replace('Pour trouver', 'Pour chercher'));
  await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  expect(await donneesOf()).toMatchObject({
    gestionnaire: 'Association',
    role: expect.stringContaining('chercher') as string,
  });
});

test('the same field changed on both sides waits for a decision, that makes the draft publishable', async () => {
  const publie = (await depot.readFiche(RELAIS))!;
  const { oid } = await save({ nom: 'Nom du partenaire', gestionnaire: 'Association' });
  essai.commitOnMain(CHEMIN, publie.texte.replace(/^nom: .*$/m, 'nom: Nom de la coordination'));
  const erreur = await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION }).catch((e: unknown) => e);
  expect(erreur).toBeInstanceOf(ConflitDeChamps);
  expect((erreur as ConflitDeChamps).champs).toEqual([
    {
      chemin: 'nom',
      base: 'Relais petite enfance du Val',
      publie: 'Nom de la coordination',
      brouillon: 'Nom du partenaire',
    },
  ]);
  // Nobody else is blocked.
  await publish({ precisions: 'Au fond de la cour.' }, MAIRIE);

  await expect(depot.settle(RELAIS, { role: 'publie' }, { lu: oid, auteur: COORDINATION })).rejects.toThrow(
    ConflitDeChamps,
  );
  const accord = await depot.settle(RELAIS, { nom: 'publie' }, { lu: oid, auteur: COORDINATION });
  expect(accord).toMatchObject({ auteur: HANGAR, base: await depot.head() });
  expect(accord.donnees).toMatchObject({ nom: 'Nom de la coordination', gestionnaire: 'Association' });
  await depot.publish(RELAIS, { lu: accord.oid, relecteur: COORDINATION });
  const [derniere] = await depot.history(RELAIS);
  expect(derniere).toMatchObject({ auteur: HANGAR, relecteur: COORDINATION });
});

test('an entry removed from main while somebody changed it is a conflict on the whole entry', async () => {
  const { oid } = await save({ gestionnaire: 'Association' });
  essai.commitOnMain(CHEMIN, null);
  await expect(depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION })).rejects.toMatchObject({
    champs: [{ chemin: '', publie: undefined }],
  });
  const { donnees } = await depot.settle(RELAIS, { '': 'brouillon' }, { lu: oid, auteur: COORDINATION });
  expect(donnees).toMatchObject({ gestionnaire: 'Association' });
});

test('a publication whose build failed goes back to a draft, and that entry alone', async () => {
  const avant = (await depot.readFiche(RELAIS))!;
  const servie = await depot.head();
  await publish({ gestionnaire: 'Association' });
  const echouee = await publish({ precisions: 'Au fond de la cour.' }, MAIRIE);
  const raison = 'panne\n\nRelu-par: Un autre <autre@organismes.invalid>';
  const remise = { echouee, servie, relecteur: COORDINATION, raison };
  expect(await depot.putBackToDraft(RELAIS, remise)).toBe(true);
  expect(await depot.readFiche(RELAIS)).toMatchObject({ oid: avant.oid });
  expect(await donneesOf(MAIRIE)).toMatchObject({ precisions: 'Au fond de la cour.' });
  const brouillon = (await depot.readBrouillon(RELAIS))!;
  expect(brouillon).toMatchObject({ etat: 'draft', auteur: HANGAR, base: await depot.head() });
  expect(brouillon.donnees).toMatchObject({ gestionnaire: 'Association' });
  expect((await depot.history(RELAIS))[0]).toMatchObject({ relecteur: COORDINATION });
  expect(essai.git('log', '-1', '--format=%B', 'main').split('\n').slice(0, 3)).toEqual([
    'Remettre structures/relais en brouillon',
    '',
    'Raison : panne Relu-par: Un autre <autre@organismes.invalid>',
  ]);

  const tete = await depot.head();
  expect(await depot.putBackToDraft(RELAIS, remise)).toBe(false);
  expect(await depot.head()).toBe(tete);
  await depot.publish(RELAIS, { lu: brouillon.oid, relecteur: COORDINATION });
  expect(await donneesOf()).toMatchObject({ gestionnaire: 'Association' });
});

test('what somebody started to write since goes on after a publication was undone', async () => {
  const servie = await depot.head();
  const echouee = await publish({ gestionnaire: 'Association' });
  await save({ nom: 'Un autre nom' });
  await depot.putBackToDraft(RELAIS, { echouee, servie, relecteur: COORDINATION, raison: 'panne' });
  const suite = (await depot.readBrouillon(RELAIS))!;
  expect(suite.donnees).toMatchObject({ nom: 'Un autre nom', gestionnaire: 'Association' });
  await depot.publish(RELAIS, { lu: suite.oid, relecteur: COORDINATION });
  expect(await donneesOf()).toMatchObject({ nom: 'Un autre nom', gestionnaire: 'Association' });
});

test('an entry that was published twice goes back to what the site says, and its latest text is the draft', async () => {
  const avant = (await depot.readFiche(RELAIS))!;
  const servie = await depot.head();
  const premiere = await publish({ gestionnaire: 'Association' });
  const echouee = await publish({ nom: 'Un autre nom' });
  const remise = { servie, relecteur: COORDINATION, raison: 'panne' };
  // What cannot be built any more was published again since: the latest text is not blamed for it.
  expect(await depot.putBackToDraft(RELAIS, { ...remise, echouee: premiere })).toBe(false);
  expect(await depot.head()).toBe(echouee);
  expect(await depot.putBackToDraft(RELAIS, { ...remise, echouee })).toBe(true);
  expect(await depot.readFiche(RELAIS)).toMatchObject({ oid: avant.oid });
  expect(await depot.readBrouillon(RELAIS)).toMatchObject({
    etat: 'draft',
    auteur: HANGAR,
    donnees: { nom: 'Un autre nom', gestionnaire: 'Association' },
  });
});

test('a new entry whose build failed is a draft only', async () => {
  const { oid } = await depot.saveBrouillon(ECOLE, LIEU, { lu: null, auteur: HANGAR });
  const servie = await depot.head();
  const { commit: echouee } = await depot.publish(ECOLE, { lu: oid, relecteur: COORDINATION });
  await depot.putBackToDraft(ECOLE, { echouee, servie, relecteur: COORDINATION, raison: 'panne' });
  expect(await depot.readFiche(ECOLE)).toBeUndefined();
  expect(await depot.readBrouillon(ECOLE)).toMatchObject({ isNouveau: true, oid });
});

test('whoever did not read the latest version is told which one it is, whatever the gesture', async () => {
  const publie = (await depot.readFiche(RELAIS))!;
  const brouillon = await save({ gestionnaire: 'Association' });
  const lu = publie.oid;
  const gestes = [
    depot.saveBrouillon(RELAIS, publie.donnees, { lu, auteur: HANGAR }),
    depot.setEtat(RELAIS, 'pending_review', { lu, auteur: HANGAR }),
    depot.deleteBrouillon(RELAIS, { lu, auteur: HANGAR }),
    depot.publish(RELAIS, { lu, relecteur: COORDINATION }),
    depot.settle(RELAIS, {}, { lu, auteur: COORDINATION }),
    depot.remove(RELAIS, { lu, auteur: HANGAR, relecteur: COORDINATION }),
    depot.restore(RELAIS, await depot.head(), { lu, auteur: HANGAR }),
    depot.saveBrouillon(RELAIS, publie.donnees, { lu: null, auteur: HANGAR }),
  ];
  for (const geste of await Promise.allSettled(gestes)) {
    const reason: unknown = geste.status === 'rejected' ? geste.reason : undefined;
    expect(reason).toBeInstanceOf(ConflitDEcriture);
    expect(reason).toMatchObject({ actuel: brouillon.oid });
  }
  await depot.deleteBrouillon(RELAIS, { lu: brouillon.oid, auteur: HANGAR });
  await expect(depot.publish(RELAIS, { lu: brouillon.oid, relecteur: COORDINATION })).rejects.toMatchObject({
    name: 'ConflitDEcriture',
    actuel: publie.oid,
  });
});

test('what is read cannot be changed by one of its readers', async () => {
  const { donnees } = (await depot.readFiche(RELAIS))!;
  expect(() => ((donnees as Champs)['nom'] = 'Autre')).toThrow(TypeError);
  expect(() => (donnees as { contacts: Champs[] }).contacts.pop()).toThrow(TypeError);
});

test('the export of a version is a content folder that the build accepts, and says what the first content said', async () => {
  const dossier = mkdtempSync(join(tmpdir(), 'export-'));
  const premiere = await depot.head();
  await publish({ gestionnaire: 'Association' });
  await depot.exportTo(premiere, join(dossier, 'avant'));
  await depot.exportTo(await depot.head(), join(dossier, 'apres'));
  const { contenu, territoire } = essai.reglages;
  const [origine, avant, apres] = [contenu, join(dossier, 'avant'), join(dossier, 'apres')].map((lieu) =>
    verifyContenu(readContenu(lieu, territoire), '2026-12-01'),
  );
  expect(avant!.erreurs).toEqual([]);
  expect(avant!.contenu).toEqual(origine!.contenu);
  expect(apres!.contenu.structures.find(({ slug }) => slug === 'relais')!.donnees.gestionnaire).toBe(
    'Association',
  );
  expect(readFileSync(join(dossier, 'apres', territoire, CHEMIN), 'utf8')).toBe(
    (await depot.readFiche(RELAIS))!.texte,
  );
  rmSync(dossier, { recursive: true });
});

test('the territory and its communes are entries too', async () => {
  const territoire = toCle('territoire', 'territoire')!;
  const communes = toCle('communes', 'communes')!;
  await publish({ presentation: 'Une autre phrase.' }, territoire);
  const liste = (await depot.readFiche(communes))!;
  expect(Array.isArray(liste.donnees)).toBe(true);
  await expect(depot.saveBrouillon(communes, [], { lu: liste.oid, auteur: COORDINATION })).rejects.toThrow(
    FicheInvalide,
  );
  expect(await depot.listFiches('territoire')).toMatchObject([
    { donnees: { presentation: 'Une autre phrase.' } },
  ]);
});

test('a second start keeps the edits', async () => {
  await publish({ gestionnaire: 'Association' });
  await save({ nom: 'Un autre nom' });
  const autre = await essai.openAgain();
  expect(await autre.head()).toBe(await depot.head());
  expect(await autre.listBrouillons()).toEqual(await depot.listBrouillons());
  expect(await autre.listFiches()).toEqual(await depot.listFiches());
});

test('packing loses nothing, under the eyes of who reads', async () => {
  const commit = await publish({ gestionnaire: 'Association' });
  await save({ nom: 'Un autre nom' });
  await depot.tidy();
  essai.git('gc', '--quiet', '--prune=now');
  const autre = await essai.openAgain();
  expect(await autre.listBrouillons()).toEqual(await depot.listBrouillons());
  expect((await depot.history(RELAIS))[0]).toMatchObject({ commit });
  await publish({ gestionnaire: 'Encore' });
});
