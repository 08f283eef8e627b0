/**
 * `/communes/<slug>.json`: what comes next in a commune, small enough for the site of its town hall to show it. Who
 * reads it knows the day; this file only has to hold enough to choose from.
 */
import { type DateCivile, addDays } from '../date/date-civile';
import { formatDate } from '../date/format';
import { type EnTete, toEnTete, toUrl } from '../export/en-tete';
import { isHeld } from '../permanence/occurrence';
import { formatCreneauCourt } from '../permanence/phrase';
import { type DateDEvenement, listComingDates } from '../portail/agenda';
import type { Commune, Portail } from '../portail/portail';
import { isOfCommune, isRendezVous } from '../portail/portee';
import { type Occurrence, indexOccurrences, isToCome } from '../portail/structure';
import { getType } from '../structure/type';

/** Days ahead that another site is told of: it reads the file anew each time, and the file is made anew each night. */
export const JOURS_INTEGRES = 45;
/** Dates of one service: the next, and some that wait for it to pass or for a cancellation. */
const DATES_PAR_SERVICE = 4;
/** More would not be read, and would weigh. */
const DATES_EN_TOUT = 40;

export type StatutIntegre = 'confirme' | 'a-confirmer' | 'en-projet' | 'annule' | 'reporte';

export interface DateIntegree {
  /** What comes: several dates of the same name are those of one service, or of one event. */
  nom: string;
  /** Path of its page. */
  page: string;
  /** Instants with their offset; the end is that of the day when nobody knows the hour. */
  debut: string;
  fin: string;
  /** Last day, of what lasts several. */
  au?: DateCivile;
  /** True when the hours are not known from start to end. */
  journee?: true;
  /** « 9 h – 12 h », or « le matin ». */
  heures?: string;
  ou?: string;
  /** What it is, in a few words. */
  note?: string;
  statut: StatutIntegre;
  /** Why it is cancelled, to which day it moved. */
  precision?: string;
}

export interface CommuneIntegree extends EnTete {
  /** Address of this portal, in front of every path. */
  site: string;
  commune: { codeInsee: string; nom: string; page: string; agenda: string };
  dates: DateIntegree[];
}

const STATUTS = {
  confirmee: 'confirme',
  'a-confirmer': 'a-confirmer',
  annulee: 'annule',
  reportee: 'reporte',
} as const satisfies Record<Occurrence['statut'], StatutIntegre>;

function explain({ motif, reporteeAu, remplace }: Occurrence): string | undefined {
  const phrases = [
    reporteeAu && `reporté au ${formatDate(reporteeAu)}`,
    remplace && `remplace le ${formatDate(remplace)}`,
    motif,
  ].filter(Boolean);
  return phrases.length > 0 ? phrases.join(', ') : undefined;
}

/** Without the name of the commune, which the page that shows it says already. */
function toDateDeService(occurrence: Occurrence): DateIntegree {
  const { structure, debutIso, termineIso, debut, fin, place, libelle, statut } = occurrence;
  const note = libelle ?? getType(structure.type).libelle;
  return clean({
    nom: structure.nom,
    page: `/structures/${structure.slug}/`,
    debut: debutIso,
    fin: termineIso,
    journee: debut && fin ? undefined : true,
    heures: formatCreneauCourt(occurrence),
    ou: place?.nom,
    note: note === structure.nom ? undefined : note,
    statut: STATUTS[statut],
    precision: explain(occurrence),
  });
}

function toDateDEvenement(date: DateDEvenement): DateIntegree[] {
  const { evenement, seance, lieu, debutIso, finIso } = date;
  if (!seance || debutIso === undefined || finIso === undefined) return [];
  const { au, debut, fin } = seance;
  const isLong = au !== undefined && au !== seance.du;
  return [
    clean({
      nom: evenement.titre,
      page: `/agenda/#${evenement.slug}`,
      debut: debutIso,
      fin: finIso,
      au: isLong ? au : undefined,
      journee: debut && fin && !isLong ? undefined : true,
      heures: formatCreneauCourt(seance),
      ou: lieu?.nom,
      statut: evenement.statut,
      precision: evenement.statutPrecision,
    }),
  ];
}

/** Without the fields that say nothing. */
function clean(date: { [C in keyof DateIntegree]: DateIntegree[C] | undefined }): DateIntegree {
  return Object.fromEntries(
    Object.entries(date).filter(([, valeur]) => valeur !== undefined),
  ) as unknown as DateIntegree;
}

const byTime = (a: DateIntegree, b: DateIntegree): number =>
  a.debut.localeCompare(b.debut) || a.nom.localeCompare(b.nom, 'fr');

/**
 * What one would note in a diary: what is open most days would bury the rest, and the opening hours of the town hall
 * are on its own site.
 */
function isAMontrer({ structure, permanence }: Occurrence): boolean {
  const sienne = structure.permanences.find(({ id }) => id === permanence);
  return structure.type !== 'mairie' && sienne !== undefined && isRendezVous(sienne);
}

function listServices(commune: Commune, limite: DateCivile, portail: Portail): DateIntegree[] {
  const ici = (indexOccurrences(portail).byCommune.get(commune) ?? []).filter(
    (occurrence) => isAMontrer(occurrence) && occurrence.date <= limite && isToCome(occurrence, portail),
  );
  const parService = Map.groupBy(
    ici.sort((a, b) => a.debutIso.localeCompare(b.debutIso)),
    ({ structure }) => structure,
  );
  return [...parService.values()].flatMap((siennes) => {
    const tenues = siennes.filter(isHeld).slice(0, DATES_PAR_SERVICE);
    // A cancellation after the last date that is told would answer nobody.
    const derniere = tenues.length === DATES_PAR_SERVICE ? tenues.at(-1)!.date : limite;
    const changees = siennes.filter((each) => !isHeld(each) && each.date <= derniere);
    return [...tenues, ...changees.slice(0, DATES_PAR_SERVICE)].map(toDateDeService);
  });
}

export function toCommuneIntegree(commune: Commune, portail: Portail): CommuneIntegree {
  const limite = addDays(portail.aujourdhui, JOURS_INTEGRES);
  const evenements = listComingDates(portail)
    .filter((date) => isOfCommune(commune).hasDate(date) && (date.seance?.du ?? '9') <= limite)
    .flatMap(toDateDEvenement);
  const { slug, nom, codeInsee } = commune;
  return {
    ...toEnTete(portail),
    site: toUrl('', portail),
    commune: {
      codeInsee,
      nom,
      page: `/communes/${slug}/`,
      agenda: `/communes/${slug}.ics`,
    },
    dates: [...listServices(commune, limite, portail), ...evenements].sort(byTime).slice(0, DATES_EN_TOUT),
  };
}

/** True for a date that one can still come to. */
export const isTenue = ({ statut }: DateIntegree): boolean => statut !== 'annule' && statut !== 'reporte';

/**
 * What shows at first: of each service its next date, and before it those that were cancelled or moved. The script
 * that other sites run follows the same rule.
 */
export function listProchaines(dates: readonly DateIntegree[], max: number): DateIntegree[] {
  const tenus = new Set<string>();
  return dates
    .filter((date) => {
      if (tenus.has(date.nom)) return false;
      if (isTenue(date)) tenus.add(date.nom);
      return true;
    })
    .slice(0, max);
}

/** The commune that has the most to show, as an example. */
export function findFullest(portail: Portail): Commune {
  const count = (commune: Commune) =>
    listProchaines(toCommuneIntegree(commune, portail).dates, DATES_EN_TOUT).length;
  const comptes = new Map(portail.communes.map((commune) => [commune, count(commune)]));
  return portail.communes.reduce((max, commune) =>
    comptes.get(commune)! > comptes.get(max)! ? commune : max,
  );
}
