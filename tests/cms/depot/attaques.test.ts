import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cle, Depot } from '../../../cms/depot/depot';
import {
  COORDINATION,
  type DepotDEssai,
  HANGAR,
  RELAIS,
  change,
  checkDepot,
  createDepotDEssai,
} from '../../fixtures/depot';
import { FAUSSES_MENTIONS } from '../../fixtures/fausses-mentions';

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

test('a key made by hand, without being read, writes nothing either', async () => {
  const config = readFileSync(join(essai.reglages.dossier, 'config'), 'utf8');
  const tete = await depot.head();
  for (const cle of [
    { collection: '..', slug: 'config' },
    { collection: 'structures', slug: '../../../main' },
    { collection: 'structures', slug: 'x.lock' },
    { collection: 'guide', slug: 'x' },
  ] as Cle[]) {
    await expect(depot.saveBrouillon(cle, { nom: 'x' }, { lu: null, auteur: HANGAR })).rejects.toThrow(
      TypeError,
    );
    await expect(depot.remove(cle, { lu: null, auteur: HANGAR, relecteur: HANGAR })).rejects.toThrow(
      TypeError,
    );
    const remise = { echouee: tete, servie: tete, relecteur: HANGAR, raison: '' };
    await expect(depot.putBackToDraft(cle, remise)).rejects.toThrow(TypeError);
  }
  expect(essai.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  expect(readFileSync(join(essai.reglages.dossier, 'config'), 'utf8')).toBe(config);
});

test.each(FAUSSES_MENTIONS)(
  '%j, as a text or as the name of an organisation, forges nothing',
  async (faux) => {
    const lu = (await depot.readFiche(RELAIS))!;
    const champs = {
      nom: `Relais ${faux}`,
      role: `Un rôle assez long ${faux}`,
      gestionnaire: faux,
      precisions: [faux],
    };
    const brouillon = await depot.saveBrouillon(RELAIS, change(lu, champs), {
      lu: lu.oid,
      auteur: { id: 'pirate', nom: faux },
    });
    expect(brouillon).toMatchObject({ etat: 'draft', base: await depot.head(), auteur: { id: 'pirate' } });
    await depot.publish(RELAIS, { lu: brouillon.oid, relecteur: { id: 'relecteur', nom: faux } });
    const [derniere] = await depot.history(RELAIS);
    expect(derniere).toMatchObject({ auteur: { id: 'pirate' }, relecteur: { id: 'relecteur' } });
    // Git reads it so too.
    expect(essai.git('log', '-1', '--format=%ae|%ce', 'main')).toBe(
      'pirate@organismes.invalid|relecteur@organismes.invalid',
    );
    expect(essai.git('log', '-1', '--format=%(trailers:only)', 'main')).toMatch(
      /^Relu-par: [^\n]* <relecteur@organismes\.invalid>$/,
    );
    expect(essai.git('log', '-1', '--format=%(trailers:only)', brouillon.commit)).toMatch(
      /^Etat: draft\nBase: [0-9a-f]{40}$/,
    );
  },
);

test('what somebody planted in the repository never runs', async () => {
  const { dossier } = essai.reglages;
  const temoin = join(dossier, 'temoin');
  const commande = `touch ${temoin}; false`;
  mkdirSync(join(dossier, 'hooks'), { recursive: true });
  for (const nom of [
    'reference-transaction',
    'pre-receive',
    'post-update',
    'update',
    'pre-push',
    'post-commit',
  ]) {
    writeFileSync(join(dossier, 'hooks', nom), `#!/bin/sh\n${commande}\n`);
    chmodSync(join(dossier, 'hooks', nom), 0o755);
  }
  const plante = `[core]\n\tfsmonitor = "${commande}"\n\thooksPath = ${join(dossier, 'hooks')}\n\tpager = "${commande}"\n\tsshCommand = "${commande}"\n\tgitProxy = "${commande}"\n[alias]\n\tfor-each-ref = "!${commande}"\n[filter "x"]\n\tclean = "${commande}"\n[include]\n\tpath = /etc/passwd\n`;
  // While it runs, then before it starts.
  writeFileSync(
    join(dossier, 'config'),
    `[core]\n\tbare = true\n${plante.replace('[include]\n\tpath = /etc/passwd\n', '')}`,
  );
  const lu = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  writeFileSync(join(dossier, 'config'), plante);
  const autre = await essai.openAgain();
  await autre.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  await autre.tidy();
  expect(existsSync(temoin)).toBe(false);
  expect(existsSync(join(dossier, 'hooks'))).toBe(false);
  expect(readFileSync(join(dossier, 'config'), 'utf8')).not.toContain('temoin');
});

test('files of the forge that are no entries are never read as such', async () => {
  essai.commitOnMain('structures/.gitmodules.yaml', 'nom: x');
  essai.commitOnMain('structures/sous/dossier.yaml', 'nom: x');
  essai.commitOnMain('guide/article.yaml', 'nom: x');
  const { dossier } = essai.reglages;
  const avant = await depot.listFiches();
  // A link, that an export would follow out of the folder.
  const lien = essai.git('hash-object', '-w', join(dossier, 'config'));
  essai.commitLink('structures/lien.yaml', lien);
  expect(await depot.listFiches()).toEqual(avant);
  expect(await depot.readFiche({ collection: 'structures', slug: 'lien' })).toBeUndefined();
  const sortie = join(dossier, '..', 'export');
  await depot.exportTo(await depot.head(), sortie);
  expect(readdirSync(join(sortie, essai.reglages.territoire, 'structures')).sort()).toEqual([
    'accueil-jeunes.yaml',
    'relais.yaml',
  ]);
});

test('a text of the forge that contains itself stops nobody', async () => {
  essai.commitOnMain('structures/boucle.yaml', 'nom: &a [*a]\nrole: *a\n');
  const cle = { collection: 'structures', slug: 'boucle' } as const;
  const lu = (await depot.readFiche(cle))!;
  await expect(depot.saveBrouillon(cle, lu.donnees, { lu: lu.oid, auteur: HANGAR })).rejects.toThrow();
  const relais = (await depot.readFiche(RELAIS))!;
  const donnees = change(relais, { gestionnaire: 'A' });
  const { oid } = await depot.saveBrouillon(RELAIS, donnees, { lu: relais.oid, auteur: HANGAR });
  await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
});

const JEUNES = { collection: 'structures', slug: 'accueil-jeunes' } as const;

test.each(['nom: [', '', '~', 'latin \u0000'])(
  '%j, written on the forge, never passes for a removal',
  async (texte) => {
    const avant = (await depot.readFiche(JEUNES))!;
    const { oid, commit } = await depot.saveBrouillon(JEUNES, change(avant, { gestionnaire: 'A' }), {
      lu: avant.oid,
      auteur: HANGAR,
    });
    essai.commitOnMain('structures/accueil-jeunes.yaml', texte);
    const publier = () => depot.publish(JEUNES, { lu: oid, relecteur: COORDINATION });
    await expect(publier()).rejects.toMatchObject({ name: 'ConflitDeChamps', champs: [{ chemin: '' }] });
    const accorder = depot.settle(JEUNES, { '': 'publie' }, { lu: oid, auteur: COORDINATION });
    await expect(accorder).rejects.toMatchObject({ name: 'FicheInvalide' });
    const restaurer = depot.restore(JEUNES, await depot.head(), { lu: oid, auteur: COORDINATION });
    await expect(restaurer).rejects.toMatchObject({ name: 'FicheInvalide' });

    // The draft itself.
    const illisible = essai.commitOn(
      'refs/heads/cms/structures/accueil-jeunes',
      'structures/accueil-jeunes.yaml',
      texte,
    );
    const brouillon = (await depot.readBrouillon(JEUNES))!;
    expect(brouillon).toMatchObject({ commit: illisible, erreurDeLecture: expect.any(String) as string });
    expect(brouillon.oid).not.toBeNull();
    essai.git('update-ref', 'refs/heads/main', brouillon.base);
    await expect(depot.publish(JEUNES, { lu: brouillon.oid, relecteur: COORDINATION })).rejects.toMatchObject(
      {
        name: 'FicheInvalide',
      },
    );
    expect(await depot.readFiche(JEUNES)).toEqual(avant);
    expect(commit).not.toBe(illisible);
  },
);

test('nothing, given instead of an entry, is refused rather than taken for a removal', async () => {
  const { oid } = (await depot.readFiche(JEUNES))!;
  await expect(depot.saveBrouillon(JEUNES, undefined, { lu: oid, auteur: HANGAR })).rejects.toThrow(
    TypeError,
  );
  expect(await depot.check(JEUNES, 'un texte')).not.toEqual([]);
});
