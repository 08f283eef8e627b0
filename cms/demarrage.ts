/** What `npm start` does once everything is installed: the site and the atelier, in one process. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { formatRapport } from '../src/domain/contenu/erreur';
import { loadContenu } from '../src/loaders/contenu';
import { readPort } from '../src/loaders/environnement';
import { type Atelier, serveAtelier } from './atelier';
import { findFauteDeGit } from './outil-git';
import { COORDINATION_D_ESSAI, PARTENAIRE_D_ESSAI } from './personnes/comptes';
import { formatEchec } from './publication/publication';
import { type Sites, openSites } from './publication/sites';
import { type Reglages, readReglages, readSecret } from './reglages';
import { FICHIER_DES_ORIENTATIONS, createServer, currentCommit, listen, readHote } from './server';
import { takeVerrou } from './verrou';

export { findFauteDeGit };

/** A report for the person who typed the command; there is nothing to serve. */
class SiteImpossible extends Error {
  override name = 'SiteImpossible';
}

/** Tells at once who must choose another port; nobody sees half a site meanwhile. */
export async function tryPort(): Promise<void> {
  const essai = createServer({ site: 'dist' });
  await listen(essai, readPort(process.env), readHote(process.env));
  await essai.close();
}

function tellPret(nom: string, port: number, suite: string): void {
  console.log(`
  Le site « ${nom} » est prêt. Ouvrez cette adresse dans votre navigateur :

      http://localhost:${port}

${suite}
  Pour l’arrêter : touches Ctrl et C ensemble, dans cette fenêtre.
`);
}

function describeAtelier({ adresse, isLocal }: Reglages): string {
  const ou = `  L’atelier, où chacun met à jour ses fiches : ${adresse}/espace/\n`;
  if (!isLocal) return ou;
  return `${ou}
  Pour l’essayer, écrivez-y l’une de ces adresses : le lien pour entrer s’affiche dans cette fenêtre.

      ${COORDINATION_D_ESSAI}   relit et publie
      ${PARTENAIRE_D_ESSAI}     tient quelques fiches
`;
}

/** Serves the site that was built in this folder, without the atelier; `phrase` says why. */
export async function serveSite(site: string, phrase: string): Promise<FastifyInstance> {
  const port = readPort(process.env);
  const app = createServer({ site, commit: currentCommit(), orientations: FICHIER_DES_ORIENTATIONS });
  await listen(app, port, readHote(process.env));
  tellPret(loadContenu().contenu.territoire[0]!.donnees.nom, port, `  ${phrase}\n`);
  return app;
}

/** A content that is wrong is told before the store is made from it: there, nobody could mend it in a file. */
function requireContenuValable({ dossier }: Reglages): void {
  if (existsSync(join(dossier, 'depot.git'))) return;
  const { erreurs, avertissements } = loadContenu();
  if (erreurs.length > 0) throw new SiteImpossible(formatRapport(erreurs, avertissements));
}

interface AtelierServi {
  app: FastifyInstance;
  atelier: Atelier;
  sites: Sites;
}

/** The site and the atelier of these settings, on a server that does not listen yet. Closing it stops everything. */
export async function createAtelierServi(
  reglages: Reglages,
  options: { secret: string; orientations?: string },
): Promise<AtelierServi> {
  const { secret, orientations } = options;
  const sites = openSites(join(reglages.dossier, 'sites'));
  const app = createServer({
    site: sites.courant,
    commit: () => sites.readCourante()?.commit ?? null,
    listAnciennes: () => sites.listVersions().map(({ dossier }) => dossier),
    proxy: reglages.proxy,
    ...(orientations === undefined ? {} : { orientations }),
  });
  return { app, sites, atelier: await serveAtelier(app, { reglages, secret, sites }) };
}

/** Opens the atelier and builds its site; what was built before is served meanwhile. */
export async function startAtelier(): Promise<FastifyInstance> {
  const reglages = readReglages(process.env);
  const secret = readSecret(process.env, reglages);
  requireContenuValable(reglages);
  const release = takeVerrou(reglages.dossier);
  const { app, atelier, sites } = await createAtelierServi(reglages, {
    secret,
    orientations: FICHIER_DES_ORIENTATIONS,
  });
  app.addHook('onClose', release);
  const serve = () => listen(app, reglages.port, readHote(process.env));
  const isServable = sites.readCourante() !== undefined;
  if (isServable) await serve();
  await atelier.publication.start();
  if (!sites.readCourante()) {
    const [echec] = atelier.publication.state().echecs;
    await app.close();
    throw new SiteImpossible(echec && formatEchec(echec));
  }
  if (!isServable) await serve();
  tellPret((await atelier.readTerritoire()).nom, reglages.port, describeAtelier(reglages));
  return app;
}
