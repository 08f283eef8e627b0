/** `npm run sauvegarder` and `npm run restaurer`. */
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import { requireGit } from '../outil-git';
import { readReglages } from '../reglages';
import { restaurer, sauvegarder } from './sauvegarde';

const DOSSIER = join('var', 'sauvegardes');

const court = (chemin: string): string => {
  const ici = relative('.', chemin);
  return ici.startsWith('..') ? chemin : ici;
};

export async function runSauvegarder(parametres: string[]): Promise<void> {
  if (parametres.length > 1)
    throw new ErreurDEnvironnement('Indiquez au plus un fichier : npm run sauvegarder -- fichier.tar.gz');
  requireGit();
  const now = new Date();
  const reglages = readReglages(process.env);
  const instant = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const archive = parametres[0] ?? join(DOSSIER, `${reglages.territoire}-${instant}.tar.gz`);
  const { commit } = await sauvegarder(reglages, archive, now);
  console.log(`Sauvegarde faite : ${court(archive)} (version publiée ${commit.slice(0, 12)}).`);
  console.log('Elle contient des adresses électroniques et le secret des sessions : gardez-la en lieu sûr.');
}

export async function runRestaurer(parametres: string[]): Promise<void> {
  const { values, positionals } = (() => {
    try {
      return parseArgs({
        args: parametres,
        allowPositionals: true,
        options: { remplacer: { type: 'boolean', default: false } },
      });
    } catch {
      return { values: { remplacer: false }, positionals: [] };
    }
  })();
  const [archive, ...reste] = positionals;
  if (archive === undefined || reste.length > 0)
    throw new ErreurDEnvironnement(
      'Indiquez la sauvegarde à remettre : npm run restaurer -- fichier.tar.gz (et --remplacer si un atelier existe déjà).',
    );
  requireGit();
  const reglages = readReglages(process.env);
  const { note, ecarte } = await restaurer(reglages, archive, {
    remplacer: values.remplacer,
    now: new Date(),
  });
  console.log(`L’atelier de « ${note.territoire} » est revenu à l’état du ${note.faiteLe}.`);
  if (ecarte !== undefined) console.log(`Celui qui était là est dans ${court(ecarte)}.`);
  console.log('Lancez npm start : le site sera reconstruit.');
}
