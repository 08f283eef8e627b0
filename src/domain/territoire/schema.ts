/** A territory: one intercommunalité, its communes, the people who run its portal. */
import { z } from 'zod';
import { zoneScolaireSchema } from '../calendrier/schema';
import { courrielSchema, telephoneSchema } from '../contact/schema';
import { codeInseeSchema } from '../lieu/schema';
import { datePartielleSchema, sourceSchema, urlSchema } from '../source/schema';

export const communeSchema = z.strictObject({
  codeInsee: codeInseeSchema.describe(
    'Code INSEE : la clé de la commune (un code postal en couvre plusieurs).',
  ),
  nom: z.string().min(1).describe('Nom officiel.'),
  codesPostaux: z
    .array(z.string().regex(/^\d{5}$/, 'un code postal a cinq chiffres.'))
    .min(1)
    .describe('Codes postaux.'),
  population: z
    .strictObject({ habitants: z.int().min(0), date: datePartielleSchema })
    .optional()
    .describe('Population municipale et son millésime.'),
  centre: z
    .strictObject({ lat: z.number(), lon: z.number() })
    .describe(
      'Centre de la commune (WGS 84) : sert aux distances à vol d’oiseau, ce n’est pas la position de la mairie.',
    ),
  rayonKm: z
    .number()
    .positive()
    .describe(
      'Rayon en kilomètres du disque de même surface : sert à vérifier qu’une position est bien dans les environs.',
    ),
});
export type Commune = z.infer<typeof communeSchema>;

/** One machine only: the content security policy names it. */
function isUrlDeTuiles(url: string): boolean {
  return (
    /^https:\/\/[^/{}\s]+\/\S*$/.test(url) && ['{z}', '{x}', '{y}'].every((champ) => url.includes(champ))
  );
}

export const tuilesSchema = z.strictObject({
  url: z
    .string()
    .refine(
      isUrlDeTuiles,
      'ce n’est pas l’adresse de tuiles. Écrivez une adresse en https qui contient {z}, {x} et {y}, sans accolade dans le nom de la machine.',
    )
    .describe('Adresse des tuiles avec {z}, {x}, {y}.'),
  attribution: z.string().min(1).describe('À qui est ce fond : le texte que son éditeur demande d’afficher.'),
});
export type Tuiles = z.infer<typeof tuilesSchema>;

export const territoireSchema = z.strictObject({
  nom: z.string().describe('Nom court affiché : « Monts, Rance et Rougier ».'),
  nomOfficiel: z.string().describe('Nom complet de l’intercommunalité.'),
  siren: z
    .string()
    .regex(/^\d{9}$/, 'un numéro SIREN a neuf chiffres.')
    .optional()
    .describe('SIREN de l’intercommunalité.'),
  fictif: z
    .boolean()
    .default(false)
    .describe('Territoire inventé pour la démonstration : un bandeau le dit sur chaque page.'),
  departement: z.string().describe('Nom du département.'),
  zoneScolaire: zoneScolaireSchema,
  urlDeBase: urlSchema.describe('Adresse publique du portail, sans barre finale.'),
  presentation: z.string().describe('Une phrase pour la page d’accueil et les moteurs de recherche.'),
  coordination: z
    .strictObject({
      fonction: z.string().describe('Qui tient le portail : la fonction, pas le nom.'),
      telephone: telephoneSchema.optional(),
      courriel: courrielSchema.optional(),
      adresse: z.string().optional(),
      site: urlSchema.optional(),
    })
    .describe('Contact public de la personne qui tient le portail.'),
  editeur: z
    .strictObject({
      representant: z
        .string()
        .min(3)
        .optional()
        .describe('Responsable de la publication : la fonction, et le nom si la collectivité le souhaite.'),
      adresse: z.string().min(5).optional().describe('Adresse du siège. Absente : celle de la coordination.'),
    })
    .optional()
    .describe('Ce que la loi demande de dire de l’éditeur dans les mentions légales.'),
  hebergeur: z
    .strictObject({
      nom: z.string().min(2).describe('Nom ou raison sociale de l’hébergeur.'),
      adresse: z.string().min(5).optional().describe('Adresse de l’hébergeur.'),
      telephone: telephoneSchema.optional().describe('Téléphone de l’hébergeur.'),
    })
    .optional()
    .describe('Qui héberge le site. Absent : la page des mentions légales dit qu’il reste à compléter.'),
  signataires: z
    .array(
      z.strictObject({
        nom: z.string().describe('Nom de l’organisme.'),
        logo: z
          .string()
          .regex(
            /^[a-z0-9][a-z0-9-]*\.(svg|png|jpe?g|webp)$/,
            'ce n’est pas un nom de fichier d’image. Écrivez par exemple communaute-de-communes.svg, et mettez le fichier dans public/logos/.',
          )
          .optional()
          .describe('Fichier du logo, dans public/logos/. Absent : le nom seul est affiché.'),
        texteAlternatif: z.string().optional().describe('Texte lu à la place du logo.'),
      }),
    )
    .describe('Organismes qui signent la convention territoriale globale.'),
  edito: z
    .strictObject({
      texte: z.array(z.string().min(10)).min(1).describe('Un paragraphe par ligne.'),
      signature: z
        .string()
        .min(3)
        .optional()
        .describe('Qui signe : la fonction, et le nom si cette personne le souhaite.'),
    })
    .optional()
    .describe('Mot d’accueil du guide imprimé. Absent : le guide commence par son mode d’emploi.'),
  carte: z
    .strictObject({
      centre: z.strictObject({ lat: z.number(), lon: z.number() }),
      zoom: z.int().min(1).max(18),
      tuiles: z
        .union([z.literal('aucune'), tuilesSchema])
        .optional()
        .describe(
          'Fond de carte, ou « aucune ». Absent : le Plan IGN, ou aucun fond si le territoire est fictif.',
        ),
    })
    .describe('Cadrage de la carte.'),
  sources: z.array(sourceSchema).default([]),
});
export type Territoire = z.infer<typeof territoireSchema>;
