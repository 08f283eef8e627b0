/**
 * What data·inclusion (schema v1) takes: structures, and the services that each gives. Written from its public
 * description; where it lists many values, only those that this project may write are here, so that a test sees a value
 * that nobody meant.
 */
import { z } from 'zod';
import { dateCivileSchema } from '../../date/date-civile';
import { urlSchema } from '../../source/schema';
import { courrielSchema } from '../../contact/schema';

export const THEMATIQUES = [
  'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
  'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits',
  'equipement-et-alimentation--aide-menagere',
  'famille--garde-denfants',
  'famille--prise-en-charge-personne-dependante',
  'famille--soutien-a-la-parentalite-et-a-leducation',
  'famille--soutien-aidants',
  'famille--surmonter-conflits-separation-violence',
  'logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement',
  'mobilite--mobilite-douce-partagee-collective',
  'numerique--acceder-a-des-services-en-ligne',
  'numerique--acceder-a-une-connexion-internet',
  'numerique--maitriser-les-fondamentaux-du-numerique',
  'preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi',
  'remobilisation--activites-sportives-et-culturelles',
  'remobilisation--lien-social',
  'sante--acces-aux-soins',
  'sante--constituer-un-dossier-mdph-invalidite',
  'sante--sante-mentale',
  'sante--sante-sexuelle',
  'se-former--trouver-sa-formation',
] as const;
export type Thematique = (typeof THEMATIQUES)[number];

export const PUBLICS = [
  'tous-publics',
  'familles',
  'jeunes',
  'seniors',
  'personnes-en-situation-de-handicap',
  'demandeurs-emploi',
] as const;
export type Public = (typeof PUBLICS)[number];

export const RESEAUX_PORTEURS = [
  'ase',
  'caf',
  'ccas-cias',
  'cidff',
  'communes',
  'conseillers-numeriques',
  'cpam',
  'departements',
  'france-service',
  'la-poste',
  'maisons-des-solidarites',
  'mdph',
  'mission-locale',
  'mjc',
  'mutualite-sociale-agricole',
  'reseau-information-jeunesse',
  'restos-du-coeur',
  'secours-populaire',
  'unaf',
] as const;
export type ReseauPorteur = (typeof RESEAUX_PORTEURS)[number];

export const TYPES_DE_SERVICE = ['accompagnement', 'atelier', 'formation', 'information'] as const;
export type TypeDeService = (typeof TYPES_DE_SERVICE)[number];

export const MODES_DE_MOBILISATION = ['se-presenter', 'telephoner', 'envoyer-un-courriel'] as const;
export type ModeDeMobilisation = (typeof MODES_DE_MOBILISATION)[number];

/** The schema knows a set, not a list: nothing comes twice, and an empty one is left out. */
const ensemble = <T extends z.ZodType>(element: T) =>
  z
    .array(element)
    .min(1)
    .refine((valeurs) => new Set(valeurs).size === valeurs.length, 'a value comes twice');

const DESCRIPTION_MAX = 10_000;
const identifiant = z
  .string()
  .regex(/^[a-z0-9-]+--.+$/, 'an identifier is the source, two dashes and a name');
const nom = z.string().min(3).max(150).regex(/[^.]$/, 'a name does not end with a full stop');
const texte = z.string().min(1);

const commun = {
  source: z.string().regex(/^[a-z0-9-]+$/),
  id: identifiant,
  nom,
  date_maj: dateCivileSchema.refine((date) => date >= '2000-01-01', 'older than the schema allows'),
  lien_source: urlSchema,
  commune: texte.optional(),
  code_postal: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  code_insee: z
    .string()
    .regex(/^\w{5}$/)
    .optional(),
  adresse: texte.optional(),
  complement_adresse: texte.optional(),
  longitude: z.number().min(-180).max(180).optional(),
  latitude: z.number().min(-90).max(90).optional(),
  telephone: z
    .string()
    .regex(/^(\+33[1-9]\d{8}|\d{2,6})$/)
    .optional(),
  courriel: courrielSchema.optional(),
  horaires_accueil: texte.optional(),
};

export const structureDataInclusionSchema = z.strictObject({
  ...commun,
  description: z.string().min(5).max(DESCRIPTION_MAX),
  site_web: urlSchema.optional(),
  reseaux_porteurs: ensemble(z.enum(RESEAUX_PORTEURS)).optional(),
});
export type StructureDataInclusion = z.infer<typeof structureDataInclusionSchema>;

export const serviceDataInclusionSchema = z
  .strictObject({
    ...commun,
    structure_id: identifiant,
    description: z.string().min(5).max(DESCRIPTION_MAX),
    type: z.enum(TYPES_DE_SERVICE).optional(),
    thematiques: ensemble(z.enum(THEMATIQUES)).optional(),
    frais: z.enum(['gratuit', 'payant']).optional(),
    frais_precisions: texte.optional(),
    publics: ensemble(z.enum(PUBLICS)).optional(),
    publics_precisions: texte.optional(),
    conditions_acces: texte.optional(),
    modes_accueil: ensemble(z.literal('en-presentiel')).optional(),
    zone_eligibilite: ensemble(z.string().regex(/^(\w{5}|\d{9})$/)).optional(),
    modes_mobilisation: ensemble(z.enum(MODES_DE_MOBILISATION)).optional(),
    mobilisable_par: ensemble(z.enum(['usagers', 'professionnels'])).optional(),
    mobilisation_precisions: texte.optional(),
  })
  .refine(({ publics = [] }) => publics.length < 2 || !publics.includes('tous-publics'), {
    path: ['publics'],
    message: '« tous-publics » comes alone',
  })
  .refine(({ modes_mobilisation = [], telephone, courriel }) => {
    if (modes_mobilisation.includes('telephoner') && !telephone) return false;
    return !modes_mobilisation.includes('envoyer-un-courriel') || courriel !== undefined;
  }, 'one cannot be called without a number, nor written to without an address');
export type ServiceDataInclusion = z.infer<typeof serviceDataInclusionSchema>;
