/** What the editor of permanences needs to know of one that is being written: its sentence, its next dates, its faults. */
import type { Calendrier } from '../../src/domain/calendrier/calendrier';
import type { ZoneScolaire } from '../../src/domain/calendrier/schema';
import { normalizeDonnees } from '../../src/domain/contenu/forme';
import { toErreurs } from '../../src/domain/contenu/traduction';
import {
  type DateCivile,
  JOURS_DE_SEMAINE,
  addDays,
  isoWeekday,
  toNumeroDeJour,
} from '../../src/domain/date/date-civile';
import { formatDate } from '../../src/domain/date/format';
import { isHeld, listOccurrences } from '../../src/domain/permanence/occurrence';
import { formatCreneauCourt, formatPermanence } from '../../src/domain/permanence/phrase';
import { type Fermeture, permanenceSchema } from '../../src/domain/permanence/schema';
import { toSlug } from '../../src/domain/reference/slug';
import type { z } from 'zod';

/** As it is written, before defaults are put in. */
export type PermanenceEcrite = z.input<typeof permanenceSchema>;
export type RythmeEcrit = PermanenceEcrite['rythme'];
export type TypeDeRythme = RythmeEcrit['type'];
export type FiltreEcrit = NonNullable<PermanenceEcrite['filtre']>;
export type CreneauEcrit = NonNullable<PermanenceEcrite['creneaux']>[number];
export type ExceptionEcrite = NonNullable<PermanenceEcrite['exceptions']>[number];

export const TYPES_DE_RYTHME: Readonly<Record<TypeDeRythme, string>> = {
  hebdomadaire: 'Chaque semaine, ou une semaine sur deux',
  mensuel: 'Chaque mois : le 1er mardi, le dernier vendredi…',
  'semaine-du-mois': 'Une semaine du mois : la 1re semaine…',
  'jour-du-mois': 'Un jour du mois : le 15, le dernier jour…',
  'avant-vacances': 'Juste avant les vacances',
  dates: 'À des dates précises',
  'sur-rendez-vous': 'Sur rendez-vous',
  'date-communiquee': 'Dates annoncées au fur et à mesure',
};

export interface ContexteDEdition {
  aujourdhui: DateCivile;
  calendrier: Calendrier;
  zone: ZoneScolaire;
}

export interface Lecture {
  /** `le 1er et le 3e mardi du mois, de 9 h à 12 h, hors vacances scolaires`; undefined while something is missing. */
  phrase: string | undefined;
  /** The next six dates, in words. */
  dates: string[];
  erreurs: { champ: string; message: string }[];
}

const DATES_MONTREES = 6;
/** A permanence may be there once a year. */
const HORIZON = 400;

export function describePermanence(
  ecrite: PermanenceEcrite,
  { aujourdhui, calendrier, zone }: ContexteDEdition,
  fermetures: readonly Fermeture[] = [],
): Lecture {
  const normale = normalizeDonnees(permanenceSchema, ecrite);
  const lue = permanenceSchema.safeParse(normale);
  if (!lue.success) {
    const erreurs = toErreurs(permanenceSchema, normale, '').map(({ champ, message }) => ({
      champ,
      message,
    }));
    return { phrase: undefined, dates: [], erreurs };
  }
  const fin = addDays(aujourdhui, HORIZON);
  const occurrences = listOccurrences(lue.data, aujourdhui, fin, { calendrier, zone, fermetures });
  return {
    phrase: formatPermanence(lue.data),
    dates: occurrences
      .filter(isHeld)
      .slice(0, DATES_MONTREES)
      .map(({ date, motif, ...creneau }) =>
        [formatDate(date, { annee: true }), formatCreneauCourt(creneau), motif].filter(Boolean).join(', '),
      ),
    erreurs: [],
  };
}

/** The day of the week of a date, for a rhythm that starts from it. */
const jourOf = (date: DateCivile) => JOURS_DE_SEMAINE[isoWeekday(toNumeroDeJour(date)) - 1]!;

/** Another kind of rhythm, which keeps the days already chosen. */
export function changeRythme(rythme: RythmeEcrit, type: TypeDeRythme, aujourdhui: DateCivile): RythmeEcrit {
  const jours = 'jours' in rythme ? rythme.jours : [jourOf(aujourdhui)];
  const dates = 'dates' in rythme ? (rythme.dates ?? []) : [];
  switch (type) {
    case 'hebdomadaire':
      return { type, jours };
    case 'mensuel':
      return { type, jours, rangs: [1] };
    case 'semaine-du-mois':
      return { type, jours, semaines: [1] };
    case 'jour-du-mois':
      return { type, quantiemes: [15] };
    case 'avant-vacances':
      return { type, jours };
    case 'dates':
      return { type, dates };
    case 'sur-rendez-vous':
      return { type };
    case 'date-communiquee':
      return { type, precision: '', dates };
  }
}

/** A short name that no other permanence of the entry has. It never changes afterwards: agendas know it. */
export function nameOf(lieu: string | undefined, autres: readonly { id: string }[]): string {
  const souche = toSlug(lieu ?? '') || 'permanence';
  const pris = new Set(autres.map(({ id }) => id));
  let nom = souche;
  for (let rang = 2; pris.has(nom); rang++) nom = `${souche}-${rang}`;
  return nom;
}

export function createPermanence(
  autres: readonly PermanenceEcrite[],
  aujourdhui: DateCivile,
): PermanenceEcrite {
  return {
    id: nameOf(undefined, autres),
    rythme: { type: 'hebdomadaire', jours: [jourOf(aujourdhui)] },
    creneaux: [{ debut: '09:00', fin: '12:00' }],
    filtre: { vacances: { regle: 'exclues' } },
  };
}
