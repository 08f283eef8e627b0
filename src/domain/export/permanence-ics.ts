/** The occurrences of a structure as events of a calendar. */
import { addDays } from '../date/date-civile';
import { formatDate } from '../date/format';
import { formatCreneauCourt } from '../permanence/phrase';
import type { Acces } from '../permanence/schema';
import type { Portail } from '../portail/portail';
import { type Occurrence, telephoneOf } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { toUrl } from './en-tete';
import type { EvenementIcs } from './icalendar';
import { comingOccurrences, identifyOccurrences } from './occurrence';
import {
  ANNONCES,
  formatOu,
  formatTelephoneLine,
  joinLines,
  toMoment,
  toPosition,
  toSequence,
} from './texte-ics';

/** What a calendar must say of the way in; where one simply comes, it says nothing. */
const ACCES_EN_CLAIR: Record<Acces, string | undefined> = {
  libre: undefined,
  'sur-inscription': 'Sur inscription.',
  'sur-rendez-vous': 'Sur rendez-vous.',
  'sur-orientation': 'Sur orientation d’un professionnel.',
};

const ANNONCE_PAR_STATUT = {
  confirmee: ANNONCES.confirme,
  'a-confirmer': ANNONCES['a-confirmer'],
  annulee: ANNONCES.annule,
  reportee: ANNONCES.reporte,
} as const;

/** What changed, and why. */
function explainChange({ motif, reporteeAu, remplace }: Occurrence): (string | undefined)[] {
  return [
    reporteeAu && `Reporté au ${formatDate(reporteeAu)}.`,
    remplace && `Remplace la date du ${formatDate(remplace)}.`,
    motif && `Motif : ${motif.replace(/\.$/, '')}.`,
  ];
}

/** What to know before coming. */
function explainVisit(occurrence: Occurrence, isJoignable: boolean): (string | undefined)[] {
  const heures = formatCreneauCourt(occurrence);
  return [
    occurrence.statut === 'a-confirmer'
      ? `Horaires à confirmer${isJoignable ? ' : appelez avant de venir' : ''}.`
      : undefined,
    occurrence.debut === undefined ? `Heures non renseignées${heures ? ` (${heures})` : ''}.` : undefined,
    occurrence.acces && ACCES_EN_CLAIR[occurrence.acces],
  ];
}

/** Whole day without hours; no end when only the start is known. */
function toMoments({ date, debut, fin, debutIso, finIso }: Occurrence): Pick<EvenementIcs, 'debut' | 'fin'> {
  if (debut === undefined) return { debut: date, fin: addDays(date, 1) };
  return { debut: toMoment(debutIso), fin: fin === undefined ? undefined : toMoment(finIso) };
}

/**
 * The coming occurrences that a feed wants. A moved date appears once, on its new day, under the name of the old
 * one; when the new day is not in the feed (later than the horizon, or in another commune), the old is withdrawn.
 */
export function* listPermanencesIcs(
  structure: Structure,
  portail: Portail,
  isWanted: (occurrence: Occurrence) => boolean = () => true,
): Generator<EvenementIcs> {
  const all = identifyOccurrences(structure, comingOccurrences(structure, portail), portail);
  const wanted = all.filter(({ occurrence }) => isWanted(occurrence));
  const moved = new Set(wanted.filter(({ occurrence }) => occurrence.remplace).map(({ uid }) => uid));
  const telephone = telephoneOf(structure);
  const telephoneLine = formatTelephoneLine(telephone);
  const url = toUrl(`/structures/${structure.slug}/`, portail);

  for (const { occurrence, uid } of wanted) {
    const { place, commune, libelle, statut } = occurrence;
    if (statut === 'reportee' && moved.has(uid)) continue;
    const annonce = ANNONCE_PAR_STATUT[statut];
    const isOff = annonce.statut === 'CANCELLED';
    yield {
      uid,
      sequence: toSequence(isOff || occurrence.remplace !== undefined),
      ...toMoments(occurrence),
      statut: annonce.statut,
      titre: `${annonce.prefixe}${structure.nom}${libelle ? ` (${libelle})` : ''}`,
      lieu: formatOu(place, commune?.nom ?? structure.horsTerritoire, structure.adresse),
      position: toPosition(place),
      description: joinLines([
        ...explainChange(occurrence),
        ...(isOff ? [] : explainVisit(occurrence, telephone !== undefined)),
        telephoneLine,
      ]),
      url,
    };
  }
}
