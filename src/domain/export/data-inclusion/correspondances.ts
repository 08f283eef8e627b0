/** From our words to those of data·inclusion: type by type, so that a new type cannot be forgotten. */
import type { Profil } from '../../structure/schema';
import type { TypeSlug } from '../../structure/type';
import type { Public, ReseauPorteur, Thematique, TypeDeService } from './schema';

export interface Correspondance {
  /** Absent when the schema has no word for what is done there: receiving children, for instance. */
  type?: TypeDeService;
  thematiques: readonly Thematique[];
  /** For whom it is by nature; the entry's own words come first. */
  publics: readonly Public[];
  /** Network, when the type alone tells it. The type is then kept; otherwise it is lost. */
  reseau?: ReseauPorteur;
}

const DROITS: readonly Thematique[] = [
  'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits',
];
const DEMARCHES: readonly Thematique[] = [
  'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
];
const GARDE: Correspondance = { thematiques: ['famille--garde-denfants'], publics: ['familles'] };
const PARENTALITE: readonly Thematique[] = ['famille--soutien-a-la-parentalite-et-a-leducation'];
const CULTURE: Correspondance = {
  thematiques: ['remobilisation--activites-sportives-et-culturelles'],
  publics: ['tous-publics'],
};
const RIEN: Correspondance = { thematiques: [], publics: [] };

export const CORRESPONDANCES: Record<TypeSlug, Correspondance> = {
  rpe: { ...GARDE, type: 'information' },
  laep: { type: 'accompagnement', thematiques: PARENTALITE, publics: ['familles'] },
  creche: GARDE,
  mam: GARDE,
  'assistante-maternelle': GARDE,
  periscolaire: GARDE,
  alsh: GARDE,
  jeunesse: { thematiques: ['remobilisation--lien-social'], publics: ['jeunes'] },
  'maison-des-adolescents': {
    type: 'accompagnement',
    thematiques: ['sante--sante-mentale', ...PARENTALITE],
    publics: ['jeunes', 'familles'],
  },
  'france-services': {
    type: 'accompagnement',
    thematiques: [...DEMARCHES, ...DROITS, 'numerique--acceder-a-des-services-en-ligne'],
    publics: ['tous-publics'],
    reseau: 'france-service',
  },
  'mediation-numerique': {
    type: 'accompagnement',
    thematiques: ['numerique--maitriser-les-fondamentaux-du-numerique'],
    publics: ['tous-publics'],
  },
  'point-info-seniors': {
    type: 'information',
    thematiques: [...DROITS, 'famille--prise-en-charge-personne-dependante'],
    publics: ['seniors'],
  },
  'aide-a-domicile': {
    thematiques: [
      'famille--prise-en-charge-personne-dependante',
      'equipement-et-alimentation--aide-menagere',
    ],
    publics: [],
  },
  'etablissement-seniors': {
    thematiques: ['famille--prise-en-charge-personne-dependante'],
    publics: ['seniors'],
  },
  evs: { thematiques: ['remobilisation--lien-social', ...PARENTALITE], publics: ['tous-publics'] },
  'centre-social': {
    thematiques: ['remobilisation--lien-social', ...PARENTALITE],
    publics: ['tous-publics'],
  },
  parentalite: { thematiques: PARENTALITE, publics: ['familles'] },
  pmi: {
    type: 'accompagnement',
    thematiques: ['sante--acces-aux-soins', ...PARENTALITE],
    publics: ['familles'],
  },
  caf: { type: 'accompagnement', thematiques: DROITS, publics: ['tous-publics'], reseau: 'caf' },
  msa: {
    type: 'accompagnement',
    thematiques: DROITS,
    publics: ['tous-publics'],
    reseau: 'mutualite-sociale-agricole',
  },
  mdph: {
    type: 'accompagnement',
    thematiques: ['sante--constituer-un-dossier-mdph-invalidite', ...DROITS],
    publics: ['personnes-en-situation-de-handicap'],
    reseau: 'mdph',
  },
  'ressource-handicap': {
    type: 'accompagnement',
    thematiques: PARENTALITE,
    publics: ['personnes-en-situation-de-handicap'],
  },
  ccas: { type: 'accompagnement', thematiques: DROITS, publics: ['tous-publics'], reseau: 'ccas-cias' },
  'action-sociale': { type: 'accompagnement', thematiques: DROITS, publics: ['tous-publics'] },
  'protection-enfance': RIEN,
  'mission-locale': {
    type: 'accompagnement',
    thematiques: [
      'preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi',
      'se-former--trouver-sa-formation',
    ],
    publics: ['jeunes'],
    reseau: 'mission-locale',
  },
  emploi: {
    type: 'accompagnement',
    thematiques: ['preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi'],
    publics: ['demandeurs-emploi'],
  },
  formation: { type: 'formation', thematiques: ['se-former--trouver-sa-formation'], publics: ['jeunes'] },
  mobilite: { thematiques: ['mobilite--mobilite-douce-partagee-collective'], publics: ['tous-publics'] },
  'mediation-familiale': {
    type: 'accompagnement',
    thematiques: ['famille--surmonter-conflits-separation-violence'],
    publics: ['familles'],
  },
  'planning-familial': {
    type: 'accompagnement',
    thematiques: ['sante--sante-sexuelle'],
    publics: ['tous-publics'],
  },
  sante: { thematiques: ['sante--acces-aux-soins'], publics: ['tous-publics'] },
  bibliotheque: CULTURE,
  cinema: CULTURE,
  culture: CULTURE,
  association: { thematiques: ['remobilisation--lien-social'], publics: [] },
  ecole: RIEN,
  college: RIEN,
  mairie: { type: 'information', thematiques: DEMARCHES, publics: ['tous-publics'], reseau: 'communes' },
  intercommunalite: { type: 'information', thematiques: [], publics: ['tous-publics'], reseau: 'communes' },
  tourisme: { type: 'information', thematiques: [], publics: ['tous-publics'] },
  logement: {
    type: 'information',
    thematiques: ['logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement'],
    publics: ['tous-publics'],
  },
  reseau: RIEN,
};

/** Profiles; those that the schema cannot say are `undefined`, and stand in `publics_precisions`. */
export const PUBLIC_DU_PROFIL: Record<Profil, Public | undefined> = {
  parents: 'familles',
  'futurs-parents': 'familles',
  jeunes: 'jeunes',
  'assistants-maternels': undefined,
  aidants: undefined,
  seniors: 'seniors',
  'personnes-handicapees': 'personnes-en-situation-de-handicap',
  'demandeurs-d-emploi': 'demandeurs-emploi',
  professionnels: undefined,
  tous: 'tous-publics',
};

/** Networks told by the body that runs the service, in the words in which entries name it. */
export const RESEAUX_DU_GESTIONNAIRE: readonly (readonly [RegExp, ReseauPorteur])[] = [
  [/communauté (de communes|d’agglomération)|^commune d|^mairie/i, 'communes'],
  [/^(conseil départemental|département) d/i, 'departements'],
  [/\bccas\b|\bcias\b|centre (inter)?communal d’action sociale/i, 'ccas-cias'],
  [/\bcaf\b|caisse d’allocations familiales/i, 'caf'],
  [/\bmsa\b|mutualité sociale agricole/i, 'mutualite-sociale-agricole'],
  [/mission locale/i, 'mission-locale'],
  [/^la poste/i, 'la-poste'],
  [/\bcpam\b|assurance maladie/i, 'cpam'],
  [/\bcidff\b/i, 'cidff'],
  [/\bmjc\b|maison des jeunes et de la culture/i, 'mjc'],
  [/\budaf\b|\bunaf\b/i, 'unaf'],
  [/restos du cœur/i, 'restos-du-coeur'],
  [/secours populaire/i, 'secours-populaire'],
];

/** Networks told by the name of the service itself. */
export const RESEAUX_DU_NOM: readonly (readonly [RegExp, ReseauPorteur])[] = [
  [/^maison (départementale )?des solidarités/i, 'maisons-des-solidarites'],
  [/^conseill(er|ère) numérique/i, 'conseillers-numeriques'],
  [/^(point )?information jeunesse/i, 'reseau-information-jeunesse'],
  [/aide sociale à l’enfance/i, 'ase'],
  [/^(conseil départemental|département) d/i, 'departements'],
  [/caisse primaire d’assurance maladie/i, 'cpam'],
];
