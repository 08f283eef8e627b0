/** The public events as events of a calendar. */
import { addDays } from '../date/date-civile';
import type { Evenement, Seance } from '../evenement/schema';
import { type DateDEvenement, listComingDates } from '../portail/agenda';
import type { Portail } from '../portail/portail';
import { toUrl } from './en-tete';
import type { EvenementIcs } from './icalendar';
import { createNames } from './occurrence';
import {
  ANNONCES,
  formatOu,
  formatTelephoneLine,
  joinLines,
  toMoment,
  toPosition,
  toSequence,
} from './texte-ics';

function formatPrix({ gratuit, tarif }: Evenement): string | undefined {
  return gratuit ? 'Gratuit.' : tarif && `Tarif : ${tarif}`;
}

/** Whole days when the hours of the start or, over several days, of the end are missing. */
function toMoments(
  { debutIso, finIso }: DateDEvenement,
  { du, au, debut, fin }: Seance,
): Pick<EvenementIcs, 'debut' | 'fin'> {
  const isLong = au !== undefined && au !== du;
  const isWhole = debut === undefined || (isLong && fin === undefined);
  if (isWhole || debutIso === undefined) return { debut: du, fin: addDays(au ?? du, 1) };
  return {
    debut: toMoment(debutIso),
    fin: fin === undefined || finIso === undefined ? undefined : toMoment(finIso),
  };
}

function toEvenementIcs(date: DateDEvenement, seance: Seance, uid: string, portail: Portail): EvenementIcs {
  const { evenement, lieu, communes } = date;
  // Of a move, the new date is told by a sentence only: the date written here is the one to withdraw.
  const { prefixe, statut } = ANNONCES[evenement.statut];
  return {
    uid,
    sequence: toSequence(statut === 'CANCELLED'),
    ...toMoments(date, seance),
    statut,
    titre: prefixe + evenement.titre,
    lieu: formatOu(lieu, communes.map(({ nom }) => nom).join(', ') || undefined),
    position: toPosition(lieu),
    description: joinLines([
      evenement.statut === 'a-confirmer' && 'Date à confirmer.',
      evenement.statutPrecision,
      evenement.resume,
      seance.debut === undefined && 'Heures non renseignées.',
      formatPrix(evenement),
      evenement.inscription,
      formatTelephoneLine(evenement.telephone),
    ]),
    url: toUrl(`/agenda/#${evenement.slug}`, portail),
  };
}

/**
 * The dated events that are not over. Names are given before any choice, so that a date has the same in the feed
 * of its commune and in that of the territory.
 */
export function* listEvenementsIcs(
  portail: Portail,
  isWanted: (date: DateDEvenement) => boolean = () => true,
): Generator<EvenementIcs> {
  const name = createNames();
  for (const date of listComingDates(portail)) {
    const { evenement, seance } = date;
    if (!seance) continue;
    const nom = name(`${evenement.slug}.${seance.du}.${seance.debut?.replace(':', '') ?? 'jour'}`);
    if (isWanted(date)) yield toEvenementIcs(date, seance, `${nom}@agenda.${portail.slug}`, portail);
  }
}
