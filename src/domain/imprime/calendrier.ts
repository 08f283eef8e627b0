/**
 * The dates of a period, day by day: of the tours, and of what does not come back each week. Opening hours that are the
 * same every week are in the entries; here they would hide the rest.
 */
import { type DateCivile, MOIS, addDays } from '../date/date-civile';
import { NBSP, formatDate } from '../date/format';
import { isHeld } from '../permanence/occurrence';
import { formatCreneauCourt } from '../permanence/phrase';
import type { Rythme } from '../permanence/schema';
import type { Portail } from '../portail/portail';
import { type Occurrence, isTournee, occurrencesOf } from '../portail/structure';
import type { Structure } from '../structure/schema';

export interface PassageImprime {
  heures: string;
  nom: string;
  slug: string;
  ou: string;
  note?: string;
}

export interface JourImprime {
  jour: string;
  passages: PassageImprime[];
}

export interface CalendrierImprime {
  /** « du mardi 1er décembre au dimanche 28 février 2027 ». */
  du: DateCivile;
  au: DateCivile;
  mois: { titre: string; jours: JourImprime[] }[];
}

const MOIS_IMPRIMES = 3;
/** About fifteen pages: beyond, nobody finds a date any more, and the period is shorter. */
const PASSAGES_MAX = 700;

/** The last day of the period: that of the month which, with this one, makes a quarter. */
export function lastDayOf(aujourdhui: DateCivile): DateCivile {
  const [annee, mois] = aujourdhui.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(annee, mois - 1 + MOIS_IMPRIMES, 0)).toISOString().slice(0, 10);
}

const isEachWeek = (rythme: Rythme): boolean =>
  rythme.type === 'hebdomadaire' && !rythme.semaines && !rythme.intervalle;

/** One date in a few words. */
export function toPassage({
  structure,
  place,
  commune,
  libelle,
  motif,
  ...occurrence
}: Occurrence): PassageImprime {
  const ou = place
    ? `${place.nom}${commune && !place.nom.includes(commune.nom) ? `, ${commune.nom}` : ''}`
    : (commune?.nom ?? '');
  const note = [libelle, motif].filter(Boolean).join(', ');
  return {
    heures: formatCreneauCourt(occurrence) ?? 'heures à demander',
    nom: structure.nom,
    slug: structure.slug,
    ou,
    ...(note ? { note } : {}),
  };
}

/** A morning and an afternoon of the same service in the same place are one line. */
export function joinHours(passages: readonly PassageImprime[]): PassageImprime[] {
  const lignes = new Map<string, PassageImprime>();
  for (const passage of passages) {
    const cle = JSON.stringify([passage.slug, passage.ou, passage.note]);
    const ligne = lignes.get(cle);
    if (ligne) ligne.heures += ` et ${passage.heures}`;
    else lignes.set(cle, { ...passage });
  }
  return [...lignes.values()];
}

/** The occurrences of these structures that a family must note: tours, fortnights, months, listed dates. */
export function listOccurrencesANoter(
  structures: readonly Structure[],
  { du, au }: { du: DateCivile; au: DateCivile },
  portail: Portail,
): Occurrence[] {
  return structures
    .flatMap((structure) => {
      const rares = new Set(
        structure.permanences.filter(({ rythme }) => !isEachWeek(rythme)).map(({ id }) => id),
      );
      const tournee = isTournee(structure, portail);
      return occurrencesOf(structure, portail).filter(
        (occurrence) =>
          isHeld(occurrence) &&
          occurrence.date >= du &&
          occurrence.date <= au &&
          (tournee || rares.has(occurrence.permanence) || occurrence.motif !== undefined),
      );
    })
    .sort(
      (a, b) => a.debutIso.localeCompare(b.debutIso) || a.structure.nom.localeCompare(b.structure.nom, 'fr'),
    );
}

const formatMois = (mois: string): string => {
  const nom = MOIS[Number(mois.slice(5, 7)) - 1]!;
  return `${nom.charAt(0).toUpperCase()}${nom.slice(1)}${NBSP}${mois.slice(0, 4)}`;
};

/** The lines of each day, by month. */
function groupByMois(jours: ReadonlyMap<DateCivile, PassageImprime[]>): CalendrierImprime['mois'] {
  return [...Map.groupBy(jours, ([date]) => date.slice(0, 7))].map(([cle, duMois]) => ({
    titre: formatMois(cle),
    jours: duMois.map(([date, passages]) => ({ jour: formatDate(date), passages })),
  }));
}

/** From the day of the portal to the end of the quarter that its month opens, or as far as the pages allow. */
export function describeCalendrier(structures: readonly Structure[], portail: Portail): CalendrierImprime {
  const periode = { du: portail.aujourdhui, au: lastDayOf(portail.aujourdhui) };
  const occurrences = listOccurrencesANoter(structures, periode, portail);
  const jours = new Map<DateCivile, PassageImprime[]>();
  let nombre = 0;
  for (const [date, duJour] of Map.groupBy(occurrences, (occurrence) => occurrence.date)) {
    const passages = joinHours(duJour.map(toPassage));
    nombre += passages.length;
    if (nombre > PASSAGES_MAX && jours.size > 0) {
      periode.au = addDays(date, -1);
      break;
    }
    jours.set(date, passages);
  }
  return { ...periode, mois: groupByMois(jours) };
}
