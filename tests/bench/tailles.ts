/** Sites built and measured: of the chosen territory, and of invented ones of a size that no real one has. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NomDeBudget } from './budgets';
import { type Construction, measureBuild } from './construction';
import { JOUR_DU_CONTENU, TERRITOIRE_GENERE, writeContenu } from './generate';
import { type Mesure, formatMesure, formatValeur } from './mesure';
import { measureRecherche } from './recherche';

/** Everything that the benchmark writes. */
export const DOSSIER = join('var', 'bench');
const TAILLES = [10, 1_000, 10_000] as const;

export const tell = (texte: string): void => void process.stderr.write(`${texte}\n`);

export interface Site {
  territoire: string;
  dossier: string;
}

/** Builds a territory into a folder of its own; a build that fails shows why and ends the benchmark. */
export async function buildSite(
  { territoire, dossier }: Site,
  contenu: string,
  aujourdhui: string,
): Promise<Construction> {
  const cache = join(DOSSIER, 'cache');
  const construction = await measureBuild({ contenu, territoire, aujourdhui, dist: dossier, cache });
  if (construction.code !== 0) {
    tell(construction.sortie);
    throw new Error(`the build of ${territoire} failed`);
  }
  // Said at once too: the table is many minutes away.
  tell(`  ${toMesures(territoire, construction).map(formatMesure).join(', ')}`);
  return construction;
}

/** How long a build took and what it held in memory. Without a budget, for information. */
export function toMesures(
  quoi: string,
  { secondes, processeur, memoire }: Construction,
  budget?: NomDeBudget,
): Mesure[] {
  return [
    {
      quoi: `construction, ${quoi}`,
      valeur: secondes,
      unite: 'secondes',
      ...(budget && { budget }),
      precision: processeur === undefined ? '' : `dont ${formatValeur(processeur, 'secondes')} de processeur`,
    },
    {
      quoi: `mémoire, ${quoi}`,
      valeur: memoire,
      unite: 'octets',
      // A machine that does not tell is no fault of the build.
      ...(budget && memoire !== undefined && { budget: 'memoire' as const }),
      precision: memoire === undefined ? 'cette machine ne la dit pas' : 'tous les processus ensemble',
    },
  ];
}

export async function measureTailles(rapide: boolean): Promise<Mesure[]> {
  const mesures: Mesure[] = [];
  const durees = new Map<number, number>();
  for (const taille of TAILLES.filter((structures) => !rapide || structures < 10_000)) {
    const nom = `${taille.toLocaleString('fr-FR')} structures`;
    tell(`Construction d’un territoire inventé de ${nom}…`);
    const contenu = join(DOSSIER, 'contenu');
    const site = { territoire: TERRITOIRE_GENERE, dossier: join(DOSSIER, 'site') };
    writeContenu(contenu, join('src', 'content', 'commun'), { structures: taille });
    const construction = await buildSite(site, contenu, JOUR_DU_CONTENU);
    if (taille === 10_000) {
      tell('Recherche, sur un téléphone lent…');
      mesures.push(...(await measureRecherche(site.dossier, nom)));
    }
    // More than a gigabyte for the largest.
    for (const fini of [contenu, site.dossier]) rmSync(fini, { recursive: true });
    durees.set(taille, construction.secondes);
    mesures.push(...toMesures(nom, construction, taille === 10_000 ? 'dixMille' : undefined));
  }
  const [mille, dixMille] = [durees.get(1_000), durees.get(10_000)];
  if (mille !== undefined && dixMille !== undefined) {
    mesures.push({
      quoi: 'croissance de la durée, de 1 000 à 10 000 structures',
      valeur: dixMille / mille,
      unite: 'fois',
      budget: 'croissance',
      precision: 'au plus × 10 quand elle est linéaire',
    });
  }
  return mesures;
}
