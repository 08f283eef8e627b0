/**
 * Schedules of HSDS. They follow a rule without any exception, so each is only as long as the rule is true: school
 * holidays, a closed day or a change of hour (the format writes a fixed offset) start another.
 */
import {
  type DateCivile,
  JOURS_DE_SEMAINE,
  daysInMonth,
  isoWeekday,
  toDateCivile,
  toNumeroDeJour,
} from '../../date/date-civile';
import { formatPermanence } from '../../permanence/phrase';
import { isHeld } from '../../permanence/occurrence';
import type { Permanence } from '../../permanence/schema';
import type { Portail } from '../../portail/portail';
import type { Occurrence } from '../../portail/structure';
import { toPlainSpaces } from '../description';
import { toUrl } from '../en-tete';
import { comingOccurrences } from '../occurrence';
import type { Structure } from '../../structure/schema';
import type { Schedule } from './schema';
import { toUuid } from './uuid';

const JOURS_ICAL = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

interface Regle {
  champs: Pick<Schedule, 'freq' | 'interval' | 'wkst' | 'byday' | 'bymonthday'>;
  /** Whether the rule, started on a day, falls on another. */
  matches: (numero: number, depuis: number) => boolean;
}

const mondayOf = (numero: number): number => numero - isoWeekday(numero) + 1;

function weekly(jours: readonly string[], interval: number): Regle {
  const retenus = JOURS_DE_SEMAINE.flatMap((jour, rang) => (jours.includes(jour) ? [rang] : []));
  return {
    champs: {
      freq: 'WEEKLY',
      interval,
      wkst: 'MO',
      byday: retenus.map((rang) => JOURS_ICAL[rang]!).join(','),
    },
    matches: (numero, depuis) =>
      retenus.includes(isoWeekday(numero) - 1) &&
      ((mondayOf(numero) - mondayOf(depuis)) / 7) % interval === 0,
  };
}

/** The day and the number of days of its month. */
function dayOf(numero: number): { jour: number; dernier: number } {
  const [annee, mois, jour] = toDateCivile(numero).split('-').map(Number) as [number, number, number];
  return { jour, dernier: daysInMonth(annee, mois) };
}

/** The rule of a permanence, when the format has one; otherwise each of its dates stands alone. */
function toRegle({ rythme }: Permanence): Regle | undefined {
  switch (rythme.type) {
    case 'hebdomadaire':
      return weekly(rythme.jours, rythme.intervalle?.semaines ?? (rythme.semaines ? 2 : 1));
    case 'mensuel': {
      const retenus = JOURS_DE_SEMAINE.flatMap((jour, rang) => (rythme.jours.includes(jour) ? [rang] : []));
      const rangs = [...new Set(rythme.rangs)];
      const byday = retenus.flatMap((jour) => rangs.map((rang) => `${rang}${JOURS_ICAL[jour]!}`)).join(',');
      return {
        champs: { freq: 'MONTHLY', interval: 1, byday },
        matches: (numero) => {
          if (!retenus.includes(isoWeekday(numero) - 1)) return false;
          const { jour, dernier } = dayOf(numero);
          return rangs.some(
            (rang) => rang === Math.ceil(jour / 7) || rang === -Math.ceil((dernier - jour + 1) / 7),
          );
        },
      };
    }
    case 'jour-du-mois':
      return {
        champs: { freq: 'MONTHLY', interval: 1, bymonthday: [...new Set(rythme.quantiemes)].join(',') },
        matches: (numero) => {
          const { jour, dernier } = dayOf(numero);
          return rythme.quantiemes.some((n) => jour === (n > 0 ? n : dernier + n + 1));
        },
      };
    default:
      return undefined;
  }
}

/** Cuts dates, in order, into stretches on which the rule says them all and says no other. */
export function cutIntoRuns(
  dates: readonly DateCivile[],
  matches: Regle['matches'] | undefined,
): DateCivile[][] {
  if (!matches) return dates.map((date) => [date]);
  const restants = new Set(dates.map(toNumeroDeJour));
  const dernier = Math.max(...restants);
  const runs: DateCivile[][] = [];
  for (const depuis of restants) {
    const run: number[] = [];
    for (let numero = depuis; numero <= dernier; numero += 1) {
      if (!matches(numero, depuis) && numero !== depuis) continue;
      if (!restants.has(numero)) break;
      run.push(numero);
    }
    // A date that the rule does not know stands alone, whatever follows.
    const kept = matches(depuis, depuis) ? run : [depuis];
    for (const numero of kept) restants.delete(numero);
    runs.push(kept.map(toDateCivile));
  }
  return runs;
}

/** `09:00+01:00` */
const toHeure = (iso: string): string => iso.slice(11, 16) + iso.slice(19);

/** Hours, place and offset: what a schedule has one of. */
const toKey = ({ permanence, place, debut, fin, debutIso, finIso }: Occurrence): string =>
  [permanence, place?.slug, debut, fin, debutIso.slice(19), finIso.slice(19)].join(' ');

/** The schedules of a structure, by slug of their place; those without place under `undefined`. */
export function listSchedules(structure: Structure, portail: Portail): Map<string | undefined, Schedule[]> {
  const permanences = new Map(structure.permanences.map((permanence) => [permanence.id, permanence]));
  const held = comingOccurrences(structure, portail).filter(isHeld);
  const schedules = new Map<string | undefined, Schedule[]>();
  for (const [key, alike] of Map.groupBy(held, toKey)) {
    const { place, debut, fin, debutIso, finIso, permanence: id } = alike[0]!;
    const permanence = permanences.get(id)!;
    const regle = toRegle(permanence);
    const description = toPlainSpaces(
      [permanence.libelle, formatPermanence(permanence)].filter(Boolean).join(' : '),
    );
    const ici = schedules.get(place?.slug) ?? [];
    schedules.set(place?.slug, ici);
    for (const run of cutIntoRuns([...new Set(alike.map(({ date }) => date))], regle?.matches)) {
      const [premier, dernier] = [run[0]!, run.at(-1)!];
      ici.push({
        id: toUuid(`schedule ${portail.slug} ${structure.slug} ${key} ${premier}`),
        valid_from: premier,
        valid_to: dernier,
        dtstart: premier,
        until: dernier,
        ...(run.length > 1 ? regle?.champs : {}),
        ...(debut === undefined ? {} : { opens_at: toHeure(debutIso) }),
        ...(fin === undefined ? {} : { closes_at: toHeure(finIso) }),
        description,
        schedule_link: toUrl(`/structures/${structure.slug}/`, portail),
      });
    }
  }
  return schedules;
}
