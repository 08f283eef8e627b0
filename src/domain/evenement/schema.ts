/** Something that happens once, or at a few dates: a workshop, a festival, a forum. */
import { z } from 'zod';
import { agesSchema } from '../age/age';
import { telephoneSchema, courrielSchema, visibiliteSchema } from '../contact/schema';
import { dateCivileSchema, toNumeroDeJour } from '../date/date-civile';
import { heureSchema } from '../date/heure';
import { codeInseeSchema } from '../lieu/schema';
import { referenceSchema } from '../reference/schema';
import { sourceSchema, urlSchema } from '../source/schema';
import { themeSchema } from '../theme/theme';

export const NATURES = {
  atelier: 'Atelier',
  spectacle: 'Spectacle',
  festival: 'Festival',
  fete: 'Fête',
  forum: 'Forum',
  reunion: 'Réunion',
  rencontre: 'Rencontre',
  sortie: 'Sortie',
  conference: 'Conférence',
  stage: 'Stage',
  projection: 'Projection',
} as const;
export type Nature = keyof typeof NATURES;

export const STATUTS_EVENEMENT = {
  confirme: 'Confirmé',
  'a-confirmer': 'À confirmer',
  annule: 'Annulé',
  reporte: 'Reporté',
  'en-projet': 'En projet',
} as const;
export type StatutEvenement = keyof typeof STATUTS_EVENEMENT;

export const seanceSchema = z
  .strictObject({
    du: dateCivileSchema.describe('Jour, ou premier jour.'),
    au: dateCivileSchema.optional().describe('Dernier jour, si l’évènement dure plusieurs jours.'),
    debut: heureSchema.optional().describe('Heure de début.'),
    fin: heureSchema.optional().describe('Heure de fin.'),
    lieu: referenceSchema.optional().describe('Lieu.'),
    commune: codeInseeSchema.optional().describe('Commune, si le lieu n’est pas précisé.'),
  })
  .refine(({ du, au }) => !au || toNumeroDeJour(du) <= toNumeroDeJour(au), {
    path: ['au'],
    message: 'la fin est avant le début. Vérifiez les deux dates.',
  });
export type Seance = z.infer<typeof seanceSchema>;

export const evenementSchema = z
  .strictObject({
    titre: z.string().min(3).describe('Titre affiché.'),
    resume: z.string().min(10).describe('Ce qui s’y passe, en une phrase.'),
    nature: z.enum(Object.keys(NATURES) as [Nature, ...Nature[]]).describe('Nature de l’évènement.'),
    statut: z
      .enum(Object.keys(STATUTS_EVENEMENT) as [StatutEvenement, ...StatutEvenement[]])
      .describe('État de l’évènement.'),
    statutPrecision: z.string().optional().describe('Raison d’une annulation, nouvelle date d’un report.'),
    visibilite: visibiliteSchema.default('public'),
    seances: z.array(seanceSchema).max(400).default([]).describe('Dates, avec leurs heures et leurs lieux.'),
    periode: z
      .string()
      .optional()
      .describe(
        'Ce que l’on sait de la date quand elle n’est pas fixée : « chaque été », « date non communiquée ».',
      ),
    communes: z
      .array(codeInseeSchema)
      .default([])
      .describe('Communes concernées, quand aucune séance ne les donne.'),
    ages: agesSchema.optional().describe('Âges accueillis.'),
    themes: z.array(themeSchema).default([]),
    organisateur: z.string().optional().describe('Nom de l’organisateur.'),
    structure: referenceSchema.optional().describe('Structure organisatrice, si elle a une fiche.'),
    gratuit: z.boolean().optional().describe('Vrai si l’entrée est gratuite.'),
    tarif: z.string().optional().describe('Prix, en clair.'),
    inscription: z.string().optional().describe('Comment s’inscrire.'),
    telephone: telephoneSchema.optional(),
    courriel: courrielSchema.optional(),
    site: urlSchema.optional(),
    sources: z.array(sourceSchema).min(1, 'il faut au moins une source : d’où vient cette information ?'),
    verifieLe: dateCivileSchema
      .optional()
      .describe('Date de la dernière vérification. Aucune date de l’évènement ne peut être plus ancienne.'),
  })
  .refine(({ seances, periode }) => seances.length > 0 || periode !== undefined, {
    path: ['seances'],
    message: 'il manque une date. Ajoutez une séance, ou écrivez dans « periode » ce que l’on en sait.',
  });
export type EvenementData = z.infer<typeof evenementSchema>;
export type Evenement = EvenementData & { slug: string };
