/** The pages of the built sites, weighed; of each kind, the heaviest answers for the others. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADRESSE_DU_PROGRAMME } from '../../src/domain/integration/ligne';
import { GENRES, type Genre, toAdresse } from './genres';
import { type Mesure, formatValeur } from './mesure';
import { type Poids, brotliSize, createBalance, gzipSize, listFichiers } from './poids';
import type { Site } from './tailles';

export interface Pesee {
  genre: Genre;
  site: Site;
  poids: Poids;
}

export function weighPages(sites: readonly Site[]): Pesee[] {
  return sites.flatMap((site) => {
    const weigh = createBalance(site.dossier, gzipSize);
    const fichiers = listFichiers(site.dossier);
    return GENRES.flatMap((genre) =>
      fichiers
        .filter((nom) => genre.motif.test(nom))
        .map((nom): Pesee => ({ genre, site, poids: weigh(nom) })),
    );
  });
}

export function findHeaviest(
  pesees: readonly Pesee[],
  part: 'total' | 'script' = 'total',
): Pesee | undefined {
  return pesees.reduce<Pesee | undefined>(
    (max, pesee) => (max && max.poids[part] >= pesee.poids[part] ? max : pesee),
    undefined,
  );
}

const formatPage = ({ poids, site }: Pesee) => `${toAdresse(poids.nom)} (${site.territoire})`;

function toMesureDeGenre(genre: Genre, pesees: readonly Pesee[]): Mesure {
  const siennes = pesees.filter((pesee) => pesee.genre === genre);
  const pire = findHeaviest(siennes);
  const quoi = `poids, ${genre.nom}`;
  const mesure = { quoi, unite: 'octets' as const, ...(genre.budget && { budget: genre.budget }) };
  if (!pire) return { ...mesure, valeur: undefined, precision: 'aucune page de ce genre' };
  const brotli = createBalance(pire.site.dossier, brotliSize)(pire.poids.nom).total;
  return {
    ...mesure,
    valeur: pire.poids.total,
    precision: `${formatPage(pire)}, la plus lourde de ${siennes.length} ; en brotli ${formatValeur(brotli, 'octets')}`,
  };
}

/** What the site of a town hall loads from ours. */
export function toMesureDIntegration({ dossier }: Site): Mesure {
  const fichier = join(dossier, ADRESSE_DU_PROGRAMME);
  return {
    quoi: 'script des autres sites, integrer.js',
    valeur: existsSync(fichier) ? gzipSize(readFileSync(fichier)) : undefined,
    unite: 'octets',
    budget: 'integration',
    precision: 'sans dépendance',
  };
}

export function toMesuresDePoids(pesees: readonly Pesee[]): Mesure[] {
  // The map and the search have no budget for their script alone.
  const pages = pesees.filter(({ genre }) => genre.budget === 'page' || genre.budget === 'accueil');
  const pire = findHeaviest(pages, 'script');
  return [
    ...GENRES.map((genre) => toMesureDeGenre(genre, pesees)),
    {
      quoi: 'script, accueil, fiche, commune, article',
      valeur: pire?.poids.script,
      unite: 'octets',
      budget: 'script',
      precision: pire ? formatPage(pire) : '',
    },
  ];
}
