/** A financial or material help: who gives it, on what condition, where to ask. No amount that changes each year. */
import { z } from 'zod';
import { agesSchema } from '../age/age';
import { dateCivileSchema } from '../date/date-civile';
import { urlSchema } from '../source/schema';
import { TYPE_SLUGS } from '../structure/type';
import { themeSchema } from '../theme/theme';

export const aideSchema = z.strictObject({
  nom: z.string().min(3).describe('Nom officiel, sigle développé.'),
  sigle: z.string().optional().describe('Sigle, s’il est employé.'),
  organisme: z.string().min(2).describe('Organisme qui la verse.'),
  resume: z.string().min(20).max(220).describe('À quoi elle sert, en une phrase.'),
  condition: z.string().min(10).describe('Condition principale, en une phrase.'),
  demarche: z.array(z.string().min(10)).min(1).describe('Comment la demander, une étape par ligne.'),
  lien: urlSchema.describe('Page officielle.'),
  ages: agesSchema.optional().describe('Âges de l’enfant concernés.'),
  themes: z.array(themeSchema).min(1),
  types: z.array(z.enum(TYPE_SLUGS)).default([]).describe('Types de structures qui aident à la demander.'),
  motsCles: z.array(z.string()).default([]).describe('Mots que les parents emploient.'),
  verifieLe: dateCivileSchema.describe('Date de la dernière vérification.'),
});
export type Aide = z.infer<typeof aideSchema> & { slug: string };
