/** What a family looks for: a crèche, a relais, a permanence of a service, an association. */
import { z } from 'zod';
import { agesSchema } from '../age/age';
import { contactSchema, publicContacts } from '../contact/schema';
import { dateCivileSchema } from '../date/date-civile';
import { codeInseeSchema } from '../lieu/schema';
import { accesSchema, fermetureSchema, permanenceSchema } from '../permanence/schema';
import { referenceSchema } from '../reference/schema';
import { datePartielleSchema, sourceSchema, urlSchema } from '../source/schema';
import { themeSchema } from '../theme/theme';
import { TYPE_SLUGS } from './type';

export const STATUTS = {
  ouvert: { libelle: 'Ouvert', description: 'Le service existe et reçoit les familles.' },
  'en-projet': {
    libelle: 'En projet',
    description: 'Le service est annoncé ou étudié : il ne reçoit encore personne.',
  },
  'ferme-temporairement': {
    libelle: 'Fermé pour le moment',
    description: 'Le service a fermé, il doit rouvrir.',
  },
  'ferme-definitivement': { libelle: 'Fermé définitivement', description: 'Le service n’existe plus.' },
} as const;
export type Statut = keyof typeof STATUTS;

export const PROFILS = {
  parents: 'Parents',
  'futurs-parents': 'Futurs parents',
  jeunes: 'Jeunes',
  'assistants-maternels': 'Assistantes et assistants maternels',
  aidants: 'Aidants',
  seniors: 'Séniors',
  'personnes-handicapees': 'Personnes en situation de handicap',
  'demandeurs-d-emploi': 'Personnes en recherche d’emploi',
  professionnels: 'Professionnels',
  tous: 'Tout le monde',
} as const;
export type Profil = keyof typeof PROFILS;

/** What a place of help for disabled people knows best. */
export const SPECIALITES = {
  moteur: 'Handicap moteur',
  visuel: 'Handicap visuel',
  auditif: 'Handicap auditif',
  intellectuel: 'Handicap intellectuel',
  psychique: 'Handicap psychique',
  autisme: 'Autisme',
  'troubles-dys': 'Troubles du langage et des apprentissages',
  polyhandicap: 'Polyhandicap',
  'maladie-invalidante': 'Maladie invalidante',
} as const;
export type Specialite = keyof typeof SPECIALITES;
export const SPECIALITE_SLUGS = Object.keys(SPECIALITES) as [Specialite, ...Specialite[]];

/** Groups of fields that a partner confirms together, and how long a confirmation holds. */
export const GROUPES_VERIFIES = { horaires: 12, contact: 12, tarifs: 12 } as const;

export const structureSchema = z.strictObject({
  nom: z.string().min(2).describe('Nom du service, tel que les habitants le connaissent.'),
  type: z.enum(TYPE_SLUGS).describe('Type de structure.'),
  autresTypes: z
    .array(z.enum(TYPE_SLUGS))
    .default([])
    .describe('Autres types, quand une même structure en porte plusieurs.'),
  statut: z.enum(Object.keys(STATUTS) as [Statut, ...Statut[]]).describe('État du service.'),
  statutPrecision: z
    .string()
    .optional()
    .describe('Ce que l’on sait de l’ouverture, de la fermeture ou du projet.'),
  role: z.string().min(10).describe('À quoi ça sert, en une phrase simple, sans sigle.'),
  precisions: z
    .array(z.string())
    .default([])
    .describe('Ce que les sources disent de plus, une idée par ligne.'),
  publics: z
    .strictObject({
      ages: agesSchema.optional().describe('Âges accueillis. Absents : non renseignés.'),
      profils: z
        .array(z.enum(Object.keys(PROFILS) as [Profil, ...Profil[]]))
        .default([])
        .describe('À qui cela s’adresse.'),
    })
    .prefault({}),
  themes: z.array(themeSchema).default([]).describe('Thèmes. Vide : ceux du type.'),
  gestionnaire: z.string().optional().describe('Organisme qui gère le service.'),
  commune: codeInseeSchema
    .optional()
    .describe('Code INSEE de la commune où se trouve le service, quand aucun lieu ne la donne.'),
  horsTerritoire: z.string().optional().describe('Nom de la commune, si le service est hors du territoire.'),
  adresse: z
    .string()
    .optional()
    .describe('Adresse du service s’il n’a pas de lieu : numéro, rue, code postal, ville.'),
  lieu: referenceSchema.optional().describe('Lieu principal.'),
  zone: z
    .union([
      z.literal('territoire').describe('Tout le territoire.'),
      z.array(codeInseeSchema).min(1).describe('Communes desservies.'),
    ])
    .optional()
    .describe(
      'Communes desservies : « territoire » ou une liste de codes INSEE. Absente : sa commune et celles de ses permanences.',
    ),
  contacts: z.array(contactSchema).max(50).default([]).describe('À qui s’adresser.'),
  site: urlSchema.optional().describe('Site internet.'),
  acces: accesSchema.optional(),
  tarif: z
    .strictObject({
      gratuit: z.boolean().optional().describe('Vrai si c’est gratuit pour les familles.'),
      precisions: z.string().optional().describe('Prix, quotient familial, ce qu’il faut savoir.'),
    })
    .optional()
    .describe('Prix pour les familles. Absent : non renseigné.'),
  surPlace: z
    .array(z.string())
    .default([])
    .describe('Ce que l’on trouve sur place : « ordinateurs en libre accès ».'),
  aApporter: z
    .array(z.string())
    .default([])
    .describe('Ce qu’il faut apporter, une chose par ligne : « le carnet de santé », « un goûter ».'),
  langues: z.array(z.string()).default([]).describe('Langues parlées, en plus du français.'),
  handicap: z
    .strictObject({
      accueil: z
        .boolean()
        .describe('La structure déclare accueillir les personnes en situation de handicap.'),
      precisions: z.string().optional(),
      specialites: z
        .array(z.enum(SPECIALITE_SLUGS))
        .default([])
        .describe('Les handicaps que la structure connaît le mieux. Vide : non renseigné.'),
      charte: z
        .strictObject({ url: urlSchema, date: datePartielleSchema })
        .optional()
        .describe('Charte d’accueil publiée, et sa date.'),
    })
    .optional()
    .describe('Accueil du handicap. Absent : non renseigné.'),
  capacite: z
    .strictObject({
      places: z.int().positive().describe('Nombre de places.'),
      date: datePartielleSchema.optional().describe('Date de ce nombre.'),
    })
    .optional(),
  aDomicile: z.boolean().default(false).describe('Le service se déplace au domicile des familles.'),
  permanences: z
    .array(permanenceSchema)
    // The stops of a tour of two departments: beyond, no page could be read.
    .max(100)
    .default([])
    .describe('Horaires d’ouverture, permanences, arrêts d’une tournée.'),
  fermetures: z
    .array(fermetureSchema)
    .max(100)
    .default([])
    .describe('Fermetures annoncées, pour toutes les permanences.'),
  orientation: z
    .string()
    .optional()
    .describe(
      'Comment orienter une famille ici : à qui s’adresser, quoi préparer, dans quel délai. Lu par les professionnels connectés seulement, jamais dans le site public.',
    ),
  sources: z
    .array(sourceSchema)
    .min(1, 'il faut au moins une source : d’où vient cette information ?')
    .describe('D’où viennent ces informations.'),
  verifications: z
    .strictObject({
      horaires: dateCivileSchema.optional(),
      contact: dateCivileSchema.optional(),
      tarifs: dateCivileSchema.optional(),
    })
    .prefault({})
    .describe('Dernière vérification auprès de la structure, par groupe de champs.'),
});
export type StructureData = z.infer<typeof structureSchema>;
/** A structure and its name in addresses. */
export type Structure = StructureData & { slug: string };

/** What anybody may read of it: pages and exports are made of this, and cannot tell what they were never given. */
export function toPublique(structure: Structure): Structure {
  const publique = { ...structure, contacts: publicContacts(structure.contacts) };
  delete publique.orientation;
  return publique;
}
