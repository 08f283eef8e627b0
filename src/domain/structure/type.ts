/**
 * The types of structures: for each, the words a parent reads before knowing the acronym.
 */
import type { Couleur } from '../age/etape';
import type { Theme } from '../theme/theme';

export interface TypeDeStructure {
  /** Name in full, singular: the acronym is explained, never alone. */
  libelle: string;
  pluriel: string;
  /** Acronym, when people use it. */
  sigle?: string;
  /** What it is for, in one sentence a parent understands. */
  definition: string;
  couleur: Couleur;
  themes: readonly Theme[];
  /** Name of the pictogram (see `components/ui/Pictogramme.astro`). */
  pictogramme: string;
  /** Type in the schema.org vocabulary. */
  schemaOrg: string;
}

const type = (
  libelle: string,
  pluriel: string,
  definition: string,
  couleur: Couleur,
  themes: readonly Theme[],
  pictogramme: string,
  options: { sigle?: string; schemaOrg?: string } = {},
): TypeDeStructure => ({
  libelle,
  pluriel,
  definition,
  couleur,
  themes,
  pictogramme,
  ...(options.sigle ? { sigle: options.sigle } : {}),
  schemaOrg: options.schemaOrg ?? 'Organization',
});

export const TYPES = {
  rpe: type(
    'Relais petite enfance',
    'Relais petite enfance',
    'Pour trouver une assistante maternelle ou une crèche, comprendre les aides et jouer avec son enfant.',
    '0-3-ans',
    ['petite-enfance', 'parentalite'],
    'house-heart',
    { sigle: 'RPE', schemaOrg: 'GovernmentOffice' },
  ),
  laep: type(
    'Lieu d’accueil enfants-parents',
    'Lieux d’accueil enfants-parents',
    'Un endroit pour jouer avec son enfant de moins de 6 ans et rencontrer d’autres parents, sans inscription.',
    '0-3-ans',
    ['parentalite', 'petite-enfance'],
    'blocks',
    { sigle: 'LAEP' },
  ),
  creche: type(
    'Crèche, micro-crèche ou halte-garderie',
    'Crèches, micro-crèches et haltes-garderies',
    'Des professionnels gardent votre enfant de moins de 4 ans, toute la semaine ou quelques heures.',
    '0-3-ans',
    ['petite-enfance'],
    'baby',
    { sigle: 'EAJE', schemaOrg: 'ChildCare' },
  ),
  mam: type(
    'Maison d’assistants maternels',
    'Maisons d’assistants maternels',
    'Plusieurs assistantes maternelles gardent des enfants ensemble, dans une maison faite pour cela.',
    '0-3-ans',
    ['petite-enfance'],
    'house',
    { sigle: 'MAM', schemaOrg: 'ChildCare' },
  ),
  'assistante-maternelle': type(
    'Assistantes maternelles',
    'Assistantes maternelles',
    'Une professionnelle agréée garde votre enfant chez elle.',
    '0-3-ans',
    ['petite-enfance'],
    'heart-handshake',
    { schemaOrg: 'ChildCare' },
  ),
  periscolaire: type(
    'Accueil périscolaire',
    'Accueils périscolaires',
    'La garderie avant et après l’école, et souvent la cantine.',
    '3-11-ans',
    ['enfance'],
    'backpack',
    { schemaOrg: 'ChildCare' },
  ),
  alsh: type(
    'Accueil de loisirs',
    'Accueils de loisirs',
    'Le centre de loisirs (« centre aéré ») : activités le mercredi et pendant les vacances.',
    '3-11-ans',
    ['enfance', 'jeunesse'],
    'tent-tree',
    { sigle: 'ALSH', schemaOrg: 'ChildCare' },
  ),
  jeunesse: type(
    'Accueil jeunes',
    'Accueils et projets pour les jeunes',
    'Un lieu et des animateurs pour se retrouver, sortir, monter des projets entre ados.',
    '11-17-ans',
    ['jeunesse'],
    'headphones',
  ),
  'maison-des-adolescents': type(
    'Maison des adolescents',
    'Maisons des adolescents',
    'Des professionnels écoutent les ados et leurs parents, gratuitement et en confiance.',
    '11-17-ans',
    ['jeunesse', 'sante', 'parentalite'],
    'message-circle-heart',
    { sigle: 'MDA', schemaOrg: 'MedicalOrganization' },
  ),
  'france-services': type(
    'France services',
    'France services',
    'On vous aide à faire vos papiers et vos démarches en ligne : impôts, Caf, retraite, santé, carte grise.',
    'tous',
    ['acces-aux-droits', 'numerique'],
    'files',
    { schemaOrg: 'GovernmentOffice' },
  ),
  'mediation-numerique': type(
    'Aide au numérique',
    'Aide au numérique',
    'Quelqu’un vous apprend à vous servir d’un ordinateur, d’un téléphone ou d’Internet.',
    'tous',
    ['numerique'],
    'laptop',
  ),
  'point-info-seniors': type(
    'Point info séniors',
    'Points info séniors',
    'Un seul interlocuteur pour les personnes âgées et ceux qui les aident : aides, services, démarches.',
    'seniors',
    ['seniors-et-aidants', 'acces-aux-droits'],
    'armchair',
    { sigle: 'PIS', schemaOrg: 'GovernmentOffice' },
  ),
  'aide-a-domicile': type(
    'Aide à domicile',
    'Aide à domicile',
    'Quelqu’un vient chez vous : ménage, toilette, repas, garde.',
    'seniors',
    ['seniors-et-aidants'],
    'hand-helping',
    { schemaOrg: 'LocalBusiness' },
  ),
  'etablissement-seniors': type(
    'Établissement pour personnes âgées',
    'Établissements pour personnes âgées',
    'Une maison où vivent des personnes âgées qui ont besoin d’aide, avec des soins.',
    'seniors',
    ['seniors-et-aidants', 'sante'],
    'bed',
    { sigle: 'EHPAD' },
  ),
  evs: type(
    'Espace de vie sociale',
    'Espaces de vie sociale',
    'Une association ouverte à tous : ateliers, sorties, café des parents, coups de main.',
    'tous',
    ['animation-de-la-vie-sociale', 'parentalite'],
    'coffee',
    { sigle: 'EVS' },
  ),
  'centre-social': type(
    'Centre social',
    'Centres sociaux',
    'Une maison pour tous les habitants : activités, entraide, accueil des familles.',
    'tous',
    ['animation-de-la-vie-sociale', 'parentalite'],
    'users',
    {},
  ),
  parentalite: type(
    'Lieu ou rendez-vous pour les parents',
    'Lieux et rendez-vous pour les parents',
    'Pour parler entre parents, poser ses questions, souffler un moment.',
    'tous',
    ['parentalite'],
    'messages-square',
  ),
  pmi: type(
    'Protection maternelle et infantile',
    'Protection maternelle et infantile',
    'Sages-femmes, puéricultrices et médecins suivent gratuitement la grossesse et les enfants jusqu’à 6 ans.',
    'grossesse',
    ['sante', 'petite-enfance'],
    'stethoscope',
    { sigle: 'PMI', schemaOrg: 'MedicalClinic' },
  ),
  caf: type(
    'Caisse d’allocations familiales',
    'Caisse d’allocations familiales',
    'Elle verse les allocations aux familles et aide à payer la garde, le logement, les vacances.',
    'tous',
    ['acces-aux-droits', 'parentalite'],
    'wallet',
    { sigle: 'Caf', schemaOrg: 'GovernmentOffice' },
  ),
  msa: type(
    'Mutualité sociale agricole',
    'Mutualité sociale agricole',
    'La sécurité sociale et la caisse de famille des agriculteurs et des salariés agricoles.',
    'tous',
    ['acces-aux-droits', 'sante'],
    'wheat',
    { sigle: 'MSA', schemaOrg: 'GovernmentOffice' },
  ),
  mdph: type(
    'Maison départementale des personnes handicapées',
    'Maison départementale des personnes handicapées',
    'On y demande la reconnaissance d’un handicap et les aides qui vont avec, enfant ou adulte.',
    'tous',
    ['handicap', 'acces-aux-droits'],
    'accessibility',
    { sigle: 'MDPH', schemaOrg: 'GovernmentOffice' },
  ),
  'ressource-handicap': type(
    'Ressource handicap',
    'Ressources handicap',
    'Des professionnels qui aident à accueillir et à accompagner un enfant différent.',
    'tous',
    ['handicap'],
    'puzzle',
  ),
  ccas: type(
    'Centre communal ou intercommunal d’action sociale',
    'Centres communaux et intercommunaux d’action sociale',
    'L’aide sociale de la mairie ou de la communauté de communes : secours, repas, démarches.',
    'tous',
    ['acces-aux-droits'],
    'hand-heart',
    { sigle: 'CCAS ou CIAS', schemaOrg: 'GovernmentOffice' },
  ),
  'action-sociale': type(
    'Action sociale',
    'Action sociale',
    'Des travailleurs sociaux écoutent et aident en cas de difficulté.',
    'tous',
    ['acces-aux-droits'],
    'life-buoy',
    { schemaOrg: 'GovernmentOffice' },
  ),
  'protection-enfance': type(
    'Protection de l’enfance',
    'Protection de l’enfance',
    'Des lieux et des professionnels qui accueillent et protègent des enfants séparés de leur famille.',
    'tous',
    ['parentalite'],
    'umbrella',
  ),
  'mission-locale': type(
    'Mission locale',
    'Missions locales',
    'Elle accompagne les 16-25 ans sortis de l’école vers un métier, une formation, un logement.',
    '11-17-ans',
    ['emploi', 'jeunesse'],
    'compass',
    { schemaOrg: 'GovernmentOffice' },
  ),
  emploi: type(
    'Emploi et insertion',
    'Emploi et insertion',
    'Pour chercher un travail, se former ou reprendre une activité.',
    'tous',
    ['emploi'],
    'briefcase',
  ),
  formation: type(
    'Maison familiale rurale, lycée et formation',
    'Maisons familiales rurales, lycées et formation',
    'Pour apprendre un métier, en alternance ou au lycée.',
    '11-17-ans',
    ['emploi', 'jeunesse'],
    'graduation-cap',
    { schemaOrg: 'EducationalOrganization' },
  ),
  mobilite: type(
    'Transport et déplacements',
    'Transport et déplacements',
    'Venir sans voiture : bus, transport à la demande, covoiturage, autopartage.',
    'tous',
    ['mobilite'],
    'bus',
  ),
  'mediation-familiale': type(
    'Médiation familiale',
    'Médiation familiale',
    'Un professionnel neutre aide à se parler et à s’entendre, par exemple lors d’une séparation.',
    'tous',
    ['parentalite'],
    'scale',
  ),
  'planning-familial': type(
    'Planning familial',
    'Planning familial',
    'Contraception, grossesse, sexualité, violences : on en parle gratuitement et en secret.',
    '11-17-ans',
    ['sante', 'jeunesse'],
    'heart-pulse',
    { schemaOrg: 'MedicalOrganization' },
  ),
  sante: type(
    'Santé',
    'Santé',
    'Soins, prévention et soutien près de chez vous.',
    'tous',
    ['sante'],
    'cross',
    { schemaOrg: 'MedicalOrganization' },
  ),
  bibliotheque: type(
    'Bibliothèque',
    'Bibliothèques',
    'Livres, jeux et animations pour tous les âges.',
    'tous',
    ['culture'],
    'book-open',
    { schemaOrg: 'Library' },
  ),
  cinema: type(
    'Cinéma',
    'Cinémas',
    'Des films près de chez vous, souvent à petit prix.',
    'tous',
    ['culture'],
    'clapperboard',
    { schemaOrg: 'MovieTheater' },
  ),
  culture: type(
    'Culture',
    'Culture',
    'Musique, théâtre, spectacles et festivals.',
    'tous',
    ['culture'],
    'eighth-notes',
  ),
  association: type(
    'Association',
    'Associations',
    'Des habitants qui s’organisent : loisirs, entraide, animations.',
    'tous',
    ['animation-de-la-vie-sociale'],
    'handshake',
  ),
  ecole: type('École', 'Écoles', 'L’école maternelle et élémentaire.', '3-11-ans', ['enfance'], 'school', {
    schemaOrg: 'ElementarySchool',
  }),
  college: type(
    'Collège',
    'Collèges',
    'Le collège, de la 6e à la 3e : les cours, la vie de l’élève, l’orientation.',
    '11-17-ans',
    ['jeunesse'],
    'notebook-pen',
    {
      schemaOrg: 'MiddleSchool',
    },
  ),
  mairie: type(
    'Mairie',
    'Mairies',
    'État civil, inscriptions à l’école, salles, urbanisme.',
    'tous',
    ['acces-aux-droits'],
    'landmark',
    { schemaOrg: 'CityHall' },
  ),
  intercommunalite: type(
    'Communauté de communes',
    'Communauté de communes',
    'Les communes qui gèrent ensemble la petite enfance, les loisirs, les déchets, le tourisme.',
    'tous',
    ['acces-aux-droits'],
    'building',
    { schemaOrg: 'GovernmentOffice' },
  ),
  tourisme: type(
    'Office de tourisme',
    'Offices de tourisme',
    'Idées de sorties, balades et visites en famille.',
    'tous',
    ['culture'],
    'map',
    { schemaOrg: 'TouristInformationCenter' },
  ),
  logement: type(
    'Logement',
    'Logement',
    'Pour trouver un logement, le garder, le rénover.',
    'tous',
    ['logement'],
    'key-round',
  ),
  reseau: type(
    'Réseau de professionnels',
    'Réseaux de professionnels',
    'Des professionnels qui se coordonnent pour mieux accompagner les familles.',
    'tous',
    ['parentalite'],
    'network',
  ),
} as const satisfies Record<string, TypeDeStructure>;

export type TypeSlug = keyof typeof TYPES;
export const TYPE_SLUGS = Object.keys(TYPES) as [TypeSlug, ...TypeSlug[]];

/** The type with its optional fields, whatever the slug. */
export function getType(slug: TypeSlug): TypeDeStructure {
  return TYPES[slug];
}

/** « relais petite enfance (RPE) »: an acronym never comes alone. */
export function formatType(slug: TypeSlug): string {
  const { libelle, sigle } = getType(slug);
  return sigle ? `${libelle} (${sigle})` : libelle;
}
