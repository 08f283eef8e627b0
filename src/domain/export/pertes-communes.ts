/** Losses that several foreign schemas share, and what finds them. */
import { formatAges } from '../age/age';
import { formatDate, formatListe } from '../date/format';
import { formatPermanence } from '../permanence/phrase';
import type { Portail } from '../portail/portail';
import { isItinerante, isTournee } from '../portail/structure';
import { STATUTS, type Structure } from '../structure/schema';
import type { ArretsDeStructure } from './arret';
import type { DateDeMiseAJour } from './date-maj';
import { toPlainSpaces } from './description';
import type { MotifDePerte } from './pertes';

export const PERTES_COMMUNES = {
  'non-ouvert': {
    titre: 'Service non ouvert, non exporté',
    explication:
      'Ce format ne décrit que ce qui existe : un projet ou un service fermé y passerait pour ouvert.',
  },
  'sans-date-de-source': {
    titre: 'Aucune date connue, non exporté',
    explication:
      'Ce format exige une date de mise à jour, et aucune source de cette fiche n’est datée. Confirmer la fiche suffit à la faire entrer.',
  },
  'date-approchee': {
    titre: 'Date arrondie',
    explication:
      'La source ne donne qu’un mois ou une année : le premier jour en est écrit, jamais un jour plus récent.',
  },
  tournee: {
    titre: 'Tournée découpée',
    explication:
      'Ce format ne connaît pas les tournées : il y a un service par arrêt, et l’ordre des arrêts se perd.',
  },
  'regle-en-dates': {
    titre: 'Règle remplacée par ses dates',
    explication:
      'Ce rythme n’existe pas dans l’écriture des horaires : ses dates sont données une à une, pour un an au plus.',
  },
  'exclusions-datees': {
    titre: 'Vacances, fermetures et exceptions en dates',
    explication:
      'Les vacances scolaires sont écrites avec les dates de notre calendrier, pour un an : un mot général (« vacances ») serait lu autrement selon les programmes, le samedi de départ par exemple. Après un an, il ne reste que la règle.',
  },
  'heures-inconnues': {
    titre: 'Heures non renseignées',
    explication: 'Le jour est connu, pas l’heure : le jour est donné comme incertain.',
  },
  'fin-inconnue': {
    titre: 'Heure de fin non renseignée',
    explication: 'Seul le début est connu : le reste de la journée est donné comme incertain.',
  },
  'sans-date': {
    titre: 'Sans date connue',
    explication:
      'Sur rendez-vous, ou date communiquée par la structure : aucun horaire n’est écrit, ce serait l’inventer.',
  },
  'date-ailleurs': {
    titre: 'Date dans un lieu inhabituel',
    explication:
      'Une date déplacée ou ajoutée se tient dans un lieu qui n’est pas un arrêt du service : elle n’y figure pas.',
  },
  'type-absent': {
    titre: 'Type sans équivalent',
    explication: 'Ce format n’a pas de mot pour ce type de service ; il n’est dit que dans la description.',
  },
  ages: {
    titre: 'Âges en toutes lettres',
    explication: 'Ce format n’a pas de champ pour les âges : ils ne sont dits que dans un texte.',
  },
  position: {
    titre: 'Position non donnée',
    explication:
      'Seul le centre de la commune est connu, ou rien. Ce format le prendrait pour celle du bâtiment : la position est laissée vide.',
  },
} as const satisfies Record<string, MotifDePerte>;
export type PerteCommune = keyof typeof PERTES_COMMUNES;

type Add<M extends string> = (motif: M, detail?: string) => void;

export function addStatut(structure: Structure, add: Add<'non-ouvert'>): void {
  add('non-ouvert', STATUTS[structure.statut].libelle.toLowerCase());
}

export function addDate(date: DateDeMiseAJour | undefined, add: Add<'date-approchee'>): void {
  if (date && date.precision !== 'jour')
    add('date-approchee', date.date.slice(0, date.precision === 'mois' ? 7 : 4));
}

export function addTournee(structure: Structure, portail: Portail, add: Add<'tournee'>): void {
  if (isItinerante(structure) && isTournee(structure, portail)) add('tournee');
}

export function addAges({ publics }: Structure, add: Add<'ages'>): void {
  if (publics.ages) add('ages', toPlainSpaces(formatAges(publics.ages)));
}

/** What the hours of the stops could not say. */
export function addHoraires({ arrets, ailleurs }: ArretsDeStructure, add: Add<PerteCommune>): void {
  for (const { horaires, permanences } of arrets) {
    if (horaires.pertes.length === 0) continue;
    const phrases = toPlainSpaces(permanences.map(formatPermanence).join(' ; '));
    for (const perte of horaires.pertes) add(perte, perte === 'exclusions-datees' ? undefined : phrases);
  }
  const dates = ailleurs.map((date) => toPlainSpaces(formatDate(date, { annee: true })));
  if (dates.length > 0) add('date-ailleurs', formatListe(dates));
}
