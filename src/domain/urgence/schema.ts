/** A national number to call in an emergency, or to be listened to. */
import { z } from 'zod';
import { telephoneSchema } from '../contact/schema';
import { dateCivileSchema } from '../date/date-civile';
import { urlSchema } from '../source/schema';

export const CATEGORIES_URGENCE = {
  secours: 'Danger immédiat',
  enfants: 'Enfants et adolescents en danger',
  violences: 'Violences',
  ecoute: 'Être écouté',
  sante: 'Santé',
} as const;
export type CategorieUrgence = keyof typeof CATEGORIES_URGENCE;

export const urgenceSchema = z.strictObject({
  nom: z.string().min(3).describe('Nom du service.'),
  numero: telephoneSchema.describe('Numéro, tel qu’on le compose.'),
  categorie: z.enum(Object.keys(CATEGORIES_URGENCE) as [CategorieUrgence, ...CategorieUrgence[]]),
  pour: z.string().min(10).describe('Quand appeler, en une phrase.'),
  disponibilite: z.string().optional().describe('Quand le service répond, si la source officielle le dit.'),
  autreMoyen: z.string().optional().describe('Autre moyen de joindre le service : SMS, tchat, application.'),
  ordre: z.int().min(1).describe('Rang dans sa catégorie.'),
  lien: urlSchema.describe('Page officielle.'),
  verifieLe: dateCivileSchema.describe('Date de la dernière vérification.'),
});
export type Urgence = z.infer<typeof urgenceSchema> & { slug: string };
