/** Where a structure is, whom it serves, and when one can next go there. */
import { type Ages, overlaps } from '../age/age';
import { type Couleur, ETAPES, ETAPE_SLUGS } from '../age/etape';
import type { PeriodeSansClasse } from '../calendrier/calendrier';
import { publicContacts } from '../contact/schema';
import { type DateCivile, addDays, daysInMonth, toNumeroDeJour } from '../date/date-civile';
import { formatDate, formatPeriode } from '../date/format';
import { toInstant } from '../date/heure';
import {
  type Occurrence as OccurrenceDePermanence,
  compareOccurrences,
  isHeld,
  listOccurrences,
  toInterval,
} from '../permanence/occurrence';
import type { Acces, Permanence } from '../permanence/schema';
import { GROUPES_VERIFIES, type Structure } from '../structure/schema';
import { getType } from '../structure/type';
import type { Theme } from '../theme/theme';
import { type Commune, type Lieu, type Portail, oncePerPortail } from './portail';

/** Days of occurrences that the site computes ahead. */
export const HORIZON = 120;
/** Dates that a structure's page holds, to stay light. */
export const DATES_PAR_FICHE = 24;

/** An occurrence with all that a page or a feed needs to show it alone. */
export interface Occurrence extends OccurrenceDePermanence {
  structure: Structure;
  /** Place as an object, and the commune where it happens. */
  place: Lieu | undefined;
  commune: Commune | undefined;
  acces: Acces | undefined;
  libelle: string | undefined;
  /** ISO 8601 instants with the offset of Europe/Paris. */
  debutIso: string;
  finIso: string;
  /** Instant from which it is over for who reads: the end, or that of the day when no end is known. */
  termineIso: string;
}

/** Themes of a structure: its own, or those of its type. */
export function themesOf(structure: Structure): readonly Theme[] {
  return structure.themes.length > 0 ? structure.themes : getType(structure.type).themes;
}

const SENIORS_ET_AIDANTS: readonly string[] = ['seniors', 'aidants'];

/** Themes under which it is looked for: its own, and that of an audience to which it says that it speaks. */
export function themesCherchesOf(structure: Structure): readonly Theme[] {
  const themes = themesOf(structure);
  const isPourEux = structure.publics.profils.some((profil) => SENIORS_ET_AIDANTS.includes(profil));
  return isPourEux && !themes.includes('seniors-et-aidants') ? [...themes, 'seniors-et-aidants'] : themes;
}

/** The stage of life that colours a structure: that of its ages, else that of its type. */
export function couleurOf(structure: Structure): Couleur {
  const { ages } = structure.publics;
  const type = getType(structure.type);
  if (!ages || ages.aMois === undefined || type.couleur === 'seniors') return type.couleur;
  const etapes = ETAPE_SLUGS.filter((etape) => overlaps(ETAPES[etape].ages, ages));
  return etapes.length === 1 ? etapes[0]! : type.couleur;
}

export function communeOfLieu(slug: string | undefined, portail: Portail): Commune | undefined {
  const lieu = slug === undefined ? undefined : portail.lieux.get(slug);
  return lieu && portail.communeByCode.get(lieu.commune);
}

/** The commune of the structure itself, when it is known. */
export function communeOf(structure: Structure, portail: Portail): Commune | undefined {
  return (
    communeOfLieu(structure.lieu, portail) ??
    (structure.commune === undefined ? undefined : portail.communeByCode.get(structure.commune))
  );
}

/** Every commune where one can meet the structure: its own and those of its permanences. */
export function communesOf(structure: Structure, portail: Portail): Commune[] {
  const communes = [
    communeOf(structure, portail),
    ...structure.permanences.map(({ lieu }) => communeOfLieu(lieu, portail)),
  ].filter((commune) => commune !== undefined);
  return [...new Set(communes)];
}

/** The communes whose inhabitants may use the structure. */
export function communesServedBy({ zone, ...structure }: Structure, portail: Portail): readonly Commune[] {
  if (zone === 'territoire') return portail.communes;
  if (zone === undefined) return communesOf(structure, portail);
  return zone.map((code) => portail.communeByCode.get(code)).filter((commune) => commune !== undefined);
}

/** Places of the permanences, in the order of the tour. */
export function stopsOf(structure: Structure): { lieu: string; permanences: Permanence[] }[] {
  const stops = new Map<string, Permanence[]>();
  const inOrder = [...structure.permanences].sort((a, b) => (a.ordre ?? 0) - (b.ordre ?? 0));
  for (const permanence of inOrder) {
    if (permanence.lieu === undefined) continue;
    const stop = stops.get(permanence.lieu);
    if (stop) stop.push(permanence);
    else stops.set(permanence.lieu, [permanence]);
  }
  return [...stops].map(([lieu, permanences]) => ({ lieu, permanences }));
}

/** A structure is itinerant when its permanences are in several places. */
export function isItinerante(structure: Structure): boolean {
  return stopsOf(structure).length > 1;
}

const COMMUNES_D_UNE_TOURNEE = 3;

/** A tour goes from village to village: its stops are numbered, or lie in three communes or more. */
export function isTournee(structure: Structure, portail: Portail): boolean {
  const communes = new Set(
    structure.permanences.map(({ lieu }) => communeOfLieu(lieu, portail)).filter(Boolean),
  );
  const numbered = structure.permanences.some(({ ordre }) => ordre !== undefined);
  return communes.size >= COMMUNES_D_UNE_TOURNEE || (numbered && isItinerante(structure));
}

/** True when it exists and receives people: neither a project nor closed. */
export function isOuverte({ statut }: Structure): boolean {
  return statut === 'ouvert';
}

/** True when a child whose age lies in the range may attend. A structure that states no age answers no. */
export function welcomes(structure: Structure, ages: Ages): boolean {
  return (
    isOuverte(structure) && structure.publics.ages !== undefined && overlaps(structure.publics.ages, ages)
  );
}

/** The same day some months later, or the last of that month when it is shorter. */
function addMonths(date: DateCivile, mois: number): DateCivile {
  const [annee, m, jour] = date.split('-').map(Number) as [number, number, number];
  const dernier = daysInMonth(annee, m + mois);
  return new Date(Date.UTC(annee, m - 1 + mois, Math.min(jour, dernier))).toISOString().slice(0, 10);
}

/** True when a group of fields was confirmed recently enough to be shown as certain. */
export function isFresh(
  verifieLe: DateCivile | undefined,
  groupe: keyof typeof GROUPES_VERIFIES,
  aujourdhui: DateCivile,
): boolean {
  return verifieLe !== undefined && addMonths(verifieLe, GROUPES_VERIFIES[groupe]) >= aujourdhui;
}

const occurrencesByStructure = oncePerPortail(() => new Map<Structure, Occurrence[]>());

/** Every occurrence from the day before the build (a slot may pass midnight) to the horizon. */
export function occurrencesOf(structure: Structure, portail: Portail): Occurrence[] {
  const known = occurrencesByStructure(portail);
  let occurrences = known.get(structure);
  if (!occurrences) {
    const du = addDays(portail.aujourdhui, -1);
    occurrences = listOccurrencesOfStructure(structure, du, addDays(portail.aujourdhui, HORIZON), portail);
    known.set(structure, occurrences);
  }
  return occurrences;
}

/** The occurrences of every structure by commune and by place, those that an exception moved there included. */
export const indexOccurrences = oncePerPortail((portail) => {
  const all = portail.structures.flatMap((structure) => occurrencesOf(structure, portail));
  return {
    byCommune: Map.groupBy(all, ({ commune }) => commune),
    byLieu: Map.groupBy(all, ({ place }) => place),
  };
});

/** False for what ended yesterday. A slot that began yesterday and passed midnight is still to come. */
export function isToCome({ date, finIso }: Occurrence, { aujourdhui }: Portail): boolean {
  return date >= aujourdhui || finIso > toInstant(aujourdhui, '00:00');
}

/** Occurrences of all the permanences of a structure between two days included. */
export function listOccurrencesOfStructure(
  structure: Structure,
  du: DateCivile,
  au: DateCivile,
  portail: Portail,
): Occurrence[] {
  if (!isOuverte(structure)) return [];
  return structure.permanences
    .flatMap((permanence) => {
      const verifieLe = permanence.verifieLe ?? structure.verifications.horaires;
      return listOccurrences(permanence, du, au, {
        calendrier: portail.calendrier,
        zone: portail.territoire.zoneScolaire,
        fermetures: structure.fermetures,
        aConfirmer: !isFresh(verifieLe, 'horaires', portail.aujourdhui),
      }).map((occurrence) => toOccurrence(occurrence, permanence, structure, portail));
    })
    .sort(compareOccurrences);
}

function toOccurrence(
  occurrence: OccurrenceDePermanence,
  permanence: Permanence,
  structure: Structure,
  portail: Portail,
): Occurrence {
  const lieu = occurrence.lieu ?? structure.lieu;
  const { debut, fin } = toInterval(occurrence);
  return {
    ...occurrence,
    structure,
    place: lieu === undefined ? undefined : portail.lieux.get(lieu),
    commune: communeOfLieu(lieu, portail) ?? communeOf(structure, portail),
    acces: permanence.acces ?? structure.acces,
    libelle: permanence.libelle,
    debutIso: debut,
    finIso: fin,
    termineIso: occurrence.fin ? fin : toInstant(addDays(occurrence.date, 1), '00:00'),
  };
}

/** A stretch of days when the whole structure is closed, with the sentence that says so. */
export interface PeriodeFermee {
  du: DateCivile;
  au: DateCivile;
  texte: string;
}

export type Situation =
  | { etat: 'en-projet' | 'ferme-temporairement' | 'ferme-definitivement'; precision: string | undefined }
  | {
      etat: 'dates';
      /** Coming occurrences at which people can come, from the build's day. */
      prochaines: Occurrence[];
      /** Coming occurrences that were cancelled or moved. */
      annulees: Occurrence[];
      fermetures: PeriodeFermee[];
    }
  | { etat: 'sur-rendez-vous' }
  | { etat: 'date-communiquee'; precision: string }
  | { etat: 'non-renseigne' };

/** What to tell a family about when to come. */
export function situationOf(structure: Structure, portail: Portail): Situation {
  if (structure.statut !== 'ouvert') return { etat: structure.statut, precision: structure.statutPrecision };
  const { permanences } = structure;
  const hasRule = permanences.some(
    ({ rythme }) => rythme.type !== 'sur-rendez-vous' && rythme.type !== 'date-communiquee',
  );
  const occurrences = occurrencesOf(structure, portail).filter((o) => isToCome(o, portail));
  if (hasRule || occurrences.length > 0) {
    return {
      etat: 'dates',
      prochaines: occurrences.filter(isHeld),
      annulees: listAnnonces(occurrences, structure, portail.aujourdhui),
      fermetures: listFermetures(structure, portail),
    };
  }
  const communiquee = permanences.find(({ rythme }) => rythme.type === 'date-communiquee');
  if (communiquee?.rythme.type === 'date-communiquee')
    return { etat: 'date-communiquee', precision: communiquee.rythme.precision };
  if (permanences.length > 0 || structure.acces === 'sur-rendez-vous') return { etat: 'sur-rendez-vous' };
  return { etat: 'non-renseigne' };
}

/** Dates cancelled or moved, one line a day; the closures of the whole structure are said elsewhere. */
function listAnnonces(
  occurrences: readonly Occurrence[],
  structure: Structure,
  aujourdhui: DateCivile,
): Occurrence[] {
  const seen = new Set<string>();
  return occurrences.filter(({ statut, date, lieu, motif }) => {
    if (statut !== 'annulee' && statut !== 'reportee') return false;
    const isClosure = structure.fermetures.some(
      ({ du, au = du, motif: raison }) => raison === motif && date >= du && date <= au,
    );
    if (date < aujourdhui || isClosure) return false;
    const cle = `${date} ${lieu ?? ''}`;
    return !seen.has(cle) && seen.add(cle);
  });
}

const annonces = oncePerPortail((portail) =>
  portail.structures
    .filter(isOuverte)
    .flatMap((structure) => listAnnonces(occurrencesOf(structure, portail), structure, portail.aujourdhui))
    .sort((a, b) => a.debutIso.localeCompare(b.debutIso)),
);

/** Days ahead whose cancelled and moved dates the pages of communes and places say. */
const JOURS_ANNULES = 14;

/** What will not be held, or not then, among the coming dates that `isHere` keeps. */
export function listAnnulees(isHere: (occurrence: Occurrence) => boolean, portail: Portail): Occurrence[] {
  const fin = addDays(portail.aujourdhui, JOURS_ANNULES);
  return annonces(portail).filter((occurrence) => occurrence.date <= fin && isHere(occurrence));
}

/** Announced closures and, for a service that stops during school holidays, each of the coming ones. */
function listFermetures(structure: Structure, portail: Portail): PeriodeFermee[] {
  const { aujourdhui, calendrier, territoire } = portail;
  const fin = addDays(aujourdhui, HORIZON / 2);
  const held = occurrencesOf(structure, portail).filter(isHeld);
  const reprise = (au: DateCivile): string => {
    const next = held.find(({ date }) => date > au);
    return next ? `, reprise ${formatDate(next.date)}` : '';
  };
  const toPeriode = (du: DateCivile, au: DateCivile, motif: string): PeriodeFermee => ({
    du,
    au,
    texte: `Fermé ${du === au ? `le ${formatDate(du)}` : formatPeriode(du, au)} : ${motif}${reprise(au)}`,
  });

  const annoncees = structure.fermetures
    .filter(({ du, au }) => (au ?? du) >= aujourdhui && du <= fin)
    .map(({ du, au, motif }) => toPeriode(du, au ?? du, motif));

  const isEmpty = ({ du, au }: PeriodeSansClasse) => !held.some(({ date }) => date >= du && date <= au);
  const isExcluded = ({ nom }: PeriodeSansClasse) =>
    structure.permanences.some(
      ({ filtre: { vacances } }) =>
        vacances?.regle === 'exclues' && (!vacances.periodes || vacances.periodes.includes(nom)),
    );
  const isAnnounced = (periode: PeriodeSansClasse) =>
    annoncees.some(({ du, au }) => du <= periode.du && periode.au <= au);
  const vacances = calendrier
    .periodes(territoire.zoneScolaire)
    .filter(
      (periode) => periode.nom !== 'pont' && periode.fin >= toNumeroDeJour(aujourdhui) && periode.du <= fin,
    )
    .filter((periode) => isExcluded(periode) && isEmpty(periode) && !isAnnounced(periode))
    .map(({ du, au, libelle }) => toPeriode(du, au, libelle));
  return [...annoncees, ...vacances].sort((a, b) => a.du.localeCompare(b.du));
}

/** The phone of the big call button: the first public one. */
export function telephoneOf(structure: Structure): string | undefined {
  return publicContacts(structure.contacts).find(({ telephone }) => telephone)?.telephone;
}

/** The five minimal fields of an entry, and whether each is there. */
export function completudeOf(
  structure: Structure,
): Record<'role' | 'contact' | 'horaires' | 'telephone' | 'courriel', boolean> {
  const contacts = publicContacts(structure.contacts);
  return {
    role: structure.role.length > 0,
    contact: contacts.some(({ fonction, missions }) => fonction ?? missions),
    horaires: structure.permanences.length > 0,
    telephone: contacts.some(({ telephone }) => telephone),
    courriel: contacts.some(({ courriel }) => courriel),
  };
}
