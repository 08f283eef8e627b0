/** The text that a town hall pastes in its bulletin: what comes here this quarter, who to call, where to read the rest. */
import { formatTelephone } from '../contact/schema';
import { NBSP, formatDate, formatListe } from '../date/format';
import { sortForDisplay } from '../portail/annuaire';
import { describeCommune } from '../portail/commune';
import type { Commune, Portail } from '../portail/portail';
import { isOuverte, telephoneOf } from '../portail/structure';
import { type DateDeCommune, formatVide, listDatesDeCommune } from './affiche';
import { lastDayOf } from './calendrier';
import { toAdresse, toAdresseCourte } from './notice';

/** A heading, then its lines, one below the other. */
const section = (titre: string, lignes: readonly string[]): string[] =>
  lignes.length === 0 ? [] : [[titre, ...lignes].join('\n')];

/** « La Roulotte (ancienne école), 9 h 30 – 11 h 30 : vendredi 4 décembre, vendredi 18 décembre ». */
function listDatesParService(dates: readonly DateDeCommune[]): string[] {
  const parService = Map.groupBy(dates, ({ nom, ou, heures, note }) =>
    [ou ? `${nom} (${ou})` : nom, note, heures].filter(Boolean).join(', '),
  );
  return [...parService].map(
    ([service, duService]) => `- ${service}${NBSP}: ${formatListe(duService.map(({ jour }) => jour))}.`,
  );
}

/** Plain text, one idea a line, with the spaces that must not break. */
export function writeBulletin(commune: Commune, portail: Portail): string {
  const { coordination, nomOfficiel } = portail.territoire;
  const vue = describeCommune(commune, portail);
  const au = lastDayOf(portail.aujourdhui);
  const dates = listDatesParService(listDatesDeCommune(commune, au, portail));
  const services = sortForDisplay(vue.surPlace)
    .filter(isOuverte)
    .map((structure) => {
      const telephone = telephoneOf(structure);
      return `- ${structure.nom}${NBSP}: ${structure.role}${telephone ? ` Tél. ${formatTelephone(telephone)}` : ''}`;
    });
  const contact = [coordination.telephone && formatTelephone(coordination.telephone), coordination.courriel];
  const renseignements = [coordination.fonction, ...contact].filter(Boolean).join(', ');
  return [
    `À ${commune.nom}, pour les familles`,
    ...(vue.surPlace.length === 0 ? [formatVide(vue)] : []),
    ...section(`Les dates à noter jusqu’au ${formatDate(au, { jour: false, annee: true })}`, dates),
    ...section('Sur place', services),
    ...section(
      'Annoncé',
      vue.enProjet.map(({ nom }) => `- ${nom} (en projet)`),
    ),
    `Toutes les dates, à jour${NBSP}: ${toAdresseCourte(toAdresse(`/communes/${commune.slug}/`, portail))}`,
    `${nomOfficiel}. Renseignements${NBSP}: ${renseignements}.`,
    `Texte préparé le ${formatDate(portail.aujourdhui, { jour: false, annee: true })}.`,
    ...(portail.territoire.fictif ? ['Démonstration : ce territoire est inventé.'] : []),
  ].join('\n\n');
}
