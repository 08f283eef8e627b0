import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Depot } from '../../../cms/depot/depot';
import {
  COORDINATION,
  type DepotDEssai,
  HANGAR,
  RELAIS,
  change,
  createDepotDEssai,
} from '../../fixtures/depot';

let essai: DepotDEssai;
let depot: Depot;
beforeEach(async () => {
  essai = await createDepotDEssai();
  ({ depot } = essai);
});
afterEach(() => essai.remove());

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
