/** What will not take place as announced: cancelled dates, closures, dates that moved. Each is one piece of news. */
import { type DateCivile, addDays } from '../date/date-civile';
import { formatDate, formatPeriode } from '../date/format';
import { formatCreneauCourt } from '../permanence/phrase';
import type { Fermeture } from '../permanence/schema';
import type { Portail } from '../portail/portail';
import type { Occurrence } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { comingOccurrences } from './occurrence';

/** A change is told that long before it. */
const JOURS_D_AVANCE = 30;

export interface Changement {
  /** Unique in the territory; the same as long as the news is the same. */
  nom: string;
  titre: string;
  /** First of the dates that do not take place, among those to come. */
  du: DateCivile;
  /** Day since which it is news, never after the day of the build. */
  depuis: DateCivile;
  /** Path of the page that says it. */
  page: string;
  categorie: 'annulation' | 'report';
  texte: string;
}

interface Cause {
  fermeture: Fermeture;
  /** Unique in the structure. */
  nom: string;
  mot: 'Annulé' | 'Fermé';
}

function findCause({ structure, permanence, date }: Occurrence): Cause | undefined {
  const covers = ({ du, au = du }: Fermeture): boolean => date >= du && date <= au;
  const exceptions = structure.permanences.find(({ id }) => id === permanence)?.exceptions ?? [];
  const annulation = exceptions.filter((exception) => exception.type === 'annulation').find(covers);
  if (annulation) return { fermeture: annulation, nom: `${permanence}/${annulation.du}`, mot: 'Annulé' };
  const fermeture = structure.fermetures.find(covers);
  return fermeture && { fermeture, nom: fermeture.du, mot: 'Fermé' };
}

const formatOu = ({ place, commune }: Occurrence): string | undefined => place?.nom ?? commune?.nom;

function formatOccurrence(occurrence: Occurrence): string {
  const { date, libelle } = occurrence;
  return [formatDate(date), formatCreneauCourt(occurrence), formatOu(occurrence), libelle]
    .filter(Boolean)
    .join(', ');
}

/** One entry a closure, however many dates it cancels: a fortnight of holidays is one piece of news. */
function listAnnulations(structure: Structure, occurrences: readonly Occurrence[]): Changement[] {
  const annulees = occurrences.flatMap((occurrence) => {
    const cause = occurrence.statut === 'annulee' ? findCause(occurrence) : undefined;
    return cause ? [{ occurrence, ...cause }] : [];
  });
  return [...Map.groupBy(annulees, ({ nom }) => nom).values()].flatMap((groupe): Changement[] => {
    const [first] = groupe;
    if (!first) return [];
    const { nom, mot, fermeture } = first;
    const { du, au = du, motif } = fermeture;
    return [
      {
        nom: `annulation/${structure.slug}/${nom}`,
        titre: `${mot} : ${structure.nom}, ${formatPeriode(du, au)}`,
        du: first.occurrence.date,
        depuis: addDays(du, -JOURS_D_AVANCE),
        page: `/structures/${structure.slug}/`,
        categorie: 'annulation',
        texte: [`Motif : ${motif}.`, ...groupe.map(({ occurrence }) => formatOccurrence(occurrence))].join(
          '\n',
        ),
      },
    ];
  });
}

/** A move is told by the date that moves away, or, once this one is past, by the one that replaces it. */
function listReports(structure: Structure, occurrences: readonly Occurrence[]): Changement[] {
  const reports = occurrences.filter(({ reporteeAu, remplace }) => reporteeAu ?? remplace);
  const origine = ({ permanence, date, remplace }: Occurrence) => `${permanence}/${remplace ?? date}`;
  return [...Map.groupBy(reports, origine)].flatMap(([nom, groupe]): Changement[] => {
    const [first] = groupe;
    if (!first) return [];
    const { motif } = first;
    const ancienne = first.remplace ?? first.date;
    const nouvelles = groupe.filter(({ remplace }) => remplace !== undefined);
    const nouvelle = nouvelles[0]?.date ?? first.reporteeAu;
    return [
      {
        nom: `report/${structure.slug}/${nom}`,
        titre: `${structure.nom} : ${formatDate(ancienne)} reporté${nouvelle ? ` au ${formatDate(nouvelle)}` : ''}`,
        du: ancienne,
        depuis: addDays(nouvelle !== undefined && nouvelle < ancienne ? nouvelle : ancienne, -JOURS_D_AVANCE),
        page: `/structures/${structure.slug}/`,
        categorie: 'report',
        texte: [motif && `Motif : ${motif}.`, ...nouvelles.map(formatOccurrence)].filter(Boolean).join('\n'),
      },
    ];
  });
}

/** What to look at: everything, or the dates of one subject and the only structures that may have any. */
export interface Sujet {
  structures?: Iterable<Structure>;
  hasOccurrence?: (occurrence: Occurrence) => boolean;
}

/** The changes of the dates from today to `fin`. */
export function listChangements(
  portail: Portail,
  fin: DateCivile,
  { structures = portail.structures, hasOccurrence = () => true }: Sujet = {},
): Changement[] {
  return [...structures].flatMap((structure) => {
    const occurrences = comingOccurrences(structure, portail).filter(
      (occurrence) => occurrence.date <= fin && hasOccurrence(occurrence),
    );
    return [...listAnnulations(structure, occurrences), ...listReports(structure, occurrences)];
  });
}
