/** A place that hosts services: a town hall, a post office, a school, a square where a bus stops. */
import { z } from 'zod';
import { referenceSchema } from '../reference/schema';
import { sourceSchema } from '../source/schema';

export const codeInseeSchema = z
  .string()
  .regex(
    /^(\d{5}|2[AB]\d{3})$/,
    'ce n’est pas un code INSEE. Écrivez les cinq caractères du code de la commune (ce n’est pas le code postal).',
  );

export const positionSchema = z.strictObject({
  lat: z.number().min(-90).max(90).describe('Latitude en degrés décimaux (WGS 84).'),
  lon: z.number().min(-180).max(180).describe('Longitude en degrés décimaux (WGS 84).'),
  precision: z
    .enum(['adresse', 'centre-commune'])
    .describe('« adresse » : le bâtiment. « centre-commune » : faute de mieux, le centre de la commune.'),
});

export const lieuSchema = z.strictObject({
  nom: z.string().min(2).describe('Nom du lieu, tel qu’on le dirait à quelqu’un : « Mairie de Camarès ».'),
  commune: codeInseeSchema.describe('Code INSEE de la commune.'),
  adresse: z.string().optional().describe('Numéro et rue, sans la commune. Absente si on ne la connaît pas.'),
  codePostal: z
    .string()
    .regex(/^\d{5}$/, 'un code postal a cinq chiffres.')
    .optional()
    .describe('Code postal de l’adresse.'),
  position: positionSchema.optional().describe('Position sur la carte.'),
  accessibilite: z
    .strictObject({
      fauteuil: z.enum(['oui', 'non', 'partiel']).describe('Peut-on entrer en fauteuil roulant ?'),
      precisions: z.string().optional().describe('Rampe, sonnette, place de stationnement…'),
    })
    .optional()
    .describe('Accès en fauteuil. Absent : non renseigné.'),
  structureHote: referenceSchema.optional().describe('Structure qui ouvre ce lieu aux autres services.'),
  precisions: z.string().optional().describe('Comment trouver l’entrée.'),
  sources: z.array(sourceSchema).default([]).describe('D’où vient cette information.'),
});
export type Lieu = z.infer<typeof lieuSchema>;
