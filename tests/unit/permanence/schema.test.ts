import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fermetureSchema, filtreSchema, permanenceSchema } from '../../../src/domain/permanence/schema';
import { filtreArbitraire, rythmeArbitraire } from '../../fixtures/permanence';

type Resultat = { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined };
const refusals = ({ error }: Resultat): string[] =>
  error?.issues.map(({ path, message }) => `${path.join('.')} : ${message}`) ?? [];

const mardi = { type: 'hebdomadaire', jours: ['mardi'] };
/** What the schema answers to a permanence that is right but for what is changed. */
const refuse = (changement: object): string[] =>
  refusals(permanenceSchema.safeParse({ id: 'permanence', rythme: mardi, ...changement }));

const DATE = 'ce n’est pas une date du calendrier. Écrivez année-mois-jour, par exemple 2026-12-01.';
const HEURE = 'ce n’est pas une heure. Écrivez deux chiffres, deux-points, deux chiffres, par exemple 09:00.';
const CRENEAU =
  'un créneau a un début (et une fin), par exemple { debut: "09:00", fin: "12:00" }, ou un moment, par exemple { moment: apres-midi }.';
const RANG =
  'ce n’est pas un rang du mois. Écrivez 1, 2, 3, 4 ou 5, ou bien -1 pour le dernier, -2 pour l’avant-dernier.';
const SEMAINE = 'ce n’est pas une semaine du mois. Écrivez 1, 2, 3, 4 ou 5, ou bien -1 pour la dernière.';
const JOUR_ANNUEL =
  'ce n’est pas un jour de l’année. Écrivez mois-jour, par exemple 07-15 pour le 15 juillet.';
const ORDRE = 'la fin est avant le début. Vérifiez les deux dates.';
const VIDE = 'la liste est vide. Ajoutez une valeur, ou retirez ce champ.';

describe('what a content file must write of a permanence', () => {
  it('is little: a name and a rhythm; the rest has a meaning when it is absent', () => {
    expect(permanenceSchema.parse({ id: 'accueil', rythme: mardi })).toEqual({
      id: 'accueil',
      rythme: mardi,
      creneaux: [],
      filtre: { joursFeries: 'exclus' },
      exceptions: [],
    });
  });

  it('may be any rhythm under any filter', () => {
    fc.assert(
      fc.property(rythmeArbitraire, filtreArbitraire, (rythme, filtre) => {
        expect(refuse({ rythme, filtre })).toEqual([]);
      }),
    );
  });

  it('is not changed by being read again', () => {
    fc.assert(
      fc.property(rythmeArbitraire, filtreArbitraire, (rythme, filtre) => {
        const lue = permanenceSchema.parse({ id: 'permanence', rythme, filtre });
        expect(permanenceSchema.parse(lue)).toEqual(lue);
      }),
    );
  });
});

describe('what is refused, and the French sentence that says what to do', () => {
  it.each<[string, object, string[]]>([
    [
      'odd or even weeks together with an interval',
      { rythme: { ...mardi, semaines: 'paires', intervalle: { semaines: 2, depuis: '2026-12-01' } } },
      [
        'rythme.semaines : semaines paires ou impaires, ou bien une semaine sur n à partir d’une date : il faut choisir. Retirez l’un des deux.',
      ],
    ],
    [
      'an hour 25:00',
      { creneaux: [{ debut: '25:00', fin: '26:00' }] },
      [`creneaux.0.debut : ${HEURE}`, `creneaux.0.fin : ${HEURE}`],
    ],
    ['an hour 24:00', { creneaux: [{ debut: '20:00', fin: '24:00' }] }, [`creneaux.0.fin : ${HEURE}`]],
    ['an hour without its leading zero', { creneaux: [{ debut: '9:00' }] }, [`creneaux.0.debut : ${HEURE}`]],
    ['a slot with an end and no start', { creneaux: [{ fin: '12:00' }] }, [`creneaux.0 : ${CRENEAU}`]],
    [
      'a slot with both hours and a moment',
      { creneaux: [{ debut: '09:00', moment: 'matin' }] },
      [`creneaux.0 : ${CRENEAU}`],
    ],
    ['a moment that is no moment', { creneaux: [{ moment: 'nuit' }] }, [`creneaux.0 : ${CRENEAU}`]],
    ['30 February', { rythme: { type: 'dates', dates: ['2026-02-30'] } }, [`rythme.dates.0 : ${DATE}`]],
    [
      'no date at all',
      { rythme: { type: 'dates', dates: [] } },
      ['rythme.dates : il manque au moins une date, par exemple 2026-12-18.'],
    ],
    ['a rank 0', { rythme: { type: 'mensuel', jours: ['mardi'], rangs: [0] } }, [`rythme.rangs.0 : ${RANG}`]],
    [
      'a rank 6',
      { rythme: { type: 'mensuel', jours: ['mardi'], rangs: [1, 6] } },
      [`rythme.rangs.1 : ${RANG}`],
    ],
    [
      'no rank',
      { rythme: { type: 'mensuel', jours: ['mardi'], rangs: [] } },
      ['rythme.rangs : il manque le rang dans le mois, par exemple [1, 3].'],
    ],
    [
      'a week 0 of the month',
      { rythme: { type: 'semaine-du-mois', jours: ['mardi'], semaines: [0] } },
      [`rythme.semaines.0 : ${SEMAINE}`],
    ],
    [
      'no week of the month',
      { rythme: { type: 'semaine-du-mois', jours: ['mardi'], semaines: [] } },
      ['rythme.semaines : il manque la semaine du mois, par exemple [1].'],
    ],
    [
      'a day 0 of the month',
      { rythme: { type: 'jour-du-mois', quantiemes: [0] } },
      ['rythme.quantiemes.0 : il n’y a pas de jour 0.'],
    ],
    [
      'no day of the month',
      { rythme: { type: 'jour-du-mois', quantiemes: [] } },
      ['rythme.quantiemes : il manque le jour du mois, par exemple [15].'],
    ],
    [
      'no day of the week',
      { rythme: { type: 'hebdomadaire', jours: [] } },
      ['rythme.jours : il manque le jour de la semaine, par exemple [mardi].'],
    ],
    [
      'a name with spaces or accents',
      { id: 'Mairie de Camarès' },
      [
        'id : ce n’est pas un nom court valable. Écrivez en minuscules sans accent, avec des tirets, par exemple mairie-de-belmont.',
      ],
    ],
  ])('refuses %s', (_, changement, attendu) => {
    expect(refuse(changement)).toEqual(attendu);
  });

  it.each<[string, object, string[]]>([
    ['a season 13-45', { saison: { du: '13-45', au: '02-29' } }, [`saison.du : ${JOUR_ANNUEL}`]],
    [
      'a season on 30 February',
      { saisonExclue: { du: '02-30', au: '06-31' } },
      [`saisonExclue.du : ${JOUR_ANNUEL}`, `saisonExclue.au : ${JOUR_ANNUEL}`],
    ],
    ['a season with a year', { saison: { du: '2026-07-01', au: '08-31' } }, [`saison.du : ${JOUR_ANNUEL}`]],
    [
      'a validity that ends before it starts',
      { validite: { du: '2027-01-05', au: '2027-01-04' } },
      [`validite : ${ORDRE}`],
    ],
    ['a list of months that would mean « never »', { mois: [] }, [`mois : ${VIDE}`]],
    ['an empty list of excluded months', { moisExclus: [] }, [`moisExclus : ${VIDE}`]],
    [
      'an empty list of weeks of holidays',
      { vacances: { regle: 'seulement', semaines: [] } },
      [`vacances.semaines : ${VIDE}`],
    ],
    [
      'an empty list of holidays',
      { vacances: { regle: 'exclues', periodes: [] } },
      [`vacances.periodes : ${VIDE}`],
    ],
  ])('refuses in a filter %s', (_, filtre, attendu) => {
    expect(refusals(filtreSchema.safeParse(filtre))).toEqual(attendu);
  });

  it('accepts a season that passes the new year, or that ends on 29 February', () => {
    expect(refuse({ filtre: { saison: { du: '11-15', au: '02-29' } } })).toEqual([]);
  });

  it('accepts a validity of one day, and one without end', () => {
    expect(refuse({ filtre: { validite: { du: '2027-01-05', au: '2027-01-05' } } })).toEqual([]);
    expect(refuse({ filtre: { validite: { du: '2027-01-05' } } })).toEqual([]);
  });

  it('refuses a closure or a cancellation that ends before it starts', () => {
    const fermeture = { du: '2027-08-30', au: '2027-08-09', motif: 'congés annuels' };
    expect(refusals(fermetureSchema.safeParse(fermeture))).toEqual([` : ${ORDRE}`]);
    expect(refuse({ exceptions: [{ type: 'annulation', ...fermeture }] })).toEqual([
      `exceptions.0 : ${ORDRE}`,
    ]);
  });

  it('refuses an exception without its reason: families are told why', () => {
    expect(
      permanenceSchema.safeParse({
        id: 'a',
        rythme: mardi,
        exceptions: [{ type: 'ajout', date: '2027-01-05' }],
      }).success,
    ).toBe(false);
  });

  it('refuses a field that it does not know, so that a misspelling is not silence', () => {
    expect(permanenceSchema.safeParse({ id: 'a', rythme: { ...mardi, semaine: 'paires' } }).success).toBe(
      false,
    );
    expect(permanenceSchema.safeParse({ id: 'a', rythme: mardi, horaires: [] }).success).toBe(false);
    expect(filtreSchema.safeParse({ ferie: 'exclus' }).success).toBe(false);
  });

  it('refuses a rhythm, a day, a zone or an interval that does not exist', () => {
    const refuses = [
      { rythme: { type: 'annuel' } },
      { rythme: { type: 'hebdomadaire', jours: ['Mardi'] } },
      {
        rythme: { type: 'hebdomadaire', jours: ['mardi'], intervalle: { semaines: 1, depuis: '2026-12-01' } },
      },
      { rythme: { type: 'hebdomadaire', jours: ['mardi'], intervalle: { semaines: 2 } } },
      { rythme: { type: 'jour-du-mois', quantiemes: [32] } },
      { rythme: { type: 'avant-vacances', jours: ['vendredi'], periodes: ['pont'] } },
      { rythme: { type: 'date-communiquee' } },
      { rythme: mardi, filtre: { vacances: { regle: 'exclues', zone: 'D' } } },
      { rythme: mardi, filtre: { mois: [13] } },
    ];
    for (const refusee of refuses) {
      expect(
        permanenceSchema.safeParse({ id: 'permanence', ...refusee }).success,
        JSON.stringify(refusee),
      ).toBe(false);
    }
  });
});
