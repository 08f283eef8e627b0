/** Where a fact comes from. Every entry about a real place shows its sources and their dates. */
import { z } from 'zod';

const DATE_PARTIELLE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** A day, a month or a year, according to what the source says. */
export const datePartielleSchema = z
  .string()
  .regex(
    DATE_PARTIELLE,
    'ce n’est pas une date. Écrivez 2024-08-01, 2024-08 ou 2024, selon ce que dit la source.',
  );

export const urlSchema = z.url({
  protocol: /^https?$/,
  error: 'ce n’est pas une adresse de site. Écrivez-la en entier, par exemple https://www.exemple.fr.',
});

export const sourceSchema = z.strictObject({
  titre: z.string().min(3).describe('Nom de la source, tel qu’on le citerait à quelqu’un.'),
  url: urlSchema.optional().describe('Adresse de la source, si elle se consulte en ligne.'),
  date: datePartielleSchema
    .optional()
    .describe('Date des faits dans la source (jour, mois ou année). Absente si la source ne la dit pas.'),
  note: z.string().optional().describe('Ce qu’il faut savoir pour lire cette source avec prudence.'),
});
export type Source = z.infer<typeof sourceSchema>;
