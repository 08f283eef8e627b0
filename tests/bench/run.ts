/**
 * `npm run bench`: measures the budgets of the design and prints them as a table. Exits with 1 when one is exceeded.
 * `--rapide` leaves out what is long: Lighthouse and the 10,000 structures. `--json` prints for a program.
 */
import { rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Environnement, listTerritoires, readEnvironnement } from '../../src/loaders/environnement';
import { toMesureDeBagage } from './bagage';
import { BUDGETS } from './budgets';
import { measureDepot } from './depot';
import { JOUR_DU_CONTENU } from './generate';
import { GENRES, toAdresse } from './genres';
import { measureGuide } from './impression';
import { type Mesure, formatTableau, isTenu, ratioOf } from './mesure';
import { CATEGORIES, type Categorie, measureNotes } from './notes';
import { readOptions } from './options';
import { type Pesee, findHeaviest, toMesureDIntegration, toMesuresDePoids, weighPages } from './pesee';
import { weighSite } from './poids';
import { measurePublication } from './publication';
import { DOSSIER, type Site, buildSite, measureTailles, tell, toMesures } from './tailles';

/** Its pages are the richest: it is weighed with the chosen territory. */
const TERRITOIRE_DE_DEMONSTRATION = 'val-d-exemple';

const LIBELLES: Record<Categorie, string> = {
  performance: 'performance',
  accessibility: 'accessibilité',
  'best-practices': 'bonnes pratiques',
  seo: 'référencement',
};

async function measureLighthouse(site: Site, pesees: readonly Pesee[]): Promise<Mesure[]> {
  const pages = GENRES.flatMap(({ nom }) => {
    const pire = findHeaviest(pesees.filter((pesee) => pesee.genre.nom === nom && pesee.site === site));
    return pire ? [{ nom, adresse: toAdresse(pire.poids.nom) }] : [];
  });
  const notes = await measureNotes(
    site.dossier,
    pages.map(({ adresse }) => adresse),
    tell,
  );
  return pages.flatMap(({ nom, adresse }, rang) =>
    CATEGORIES.map((categorie): Mesure => {
      const valeur = notes[rang]?.notes[categorie];
      const reproches = notes[rang]?.reproches[categorie] ?? ['Lighthouse a échoué'];
      const held = valeur !== undefined && valeur >= BUDGETS[categorie].limite;
      return {
        quoi: `Lighthouse, ${LIBELLES[categorie]}, ${nom}`,
        valeur,
        unite: 'points',
        budget: categorie,
        precision: held ? adresse : `${adresse} : ${reproches.join(', ')}`,
      };
    }),
  );
}

async function measureReel({ contenu, territoire, aujourdhui }: Environnement, rapide: boolean) {
  const mesures: Mesure[] = [];
  const sites: Site[] = [];
  for (const nom of new Set([TERRITOIRE_DE_DEMONSTRATION, territoire])) {
    if (!listTerritoires(contenu).includes(nom)) continue;
    tell(`Construction de ${nom}…`);
    const site = { territoire: nom, dossier: join(DOSSIER, nom) };
    const construction = await buildSite(site, contenu, aujourdhui);
    sites.push(site);
    if (nom === territoire) mesures.push(...toMesures(nom, construction, 'territoireReel'));
  }
  tell('Impression du guide…');
  mesures.push(measureGuide({ contenu, territoire, aujourdhui }));
  tell('Pesée des pages…');
  const pesees = weighPages(sites);
  const site = sites.find((candidat) => candidat.territoire === territoire)!;
  mesures.push(...toMesuresDePoids(pesees), toMesureDIntegration(site), ...sites.map(toMesureDeBagage), {
    quoi: `tout le site compressé, ${territoire}`,
    valeur: weighSite(site.dossier),
    unite: 'octets',
    precision: 'pour mémoire',
  });
  return rapide ? mesures : [...mesures, ...(await measureLighthouse(site, pesees))];
}

function printJson(mesures: readonly Mesure[]): void {
  const toLigne = (mesure: Mesure) => ({
    ...mesure,
    limite: mesure.budget && BUDGETS[mesure.budget].limite,
    ratio: ratioOf(mesure),
    tenu: isTenu(mesure),
  });
  const produitLe = new Date().toISOString();
  console.log(
    JSON.stringify({ version: 1, produitLe, coeurs: cpus().length, mesures: mesures.map(toLigne) }, null, 2),
  );
}

function printTableau(mesures: readonly Mesure[]): void {
  const jugees = mesures.filter(({ budget }) => budget !== undefined);
  console.log(`\n${formatTableau(mesures)}\n`);
  console.log(
    `Poids en gzip -9, 1 Ko = 1 000 octets. Ratio : part du budget employée, tenu jusqu’à 1. ${cpus().length} cœurs.`,
  );
  console.log(`${jugees.filter(isTenu).length} budgets tenus sur ${jugees.length}.`);
}

export async function main(parametres: string[]): Promise<number> {
  const { rapide, json } = readOptions(parametres);
  // A fixed day, unless another is asked for: measures of two days can then be compared.
  const environnement = readEnvironnement({ AUJOURDHUI: JOUR_DU_CONTENU, ...process.env });
  const charge = loadavg()[0]!;
  if (charge > 1) {
    tell(
      `Cette machine est occupée (charge ${charge.toLocaleString('fr-FR')}) : les durées seront trop longues.`,
    );
  }
  rmSync(DOSSIER, { recursive: true, force: true });
  const mesures = [
    // First: the disk is still busy with the gigabytes of the large territories long after they are measured.
    ...(await measurePublication(DOSSIER)),
    ...(await measureTailles(rapide)),
    ...(await measureReel(environnement, rapide)),
    ...(await measureDepot(join(environnement.contenu, 'commun'))),
  ];
  if (json) printJson(mesures);
  else printTableau(mesures);
  return mesures.every(isTenu) ? 0 : 1;
}
