/** An article of the guide: what it is for, for whom, how much, how to do it. Plain text, no markup. */
import { z } from 'zod';
import { agesSchema } from '../age/age';
import { dateCivileSchema } from '../date/date-civile';
import { referenceSchema } from '../reference/schema';
import { urlSchema } from '../source/schema';
import { TYPE_SLUGS } from '../structure/type';
import { themeSchema } from '../theme/theme';

export const lienSchema = z.strictObject({
  libelle: z.string().min(3).describe('Ce que l’on trouve derrière le lien.'),
  url: urlSchema.describe('Adresse du site officiel.'),
});

const texte = (aide: string) =>
  z
    .string()
    .min(20)
    .describe(`${aide} Phrases courtes, sans sigle seul. Une ligne vide sépare deux paragraphes.`);

export const articleSchema = z.strictObject({
  titre: z.string().min(5).describe('La question telle qu’un parent la pose.'),
  resume: z.string().min(20).max(200).describe('La réponse en une phrase.'),
  ages: agesSchema
    .optional()
    .describe('Âges de l’enfant concernés. Absents : l’article ne dépend pas de l’âge.'),
  themes: z.array(themeSchema).min(1).describe('Thèmes, le principal en premier.'),
  motsCles: z
    .array(z.string())
    .default([])
    .describe('Mots que les parents emploient et qui ne sont pas dans le texte.'),
  aQuoiCaSert: texte('À quoi ça sert.'),
  pourQui: texte('Pour qui.'),
  combien: texte('Combien ça coûte, sans montant qui change chaque année.'),
  commentFaire: z
    .array(z.string().min(10))
    .min(1)
    .describe('Comment faire, une étape par ligne, dans l’ordre.'),
  bonASavoir: z.array(z.string().min(10)).default([]).describe('Bon à savoir, une idée par ligne.'),
  types: z
    .array(z.enum(TYPE_SLUGS))
    .min(1)
    .describe('Types de structures qui répondent, le premier d’abord.'),
  aides: z.array(referenceSchema).default([]).describe('Aides liées.'),
  liens: z.array(lienSchema).min(1).describe('Sites officiels où vérifier.'),
  verifieLe: dateCivileSchema.describe('Date de la dernière vérification.'),
});
export type Article = z.infer<typeof articleSchema> & { slug: string };
