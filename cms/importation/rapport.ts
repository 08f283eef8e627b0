/** What `npm run importer` prints, for whoever typed it. */
import { describeRessemblance } from '../../src/domain/importation/proposition';
import { formatCle } from '../depot/depot';
import type { Bilan } from './importation';
import { FORMATS } from './lecture';

const count = (n: number, singulier: string, pluriel: string): string =>
  `${n} ${n > 1 ? pluriel : singulier}`;
const AFFICHES = 20;

/** The whole report; `essai` says that nothing was written. */
export function formatBilan(
  { fichier, faites, laissees, identiques, remarques }: Bilan,
  essai: boolean,
): string {
  const { format, ailleurs, sansLieu, sansCommune, date } = fichier;
  const lues = fichier.fiches.length;
  const lignes = [
    `${FORMATS[format]} : ${count(lues, 'service du territoire lu', 'services du territoire lus')}${ailleurs === 0 ? '' : `, ${count(ailleurs, 'autre laissé, hors du territoire', 'autres laissés, hors du territoire')}`}.`,
  ];
  if (sansLieu > 0)
    lignes.push(`${count(sansLieu, 'autre ne dit', 'autres ne disent')} pas où : laissé de côté.`);
  if (format === 'france-services' && date === undefined)
    lignes.push(
      'La date de cette liste n’est pas connue : seuls les champs absents sont proposés. Ajoutez --date 2026-03-01 pour que le plus récent l’emporte.',
    );
  for (const { cle, genre, nom, changements, doublons, note } of faites) {
    const quoi =
      genre === 'changement' ? 'Changement' : cle.collection === 'lieux' ? 'Nouveau lieu' : 'Nouvelle fiche';
    lignes.push(
      '',
      `${quoi} : ${nom} (${formatCle(cle)})`,
      ...changements.map((changement) => `  ${changement}`),
    );
    for (const doublon of doublons)
      lignes.push(`  doublon probable avec ${describeRessemblance(doublon, cle.slug)}`);
    lignes.push(
      ...note
        .split('\n')
        .filter((ligne) => ligne !== '' && !ligne.startsWith('Ressemble à'))
        .map((ligne) => `  à voir : ${ligne}`),
    );
  }
  for (const { nom, ou, phrases } of remarques)
    lignes.push('', `Sans changement : ${nom} (${ou})`, ...phrases.map((phrase) => `  à savoir : ${phrase}`));
  if (laissees.length > 0) lignes.push('', 'Laissées comme elles sont :');
  for (const { nom, ou, raison } of laissees) lignes.push(`  ${nom} (${ou}) : ${raison}`);
  if (sansCommune.length > 0) {
    lignes.push('', 'Sans code Insee, et un code postal ne dit pas la commune (complétez le fichier) :');
    lignes.push(...sansCommune.slice(0, AFFICHES).map((ligne) => `  ${ligne}`));
    if (sansCommune.length > AFFICHES) lignes.push(`  et ${sansCommune.length - AFFICHES} autres`);
  }
  const propositions =
    faites.length === 0 ? 'rien à proposer' : count(faites.length, 'proposition', 'propositions');
  const egales =
    identiques === 0
      ? ''
      : ` ${count(identiques, 'fiche est déjà', 'fiches sont déjà')} comme le fichier le dit.`;
  const suite = essai
    ? ', rien n’a été écrit'
    : faites.length === 0
      ? ''
      : ' à relire dans l’atelier (/espace/relecture/)';
  lignes.push('', `${essai ? 'Essai' : 'Fait'} : ${propositions}${suite}.${egales}`);
  return lignes.join('\n');
}
