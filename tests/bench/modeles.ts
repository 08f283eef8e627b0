/**
 * What an invented structure of each type is like: how many there are, when it opens, how one enters. Between them,
 * the models use every rhythm and every filter of the schema, since each has its own cost.
 */
import type { z } from 'zod';
import type { permanenceSchema } from '../../src/domain/permanence/schema';
import type { Acces } from '../../src/domain/permanence/schema';
import type { TypeSlug } from '../../src/domain/structure/type';
import type { Hasard } from './hasard';

export type Permanence = z.input<typeof permanenceSchema>;
type Rythme = Permanence['rythme'];
type Filtre = NonNullable<Permanence['filtre']>;
type Creneaux = NonNullable<Permanence['creneaux']>;
type Jour = Extract<Rythme, { type: 'hebdomadaire' }>['jours'][number];

/** The permanences of one structure, in these places: the first is its own, the others are around. */
type Horaires = (lieux: readonly string[], hasard: Hasard) => Permanence[];

export interface Modele {
  type: TypeSlug;
  /** What people call it, in short: the length of names is a weight too. */
  nom: string;
  /** How many of them for a thousand structures, about. */
  poids: number;
  acces?: Acces;
  /** Places beside its own. */
  arrets?: number;
  horaires: Horaires;
}

const OUVRABLES: Jour[] = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi'];
const JOURS_D_ECOLE: Jour[] = ['lundi', 'mardi', 'jeudi', 'vendredi'];
const MATIN: Creneaux = [{ debut: '09:00', fin: '12:00' }];
const APRES_MIDI: Creneaux = [{ debut: '14:00', fin: '17:00' }];
const JOURNEE: Creneaux = [...MATIN, { debut: '13:30', fin: '17:30' }];
const DEMI_JOURNEES = [MATIN, APRES_MIDI, [{ debut: '10:00', fin: '11:30' }], [{ moment: 'matin' as const }]];

const FILTRES: readonly Filtre[] = [
  {},
  {},
  { vacances: { regle: 'exclues' } },
  { vacances: { regle: 'exclues', periodes: ['noel', 'ete'] } },
  { vacances: { regle: 'seulement', semaines: [1] } },
  { moisExclus: [8] },
  { mois: [1, 2, 3, 10, 11, 12] },
  { saison: { du: '10-01', au: '05-31' } },
  { saisonExclue: { du: '07-15', au: '08-31' } },
  { joursFeries: 'inclus' },
  { validite: { du: '2026-09-01', au: '2027-07-03' } },
];

/** The first of each day after the summer: « one week in three » starts on a day when it takes place. */
const RENTREE = {
  lundi: '2026-09-07',
  mardi: '2026-09-08',
  mercredi: '2026-09-09',
  jeudi: '2026-09-10',
  vendredi: '2026-09-11',
  samedi: '2026-09-12',
  dimanche: '2026-09-13',
} as const satisfies Record<Jour, string>;

const RYTHMES: readonly ((jour: Jour) => Rythme)[] = [
  (jour) => ({ type: 'hebdomadaire', jours: [jour] }),
  (jour) => ({ type: 'hebdomadaire', jours: [jour], semaines: 'paires' }),
  (jour) => ({ type: 'hebdomadaire', jours: [jour], semaines: 'impaires' }),
  (jour) => ({ type: 'hebdomadaire', jours: [jour], intervalle: { semaines: 3, depuis: RENTREE[jour] } }),
  (jour) => ({ type: 'mensuel', jours: [jour], rangs: [1, 3] }),
  (jour) => ({ type: 'mensuel', jours: [jour], rangs: [-1] }),
  (jour) => ({ type: 'mensuel', jours: [jour], rangs: [5] }),
  (jour) => ({ type: 'semaine-du-mois', jours: [jour], semaines: [1] }),
  () => ({ type: 'jour-du-mois', quantiemes: [15, -1] }),
];

const hebdomadaire = (jours: Jour[]): Rythme => ({ type: 'hebdomadaire', jours });

/** Open on the same days all year long. */
const chaqueSemaine =
  (jours: Jour[], creneaux: Creneaux, filtre: Filtre = {}): Horaires =>
  ([lieu]) => [{ id: 'ouverture', lieu: lieu!, rythme: hebdomadaire(jours), creneaux, filtre }];

/** From village to village, each stop on a rhythm of its own; the first is cancelled once, one more date is added. */
const tournee: Horaires = (lieux, hasard) =>
  lieux.map((lieu, rang) => ({
    id: `arret-${rang + 1}`,
    lieu,
    ordre: rang + 1,
    rythme: hasard.parmi(RYTHMES)(hasard.parmi(OUVRABLES)),
    creneaux: hasard.parmi(DEMI_JOURNEES),
    filtre: hasard.parmi(FILTRES),
    ...(rang === 0 && {
      exceptions: [
        { type: 'annulation', du: '2026-12-07', au: '2026-12-18', motif: 'agent en formation' },
        { type: 'ajout', date: '2027-01-09', motif: 'journée portes ouvertes' },
      ],
    }),
  }));

/** An office all week, and permanences elsewhere. */
const bureauEtTournee: Horaires = ([bureau, ...arrets], hasard) => [
  ...chaqueSemaine(OUVRABLES, JOURNEE)([bureau!], hasard),
  ...tournee(arrets, hasard),
];

/** Dates written one by one, of which one moved. */
const auxDates: Horaires = ([lieu], hasard) => {
  const dates = [
    `2026-12-1${hasard.entier(0, 9)}`,
    '2027-01-16',
    '2027-02-20',
    `2027-03-2${hasard.entier(0, 9)}`,
  ];
  return [
    {
      id: 'rendez-vous',
      libelle: 'Rendez-vous de l’association',
      lieu: lieu!,
      rythme: { type: 'dates', dates },
      creneaux: [{ debut: '20:00', fin: '00:30' }],
      exceptions: [{ type: 'report', de: '2027-01-16', vers: '2027-01-23', motif: 'salle indisponible' }],
    },
  ];
};

const surRendezVous: Horaires = ([lieu]) => [
  { id: 'rendez-vous', lieu: lieu!, rythme: { type: 'sur-rendez-vous' }, creneaux: [] },
];

const dateCommuniquee: Horaires = ([lieu], hasard) => [
  {
    id: 'seances',
    lieu: lieu!,
    rythme: {
      type: 'date-communiquee',
      precision: 'une séance par mois, annoncée par affiche',
      dates: hasard.uneFoisSur(2) ? ['2026-12-11', '2027-01-15'] : [],
    },
    creneaux: [{ debut: '20:30' }],
  },
];

const loisirs: Horaires = ([lieu]) => [
  {
    id: 'mercredi',
    lieu: lieu!,
    rythme: hebdomadaire(['mercredi']),
    creneaux: [{ debut: '07:30', fin: '18:30' }],
    filtre: { vacances: { regle: 'exclues' } },
  },
  {
    id: 'vacances',
    lieu: lieu!,
    rythme: hebdomadaire(OUVRABLES),
    creneaux: [{ debut: '07:30', fin: '18:30' }],
    filtre: {
      vacances: { regle: 'seulement', periodes: ['toussaint', 'hiver', 'printemps', 'ete'] },
      moisExclus: [8],
    },
  },
];

const jeunes: Horaires = ([lieu]) => [
  { id: 'accueil', lieu: lieu!, rythme: hebdomadaire(['mercredi', 'samedi']), creneaux: APRES_MIDI },
  {
    id: 'soiree',
    libelle: 'Soirée avant les vacances',
    lieu: lieu!,
    rythme: { type: 'avant-vacances', jours: ['vendredi'] },
    creneaux: [{ debut: '18:00', fin: '22:30' }],
  },
];

const ecole: Horaires = chaqueSemaine(
  JOURS_D_ECOLE,
  [
    { debut: '08:30', fin: '12:00' },
    { debut: '13:30', fin: '16:15' },
  ],
  { vacances: { regle: 'exclues' } },
);
const bureau: Horaires = chaqueSemaine(OUVRABLES, JOURNEE);
const sansHoraires: Horaires = () => [];

/** In the proportions of the real territories, made whole with what a village knows to have. */
export const MODELES: readonly Modele[] = [
  { type: 'association', nom: 'Association', poids: 120, horaires: auxDates },
  {
    type: 'creche',
    nom: 'Micro-crèche',
    poids: 60,
    acces: 'sur-inscription',
    horaires: chaqueSemaine(OUVRABLES, [{ debut: '07:30', fin: '18:30' }], { moisExclus: [8] }),
  },
  {
    type: 'mam',
    nom: 'MAM',
    poids: 30,
    acces: 'sur-inscription',
    horaires: chaqueSemaine(OUVRABLES, [{ debut: '06:45', fin: '19:00' }]),
  },
  {
    type: 'assistante-maternelle',
    nom: 'Assistantes maternelles',
    poids: 30,
    acces: 'sur-rendez-vous',
    horaires: surRendezVous,
  },
  { type: 'rpe', nom: 'RPE', poids: 25, acces: 'libre', arrets: 4, horaires: bureauEtTournee },
  { type: 'laep', nom: 'LAEP', poids: 25, acces: 'libre', arrets: 3, horaires: tournee },
  {
    type: 'periscolaire',
    nom: 'Garderie',
    poids: 60,
    acces: 'sur-inscription',
    horaires: chaqueSemaine(
      JOURS_D_ECOLE,
      [
        { debut: '07:30', fin: '08:45' },
        { debut: '16:15', fin: '18:30' },
      ],
      { vacances: { regle: 'exclues' } },
    ),
  },
  { type: 'alsh', nom: 'Centre de loisirs', poids: 45, acces: 'sur-inscription', horaires: loisirs },
  { type: 'jeunesse', nom: 'Local jeunes', poids: 50, acces: 'libre', horaires: jeunes },
  {
    type: 'maison-des-adolescents',
    nom: 'Maison des ados',
    poids: 10,
    acces: 'sur-rendez-vous',
    arrets: 3,
    horaires: tournee,
  },
  {
    type: 'france-services',
    nom: 'France services',
    poids: 30,
    acces: 'libre',
    arrets: 5,
    horaires: bureauEtTournee,
  },
  {
    type: 'mediation-numerique',
    nom: 'Conseiller numérique',
    poids: 30,
    acces: 'sur-rendez-vous',
    arrets: 7,
    horaires: tournee,
  },
  {
    type: 'point-info-seniors',
    nom: 'Point info séniors',
    poids: 15,
    acces: 'sur-rendez-vous',
    arrets: 2,
    horaires: bureauEtTournee,
  },
  { type: 'aide-a-domicile', nom: 'Aide à domicile', poids: 20, horaires: bureau },
  { type: 'etablissement-seniors', nom: 'EHPAD', poids: 20, horaires: sansHoraires },
  { type: 'evs', nom: 'EVS', poids: 20, acces: 'libre', arrets: 2, horaires: bureauEtTournee },
  { type: 'centre-social', nom: 'Centre social', poids: 15, acces: 'libre', horaires: bureau },
  { type: 'parentalite', nom: 'Café des parents', poids: 35, acces: 'libre', arrets: 2, horaires: tournee },
  { type: 'pmi', nom: 'PMI', poids: 15, acces: 'sur-rendez-vous', arrets: 5, horaires: tournee },
  { type: 'caf', nom: 'Caf', poids: 10, acces: 'sur-rendez-vous', arrets: 2, horaires: tournee },
  {
    type: 'mission-locale',
    nom: 'Mission locale',
    poids: 10,
    acces: 'sur-rendez-vous',
    arrets: 4,
    horaires: tournee,
  },
  { type: 'emploi', nom: 'Espace emploi', poids: 20, horaires: bureau },
  { type: 'mobilite', nom: 'Bus du marché', poids: 40, arrets: 3, horaires: tournee },
  { type: 'sante', nom: 'Maison de santé', poids: 60, acces: 'sur-rendez-vous', horaires: surRendezVous },
  {
    type: 'ressource-handicap',
    nom: 'Pôle handicap',
    poids: 20,
    acces: 'sur-orientation',
    horaires: sansHoraires,
  },
  {
    type: 'bibliotheque',
    nom: 'Médiathèque',
    poids: 40,
    acces: 'libre',
    horaires: chaqueSemaine(['mardi', 'mercredi', 'samedi'], JOURNEE),
  },
  { type: 'cinema', nom: 'Ciné-village', poids: 15, horaires: dateCommuniquee },
  { type: 'culture', nom: 'École de musique', poids: 35, acces: 'sur-inscription', horaires: auxDates },
  { type: 'ecole', nom: 'École', poids: 70, horaires: ecole },
  { type: 'college', nom: 'Collège', poids: 10, horaires: ecole },
  { type: 'ccas', nom: 'CCAS', poids: 20, acces: 'sur-rendez-vous', horaires: surRendezVous },
];

/** Every village has one; not drawn with the others. */
export const MAIRIE: Modele = {
  type: 'mairie',
  nom: 'Mairie',
  poids: 0,
  acces: 'libre',
  horaires: chaqueSemaine(['lundi', 'mercredi', 'vendredi'], MATIN),
};
