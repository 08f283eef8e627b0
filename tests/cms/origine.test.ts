import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Depot, openDepot } from '../../cms/depot/depot';
import { applyReprise, decideReprise, tellReprise } from '../../cms/origine';
import { AUJOURDHUI, CONTENU_MINIMAL, TERRITOIRE_MINIMAL } from '../fixtures/contenu';
import { HANGAR, RELAIS, change } from '../fixtures/depot';

let racine: string;
let lieu: { dossier: string; contenu: string; territoire: string; depotDistant: undefined };
let fiche: string;

/** What a start does: follows the folder, then opens the store. */
async function start(): Promise<{ depot: Depot; reprise: string }> {
  const reprise = await decideReprise(lieu);
  applyReprise(lieu, reprise);
  const { contenu, territoire } = lieu;
  const dossier = join(lieu.dossier, 'depot.git');
  return {
    depot: await openDepot({ dossier, contenu, territoire, aujourdhui: () => AUJOURDHUI }),
    reprise,
  };
}

beforeEach(() => {
  racine = mkdtempSync(join(tmpdir(), 'origine-'));
  lieu = {
    dossier: join(racine, 'atelier'),
    contenu: join(racine, 'contenu'),
    territoire: TERRITOIRE_MINIMAL,
    depotDistant: undefined,
  };
  cpSync(CONTENU_MINIMAL, lieu.contenu, { recursive: true });
  fiche = join(lieu.contenu, TERRITOIRE_MINIMAL, 'structures', 'relais.yaml');
});
afterEach(() => rmSync(racine, { recursive: true }));

const writeRole = (role: string): void =>
  writeFileSync(fiche, readFileSync(fiche, 'utf8').replace(/^role: .*$/m, `role: ${role}`));

test('a change of the content folder is taken while nobody has written in the atelier', async () => {
  const premier = await start();
  await premier.depot.close();
  writeRole('Une phrase changée dans le fichier.');
  const { depot, reprise } = await start();
  expect([premier.reprise, reprise]).toEqual(['a-creer', 'reprise']);
  expect((await depot.readFiche(RELAIS))?.texte).toContain('Une phrase changée dans le fichier.');
  await depot.close();
  const suivant = await start();
  expect(suivant.reprise).toBe('inchangee');
  await suivant.depot.close();
});

test('once somebody has written in the atelier, it keeps its content, and says so', async () => {
  const premier = await start();
  const lue = await premier.depot.readFiche(RELAIS);
  await premier.depot.saveBrouillon(RELAIS, change(lue, { role: 'Un brouillon d’un partenaire.' }), {
    lu: lue!.oid,
    auteur: HANGAR,
  });
  await premier.depot.close();
  writeRole('Une phrase changée dans le fichier.');
  const { depot, reprise } = await start();
  expect(reprise).toBe('gardee');
  expect((await depot.readBrouillon(RELAIS))?.texte).toContain('Un brouillon d’un partenaire.');
  expect(tellReprise(lieu, 'gardee')).toContain('c’est son contenu qui est servi');
  await depot.close();
});
