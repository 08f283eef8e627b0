/** What a phone downloads to hold the territory: the worker, and every file that it lists. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Mesure } from './mesure';
import { DEJA_COMPRESSES, gzipSize } from './poids';
import type { Site } from './tailles';

const PROGRAMME = 'service-worker.js';

/** Addresses that the worker of a built site asks for, read in the worker itself. */
export function listBagage(site: string): string[] {
  const programme = readFileSync(join(site, PROGRAMME), 'utf8');
  const entrees = /"entrees":(\[.*?\])/.exec(programme)?.[1];
  if (entrees === undefined) throw new Error(`${PROGRAMME} lists nothing`);
  return (JSON.parse(entrees) as { url: string }[]).map(({ url }) => url);
}

export function weighBagage(site: string): number {
  return [`/${PROGRAMME}`, ...listBagage(site)].reduce((somme, url) => {
    const contenu = readFileSync(join(site, url));
    return somme + (DEJA_COMPRESSES.includes(extname(url)) ? contenu.length : gzipSize(contenu));
  }, 0);
}

/** A pack that leaves something at home is no measure of the territory: its budget is not held. */
export function toMesureDeBagage({ territoire, dossier }: Site): Mesure {
  const { pages, absents } = JSON.parse(readFileSync(join(dossier, 'hors-ligne/bagage.json'), 'utf8')) as {
    pages: number;
    absents: string[];
  };
  const whole = absents.length === 0;
  return {
    quoi: `bagage hors ligne, ${territoire}`,
    valeur: whole ? weighBagage(dossier) : undefined,
    unite: 'octets',
    budget: 'horsLigne',
    precision: whole
      ? `${pages} pages, programme compris`
      : `n’y tient pas en entier : ${absents.join(', ')}`,
  };
}
