/** The schemas of civil dates, and all that `jour.ts` knows of them. */
import { z } from 'zod';
import { JOURS_DE_SEMAINE, isDateCivile } from './jour.ts';

export * from './jour.ts';

export const dateCivileSchema = z
  .string()
  .refine(
    isDateCivile,
    'ce n’est pas une date du calendrier. Écrivez année-mois-jour, par exemple 2026-12-01.',
  );

export const jourDeSemaineSchema = z.enum(JOURS_DE_SEMAINE);
