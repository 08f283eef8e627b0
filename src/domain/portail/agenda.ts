/** Events by date. */
import type { DateCivile } from '../date/date-civile';
import { toInterval } from '../permanence/occurrence';
import type { Evenement, Seance } from '../evenement/schema';
import { type Commune, type Lieu, type Portail, oncePerPortail } from './portail';

/** One date of one event; `seance` is absent when the event has no known date. */
export interface DateDEvenement {
  evenement: Evenement;
  seance: Seance | undefined;
  lieu: Lieu | undefined;
  communes: Commune[];
  /** ISO 8601 instants; absent when the date is unknown. */
  debutIso: string | undefined;
  finIso: string | undefined;
}

function communesOfEvenement(
  evenement: Evenement,
  seance: Seance | undefined,
  lieu: Lieu | undefined,
  portail: Portail,
): Commune[] {
  const codes = seance?.commune ?? lieu?.commune;
  const all = codes === undefined ? evenement.communes : [codes];
  return all.map((code) => portail.communeByCode.get(code)).filter((commune) => commune !== undefined);
}

/** Start and end of a session: its hours on its first and last day, or whole days. */
export function seanceInterval({ du, au, debut, fin }: Seance): { debut: string; fin: string } {
  const first = toInterval({ date: du, debut, fin });
  if (!au || au === du) return first;
  const last = toInterval({ date: au, debut, fin });
  return { debut: first.debut, fin: last.fin };
}

/** Every date of the given events, dated ones first and in order, then those whose date is unknown. */
export function listDatesOf(evenements: readonly Evenement[], portail: Portail): DateDEvenement[] {
  return evenements
    .flatMap((evenement): DateDEvenement[] => {
      const seances = evenement.seances.length > 0 ? evenement.seances : [undefined];
      return seances.map((seance) => {
        const lieu = seance?.lieu === undefined ? undefined : portail.lieux.get(seance.lieu);
        const interval = seance && seanceInterval(seance);
        return {
          evenement,
          seance,
          lieu,
          communes: communesOfEvenement(evenement, seance, lieu, portail),
          debutIso: interval?.debut,
          finIso: interval?.fin,
        };
      });
    })
    .sort(
      (a, b) =>
        (a.debutIso ?? '9999').localeCompare(b.debutIso ?? '9999') ||
        a.evenement.titre.localeCompare(b.evenement.titre, 'fr'),
    );
}

/** Last day of a date, in Europe/Paris. */
export function lastDayOf({ seance }: DateDEvenement): DateCivile | undefined {
  return seance && (seance.au ?? seance.du);
}

/** Dates that are not over on the day of the build; unknown dates are kept. */
export const listComingDates = oncePerPortail((portail): readonly DateDEvenement[] =>
  listDatesOf(portail.evenements, portail).filter(
    (date) => (lastDayOf(date) ?? portail.aujourdhui) >= portail.aujourdhui,
  ),
);
