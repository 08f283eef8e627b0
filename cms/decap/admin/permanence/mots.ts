/** The words of the editor of permanences. */
import type { NomDePeriode } from '../../../../src/domain/calendrier/schema';
import { MOIS } from '../../../../src/domain/date/date-civile';
import type { Moment } from '../../../../src/domain/permanence/schema';

export const VACANCES: Readonly<Record<NomDePeriode, string>> = {
  toussaint: 'Toussaint',
  noel: 'Noël',
  hiver: 'Hiver',
  printemps: 'Printemps',
  ete: 'Été',
  pont: 'Ponts',
};

export const MOMENTS_EN_MOTS: Readonly<Record<Moment, string>> = {
  matin: 'Le matin',
  'apres-midi': 'L’après-midi',
  soiree: 'En soirée',
  journee: 'Toute la journée',
};

export const MOIS_DE_L_ANNEE = MOIS.map((nom, rang) => [rang + 1, nom] as const);
