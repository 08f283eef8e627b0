/**
 * What each day is: its rank in the month, its ISO week, whether it is a public holiday, in which
 * school holidays it falls. Days are described once and kept, so that ten thousand services can be
 * tried against the same days.
 */
import {
  type DateCivile,
  type NumeroDeJour,
  daysInMonth,
  isoWeek,
  isoWeekday,
  toDateCivile,
  toNumeroDeJour,
} from '../date/date-civile';
import { joursFeries } from './jours-feries';
import type { CalendrierScolaire, NomDePeriode, ZoneScolaire } from './schema';

/** A stretch of days without school in one zone. */
export interface PeriodeSansClasse {
  nom: NomDePeriode;
  libelle: string;
  du: DateCivile;
  au: DateCivile;
  debut: NumeroDeJour;
  fin: NumeroDeJour;
}

export interface JourDuCalendrier {
  numero: NumeroDeJour;
  date: DateCivile;
  annee: number;
  /** 1 to 12. */
  mois: number;
  /** 1 to 31. */
  jour: number;
  joursDansLeMois: number;
  /** 1 Monday … 7 Sunday. */
  jourDeSemaine: number;
  semaineIso: number;
  /** Name of the public holiday, if it is one. */
  ferie: string | undefined;
}

export interface Calendrier {
  jour(numero: NumeroDeJour): JourDuCalendrier;
  /** The stretch without school that holds this day, or undefined on a day of class. */
  sansClasse(numero: NumeroDeJour, zone: ZoneScolaire): PeriodeSansClasse | undefined;
  /** Whether the school calendar says anything about this day. */
  isKnown(numero: NumeroDeJour): boolean;
  /** Last day that the school calendar describes. */
  connuJusquau: DateCivile | undefined;
  periodes(zone: ZoneScolaire): readonly PeriodeSansClasse[];
}

export function createCalendrier(scolaires: readonly CalendrierScolaire[]): Calendrier {
  const jours = new Map<NumeroDeJour, JourDuCalendrier>();
  const feries = new Map<number, Map<DateCivile, string>>();
  const periodesParZone = new Map<ZoneScolaire, PeriodeSansClasse[]>();
  const connus = scolaires.map(
    (annee) => [toNumeroDeJour(annee.connuDu), toNumeroDeJour(annee.connuJusquau)] as const,
  );

  for (const annee of scolaires) {
    for (const { nom, libelle, zones } of annee.periodes) {
      for (const [zone, { du, au }] of Object.entries(zones)) {
        const periodes = periodesParZone.get(zone as ZoneScolaire) ?? [];
        periodes.push({ nom, libelle, du, au, debut: toNumeroDeJour(du), fin: toNumeroDeJour(au) });
        periodesParZone.set(zone as ZoneScolaire, periodes);
      }
    }
  }
  for (const periodes of periodesParZone.values()) periodes.sort((a, b) => a.debut - b.debut);

  function describe(numero: NumeroDeJour): JourDuCalendrier {
    const date = toDateCivile(numero);
    const [annee, mois, jour] = date.split('-').map(Number) as [number, number, number];
    if (!feries.has(annee)) feries.set(annee, joursFeries(annee));
    return {
      numero,
      date,
      annee,
      mois,
      jour,
      joursDansLeMois: daysInMonth(annee, mois),
      jourDeSemaine: isoWeekday(numero),
      semaineIso: isoWeek(numero),
      ferie: feries.get(annee)!.get(date),
    };
  }

  return {
    jour(numero) {
      let jour = jours.get(numero);
      if (!jour) jours.set(numero, (jour = describe(numero)));
      return jour;
    },
    sansClasse: (numero, zone) =>
      periodesParZone.get(zone)?.find(({ debut, fin }) => numero >= debut && numero <= fin),
    isKnown: (numero) => connus.some(([du, au]) => numero >= du && numero <= au),
    connuJusquau: scolaires
      .map((annee) => annee.connuJusquau)
      .sort()
      .at(-1),
    periodes: (zone) => periodesParZone.get(zone) ?? [],
  };
}
