/** What `npm start` does once everything is installed: the site and the atelier, in one process. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { formatRapport } from '../src/domain/contenu/erreur';
import { loadContenu } from '../src/loaders/contenu';
import { readPort } from '../src/loaders/environnement';
import { type Atelier, serveAtelier } from './atelier';
import { findFauteDeGit } from './outil-git';
import { applyReprise, decideReprise, tellReprise } from './origine';
import { COORDINATION_D_ESSAI, PARTENAIRE_D_ESSAI, PROFESSIONNEL_D_ESSAI } from './personnes/comptes';
import { formatEchec } from './publication/publication';
import { type Sites, openSites } from './publication/sites';
import { type Reglages, readReglages, readSecret } from './reglages';
import { createServer, currentCommit, listen, readHote } from './server';
import { finishEchange } from './sauvegarde/echange';
import { takeVerrou } from './verrou';

export { findFauteDeGit };

/** Where earlier versions counted orientations. */
const ANCIEN_COMPTEUR = join('var', 'orientations.json');

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
  Le site « ${nom} » est prêt. Ouvrez cette adresse dans votre navigateur :

      http://localhost:${port}

${suite}
  Pour l’arrêter : touches Ctrl et C ensemble, dans cette fenêtre.
`);
}

/** What each of the accounts to try the atelier does. */
const ESSAIS: readonly (readonly [string, string])[] = [
  [COORDINATION_D_ESSAI, 'relit et publie'],
  [PARTENAIRE_D_ESSAI, 'tient quelques fiches'],
  [PROFESSIONNEL_D_ESSAI, 'lit l’annuaire des professionnels'],
];

function describeAtelier({ reglages: { adresse, isLocal }, personnes }: Atelier): string {
  const ou = `  L’atelier, où chacun met à jour ses fiches : ${adresse}/espace/\n`;
  // Somebody may have taken one of them away.
  const essais = ESSAIS.filter(([courriel]) => personnes.findByCourriel(courriel));
  if (!isLocal || essais.length === 0) return ou;
  const largeur = Math.max(...essais.map(([courriel]) => courriel.length));
  return `${ou}
  Pour l’essayer, écrivez-y l’une de ces adresses : le lien pour entrer s’affiche dans cette fenêtre.

${essais.map(([courriel, quoi]) => `      ${courriel.padEnd(largeur)}   ${quoi}`).join('\n')}
`;
}

/** Serves the site that was built in this folder, without the atelier; `phrase` says why. */
export async function serveSite(site: string, phrase: string): Promise<FastifyInstance> {
  const port = readPort(process.env);
  const app = createServer({ site, commit: currentCommit() });
  await listen(app, port, readHote(process.env));
  tellPret(loadContenu().contenu.territoire[0]!.donnees.nom, port, `  ${phrase}\n`);
  return app;
}

/**
 * Makes the store follow the content folder while nobody has written in it. A content that is wrong is told before:
 * in the store, nobody could mend it in a file.
 */
async function followContenu(reglages: Reglages): Promise<void> {
  const reprise = await decideReprise(reglages);
  if (reprise === 'a-creer' || reprise === 'reprise') {
    const { erreurs, avertissements } = loadContenu();
    if (erreurs.length > 0) throw new SiteImpossible(formatRapport(erreurs, avertissements));
  }
  applyReprise(reglages, reprise);
  const phrase = tellReprise(reglages, reprise);
  if (phrase !== undefined) console.warn(phrase);
}

interface AtelierServi {
  app: FastifyInstance;
  atelier: Atelier;
  sites: Sites;
}

/** The site and the atelier of these settings, on a server that does not listen yet. Closing it stops everything. */
export async function createAtelierServi(
  reglages: Reglages,
  { secret }: { secret: string },
): Promise<AtelierServi> {
  const sites = openSites(join(reglages.dossier, 'sites'));
  const app = createServer({
    site: sites.courant,
    commit: () => sites.readCourante()?.commit ?? null,
    listAnciennes: () => sites.listVersions().map(({ dossier }) => dossier),
    proxy: reglages.proxy,
  });
  return { app, sites, atelier: await serveAtelier(app, { reglages, secret, sites }) };
}

/** Opens the atelier and builds its site; what was built before is served meanwhile. */
export async function startAtelier(): Promise<FastifyInstance> {
  const reglages = readReglages(process.env);
  const release = takeVerrou(reglages.dossier);
  const ecarte = finishEchange(reglages.dossier);
  if (ecarte !== undefined)
    console.warn(
      `Une restauration avait été interrompue : elle est terminée. L’atelier d’avant est dans ${ecarte}.`,
    );
  const secret = readSecret(process.env, reglages);
  await followContenu(reglages);
  const { app, atelier, sites } = await createAtelierServi(reglages, { secret });
  // A fixed day is a trial: what was really counted is not given to it.
  if (reglages.aujourdhui === undefined) atelier.orientations.importFichier(ANCIEN_COMPTEUR);
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
  tellPret((await atelier.readTerritoire()).nom, reglages.port, describeAtelier(atelier));
  return app;
}
