/** A walk for families: how long, from which age, with a pushchair or not, where it starts. */
import { z } from 'zod';
import { agesSchema } from '../age/age';
import { dateCivileSchema } from '../date/date-civile';
import { codeInseeSchema, positionSchema } from '../lieu/schema';
import { referenceSchema } from '../reference/schema';
import { sourceSchema, urlSchema } from '../source/schema';

/** Beyond a day, it is no walk for a family: a number this large is a slip. */
const MINUTES_MAX = 600;
const KM_MAX = 40;

export const departSchema = z
  .strictObject({
    lieu: referenceSchema.optional().describe('Lieu du départ, s’il a une fiche.'),
    commune: codeInseeSchema.optional().describe('Commune du départ, quand aucun lieu ne la donne.'),
    position: positionSchema.optional().describe('Position du départ, si ce n’est pas celle du lieu.'),
    precisions: z
      .string()
      .optional()
      .describe('Comment trouver le départ : « derrière l’église, panneau jaune ».'),
  })
  .refine(({ lieu, commune }) => lieu !== undefined || commune !== undefined, {
    path: ['commune'],
    message: 'il manque l’endroit du départ. Donnez un lieu, ou à défaut le code INSEE de la commune.',
  });

export const baladeSchema = z.strictObject({
  titre: z.string().min(3).describe('Nom de la balade.'),
  resume: z.string().min(10).describe('Ce que l’on y voit, en une phrase.'),
  dureeMinutes: z
    .int()
    .positive()
    .max(MINUTES_MAX)
    .describe('Durée en minutes, au pas d’un enfant, sans les pauses.'),
  distanceKm: z.number().positive().max(KM_MAX).optional().describe('Longueur en kilomètres.'),
  boucle: z
    .boolean()
    .optional()
    .describe('Vrai si l’on revient au départ sans refaire le même chemin. Absent : non renseigné.'),
  ages: agesSchema.optional().describe('Âges à qui elle convient. Absents : non renseignés.'),
  poussette: z
    .strictObject({
      possible: z.boolean().describe('On peut la faire avec une poussette.'),
      precisions: z
        .string()
        .optional()
        .describe('Ce qu’il faut savoir : « avec de grandes roues », « une marche à porter ».'),
    })
    .optional()
    .describe('Avec une poussette. Absent : non renseigné.'),
  difficulte: z
    .string()
    .optional()
    .describe('Ce qui est difficile ou facile, avec des mots simples : « une montée, au début ».'),
  depart: departSchema.describe('D’où l’on part.'),
  acces: z.string().optional().describe('Comment venir au départ : stationnement, arrêt de bus.'),
  equipements: z
    .array(z.string())
    .default([])
    .describe('Ce que l’on trouve en chemin, une chose par ligne : « tables », « toilettes », « eau ».'),
  saison: z.string().optional().describe('Quand y aller, quand l’éviter.'),
  precautions: z
    .array(z.string())
    .default([])
    .describe('Ce à quoi il faut faire attention, une chose par ligne.'),
  documents: z
    .array(
      z.strictObject({
        titre: z.string().min(3).describe('Nom du document : « carte de la balade ».'),
        url: urlSchema.describe('Adresse du document.'),
      }),
    )
    .default([])
    .describe('Cartes et dépliants à consulter.'),
  sources: z
    .array(sourceSchema)
    .min(1, 'il faut au moins une source : d’où vient cette information ?')
    .describe('D’où viennent ces informations.'),
  verifieLe: dateCivileSchema.optional().describe('Date de la dernière vérification sur le terrain.'),
});
export type BaladeData = z.infer<typeof baladeSchema>;
export type Balade = BaladeData & { slug: string };
