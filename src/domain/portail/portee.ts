/** What a feed, a calendar or a letter is about: one commune, or one theme. */
import type { Permanence } from '../permanence/schema';
import type { Theme } from '../theme/theme';
import type { DateDEvenement } from './agenda';
import type { Commune, Portail } from './portail';
import { type Occurrence, themesOf } from './structure';

export interface Portee {
  hasDate: (date: DateDEvenement) => boolean;
  hasOccurrence: (occurrence: Occurrence) => boolean;
}

/** What happens in the commune itself. */
export function isOfCommune(commune: Commune): Portee {
  return {
    hasDate: ({ communes }) => communes.includes(commune),
    hasOccurrence: (occurrence) => occurrence.commune === commune,
  };
}

/** Themes of an event: its own, or those of the service that holds it. */
export function themesOfEvenement({ evenement }: DateDEvenement, portail: Portail): readonly Theme[] {
  if (evenement.themes.length > 0 || evenement.structure === undefined) return evenement.themes;
  const structure = portail.structureBySlug.get(evenement.structure);
  return structure ? themesOf(structure) : [];
}

/** What is about the theme, wherever it happens. */
export function isOfTheme(theme: Theme, portail: Portail): Portee {
  return {
    hasDate: (date) => themesOfEvenement(date, portail).includes(theme),
    hasOccurrence: ({ structure }) => themesOf(structure).includes(theme),
  };
}

/** Days a week from which a service is simply open: nobody notes each of its days in a diary. */
const JOURS_D_OUVERTURE = 3;

/**
 * True for a date that one would note: a service that comes, an afternoon a week. What is open most days of the week
 * would bury the rest.
 */
export function isRendezVous({ rythme }: Permanence): boolean {
  return rythme.type !== 'hebdomadaire' || rythme.jours.length < JOURS_D_OUVERTURE;
}
