/** The French sentence that explains a rhythm, generated from the rhythm itself. */
import type { NomDePeriode } from '../calendrier/schema';
import { JOURS_DE_SEMAINE, type JourDeSemaine, MOIS } from '../date/date-civile';
import { NBSP, formatDate, formatHeure, formatJourDuMois, formatListe } from '../date/format';
import { toMinutes } from '../date/heure';
import type { Creneau, Filtre, Moment, Permanence, Rythme } from './schema';

const MOMENT: Record<Moment, string> = {
  matin: 'le matin',
  'apres-midi': 'l’après-midi',
  soiree: 'en soirée',
  journee: 'toute la journée',
};

const VACANCES: Record<Exclude<NomDePeriode, 'pont'>, string> = {
  toussaint: 'de la Toussaint',
  noel: 'de Noël',
  hiver: 'd’hiver',
  printemps: 'de printemps',
  ete: 'd’été',
};

const sortJours = (jours: readonly JourDeSemaine[]): JourDeSemaine[] =>
  JOURS_DE_SEMAINE.filter((jour) => jours.includes(jour));

/** `du lundi au vendredi`, `le lundi et le mardi`, `tous les jours`. */
export function formatJours(jours: readonly JourDeSemaine[]): string {
  const sorted = sortJours(jours);
  if (sorted.length === 7) return 'tous les jours';
  const first = JOURS_DE_SEMAINE.indexOf(sorted[0]!);
  const isRun = sorted.length > 2 && sorted.every((jour, rang) => jour === JOURS_DE_SEMAINE[first + rang]);
  return isRun
    ? `du ${sorted[0]} au ${sorted[sorted.length - 1]}`
    : formatListe(sorted.map((jour) => `le${NBSP}${jour}`));
}

const ordinal = (rang: number): string => (rang === -1 ? 'dernier' : rang === 1 ? '1er' : `${rang}e`);
const ordinalFeminin = (rang: number): string => (rang === -1 ? 'dernière' : rang === 1 ? '1re' : `${rang}e`);

/** « le 1er », « le 3e », « le dernier ». */
const formatRang = (rang: number): string => (rang === -2 ? 'l’avant-dernier' : `le${NBSP}${ordinal(rang)}`);

/** In the order of the month: 1, 3, -2, -1. */
const sortRangs = (rangs: readonly number[]): number[] =>
  [...new Set(rangs)].sort((a, b) => Number(a < 0) - Number(b < 0) || a - b);

const CARDINAL = ['', '', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];
const cardinal = (n: number): string => CARDINAL[n] ?? String(n);

function formatHebdomadaire({
  jours,
  semaines,
  intervalle,
}: Extract<Rythme, { type: 'hebdomadaire' }>): string {
  if (semaines) return `${formatJours(jours)} des semaines ${semaines}`;
  if (!intervalle) return formatJours(jours);
  const depuis = `à partir du ${formatDate(intervalle.depuis, { annee: true })}`;
  return jours.length === 1
    ? `un ${jours[0]} sur ${cardinal(intervalle.semaines)}, ${depuis}`
    : `une semaine sur ${cardinal(intervalle.semaines)}, ${formatJours(jours)}, ${depuis}`;
}

function formatMensuel({ jours, rangs }: Extract<Rythme, { type: 'mensuel' }>): string {
  const rangsDuMois = formatListe(sortRangs(rangs).map(formatRang));
  const groupes = sortJours(jours).map((jour) => `${rangsDuMois} ${jour}`);
  return `${formatListe(groupes, rangs.length > 1 ? 'ainsi que' : 'et')} du mois`;
}

function formatSemaineDuMois({ jours, semaines }: Extract<Rythme, { type: 'semaine-du-mois' }>): string {
  const sorted = sortRangs(semaines);
  const noms = formatListe(sorted.map((semaine) => `de la${NBSP}${ordinalFeminin(semaine)}`));
  const lundis = formatListe(sorted.map((semaine) => `du${NBSP}${ordinal(semaine)}`));
  return `${formatJours(jours)} ${noms} semaine du mois (${sorted.length > 1 ? 'celles' : 'celle'} ${lundis} lundi)`;
}

function formatQuantieme(n: number): string {
  if (n === -1) return 'le dernier jour';
  if (n === -2) return 'l’avant-dernier jour';
  return n > 0 ? `le${NBSP}${formatJourDuMois(n)}` : `le${NBSP}${-n}e jour en partant de la fin`;
}

const DATES_ENONCEES = 4;

function formatDates(dates: readonly string[]): string {
  const sorted = [...dates].sort();
  if (sorted.length <= DATES_ENONCEES) {
    return formatListe(sorted.map((date) => `le${NBSP}${formatDate(date, { annee: true })}`));
  }
  return `${sorted.length}${NBSP}dates, du ${formatDate(sorted[0]!, { annee: true })} au ${formatDate(sorted.at(-1)!, { annee: true })}`;
}

/** « le 1er et le 3e mardi du mois ». */
export function formatRythme(rythme: Rythme): string {
  switch (rythme.type) {
    case 'hebdomadaire':
      return formatHebdomadaire(rythme);
    case 'mensuel':
      return formatMensuel(rythme);
    case 'semaine-du-mois':
      return formatSemaineDuMois(rythme);
    case 'jour-du-mois':
      return `${formatListe(sortRangs(rythme.quantiemes).map(formatQuantieme))} du mois`;
    case 'avant-vacances':
      return `${formatListe(sortJours(rythme.jours).map((jour) => `le dernier ${jour}`))} avant les vacances ${
        rythme.periodes ? formatListe(rythme.periodes.map((nom) => VACANCES[nom])) : 'scolaires'
      }`;
    case 'dates':
      return formatDates(rythme.dates);
    case 'sur-rendez-vous':
      return 'sur rendez-vous';
    case 'date-communiquee':
      return rythme.dates.length > 0
        ? `${rythme.precision}, ${rythme.dates.length > 1 ? 'dates annoncées' : 'date annoncée'}${NBSP}: ${formatDates(rythme.dates)}`
        : `${rythme.precision}, date communiquée par la structure`;
  }
}

/** `de 9 h à 12 h`, `à 9 h 30`, `l’après-midi`. */
export function formatCreneau(creneau: Creneau): string {
  if ('moment' in creneau) return MOMENT[creneau.moment];
  const { debut, fin } = creneau;
  if (!fin) return `à${NBSP}${formatHeure(debut)}`;
  const lendemain = fin !== '00:00' && toMinutes(fin) <= toMinutes(debut) ? ' le lendemain' : '';
  return `de${NBSP}${formatHeure(debut)} à${NBSP}${formatHeure(fin)}${lendemain}`;
}

/** `9 h – 12 h`: the short form, which never breaks across lines. */
export function formatCreneauCourt({
  debut,
  fin,
  moment,
}: {
  debut?: string | undefined;
  fin?: string | undefined;
  moment?: Moment | undefined;
}): string | undefined {
  if (moment) return MOMENT[moment];
  if (!debut) return undefined;
  return fin ? `${formatHeure(debut)}${NBSP}–${NBSP}${formatHeure(fin)}` : formatHeure(debut);
}

export function formatCreneaux(creneaux: readonly Creneau[]): string {
  return creneaux.length > 0 ? formatListe(creneaux.map(formatCreneau)) : 'heures non renseignées';
}

/** « vacances de Noël et d’hiver ». */
function formatPeriodes(periodes: readonly NomDePeriode[]): string {
  const vacances = periodes.filter((nom) => nom !== 'pont').map((nom) => VACANCES[nom]);
  return formatListe([
    ...(vacances.length > 0 ? [`vacances ${formatListe(vacances)}`] : []),
    ...(periodes.includes('pont') ? ['ponts'] : []),
  ]);
}

function formatVacances(vacances: NonNullable<Filtre['vacances']>): string {
  const zone = vacances.zone ? ` (zone${NBSP}${vacances.zone})` : '';
  const quelles = vacances.periodes ? formatPeriodes(vacances.periodes) : 'vacances scolaires';
  const exclues = vacances.regle === 'exclues';
  if (!vacances.semaines) return `${exclues ? 'hors' : 'uniquement pendant les'} ${quelles}${zone}`;
  const semaines = formatListe(sortRangs(vacances.semaines).map((n) => `la${NBSP}${ordinalFeminin(n)}`));
  return `${exclues ? 'sauf' : 'uniquement'} ${semaines} semaine des ${quelles}${zone}`;
}

const formatMois = (mois: readonly number[]): string => formatListe(mois.map((n) => `en ${MOIS[n - 1]}`));

function formatJourAnnuel(texte: string): string {
  const [mois, jour] = texte.split('-').map(Number) as [number, number];
  return `${formatJourDuMois(jour)}${NBSP}${MOIS[mois - 1]}`;
}

function formatValidite({ du, au }: NonNullable<Filtre['validite']>): string {
  const options = { annee: true, jour: false };
  if (du && au) return `du ${formatDate(du, options)} au ${formatDate(au, options)}`;
  return du ? `à partir du ${formatDate(du, options)}` : `jusqu’au ${formatDate(au!, options)}`;
}

/** Each condition of the filter in words, in a fixed order. */
export function formatFiltre(filtre: Filtre): string[] {
  const { vacances, joursFeries, mois, moisExclus, saison, saisonExclue, validite } = filtre;
  return [
    vacances && formatVacances(vacances),
    joursFeries === 'inclus' && 'y compris les jours fériés',
    joursFeries === 'seulement' && 'uniquement les jours fériés',
    mois && `uniquement ${formatMois(mois)}`,
    moisExclus && `sauf ${formatMois(moisExclus)}`,
    saison && `chaque année du ${formatJourAnnuel(saison.du)} au ${formatJourAnnuel(saison.au)}`,
    saisonExclue && `sauf du ${formatJourAnnuel(saisonExclue.du)} au ${formatJourAnnuel(saisonExclue.au)}`,
    validite && (validite.du || validite.au) && formatValidite(validite),
  ].filter((texte): texte is string => typeof texte === 'string');
}

/** « le 1er et le 3e mardi du mois, de 9 h à 12 h, hors vacances scolaires ». */
export function formatPermanence({
  rythme,
  creneaux,
  filtre,
}: Pick<Permanence, 'rythme' | 'creneaux' | 'filtre'>): string {
  const isDated = rythme.type !== 'sur-rendez-vous' && rythme.type !== 'date-communiquee';
  return [
    formatRythme(rythme),
    ...(isDated || creneaux.length > 0 ? [formatCreneaux(creneaux)] : []),
    ...formatFiltre(filtre),
  ].join(', ');
}
