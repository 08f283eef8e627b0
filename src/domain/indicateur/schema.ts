/** A dated, sourced figure about the territory. A missing figure is absent, never zero. */
import { z } from 'zod';
import { codeInseeSchema } from '../lieu/schema';
import { datePartielleSchema, sourceSchema } from '../source/schema';
import { themeSchema } from '../theme/theme';

export const indicateurSchema = z.strictObject({
  libelle: z.string().min(5).describe('Ce qui est compté.'),
  theme: themeSchema,
  unite: z.string().optional().describe('Unité : « places », « % », « personnes ».'),
  valeurs: z
    .array(
      z.strictObject({
        date: datePartielleSchema
          .optional()
          .describe('Date de la valeur. Absente si la source ne la dit pas.'),
        valeur: z.number().describe('Valeur. Une valeur inconnue n’est pas écrite.'),
        precision: z.string().optional().describe('Réserve de la source : « plus de », « environ ».'),
        parCommune: z
          .array(
            z.strictObject({
              commune: codeInseeSchema.describe('Code INSEE de la commune.'),
              valeur: z.number().describe('Valeur dans cette commune : 0 seulement si la source dit zéro.'),
            }),
          )
          .default([])
          .describe('La même valeur commune par commune. Une commune inconnue n’est pas écrite.'),
      }),
    )
    .min(1),
  objectifs: z
    .array(
      z.strictObject({
        annee: z
          .string()
          .regex(/^\d{4}$/, 'une année a quatre chiffres, par exemple 2026.')
          .describe('Année de l’objectif.'),
        valeur: z.number().describe('Valeur à atteindre cette année-là.'),
      }),
    )
    .default([])
    .describe('Objectifs annuels de la convention, pour mesurer ce qui est réalisé.'),
  sources: z.array(sourceSchema).min(1),
});
export type Indicateur = z.infer<typeof indicateurSchema> & { slug: string };
export type ValeurDIndicateur = Indicateur['valeurs'][number];
