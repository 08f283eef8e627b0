/** How long a publication takes, from the button to the page that visitors read, in an atelier of 300 structures. */
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { type Cle, type Depot, openDepot } from '../../cms/depot/depot';
import { createConstructeur } from '../../cms/publication/constructeur';
import { openJournal } from '../../cms/publication/journal';
import { createPublication } from '../../cms/publication/publication';
import { openSites } from '../../cms/publication/sites';
import { createServer, listen } from '../../cms/server';
import { JOUR_DU_CONTENU, TERRITOIRE_GENERE, writeContenu } from './generate';
import type { Mesure } from './mesure';

const STRUCTURES = 300;
const ESSAIS = 3;
/** Between two publications: a builder gets ready, as it does between two of a coordinator’s. */
const REPOS = 4_000;
const REGARD = 20;
const QUI = { id: 'mesure', nom: 'Mesure' };

async function submit(depot: Depot, cle: Cle, role: string): Promise<string | null> {
  const fiche = (await depot.readFiche(cle))!;
  const donnees = { ...(fiche.donnees as object), role };
  const { oid } = await depot.saveBrouillon(cle, donnees, { lu: fiche.oid, auteur: QUI });
  return oid;
}

async function waitForTexte(adresse: string, texte: string): Promise<void> {
  while (!(await (await fetch(adresse)).text()).includes(texte)) await wait(REGARD);
}

export async function measurePublication(dossier: string): Promise<Mesure[]> {
  process.stderr.write(`Publications dans un atelier de ${STRUCTURES} structures…\n`);
  const atelier = resolve(dossier, 'atelier');
  const contenu = resolve(dossier, 'contenu');
  rmSync(atelier, { recursive: true, force: true });
  writeContenu(contenu, join('src', 'content', 'commun'), { structures: STRUCTURES });
  const dossierDuDepot = join(atelier, 'depot.git');
  const depot = await openDepot({
    dossier: dossierDuDepot,
    contenu,
    territoire: TERRITOIRE_GENERE,
    aujourdhui: () => JOUR_DU_CONTENU,
  });
  const sites = openSites(join(atelier, 'sites'));
  const publication = createPublication({
    depot,
    journal: openJournal(dossierDuDepot),
    sites,
    constructeur: createConstructeur(),
    territoire: TERRITOIRE_GENERE,
    cache: join(atelier, 'cache'),
    aujourdhui: () => JOUR_DU_CONTENU,
    code: 'mesure',
    demarrage: 'mesure',
  });
  const app = createServer({ site: sites.courant });
  try {
    await publication.start();
    await listen(app, 0, '127.0.0.1');
    const [fiche] = await depot.listFiches('structures');
    const { cle } = fiche!;
    const adresse = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/structures/${cle.slug}/`;
    const durees: number[] = [];
    for (let essai = 1; essai <= ESSAIS; essai += 1) {
      await wait(REPOS);
      const role = `Une phrase que personne n’avait encore écrite, numéro ${essai}.`;
      const lu = await submit(depot, cle, role);
      const debut = performance.now();
      const { commit } = await depot.publish(cle, { lu, relecteur: QUI });
      publication.request(cle, commit);
      await waitForTexte(adresse, role);
      durees.push((performance.now() - debut) / 1000);
    }
    const [, mediane] = durees.sort((a, b) => a - b);
    return [
      {
        quoi: `de « publier » à la page en ligne, ${STRUCTURES} structures`,
        valeur: mediane!,
        unite: 'secondes',
        budget: 'publication',
        precision: `médiane de ${ESSAIS}`,
      },
    ];
  } finally {
    await app.close();
    await publication.stop();
    await depot.close();
    for (const fini of [atelier, contenu]) rmSync(fini, { recursive: true, force: true });
  }
}
