/** A dated, sourced figure about the territory. A missing figure is absent, never zero. */
import { z } from 'zod';
import { datePartielleSchema, sourceSchema } from '../source/schema';
import { themeSchema } from '../theme/theme';

export const indicateurSchema = z.strictObject({
  libelle: z.string().min(5).describe('Ce qui est compté.'),
  theme: themeSchema,
  unite: z.string().optional().describe('Unité : « places », « % », « personnes ».'),
  valeurs: z
    .array(
      z.strictObject({
        date: datePartielleSchema
          .optional()
          .describe('Date de la valeur. Absente si la source ne la dit pas.'),
        valeur: z.number().describe('Valeur. Une valeur inconnue n’est pas écrite.'),
        precision: z.string().optional().describe('Réserve de la source : « plus de », « environ ».'),
      }),
    )
    .min(1),
  sources: z.array(sourceSchema).min(1),
});
export type Indicateur = z.infer<typeof indicateurSchema> & { slug: string };
