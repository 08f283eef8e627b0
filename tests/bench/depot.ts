/** How long the store of the atelier takes to list all that a coordinator sees, when nothing is in memory yet. */
import { join, resolve } from 'node:path';
import { rmSync } from 'node:fs';
import { openDepot } from '../../cms/depot/depot';
import { JOUR_DU_CONTENU, TERRITOIRE_GENERE, writeContenu } from './generate';
import type { Mesure } from './mesure';
import { DOSSIER, tell } from './tailles';

const FICHES = 500;
const BROUILLONS = 120;
const ORGANISME = { id: 'organisme', nom: 'Organisme' };

async function timed(act: () => Promise<unknown>): Promise<number> {
  const debut = performance.now();
  await act();
  return performance.now() - debut;
}

export async function measureDepot(commun: string): Promise<Mesure[]> {
  tell(`Dépôt : ${FICHES} fiches et ${BROUILLONS} brouillons…`);
  const contenu = resolve(DOSSIER, 'contenu-du-depot');
  writeContenu(contenu, commun, { structures: FICHES });
  const reglages = {
    dossier: join(contenu, 'depot.git'),
    contenu,
    territoire: TERRITOIRE_GENERE,
    aujourdhui: () => JOUR_DU_CONTENU,
  };
  const prepare = await openDepot(reglages);
  let enregistrement = Infinity;
  for (const { cle, oid, donnees } of (await prepare.listFiches('structures')).slice(0, BROUILLONS)) {
    const change = { ...(donnees as object), gestionnaire: `Association ${cle.slug}` };
    const saving = () => prepare.saveBrouillon(cle, change, { lu: oid, auteur: ORGANISME });
    enregistrement = Math.min(enregistrement, await timed(saving));
  }
  await prepare.close();

  const depot = await openDepot(reglages);
  const list = () => Promise.all([depot.listFiches(), depot.listBrouillons()]);
  const froid = await timed(list);
  const chaud = await timed(list);
  await depot.close();
  rmSync(contenu, { recursive: true });
  const quoi = `atelier : lister ${FICHES} structures et ${BROUILLONS} brouillons`;
  return [
    { quoi, valeur: froid / 1_000, unite: 'secondes', budget: 'depot', precision: 'au démarrage' },
    { quoi, valeur: chaud, unite: 'millisecondes', precision: 'ensuite, pour mémoire' },
    {
      quoi: `atelier : enregistrer un brouillon parmi ${FICHES} structures`,
      valeur: enregistrement,
      unite: 'millisecondes',
      precision: 'le plus rapide, pour mémoire',
    },
  ];
}
