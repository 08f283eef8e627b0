import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { formatCle, isDisquePlein } from '../../../cms/depot/depot';
import { PARTENAIRE_D_ESSAI, openAtelierDEssai } from '../../fixtures/atelier';
import { readFormulaire } from '../../fixtures/formulaire';
import { strike } from '../../fixtures/coups';
import { mountDisque } from '../../fixtures/disque';
import {
  COORDINATION,
  type DepotDEssai,
  HANGAR,
  RELAIS,
  change,
  checkDepot,
  createDepotDEssai,
  runGit,
} from '../../fixtures/depot';

let essai: DepotDEssai | undefined;
afterEach(async () => {
  await essai?.remove();
  essai = undefined;
});

test('killed five times at random, a program that saves and publishes loses nothing that it acknowledged', async () => {
  essai = await createDepotDEssai();
  const bilan = await strike(essai, 5, Math.random);
  console.info(bilan);
  expect(bilan.faits).toBeGreaterThan(0);
}, 120_000);

test('locks that a killed program left delay nobody for ever', async () => {
  essai = await createDepotDEssai();
  const { depot, reglages } = essai;
  const verrous = [
    'refs/heads/main.lock',
    'packed-refs.lock',
    'HEAD.lock',
    'refs/heads/cms/structures/relais.lock',
  ].map((nom) => join(reglages.dossier, nom));
  mkdirSync(join(reglages.dossier, 'refs/heads/cms/structures'), { recursive: true });
  const minuteAgo = new Date(Date.now() - 60_000);
  for (const verrou of verrous) {
    writeFileSync(verrou, '');
    utimesSync(verrou, minuteAgo, minuteAgo);
  }
  const lu = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  expect(verrous.filter((verrou) => existsSync(verrou))).toEqual([]);
});

test('a lock that another program holds is waited for, not broken', async () => {
  essai = await createDepotDEssai();
  const { depot, reglages } = essai;
  const verrou = join(reglages.dossier, 'refs/heads/main.lock');
  const lu = (await depot.readFiche(RELAIS))!;
  const { oid } = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  writeFileSync(verrou, '');
  let isReleased = false;
  setTimeout(() => {
    isReleased = existsSync(verrou);
    rmSync(verrou, { force: true });
  }, 400);
  await depot.publish(RELAIS, { lu: oid, relecteur: COORDINATION });
  expect(isReleased).toBe(true);
});

test('a repository that was being made when the machine stopped is made again', async () => {
  const dossier = mkdtempSync(join(tmpdir(), 'coupure-'));
  mkdirSync(join(dossier, 'depot.git.nouveau', 'refs'), { recursive: true });
  essai = await createDepotDEssai({ dossier: join(dossier, 'depot.git') });
  expect((await essai.depot.listFiches()).length).toBeGreaterThan(0);
  expect(existsSync(join(dossier, 'depot.git.nouveau'))).toBe(false);
  rmSync(dossier, { recursive: true });
});

test('a publication cut after main moved, before its draft was closed, is a publication', async () => {
  essai = await createDepotDEssai();
  const { depot, reglages } = essai;
  const git = (...parametres: string[]) => runGit(reglages.dossier, parametres);
  const lu = (await depot.readFiche(RELAIS))!;
  const avant = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  await depot.publish(RELAIS, { lu: avant.oid, relecteur: COORDINATION });
  git('update-ref', 'refs/heads/cms/structures/relais', avant.commit);
  expect(await depot.listBrouillons()).toEqual([]);
  const suite = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'B' }), {
    lu: avant.oid,
    auteur: HANGAR,
  });
  await depot.deleteBrouillon(RELAIS, { lu: suite.oid, auteur: HANGAR });

  git('update-ref', 'refs/heads/cms/structures/relais', avant.commit);
  await essai.openAgain();
  expect(git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  checkDepot(reglages.dossier);
});

/** Git as it is where the disk is full: while it is pulled, no file that it writes may hold a single byte. */
function createFrein(): { pull: () => void; release: () => void; remove: () => void } {
  const dossier = mkdtempSync(join(tmpdir(), 'frein-'));
  const temoin = join(dossier, 'tire');
  const chemin = process.env['PATH']!;
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const programme = `#!/bin/sh\nif [ -e '${temoin}' ]; then trap '' XFSZ; ulimit -f 0; fi\nexec '${git}' "$@"\n`;
  writeFileSync(join(dossier, 'git'), programme, { mode: 0o755 });
  process.env['PATH'] = `${dossier}:${chemin}`;
  return {
    pull: () => writeFileSync(temoin, ''),
    release: () => rmSync(temoin),
    remove() {
      process.env['PATH'] = chemin;
      rmSync(dossier, { recursive: true });
    },
  };
}

async function expectNothingLost(
  { depot, reglages }: DepotDEssai,
  { full, freed }: { full: () => void; freed: () => void },
): Promise<void> {
  const lu = (await depot.readFiche(RELAIS))!;
  const avant = await depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'A' }), {
    lu: lu.oid,
    auteur: HANGAR,
  });
  full();
  const save = () =>
    depot.saveBrouillon(RELAIS, change(lu, { gestionnaire: 'B'.repeat(8_000) }), {
      lu: avant.oid,
      auteur: HANGAR,
    });
  for (const writing of [save(), depot.publish(RELAIS, { lu: avant.oid, relecteur: COORDINATION })]) {
    const erreur: unknown = await writing.then(
      () => 'written',
      (refus: unknown) => refus,
    );
    expect(isDisquePlein(erreur), String(erreur)).toBe(true);
  }
  expect(await depot.readBrouillon(RELAIS)).toEqual(avant);
  expect(await depot.readFiche(RELAIS)).toEqual(lu);
  checkDepot(reglages.dossier);

  freed();
  const apres = await save();
  await depot.publish(RELAIS, { lu: apres.oid, relecteur: COORDINATION });
  checkDepot(reglages.dossier);
}

test('on a full disk, what cannot be written is refused, and nothing that was there is lost', async ({
  skip,
}) => {
  const disque = mountDisque('2m');
  if (!disque) {
    console.warn('This user may not mount a small disk: only the limit on files, below, is tested.');
    return skip();
  }
  const depotEssai = await createDepotDEssai({ dossier: join(disque.dossier, 'depot.git') });
  try {
    await expectNothingLost(depotEssai, {
      full: disque.fill,
      freed: disque.free,
    });
  } finally {
    await depotEssai.remove();
    disque.remove();
  }
});

test('where no file may grow, which any user can try, it is the same', async () => {
  const frein = createFrein();
  essai = await createDepotDEssai();
  try {
    await expectNothingLost(essai, { full: frein.pull, freed: frein.release });
  } finally {
    frein.remove();
  }
});

test('while the disk is full, a form comes back with what was typed, and Decap is told in French', async () => {
  const frein = createFrein();
  const atelier = await openAtelierDEssai();
  const journal = vi.spyOn(console, 'error').mockReturnValue(undefined);
  try {
    const cookie = await atelier.logIn(PARTENAIRE_D_ESSAI);
    const cle = { collection: 'structures', slug: 'accueil-de-loisirs-le-verger' } as const;
    const url = `/espace/fiches/${formatCle(cle)}/`;
    const formulaire = {
      ...readFormulaire((await atelier.ask('GET', url, { cookie })).body, url),
      aApporter: 'un maillot de bain',
      geste: 'soumettre',
    };
    const { oid, donnees } = (await atelier.atelier.depot.readFiche(cle))!;
    const dataFiles = [
      {
        path: `${formatCle(cle)}.json`,
        slug: cle.slug,
        raw: JSON.stringify({ ...(donnees as object), gestionnaire: 'B' }),
      },
    ];
    const params = { branch: 'main', dataFiles, assets: [], lu: oid, options: {} };
    frein.pull();
    const page = await atelier.ask('POST', url, { cookie, formulaire });
    expect(page.statusCode).toBe(507);
    expect(page.body).toContain('Le serveur n’a plus de place : rien n’a été enregistré.');
    expect(page.body).toContain('un maillot de bain');
    const decap = await atelier.app.inject({
      method: 'POST',
      url: '/cms/api/v1',
      headers: { cookie, 'x-portail': '1', 'sec-fetch-site': 'same-origin', accept: 'application/json' },
      payload: { action: 'persistEntry', params },
    });
    expect(decap.statusCode).toBe(507);
    expect(decap.json()).toMatchObject({
      erreur: 'plus-de-place',
      message: expect.stringMatching(/n’a plus de place/) as string,
    });
    expect(await atelier.atelier.depot.readBrouillon(cle)).toBeUndefined();

    frein.release();
    expect((await atelier.ask('POST', url, { cookie, formulaire })).statusCode).toBe(303);
    expect((await atelier.atelier.depot.readBrouillon(cle))?.texte).toContain('un maillot de bain');
  } finally {
    journal.mockRestore();
    await atelier.close();
    frein.remove();
  }
}, 60_000);
