import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cle, ConflitDEcriture, type Depot } from '../../../cms/depot/depot';
import { createGit } from '../../../cms/depot/git';
import { createReferences, shareReadings } from '../../../cms/depot/references';
import {
  COORDINATION,
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

/** Twenty people save what they wrote from the same version, through these stores in turn. */
async function saveTwenty(depots: readonly Depot[]) {
  const lu = (await depot.readFiche(RELAIS))!;
  return Promise.allSettled(
    Array.from({ length: 20 }, (_, rang) =>
      depots[rang % depots.length]!.saveBrouillon(RELAIS, change(lu, { gestionnaire: `Organisme ${rang}` }), {
        lu: lu.oid,
        auteur: { id: `o-${rang}`, nom: `Organisme ${rang}` },
      }),
    ),
  );
}

function check(resultats: PromiseSettledResult<{ oid: string | null; commit: string }>[]) {
  const gagnants = resultats.filter((resultat) => resultat.status === 'fulfilled').map(({ value }) => value);
  const perdants = resultats.filter((resultat) => resultat.status === 'rejected');
  expect(gagnants).toHaveLength(1);
  for (const { reason } of perdants) {
    expect(reason).toBeInstanceOf(ConflitDEcriture);
    expect(reason).toMatchObject({ actuel: gagnants[0]!.oid });
  }
  return gagnants[0]!;
}

test('of twenty saves of one version, one wins and nineteen are told which text is there', async () => {
  const gagnant = check(await saveTwenty([depot]));
  expect(await depot.readBrouillon(RELAIS)).toMatchObject({ commit: gagnant.commit });
  expect(essai.git('rev-list', '--count', 'main..cms/structures/relais')).toBe('1');
});

test('it is so when two programs work on one repository', async () => {
  const autre = await essai.openAgain();
  const gagnant = check(await saveTwenty([depot, autre]));
  for (const lecteur of [depot, autre])
    expect(await lecteur.readBrouillon(RELAIS)).toMatchObject({ commit: gagnant.commit });
});

test('saves and publications of different entries, by two programs at once, all succeed', async () => {
  const depots = [depot, await essai.openAgain()];
  const cles = Array.from({ length: 6 }, (_, rang): Cle => ({ collection: 'lieux', slug: `lieu-${rang}` }));
  await Promise.all(
    cles.map(async (cle, rang) => {
      const ecrivain = depots[rang % 2]!;
      const lieu = { nom: `Lieu ${rang}`, commune: '99001' };
      const { oid } = await ecrivain.saveBrouillon(cle, lieu, { lu: null, auteur: HANGAR });
      await ecrivain.publish(cle, { lu: oid, relecteur: COORDINATION });
    }),
  );
  for (const lecteur of depots) {
    expect(await lecteur.listBrouillons()).toEqual([]);
    const noms = (await lecteur.listFiches('lieux')).map(({ cle }) => cle.slug);
    expect(noms).toEqual(expect.arrayContaining(cles.map(({ slug }) => slug)));
  }
});

test('of two publications of one draft, by two programs, one publishes', async () => {
  const lu = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  const depots = [depot, await essai.openAgain(), depot, await essai.openAgain()];
  const resultats = await Promise.allSettled(
    depots.map((d) => d.publish(RELAIS, { lu: oid, relecteur: COORDINATION })),
  );
  expect(resultats.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await depot.history(RELAIS)).toHaveLength(2);
});

test('a draft published by another program is closed for this one, that can start the next', async () => {
  const autre = await essai.openAgain();
  const lu = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  await autre.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  expect(await depot.listBrouillons()).toEqual([]);
  await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'B' }), { lu: oid, auteur: HANGAR });
  expect(await autre.readBrouillon(RELAIS)).toMatchObject({ donnees: { gestionnaire: 'B' } });
});

test('reading goes on during writings, and always sees a whole version', async () => {
  const fin = new AbortController();
  const lectures = (async () => {
    let nombre = 0;
    for (; !fin.signal.aborted; nombre++) {
      const fiche = (await depot.readFiche(RELAIS))!;
      expect(fiche.texte).toContain('verifications:');
      await depot.listBrouillons();
    }
    return nombre;
  })();
  for (let rang = 0; rang < 5; rang++) {
    const lu = (await depot.readFiche(RELAIS))!;
    const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: `N ${rang}` }), {
      lu: lu.oid,
      auteur: HANGAR,
    });
    await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  }
  fin.abort();
  expect(await lectures).toBeGreaterThan(0);
});

test('a draft that moves while it is looked for is found where it was', async () => {
  const { oid, donnees } = (await depot.readFiche(RELAIS))!;
  const save = (lu: string | null, gestionnaire: string) =>
    depot.saveBrouillon(RELAIS, change({ donnees }, { gestionnaire }), { lu, auteur: HANGAR });
  const premier = await save(oid, 'A');
  const git = createGit(essai.reglages.dossier);
  let isMoved = false;
  const run: typeof git.run = async (parametres, options) => {
    const sortie = await git.run(parametres, options);
    if (!isMoved) {
      isMoved = true;
      await save(premier.oid, 'B');
    }
    return sortie;
  };
  const { ouverts } = await createReferences({ ...git, run }).survey();
  expect(isMoved).toBe(true);
  expect(ouverts).toEqual([{ cle: RELAIS, tip: premier.commit }]);
});

test('whoever asks while a reading runs is given a later one, shared with the others who wait', async () => {
  const lectures: (() => void)[] = [];
  const read = shareReadings(() => {
    const rang = lectures.length;
    return new Promise<number>((fini) => lectures.push(() => fini(rang)));
  });
  const premiere = read();
  const suivantes = [read(), read(), read()];
  expect(lectures).toHaveLength(1);
  lectures[0]!();
  expect(await premiere).toBe(0);
  await expect.poll(() => lectures.length).toBe(2);
  const derniere = read();
  lectures[1]!();
  expect(await Promise.all(suivantes)).toEqual([1, 1, 1]);
  await expect.poll(() => lectures.length).toBe(3);
  lectures[2]!();
  expect(await derniere).toBe(2);
});

test('a reading that fails is told to those who waited for it, and the next one reads again', async () => {
  let essais = 0;
  const read = shareReadings(() =>
    ++essais === 2 ? Promise.reject(new Error('panne')) : Promise.resolve(essais),
  );
  const resultats = await Promise.allSettled([read(), read(), read()]);
  expect(resultats.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(await read()).toBe(3);
});

test('while listings follow one another, the next one sees a draft just saved, here or by another program', async () => {
  const autre = await essai.openAgain();
  let isFini = false;
  const listWithoutEnd = async () => {
    while (!isFini) await Promise.all([depot.listBrouillons(), depot.readBrouillon(RELAIS)]);
  };
  const foule = Promise.all([listWithoutEnd(), listWithoutEnd(), listWithoutEnd()]);
  const list = async () => (await depot.listBrouillons()).map(({ commit }) => commit);
  try {
    for (let rang = 0; rang < 6; rang++) {
      const cle: Cle = { collection: 'lieux', slug: `lieu-${rang}` };
      const lieu = { nom: `Lieu ${rang}`, commune: '99001' };
      const ecrivain = rang % 2 === 0 ? depot : autre;
      const { commit, oid } = await ecrivain.saveBrouillon(cle, lieu, { lu: null, auteur: HANGAR });
      const listes = await Promise.all([list(), list(), list()]);
      for (const liste of listes) expect(liste).toContain(commit);
      if (rang < 4) continue;
      await ecrivain.publish(cle, { lu: oid, relecteur: COORDINATION });
      const [apres, tete, fiche] = await Promise.all([list(), depot.head(), depot.readFiche(cle)]);
      expect(apres).not.toContain(commit);
      expect(tete).toBe(essai.git('rev-parse', 'main'));
      expect(fiche?.oid).toBe(oid);
    }
    // Git itself, as somebody who has the machine runs it.
    essai.git('update-ref', '-d', 'refs/heads/cms/lieux/lieu-0');
    expect((await depot.listBrouillons()).map(({ cle }) => cle.slug).sort()).toEqual([
      'lieu-1',
      'lieu-2',
      'lieu-3',
    ]);
  } finally {
    isFini = true;
    await foule;
  }
});
