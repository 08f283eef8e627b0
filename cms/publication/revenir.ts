/** `npm run revenir`: lists the versions of the site, and serves an older one again. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import { formatCle } from '../depot/cle';
import { exportContenu } from '../depot/fichiers';
import { createGit } from '../depot/git';
import { createLecture } from '../depot/lecture';
import { createObjets } from '../depot/objets';
import { createReferences } from '../depot/references';
import { requireGit } from '../outil-git';
import { type Reglages, readReglages } from '../reglages';
import { fingerprintOfCode, readDemarrage } from './code';
import { createConstructeur } from './constructeur';
import { openJournal, type Parution } from './journal';
import { type DepotAPublier, createPublication, formatEchec } from './publication';
import { type Sites, openSites } from './sites';

const ACTUELLE = 'actuelle';
const AFFICHEES = 30;
const COURT = 12;

/** Reads only: the atelier may be running beside. */
function openDepotEnLecture({ dossier, contenu, territoire }: Reglages) {
  const git = createGit(join(dossier, 'depot.git'));
  const references = createReferences(git);
  const lecture = createLecture(
    git,
    createObjets(git, () => new Date()),
    references,
  );
  const depot: DepotAPublier = {
    head: () => references.head(),
    async exportTo(commit, destination, remplacement) {
      const fiches = await lecture.listFichesAConstruire(commit, remplacement);
      await exportContenu({ contenu, territoire }, fiches, destination);
    },
    putBackToDraft: () =>
      Promise.reject(
        new ErreurDEnvironnement('Cette version ne se construit plus : choisissez-en une autre.'),
      ),
  };
  return { depot, close: () => git.objets.close() };
}

function formatHeure(date: string): string {
  const heure = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${formatDate(toDateInParis(new Date(date)), { annee: true })} à ${heure.format(new Date(date))}`;
}

function describe({ cles, auteur }: Parution): string {
  const fiches = cles.length > 3 ? `${cles.length} fiches` : cles.map(formatCle).join(', ');
  return `${fiches || 'aucune fiche'} — ${auteur}`;
}

export function formatListe(parutions: readonly Parution[], sites: Sites): string {
  const servie = sites.readCourante()?.commit;
  const pretes = new Set(sites.listVersions().map(({ commit }) => commit));
  const lignes = parutions.map((parution) => {
    const { commit, date } = parution;
    const marque = commit === servie ? '→' : ' ';
    const etat = commit === servie ? 'servie' : pretes.has(commit) ? 'prête' : 'à reconstruire';
    return `  ${marque} ${commit.slice(0, COURT)}  ${formatHeure(date).padEnd(32)} ${etat.padEnd(15)} ${describe(parution)}`;
  });
  const epingle = sites.readEpingle();
  const suite =
    epingle === undefined
      ? 'Pour servir à nouveau l’une d’elles : npm run revenir -- son-numéro'
      : `Le site reste à la version ${epingle.slice(0, COURT)}. Pour servir à nouveau la dernière : npm run revenir -- ${ACTUELLE}`;
  return ['Versions du site, la dernière d’abord :', '', ...lignes, '', suite].join('\n');
}

export async function main(parametres: string[]): Promise<number> {
  const [demandee, ...reste] = parametres;
  if (reste.length > 0)
    throw new ErreurDEnvironnement('Indiquez une seule version : npm run revenir -- son-numéro');
  requireGit();
  const reglages = readReglages(process.env);
  const dossierDuDepot = join(reglages.dossier, 'depot.git');
  if (!existsSync(dossierDuDepot))
    throw new ErreurDEnvironnement(
      `Il n’y a pas d’atelier dans ${reglages.dossier} : lancez d’abord npm start, avec le même TERRITOIRE.`,
    );
  const sites = openSites(join(reglages.dossier, 'sites'));
  const journal = openJournal(dossierDuDepot);
  const { depot, close } = openDepotEnLecture(reglages);
  try {
    const dernier = await depot.head();
    if (demandee === undefined) {
      console.log(formatListe(await journal.listParutions({ jusque: dernier, max: AFFICHEES }), sites));
      return 0;
    }
    const commit = demandee === ACTUELLE ? dernier : await journal.resolve(demandee);
    if (commit === undefined || !(await journal.contains(dernier, commit)))
      throw new ErreurDEnvironnement(
        `« ${demandee} » n’est pas une version du site : npm run revenir en donne la liste.`,
      );
    sites.pin(demandee === ACTUELLE ? undefined : commit);
    console.log('Préparation de cette version, quelques secondes…');
    const publication = createPublication({
      depot,
      journal,
      sites,
      constructeur: createConstructeur(),
      territoire: reglages.territoire,
      // The atelier that runs has its own.
      cache: join(reglages.dossier, 'cache-revenir'),
      aujourdhui: () => reglages.aujourdhui ?? toDateInParis(new Date()),
      code: fingerprintOfCode(reglages),
      demarrage: readDemarrage(),
    });
    await publication.start();
    const { servie, echecs } = publication.state();
    await publication.stop();
    if (servie?.commit !== commit) {
      if (echecs[0]) console.error(formatEchec(echecs[0]));
      console.error('Le site est resté comme il était.');
      return 1;
    }
    console.log(`Le site servi est maintenant la version ${commit.slice(0, COURT)}, avec les dates du jour.`);
    if (demandee !== ACTUELLE)
      console.log(
        `Ce qui sera publié attendra. Pour servir à nouveau la dernière version : npm run revenir -- ${ACTUELLE}`,
      );
    return 0;
  } finally {
    close();
  }
}
