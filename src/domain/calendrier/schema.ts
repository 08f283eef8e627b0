/** The dated school calendar that the project keeps itself, and the legal public holidays. */
import { z } from 'zod';
import { dateCivileSchema } from '../date/date-civile';
import { sourceSchema } from '../source/schema';

export const ZONES = ['A', 'B', 'C'] as const;
export const zoneScolaireSchema = z.enum(ZONES).describe('Zone de vacances scolaires : A, B ou C.');
export type ZoneScolaire = z.infer<typeof zoneScolaireSchema>;

export const PERIODES = ['toussaint', 'noel', 'hiver', 'printemps', 'ete', 'pont'] as const;
export type NomDePeriode = (typeof PERIODES)[number];

const intervalleSchema = z
  .strictObject({
    du: dateCivileSchema.describe('Samedi de départ, premier jour sans classe.'),
    au: dateCivileSchema.describe('Dimanche qui précède la reprise, dernier jour sans classe.'),
  })
  .refine(({ du, au }) => du <= au, 'la reprise est avant le départ. Vérifiez les deux dates.');

export const calendrierScolaireSchema = z.strictObject({
  annee: z
    .string()
    .regex(/^\d{4}-\d{4}$/)
    .describe('Année scolaire, par exemple 2026-2027.'),
  connuDu: dateCivileSchema.describe('Premier jour que ce calendrier décrit.'),
  connuJusquau: dateCivileSchema.describe(
    'Dernier jour que ce calendrier décrit. Après lui, aucune date liée aux vacances n’est affichée comme certaine.',
  ),
  periodes: z
    .array(
      z.strictObject({
        nom: z.enum(PERIODES).describe('Nom court de la période. « pont » : jours sans classe isolés.'),
        libelle: z.string().describe('Nom affiché, par exemple « vacances de Noël ».'),
        zones: z
          .partialRecord(zoneScolaireSchema, intervalleSchema)
          .describe('Dates par zone, premier et dernier jour sans classe inclus.'),
      }),
    )
    .describe('Périodes sans classe de l’année.'),
  sources: z.array(sourceSchema).min(1),
});
export type CalendrierScolaire = z.infer<typeof calendrierScolaireSchema>;
