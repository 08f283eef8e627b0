/**
 * Hours in the grammar of OpenStreetMap (`opening_hours`), from the rhythms of a stop.
 *
 * The rule is written first, as far as the grammar can say it; then every day of the coming year on which the rule
 * alone would be wrong is written with its date: a school holiday of our own calendar, a closure, a move, a rhythm that
 * the grammar has no words for. Nothing is left to the reader's tables of school holidays, which stop or differ.
 */
import type { Calendrier } from '../calendrier/calendrier';
import {
  type DateCivile,
  JOURS_DE_SEMAINE,
  type JourDeSemaine,
  type NumeroDeJour,
  toDateCivile,
  toNumeroDeJour,
} from '../date/date-civile';
import { formatCreneauCourt } from '../permanence/phrase';
import { type Creneau, type Filtre, type Moment, type Permanence, filtreSchema } from '../permanence/schema';
import type { ListJours, Suite } from './suites';

/** Days of the coming year that the text says exactly; after them, only the rule is left. */
export const JOURS_DECRITS = 365;

/** What the text could not say as the entry does. */
export type PerteDHoraires =
  /** The rhythm has no word in the grammar: its dates of the coming year are listed. */
  | 'regle-en-dates'
  /** School holidays, closures and exceptions are dates: after the coming year, only the rule is left. */
  | 'exclusions-datees'
  /** No hours: the days are said, with « unknown ». */
  | 'heures-inconnues'
  /** No end: the grammar then calls the rest of the day uncertain. */
  | 'fin-inconnue'
  /** By appointment, or at a date still to be told: nothing is written. */
  | 'sans-date';

export interface HorairesOsm {
  /** Absent when there is no date to say. */
  texte: string | undefined;
  pertes: PerteDHoraires[];
}

export interface ContexteOsm {
  calendrier: Calendrier;
  /** Over the year described, and the day before it: a slot may pass midnight. */
  listJours: ListJours;
  /** First day described; the year starts there. */
  aujourdhui: DateCivile;
  /** What is said beside the hours of a permanence: how one enters, what happens, « à confirmer ». */
  commentaireOf: (permanence: Permanence) => string;
}

const JOURS_OSM = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const MOIS_OSM = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUIT = '24:00';

/** Numbers in order, as runs: `[1, 2, 3, 5]` is `1-3` and `5`. */
function toRuns(nombres: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const nombre of nombres) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === nombre) last[1] = nombre;
    else runs.push([nombre, nombre]);
  }
  return runs;
}

const formatRuns = (nombres: readonly number[], noms: readonly string[]): string =>
  toRuns(nombres)
    .map(([du, au]) => (du === au ? noms[du]! : `${noms[du]!}-${noms[au]!}`))
    .join(',');

function formatJours(jours: readonly JourDeSemaine[]): string {
  return formatRuns([...new Set(jours.map((jour) => JOURS_DE_SEMAINE.indexOf(jour)))].sort(), JOURS_OSM);
}

/** `2026 Dec 01` */
function formatJour(date: DateCivile): string {
  return `${date.slice(0, 4)} ${MOIS_OSM[Number(date.slice(5, 7)) - 1]!} ${date.slice(8, 10)}`;
}

/** `2026 Dec 19-2027 Jan 03`. Both ends in full: of `2027 Feb 13-28`, the library of OpenStreetMap reads nothing. */
function formatPeriode(du: DateCivile, au: DateCivile): string {
  return du === au ? formatJour(du) : `${formatJour(du)}-${formatJour(au)}`;
}

/** `Jul 15` of every year. */
const formatJourAnnuel = (jour: string): string =>
  `${MOIS_OSM[Number(jour.slice(0, 2)) - 1]!} ${jour.slice(3)}`;

/** The day of the year that follows or precedes another; 29 February, which few years have, is passed over. */
function shiftJourAnnuel(jour: string, jours: 1 | -1): string {
  const voisin = toDateCivile(toNumeroDeJour(`2001-${jour === '02-29' ? '02-28' : jour}`) + jours).slice(5);
  return jour === '02-29' && jours < 0 ? '02-28' : voisin;
}

/** « From 4 September to 3 September » is no season. */
const isWholeYear = ({ du, au }: { du: string; au: string }): boolean => shiftJourAnnuel(au, 1) === du;

interface Selecteur {
  texte: string;
  /** The part of the filter that this selector says by itself. */
  filtre: Partial<Filtre>;
}

const TOUS_LES_JOURS = { type: 'hebdomadaire' as const, jours: [...JOURS_DE_SEMAINE] };

/** Stretches of days of the coming year that a filter lets through. */
function listPeriodes(filtre: Filtre, { listJours }: ContexteOsm): string {
  return toRuns(listJours(TOUS_LES_JOURS, filtre))
    .map(([du, au]) => formatPeriode(toDateCivile(du), toDateCivile(au)))
    .join(',');
}

const SANS_FILTRE: Filtre = filtreSchema.parse({ joursFeries: 'inclus' });

/** The one selector of dates that a rule may carry; what it does not say is written with dates. */
function selectPeriode(filtre: Filtre, contexte: ContexteOsm): Selecteur {
  const { vacances, validite, saison, saisonExclue, mois, moisExclus } = filtre;
  if (vacances?.regle === 'seulement') {
    const texte = listPeriodes({ ...SANS_FILTRE, vacances }, contexte);
    return { texte, filtre: { vacances } };
  }
  const dernier = toDateCivile(toNumeroDeJour(contexte.aujourdhui) + JOURS_DECRITS);
  const { du, au } = validite ?? {};
  if ((du && du > contexte.aujourdhui) || (au && au < dernier)) {
    const debut = du ?? `${contexte.aujourdhui.slice(0, 4)}-01-01`;
    // Open at one end: a year after the last day described is far enough to be read as such.
    const fin = au ?? `${Number(dernier.slice(0, 4)) + 1}-12-31`;
    return { texte: formatPeriode(debut, fin), filtre: { validite: { du: debut, au: fin } } };
  }
  if (saison && !isWholeYear(saison))
    return {
      texte: `${formatJourAnnuel(saison.du)}-${formatJourAnnuel(saison.au)}`,
      filtre: { saison },
    };
  if (saisonExclue && !isWholeYear(saisonExclue)) {
    const reste = { du: shiftJourAnnuel(saisonExclue.au, 1), au: shiftJourAnnuel(saisonExclue.du, -1) };
    return {
      texte: `${formatJourAnnuel(reste.du)}-${formatJourAnnuel(reste.au)}`,
      filtre: { saison: reste },
    };
  }
  if (mois ?? moisExclus) {
    const permis = (mois ?? MOIS_OSM.map((_, rang) => rang + 1)).filter((m) => !moisExclus?.includes(m));
    if (permis.length === 0) return { texte: '', filtre: {} };
    const numeros = [...new Set(permis)].sort((a, b) => a - b).map((m) => m - 1);
    return { texte: formatRuns(numeros, MOIS_OSM), filtre: { mois: permis } };
  }
  return { texte: '', filtre: {} };
}

/**
 * The days of a rhythm as the grammar says them, or none when it has no word. Beside months, the library of
 * OpenStreetMap takes one rank only: `isAlone` then gives each its own rule.
 */
function selectJours({ rythme }: Permanence, isAlone: boolean): string[] {
  if (rythme.type === 'hebdomadaire' && !rythme.intervalle) {
    const semaines = { impaires: 'week 01-53/2 ', paires: 'week 02-53/2 ' };
    return [`${rythme.semaines ? semaines[rythme.semaines] : ''}${formatJours(rythme.jours)}`];
  }
  if (rythme.type !== 'mensuel') return [];
  const jours = [...new Set(rythme.jours)].map((jour) => JOURS_OSM[JOURS_DE_SEMAINE.indexOf(jour)]!);
  const rangs = [...new Set(rythme.rangs)];
  if (isAlone) return jours.flatMap((jour) => rangs.map((rang) => `${jour}[${rang}]`));
  return [jours.map((jour) => `${jour}[${rangs.join(',')}]`).join(',')];
}

interface Slot {
  debut: string | undefined;
  fin: string | undefined;
  moment: Moment | undefined;
}

const passesMidnight = ({ debut, fin }: Slot): boolean =>
  debut !== undefined && fin !== undefined && fin <= debut;

/**
 * A slot as written in a rule; one without hours is only a word. Without an end, until midnight at the latest: the
 * grammar has a sign for it (`20:00+`), which readers let run into the next day, even a closed one.
 */
function formatHeures({ debut, fin }: Slot): string {
  if (debut === undefined) return '';
  return `${debut}-${fin === undefined || fin === '00:00' ? MINUIT : fin}`;
}

const toSlot = (creneau: Creneau): Slot => ({
  debut: 'debut' in creneau ? creneau.debut : undefined,
  fin: 'debut' in creneau ? creneau.fin : undefined,
  moment: 'moment' in creneau ? creneau.moment : undefined,
});
const slotsOf = (creneaux: readonly Creneau[]): Slot[] =>
  creneaux.length > 0 ? creneaux.map(toSlot) : [{ debut: undefined, fin: undefined, moment: undefined }];

/** The hours of one day as a text that two days share when they are alike, and what is said beside them. */
interface Tranche {
  heures: string;
  commentaire: string;
  /** « unknown »: nobody told the hours, or until when. */
  etat: 'open' | 'unknown';
}

function toTranche(slot: Slot, commentaire: string): Tranche {
  const heures = formatHeures(slot);
  if (slot.fin !== undefined) return { heures, commentaire, etat: 'open' };
  const manque =
    slot.debut === undefined
      ? [formatCreneauCourt(slot), 'heures non renseignées']
      : ['heure de fin non renseignée'];
  return { heures, commentaire: [...manque, commentaire].filter(Boolean).join(', '), etat: 'unknown' };
}

/** What each slot puts on its own day and, when it passes midnight, on the next: readers count by day. */
function* spread(slot: Slot, commentaire: string): Generator<[0 | 1, Tranche]> {
  if (!passesMidnight(slot)) {
    yield [0, toTranche(slot, commentaire)];
    return;
  }
  yield [0, { heures: `${slot.debut!}-${MINUIT}`, commentaire, etat: 'open' }];
  if (slot.fin !== '00:00') yield [1, { heures: `00:00-${slot.fin!}`, commentaire, etat: 'open' }];
}

type Journees = Map<NumeroDeJour, Tranche[]>;

function put(journees: Journees, numero: NumeroDeJour, tranche: Tranche): void {
  const tranches = journees.get(numero);
  if (!tranches) journees.set(numero, [tranche]);
  else if (!tranches.some(({ heures }) => heures === tranche.heures)) tranches.push(tranche);
}

const toHoursKey = (tranches: readonly Tranche[]): string =>
  tranches
    .map(({ heures }) => heures)
    .sort()
    .join();

/** Whether two days have the same hours, whatever is said beside them. Most days are empty, or have one slot. */
function isAlike(a: readonly Tranche[] = [], b: readonly Tranche[] = []): boolean {
  if (a.length !== b.length) return false;
  return a.length < 2 ? a[0]?.heures === b[0]?.heures : toHoursKey(a) === toHoursKey(b);
}

/** A comment ends at its quotation mark, and a rule at its line. */
const cleanCommentaire = (texte: string): string => texte.replace(/["\s]+/g, ' ').trim();

function formatModifier(etat: 'open' | 'unknown' | 'off', commentaire: string): string {
  const propre = cleanCommentaire(commentaire);
  if (etat === 'open' && !propre) return '';
  return propre ? ` ${etat} "${propre}"` : ` ${etat}`;
}

/** Hours that share what is said beside them are one rule; the uncertain ones come last. */
function formatTranches(selecteur: string, tranches: readonly Tranche[]): string[] {
  return [...Map.groupBy(tranches, ({ etat, commentaire }) => `${etat} ${commentaire}`).values()]
    .sort((a, b) => a[0]!.etat.localeCompare(b[0]!.etat))
    .map((alike) => {
      const { etat, commentaire } = alike[0]!;
      const heures = alike.map((tranche) => tranche.heures).sort();
      return [selecteur, heures.join(',')].filter(Boolean).join(' ') + formatModifier(etat, commentaire);
    });
}

interface Regle {
  permanence: Permanence;
  selecteur: string;
  filtre: Filtre;
}

/** The rules that the grammar can say; of a permanence that it cannot, none. */
function listRegles(permanences: readonly Permanence[], contexte: ContexteOsm): Regle[] {
  return permanences.flatMap((permanence) => {
    if (permanence.filtre.joursFeries === 'seulement') return [];
    const { texte, filtre } = selectPeriode(permanence.filtre, contexte);
    if (texte === '' && permanence.filtre.vacances?.regle === 'seulement') return [];
    return selectJours(permanence, filtre.mois !== undefined).map((jours) => ({
      permanence,
      selecteur: [texte, jours].filter(Boolean).join(' '),
      filtre: { ...SANS_FILTRE, ...filtre },
    }));
  });
}

/** Rules that share their days are one rule; the others are added to each other, none hides another. */
function formatRegles(regles: readonly Regle[], contexte: ContexteOsm): string {
  return [...Map.groupBy(regles, ({ selecteur }) => selecteur)]
    .flatMap(([selecteur, alike]) => {
      const tranches = alike.flatMap(({ permanence }) =>
        slotsOf(permanence.creneaux).map((slot) => toTranche(slot, contexte.commentaireOf(permanence))),
      );
      return formatTranches(selecteur, tranches);
    })
    .join(', ');
}

/** What a reader of the rules alone finds on each day. */
function readRegles(regles: readonly Regle[], withoutFeries: boolean, contexte: ContexteOsm): Journees {
  const { calendrier, listJours } = contexte;
  const journees: Journees = new Map();
  for (const { permanence, filtre } of regles) {
    const tranches = slotsOf(permanence.creneaux).flatMap((slot) => [...spread(slot, '')]);
    for (const numero of listJours(permanence.rythme, filtre)) {
      for (const [decalage, tranche] of tranches) {
        const isClosed = withoutFeries && calendrier.jour(numero + decalage).ferie !== undefined;
        if (!isClosed) put(journees, numero + decalage, tranche);
      }
    }
  }
  return journees;
}

/** What is really held on each day. */
function readTenues(tenues: readonly Suite[], { commentaireOf }: ContexteOsm): Journees {
  const journees: Journees = new Map();
  for (const { permanence, creneaux, motif, jours } of tenues) {
    const commentaire = [commentaireOf(permanence), motif].filter(Boolean).join(', ');
    const tranches = slotsOf(creneaux).flatMap((slot) => [...spread(slot, commentaire)]);
    for (const numero of jours)
      for (const [decalage, tranche] of tranches) put(journees, numero + decalage, tranche);
  }
  return journees;
}

/** The days on which the rules are wrong, gathered by what is true on them. */
function listCorrections(
  vraies: Journees,
  lues: Journees,
  motifs: ReadonlyMap<NumeroDeJour, string>,
  premier: NumeroDeJour,
): string[] {
  const groupes = new Map<string, { tranches: Tranche[]; motif: string; jours: number[] }>();
  for (let numero = premier; numero <= premier + JOURS_DECRITS; numero += 1) {
    const tranches = vraies.get(numero) ?? [];
    if (isAlike(tranches, lues.get(numero))) continue;
    const motif = tranches.length > 0 ? '' : (motifs.get(numero) ?? '');
    const cle = JSON.stringify([tranches, motif]);
    const groupe = groupes.get(cle);
    if (groupe) groupe.jours.push(numero);
    else groupes.set(cle, { tranches, motif, jours: [numero] });
  }
  // Between two closed days, days on which nothing is held anyway are closed as well: one period, not twenty dates.
  const isEmpty = (numero: number): boolean => !vraies.has(numero);
  return [...groupes.values()].map(({ tranches, motif, jours }) => {
    const periodes: [number, number][] = [];
    for (const jour of jours) {
      const last = periodes.at(-1);
      const between = last ? Array.from({ length: jour - last[1] - 1 }, (_, rang) => last[1] + 1 + rang) : [];
      if (last && (tranches.length === 0 ? between.every(isEmpty) : between.length === 0)) last[1] = jour;
      else periodes.push([jour, jour]);
    }
    const selecteur = periodes.map(([du, au]) => formatPeriode(toDateCivile(du), toDateCivile(au))).join(',');
    if (tranches.length === 0) return `${selecteur}${formatModifier('off', motif)}`;
    return formatTranches(selecteur, tranches).join(', ');
  });
}

/**
 * The hours of one stop. `suites` are all its days of the coming year, cancelled and moved ones included (their reason is
 * written), as `listSuites` gives them from the day before `aujourdhui`.
 */
export function formatOpeningHours(
  permanences: readonly Permanence[],
  suites: readonly Suite[],
  contexte: ContexteOsm,
): HorairesOsm {
  const premier = toNumeroDeJour(contexte.aujourdhui);
  const tenues = suites.filter(({ isTenue }) => isTenue);
  const aVenir = tenues.filter(({ jours }) => (jours.at(-1) ?? 0) >= premier);
  const present = new Set(aVenir.map(({ permanence }) => permanence));
  const datees = permanences.filter((permanence) => present.has(permanence));
  const regles = listRegles(datees, contexte);
  const withoutFeries =
    regles.length > 0 && regles.every(({ permanence }) => permanence.filtre.joursFeries === 'exclus');
  const motifs = new Map(
    suites.flatMap(({ isTenue, motif, jours }) =>
      isTenue || !motif ? [] : jours.map((numero) => [numero, motif] as const),
    ),
  );
  const corrections = listCorrections(
    readTenues(tenues, contexte),
    readRegles(regles, withoutFeries, contexte),
    motifs,
    premier,
  );
  const texte = [formatRegles(regles, contexte), withoutFeries && 'PH off', ...corrections]
    .filter(Boolean)
    .join('; ');
  if (!texte) return { texte: undefined, pertes: permanences.length > 0 ? ['sans-date'] : [] };

  const known = new Set(regles.map(({ permanence }) => permanence));
  const slots = new Set(aVenir.map(({ creneaux }) => creneaux));
  const isSome = (matches: (slot: Slot) => boolean): boolean =>
    [...slots].some((creneaux) => slotsOf(creneaux).some(matches));
  const pertes: (PerteDHoraires | false)[] = [
    datees.some((permanence) => !known.has(permanence) && permanence.rythme.type !== 'dates') &&
      'regle-en-dates',
    regles.length > 0 && corrections.length > 0 && 'exclusions-datees',
    isSome(({ debut }) => debut === undefined) && 'heures-inconnues',
    isSome(({ debut, fin }) => debut !== undefined && fin === undefined) && 'fin-inconnue',
    datees.length < permanences.length && 'sans-date',
  ];
  return { texte, pertes: pertes.filter((perte) => perte !== false) };
}
