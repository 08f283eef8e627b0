/**
 * A permanence: a service, in a place, at certain hours, on a rhythm. Opening hours of a building,
 * a monthly consultation in a town hall and the stops of a tour are the same concept.
 */
import { z } from 'zod';
import { zoneScolaireSchema, PERIODES } from '../calendrier/schema';
import { type DateCivile, dateCivileSchema, jourDeSemaineSchema } from '../date/date-civile';
import { heureSchema } from '../date/heure';
import { referenceSchema } from '../reference/schema';

/** How one enters. */
export const ACCES = ['libre', 'sur-inscription', 'sur-rendez-vous', 'sur-orientation'] as const;
export const accesSchema = z
  .enum(ACCES)
  .describe(
    'Comment on y vient : librement, sur inscription, sur rendez-vous, ou orienté par un professionnel.',
  );
export type Acces = z.infer<typeof accesSchema>;

export const MOMENTS = ['matin', 'apres-midi', 'soiree', 'journee'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Hours of one day. A slot whose end is not after its start ends the next day. */
export const creneauSchema = z
  .union(
    [
      z.strictObject({
        debut: heureSchema.describe('Heure de début, par exemple 09:00.'),
        fin: heureSchema
          .optional()
          .describe(
            'Heure de fin, par exemple 12:00. Absente si on ne la connaît pas. Plus petite que le début : le lendemain.',
          ),
      }),
      z.strictObject({
        moment: z.enum(MOMENTS).describe('Moment de la journée, quand la source ne donne pas d’heures.'),
      }),
    ],
    'un créneau a un début (et une fin), par exemple { debut: "09:00", fin: "12:00" }, ou un moment, par exemple { moment: apres-midi }.',
  )
  .refine((creneau) => !('debut' in creneau) || creneau.fin !== creneau.debut, {
    path: ['fin'],
    message: 'la fin est la même heure que le début. Corrigez-la, ou retirez-la si elle n’est pas connue.',
  });
export type Creneau = z.infer<typeof creneauSchema>;

const joursSchema = z
  .array(jourDeSemaineSchema)
  .min(1, 'il manque le jour de la semaine, par exemple [mardi].')
  .describe('Jours de la semaine.');

const FIN_AVANT_DEBUT = 'la fin est avant le début. Vérifiez les deux dates.';
const isInOrder = ({ du, au }: { du?: DateCivile | undefined; au?: DateCivile | undefined }): boolean =>
  !du || !au || du <= au;

/** Far beyond what a service ever does: a list that a machine filled would take minutes to draw. */
const DATES_MAX = 400;

/** An empty list would mean « never », which nobody writes on purpose. */
const LISTE_VIDE = 'la liste est vide. Ajoutez une valeur, ou retirez ce champ.';

const ANNEE_PIVOT = 2000; // a leap year, so that 02-29 is accepted
export const jourAnnuelSchema = z
  .string()
  .refine(
    (texte) => /^\d{2}-\d{2}$/.test(texte) && dateCivileSchema.safeParse(`${ANNEE_PIVOT}-${texte}`).success,
    'ce n’est pas un jour de l’année. Écrivez mois-jour, par exemple 07-15 pour le 15 juillet.',
  );

/** Every week, or every second week, or every n weeks from a first date. */
const hebdomadaireSchema = z.strictObject({
  type: z.literal('hebdomadaire'),
  jours: joursSchema,
  semaines: z
    .enum(['paires', 'impaires'])
    .optional()
    .describe('Semaines paires ou impaires (numéro de semaine du calendrier). Absent : toutes les semaines.'),
  intervalle: z
    .strictObject({
      semaines: z
        .int()
        .min(2)
        .max(52)
        .describe('Toutes les combien de semaines : 2 pour « une semaine sur deux ».'),
      depuis: dateCivileSchema.describe(
        'Une date où la permanence a lieu : sans elle, « un lundi sur deux » ne dit pas lequel.',
      ),
    })
    .optional()
    .describe('Une semaine sur deux, sur trois… à partir d’une date connue.'),
});

/** « 1er et 3e mardi du mois »; a negative rank counts from the end. */
const mensuelSchema = z.strictObject({
  type: z.literal('mensuel'),
  jours: joursSchema,
  rangs: z
    .array(
      z.union(
        [z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(-1), z.literal(-2)],
        'ce n’est pas un rang du mois. Écrivez 1, 2, 3, 4 ou 5, ou bien -1 pour le dernier, -2 pour l’avant-dernier.',
      ),
    )
    .min(1, 'il manque le rang dans le mois, par exemple [1, 3].')
    .describe(
      '1 pour le premier du mois, 3 pour le troisième, -1 pour le dernier, -2 pour l’avant-dernier. Un 5e n’existe pas tous les mois.',
    ),
});

/** « La 1re semaine du mois »: the week that holds the month's first Monday. */
const semaineDuMoisSchema = z.strictObject({
  type: z.literal('semaine-du-mois'),
  jours: joursSchema,
  semaines: z
    .array(
      z.union(
        [z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(-1)],
        'ce n’est pas une semaine du mois. Écrivez 1, 2, 3, 4 ou 5, ou bien -1 pour la dernière.',
      ),
    )
    .min(1, 'il manque la semaine du mois, par exemple [1].')
    .describe(
      '1 : la semaine du premier lundi du mois. -1 : celle du dernier lundi. Ce n’est pas « le premier vendredi ».',
    ),
});

/** « Le 15 de chaque mois », « le dernier jour du mois ». */
const jourDuMoisSchema = z.strictObject({
  type: z.literal('jour-du-mois'),
  quantiemes: z
    .array(
      z
        .int()
        .min(-31)
        .max(31)
        .refine((n) => n !== 0, 'il n’y a pas de jour 0.'),
    )
    .min(1, 'il manque le jour du mois, par exemple [15].')
    .describe('Numéro du jour dans le mois ; -1 pour le dernier jour.'),
});

/** « Le dernier vendredi avant les vacances ». */
const avantVacancesSchema = z.strictObject({
  type: z.literal('avant-vacances'),
  jours: joursSchema,
  periodes: z
    .array(z.enum(PERIODES).exclude(['pont']))
    .min(1, LISTE_VIDE)
    .optional()
    .describe('Seulement avant ces vacances. Absent : toutes.'),
});

const datesSchema = z.strictObject({
  type: z.literal('dates'),
  dates: z
    .array(dateCivileSchema)
    .min(1, 'il manque au moins une date, par exemple 2026-12-18.')
    .max(DATES_MAX)
    .describe('Dates exactes.'),
});

/** No date: one calls and agrees on one. */
const surRendezVousSchema = z.strictObject({ type: z.literal('sur-rendez-vous') });

/** The rhythm is not known as a rule: what the source says, and the dates announced so far. */
const dateCommuniqueeSchema = z.strictObject({
  type: z.literal('date-communiquee'),
  precision: z
    .string()
    .min(3)
    .describe(
      'Ce que l’on sait, tel que la source le dit : « une soirée par mois », « ouverte 5 jours par semaine ».',
    ),
  dates: z.array(dateCivileSchema).max(DATES_MAX).default([]).describe('Dates annoncées à ce jour.'),
});

export const rythmeSchema = z
  .discriminatedUnion('type', [
    hebdomadaireSchema,
    mensuelSchema,
    semaineDuMoisSchema,
    jourDuMoisSchema,
    avantVacancesSchema,
    datesSchema,
    surRendezVousSchema,
    dateCommuniqueeSchema,
  ])
  .superRefine((rythme, contexte) => {
    if (rythme.type !== 'hebdomadaire' || !rythme.intervalle) return;
    if (rythme.semaines) {
      contexte.addIssue({
        code: 'custom',
        path: ['semaines'],
        message:
          'semaines paires ou impaires, ou bien une semaine sur n à partir d’une date : il faut choisir. Retirez l’un des deux.',
      });
    }
  });
export type Rythme = z.infer<typeof rythmeSchema>;

export const filtreSchema = z.strictObject({
  vacances: z
    .strictObject({
      regle: z
        .enum(['exclues', 'seulement'])
        .describe('« exclues » : pas pendant les vacances scolaires. « seulement » : uniquement pendant.'),
      semaines: z
        .array(z.int().min(1).max(9))
        .min(1, LISTE_VIDE)
        .optional()
        .describe(
          'Seulement certaines semaines des vacances, comptées depuis le samedi de départ : 1 pour la première.',
        ),
      periodes: z
        .array(z.enum(PERIODES))
        .min(1, LISTE_VIDE)
        .optional()
        .describe('Seulement certaines vacances, par exemple [noel, hiver].'),
      zone: zoneScolaireSchema.optional().describe('Zone de vacances. Absente : celle du territoire.'),
    })
    .optional()
    .describe('Effet des vacances scolaires. Absent : aucun.'),
  joursFeries: z
    .enum(['exclus', 'inclus', 'seulement'])
    .default('exclus')
    .describe('Les jours fériés : exclus sauf mention contraire.'),
  mois: z
    .array(z.int().min(1).max(12))
    .min(1, LISTE_VIDE)
    .optional()
    .describe('Seulement ces mois (1 pour janvier).'),
  moisExclus: z
    .array(z.int().min(1).max(12))
    .min(1, LISTE_VIDE)
    .optional()
    .describe('Jamais ces mois, par exemple [8] pour « fermé en août ».'),
  saison: z
    .strictObject({ du: jourAnnuelSchema, au: jourAnnuelSchema })
    .optional()
    .describe('Chaque année, seulement entre ces deux jours inclus (peut passer le 1er janvier).'),
  saisonExclue: z
    .strictObject({ du: jourAnnuelSchema, au: jourAnnuelSchema })
    .optional()
    .describe('Chaque année, jamais entre ces deux jours inclus.'),
  validite: z
    .strictObject({ du: dateCivileSchema.optional(), au: dateCivileSchema.optional() })
    .refine(isInOrder, FIN_AVANT_DEBUT)
    .optional()
    .describe('Ces horaires valent seulement entre ces dates incluses.'),
});
export type Filtre = z.infer<typeof filtreSchema>;

const motifSchema = z
  .string()
  .min(3)
  .describe('Raison affichée aux familles, par exemple « agent en formation ».');

/** A closure between two days, both included. */
export const fermetureSchema = z
  .strictObject({
    du: dateCivileSchema.describe('Premier jour fermé.'),
    au: dateCivileSchema.optional().describe('Dernier jour fermé. Absent : un seul jour.'),
    motif: motifSchema,
  })
  .refine(isInOrder, FIN_AVANT_DEBUT);
export type Fermeture = z.infer<typeof fermetureSchema>;

export const exceptionSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('annulation'),
      du: dateCivileSchema.describe('Premier jour annulé.'),
      au: dateCivileSchema.optional().describe('Dernier jour annulé. Absent : un seul jour.'),
      motif: motifSchema,
    })
    .refine(isInOrder, FIN_AVANT_DEBUT),
  z.strictObject({
    type: z.literal('report'),
    de: dateCivileSchema.describe('Date qui n’aura pas lieu.'),
    vers: dateCivileSchema.describe('Nouvelle date.'),
    creneaux: z.array(creneauSchema).min(1).optional().describe('Nouvelles heures, si elles changent.'),
    lieu: referenceSchema.optional().describe('Nouveau lieu, s’il change.'),
    motif: motifSchema,
  }),
  z.strictObject({
    type: z.literal('ajout'),
    date: dateCivileSchema.describe('Date ajoutée.'),
    creneaux: z.array(creneauSchema).min(1).optional().describe('Heures, si elles diffèrent.'),
    lieu: referenceSchema.optional().describe('Lieu, s’il diffère.'),
    motif: motifSchema,
  }),
]);
export type Exception = z.infer<typeof exceptionSchema>;

export const permanenceSchema = z.strictObject({
  id: referenceSchema.describe(
    'Nom court et stable, unique dans la fiche : il sert d’identifiant dans les agendas.',
  ),
  libelle: z
    .string()
    .optional()
    .describe('Ce qui s’y passe, si ce n’est pas l’accueil habituel : « atelier d’éveil ».'),
  lieu: referenceSchema
    .optional()
    .describe('Lieu où elle se tient. Absent : lieu non renseigné, à domicile ou par téléphone.'),
  ordre: z.int().min(1).optional().describe('Rang de l’arrêt dans une tournée.'),
  rythme: rythmeSchema.describe('Quand elle revient.'),
  creneaux: z
    .array(creneauSchema)
    .max(24)
    .default([])
    .describe('Heures. Vide : heures non renseignées, la page invite à appeler.'),
  filtre: filtreSchema.prefault({}).describe('Vacances, jours fériés, mois, saison, validité.'),
  exceptions: z
    .array(exceptionSchema)
    .max(200)
    .default([])
    .describe('Dates annulées, reportées ou ajoutées.'),
  acces: accesSchema.optional().describe('Accès propre à cette permanence. Absent : celui du service.'),
  verifieLe: dateCivileSchema
    .optional()
    .describe('Date où les horaires de cette permanence ont été confirmés. Absente : celle de la fiche.'),
});
export type Permanence = z.infer<typeof permanenceSchema>;
