/** The rhythm as a predicate over days: does this permanence take place on this day? */
import type { Calendrier, JourDuCalendrier } from '../calendrier/calendrier';
import type { ZoneScolaire } from '../calendrier/schema';
import { JOURS_DE_SEMAINE, type JourDeSemaine, toNumeroDeJour } from '../date/date-civile';
import type { Filtre, Rythme } from './schema';

/** `unknown`: the rule depends on school holidays that no calendar describes yet. */
export type Verdict = 'yes' | 'no' | 'unknown';

function includesDay(jours: readonly JourDeSemaine[], jour: JourDuCalendrier): boolean {
  return jours.includes(JOURS_DE_SEMAINE[jour.jourDeSemaine - 1]!);
}

function mondayOf(numero: number): number {
  return numero - ((((numero + 3) % 7) + 7) % 7);
}

function matchesHebdomadaire(
  rythme: Extract<Rythme, { type: 'hebdomadaire' }>,
  jour: JourDuCalendrier,
): boolean {
  if (!includesDay(rythme.jours, jour)) return false;
  if (rythme.semaines) return (jour.semaineIso % 2 === 0) === (rythme.semaines === 'paires');
  if (!rythme.intervalle) return true;
  const depuis = toNumeroDeJour(rythme.intervalle.depuis);
  if (jour.numero < depuis) return false;
  const semaines = (mondayOf(jour.numero) - mondayOf(depuis)) / 7;
  return semaines % rythme.intervalle.semaines === 0;
}

function matchesMensuel(rythme: Extract<Rythme, { type: 'mensuel' }>, jour: JourDuCalendrier): boolean {
  if (!includesDay(rythme.jours, jour)) return false;
  const rang = Math.ceil(jour.jour / 7);
  const rangDepuisLaFin = -Math.ceil((jour.joursDansLeMois - jour.jour + 1) / 7);
  return rythme.rangs.some((attendu) => attendu === rang || attendu === rangDepuisLaFin);
}

/** A week belongs to the month of its Monday, so « 1re semaine » is the one of the first Monday. */
function matchesSemaineDuMois(
  rythme: Extract<Rythme, { type: 'semaine-du-mois' }>,
  jour: JourDuCalendrier,
  calendrier: Calendrier,
): boolean {
  if (!includesDay(rythme.jours, jour)) return false;
  const lundi = calendrier.jour(mondayOf(jour.numero));
  const semaine = Math.ceil(lundi.jour / 7);
  const isLast = lundi.jour + 7 > lundi.joursDansLeMois;
  return rythme.semaines.some((attendue) => attendue === semaine || (attendue === -1 && isLast));
}

function matchesAvantVacances(
  rythme: Extract<Rythme, { type: 'avant-vacances' }>,
  jour: JourDuCalendrier,
  calendrier: Calendrier,
  zone: ZoneScolaire,
): Verdict {
  if (!includesDay(rythme.jours, jour)) return 'no';
  const isLast = calendrier
    .periodes(zone)
    .some(
      ({ nom, debut }) =>
        nom !== 'pont' &&
        (!rythme.periodes || rythme.periodes.includes(nom)) &&
        jour.numero < debut &&
        jour.numero + 7 >= debut,
    );
  return isLast ? 'yes' : 'no';
}

function matchesRythme(
  rythme: Rythme,
  jour: JourDuCalendrier,
  calendrier: Calendrier,
  zone: ZoneScolaire,
): Verdict {
  const toVerdict = (matches: boolean): Verdict => (matches ? 'yes' : 'no');
  switch (rythme.type) {
    case 'hebdomadaire':
      return toVerdict(matchesHebdomadaire(rythme, jour));
    case 'mensuel':
      return toVerdict(matchesMensuel(rythme, jour));
    case 'semaine-du-mois':
      return toVerdict(matchesSemaineDuMois(rythme, jour, calendrier));
    case 'jour-du-mois':
      return toVerdict(
        rythme.quantiemes.some((n) => jour.jour === (n > 0 ? n : jour.joursDansLeMois + n + 1)),
      );
    case 'avant-vacances':
      return matchesAvantVacances(rythme, jour, calendrier, zone);
    case 'dates':
    case 'date-communiquee':
      return toVerdict(rythme.dates.includes(jour.date));
    case 'sur-rendez-vous':
      return 'no';
  }
}

function isInSaison(saison: { du: string; au: string }, date: string): boolean {
  const jour = date.slice(5);
  return saison.du <= saison.au
    ? jour >= saison.du && jour <= saison.au
    : jour >= saison.du || jour <= saison.au;
}

/**
 * Weeks of a holiday are slices of seven days counted from the Saturday of departure, so that each
 * holds every day of the week once.
 */
function matchesVacances(
  regle: NonNullable<Filtre['vacances']>,
  jour: JourDuCalendrier,
  calendrier: Calendrier,
  zoneDuTerritoire: ZoneScolaire,
): Verdict {
  if (!calendrier.isKnown(jour.numero)) return regle.regle === 'exclues' ? 'unknown' : 'no';
  const periode = calendrier.sansClasse(jour.numero, regle.zone ?? zoneDuTerritoire);
  // A « pont » is a day without class, not a holiday that one waits for, nor one that has weeks.
  const isCounted = periode?.nom !== 'pont' || (regle.regle === 'exclues' && !regle.semaines);
  const concerned =
    periode !== undefined &&
    isCounted &&
    (!regle.periodes || regle.periodes.includes(periode.nom)) &&
    (!regle.semaines || regle.semaines.includes(Math.floor((jour.numero - periode.debut) / 7) + 1));
  return concerned === (regle.regle === 'seulement') ? 'yes' : 'no';
}

function matchesFiltre(
  filtre: Filtre,
  rythme: Rythme,
  jour: JourDuCalendrier,
  calendrier: Calendrier,
  zone: ZoneScolaire,
): Verdict {
  // A date that somebody wrote out is meant, even on a public holiday.
  const isWrittenOut = rythme.type === 'dates' || rythme.type === 'date-communiquee';
  if (filtre.joursFeries === 'exclus' && jour.ferie && !isWrittenOut) return 'no';
  if (filtre.joursFeries === 'seulement' && !jour.ferie) return 'no';
  if (filtre.mois && !filtre.mois.includes(jour.mois)) return 'no';
  if (filtre.moisExclus?.includes(jour.mois)) return 'no';
  if (filtre.saison && !isInSaison(filtre.saison, jour.date)) return 'no';
  if (filtre.saisonExclue && isInSaison(filtre.saisonExclue, jour.date)) return 'no';
  if (filtre.validite?.du && jour.date < filtre.validite.du) return 'no';
  if (filtre.validite?.au && jour.date > filtre.validite.au) return 'no';
  return filtre.vacances ? matchesVacances(filtre.vacances, jour, calendrier, zone) : 'yes';
}

/** Whether a permanence takes place on a day, before its exceptions. */
export function takesPlace(
  permanence: { rythme: Rythme; filtre: Filtre },
  jour: JourDuCalendrier,
  calendrier: Calendrier,
  zone: ZoneScolaire,
): Verdict {
  const verdict = matchesRythme(permanence.rythme, jour, calendrier, zone);
  return verdict === 'yes'
    ? matchesFiltre(permanence.filtre, permanence.rythme, jour, calendrier, zone)
    : verdict;
}
