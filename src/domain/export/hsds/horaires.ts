/**
 * Schedules of HSDS. They follow a rule without any exception, so each is only as long as the rule is true: school
 * holidays, a closed day or a change of hour (the format writes a fixed offset) start another.
 */
import type { Calendrier, JourDuCalendrier } from '../../calendrier/calendrier';
import {
  type DateCivile,
  JOURS_DE_SEMAINE,
  type NumeroDeJour,
  toDateCivile,
  toNumeroDeJour,
} from '../../date/date-civile';
import { endDate, toInstant } from '../../date/heure';
import { formatPermanence } from '../../permanence/phrase';
import type { Creneau, Permanence } from '../../permanence/schema';
import type { Portail } from '../../portail/portail';
import { HORIZON } from '../../portail/structure';
import type { Structure } from '../../structure/schema';
import { suitesOf } from '../arret';
import { toPlainSpaces } from '../description';
import { toUrl } from '../en-tete';
import type { Schedule } from './schema';
import { toUuid } from './uuid';

const JOURS_ICAL = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** Whether a rule, started on a day, falls on another. */
export type Matches = (jour: JourDuCalendrier, depuis: JourDuCalendrier) => boolean;

interface Regle {
  champs: Pick<Schedule, 'freq' | 'interval' | 'wkst' | 'byday' | 'bymonthday'>;
  matches: Matches;
}

const mondayOf = ({ numero, jourDeSemaine }: JourDuCalendrier): number => numero - jourDeSemaine;

/** Ranks of days of the week, 0 for Monday, in order. */
const toRangs = (jours: readonly string[]): number[] =>
  JOURS_DE_SEMAINE.flatMap((jour, rang) => (jours.includes(jour) ? [rang] : []));

function weekly(jours: readonly string[], interval: number): Regle {
  const retenus = toRangs(jours);
  return {
    champs: {
      freq: 'WEEKLY',
      interval,
      wkst: 'MO',
      byday: retenus.map((rang) => JOURS_ICAL[rang]!).join(','),
    },
    matches: (jour, depuis) =>
      retenus.includes(jour.jourDeSemaine - 1) && ((mondayOf(jour) - mondayOf(depuis)) / 7) % interval === 0,
  };
}

/** The rule of a permanence, when the format has one; otherwise each of its dates stands alone. */
function toRegle({ rythme }: Permanence): Regle | undefined {
  switch (rythme.type) {
    case 'hebdomadaire':
      return weekly(rythme.jours, rythme.intervalle?.semaines ?? (rythme.semaines ? 2 : 1));
    case 'mensuel': {
      const retenus = toRangs(rythme.jours);
      const rangs = [...new Set(rythme.rangs)];
      const byday = retenus.flatMap((jour) => rangs.map((rang) => `${rang}${JOURS_ICAL[jour]!}`)).join(',');
      return {
        champs: { freq: 'MONTHLY', interval: 1, byday },
        matches: ({ jourDeSemaine, jour, joursDansLeMois }) => {
          if (!retenus.includes(jourDeSemaine - 1)) return false;
          const depuisLaFin = -Math.ceil((joursDansLeMois - jour + 1) / 7);
          return rangs.some((rang) => rang === Math.ceil(jour / 7) || rang === depuisLaFin);
        },
      };
    }
    case 'jour-du-mois':
      return {
        champs: { freq: 'MONTHLY', interval: 1, bymonthday: [...new Set(rythme.quantiemes)].join(',') },
        matches: ({ jour, joursDansLeMois }) =>
          rythme.quantiemes.some((n) => jour === (n > 0 ? n : joursDansLeMois + n + 1)),
      };
    default:
      return undefined;
  }
}

/** Cuts days, in order, into stretches on which the rule says them all and says no other. */
export function cutIntoRuns(
  jours: readonly NumeroDeJour[],
  matches: Matches | undefined,
  calendrier: Calendrier,
): NumeroDeJour[][] {
  if (!matches) return jours.map((jour) => [jour]);
  const restants = new Set(jours);
  const dernier = jours.at(-1) ?? 0;
  const runs: NumeroDeJour[][] = [];
  for (const premier of restants) {
    const depuis = calendrier.jour(premier);
    const run = [premier];
    // A date that the rule does not know stands alone, whatever follows.
    const fin = matches(depuis, depuis) ? dernier : premier;
    for (let numero = premier + 1; numero <= fin; numero += 1) {
      if (!matches(calendrier.jour(numero), depuis)) continue;
      if (!restants.has(numero)) break;
      run.push(numero);
    }
    for (const numero of run) restants.delete(numero);
    runs.push(run);
  }
  return runs;
}

interface Heures {
  opens_at?: string;
  closes_at?: string;
}

/** `09:00+01:00` */
const toHeure = (iso: string): string => iso.slice(11, 16) + iso.slice(19);

/** The hours of a slot on a day, with the offset of that day. */
function toHeures(creneau: Creneau | undefined, date: DateCivile): Heures {
  if (!creneau || !('debut' in creneau)) return {};
  const { debut, fin } = creneau;
  return {
    opens_at: toHeure(toInstant(date, debut)),
    ...(fin === undefined ? {} : { closes_at: toHeure(toInstant(endDate(date, debut, fin), fin)) }),
  };
}

/** A stretch cut where the hours change, since the format writes a fixed offset: at most twice a year. */
function cutAtOffsets(
  run: readonly NumeroDeJour[],
  creneau: Creneau | undefined,
): { jours: NumeroDeJour[]; heures: Heures }[] {
  const toKey = (numero: NumeroDeJour): string => JSON.stringify(toHeures(creneau, toDateCivile(numero)));
  const first = toKey(run[0]!);
  if (first === toKey(run.at(-1)!)) return [{ jours: [...run], heures: JSON.parse(first) as Heures }];
  return [...Map.groupBy(run, toKey)].map(([cle, jours]) => ({ jours, heures: JSON.parse(cle) as Heures }));
}

/** The schedules of a structure until the horizon of the site, by slug of their place; `undefined` without place. */
export function listSchedules(structure: Structure, portail: Portail): Map<string | undefined, Schedule[]> {
  const { aujourdhui, calendrier, lieux } = portail;
  const premier = toNumeroDeJour(aujourdhui);
  const schedules = new Map<string | undefined, Schedule[]>();
  const link = toUrl(`/structures/${structure.slug}/`, portail);
  for (const { permanence, lieu, creneaux, isTenue, jours } of suitesOf(structure, portail)) {
    const aVenir = jours.filter((numero) => numero >= premier && numero <= premier + HORIZON);
    if (!isTenue || aVenir.length === 0) continue;
    const slug = lieu ?? structure.lieu;
    const place = slug === undefined ? undefined : lieux.get(slug)?.slug;
    const ici = schedules.get(place) ?? [];
    schedules.set(place, ici);
    const regle = toRegle(permanence);
    const description = toPlainSpaces(
      [permanence.libelle, formatPermanence(permanence)].filter(Boolean).join(' : '),
    );
    const slots: (Creneau | undefined)[] = creneaux.length > 0 ? [...creneaux] : [undefined];
    for (const run of cutIntoRuns(aVenir, regle?.matches, calendrier)) {
      for (const creneau of slots) {
        for (const { jours: memes, heures } of cutAtOffsets(run, creneau)) {
          const [debut, fin] = [toDateCivile(memes[0]!), toDateCivile(memes.at(-1)!)];
          const nom = [
            portail.slug,
            structure.slug,
            permanence.id,
            place,
            JSON.stringify(creneau),
            debut,
          ].join(' ');
          ici.push({
            id: toUuid(`schedule ${nom}`),
            valid_from: debut,
            valid_to: fin,
            dtstart: debut,
            until: fin,
            ...(memes.length > 1 ? regle?.champs : {}),
            ...heures,
            description,
            schedule_link: link,
          });
        }
      }
    }
  }
  return schedules;
}
