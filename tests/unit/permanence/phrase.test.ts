import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCreneau,
  formatCreneauCourt,
  formatFiltre,
  formatJours,
  formatPermanence,
  formatRythme,
} from '../../../src/domain/permanence/phrase';
import { filtreSchema, permanenceSchema, rythmeSchema } from '../../../src/domain/permanence/schema';
import { insecable } from '../../fixtures/insecable';
import { cas } from '../../fixtures/motifs';
import { type PermanenceEcrite, permanence, permanenceArbitraire } from '../../fixtures/permanence';

/** Non-breaking spaces shown as `~`, so that a failure can be read. */
const lisible = (texte: string): string => texte.replaceAll('\u00A0', '~');

describe('the sentence of each real service', () => {
  it.each(cas)('$nom: « $lue »', ({ permanence: ecrite, lue }) => {
    expect(lisible(formatPermanence(permanenceSchema.parse(ecrite)))).toBe(lue);
  });
});

describe('the sentence of a rhythm', () => {
  it.each<[string, PermanenceEcrite['rythme']]>([
    ['le~mardi', { type: 'hebdomadaire', jours: ['mardi'] }],
    ['le~lundi et le~mardi', { type: 'hebdomadaire', jours: ['lundi', 'mardi'] }],
    ['le~lundi, le~mardi et le~jeudi', { type: 'hebdomadaire', jours: ['lundi', 'mardi', 'jeudi'] }],
    ['du lundi au mercredi', { type: 'hebdomadaire', jours: ['lundi', 'mardi', 'mercredi'] }],
    [
      'tous les jours',
      {
        type: 'hebdomadaire',
        jours: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
      },
    ],
    [
      'le~mercredi des semaines impaires',
      { type: 'hebdomadaire', jours: ['mercredi'], semaines: 'impaires' },
    ],
    [
      'du lundi au vendredi des semaines paires',
      {
        type: 'hebdomadaire',
        jours: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi'],
        semaines: 'paires',
      },
    ],
    [
      'un mercredi sur deux, à partir du mercredi~2~décembre~2026',
      { type: 'hebdomadaire', jours: ['mercredi'], intervalle: { semaines: 2, depuis: '2026-12-02' } },
    ],
    [
      'un lundi sur trois, à partir du lundi~1er~février~2027',
      { type: 'hebdomadaire', jours: ['lundi'], intervalle: { semaines: 3, depuis: '2027-02-01' } },
    ],
    [
      'un jeudi sur 12, à partir du jeudi~7~janvier~2027',
      { type: 'hebdomadaire', jours: ['jeudi'], intervalle: { semaines: 12, depuis: '2027-01-07' } },
    ],
    [
      'une semaine sur deux, le~lundi et le~mardi, à partir du lundi~7~décembre~2026',
      { type: 'hebdomadaire', jours: ['lundi', 'mardi'], intervalle: { semaines: 2, depuis: '2026-12-07' } },
    ],

    ['le~1er et le~3e mardi du mois', { type: 'mensuel', jours: ['mardi'], rangs: [1, 3] }],
    ['le~2e lundi du mois', { type: 'mensuel', jours: ['lundi'], rangs: [2] }],
    ['le~dernier mardi du mois', { type: 'mensuel', jours: ['mardi'], rangs: [-1] }],
    ['l’avant-dernier samedi du mois', { type: 'mensuel', jours: ['samedi'], rangs: [-2] }],
    ['le~1er et le~dernier vendredi du mois', { type: 'mensuel', jours: ['vendredi'], rangs: [-1, 1] }],
    [
      'l’avant-dernier et le~dernier vendredi du mois',
      { type: 'mensuel', jours: ['vendredi'], rangs: [-1, -2] },
    ],
    ['le~1er, le~3e et le~5e jeudi du mois', { type: 'mensuel', jours: ['jeudi'], rangs: [5, 3, 1] }],
    ['le~1er mardi et le~1er jeudi du mois', { type: 'mensuel', jours: ['jeudi', 'mardi'], rangs: [1] }],
    [
      'le~1er et le~3e mardi ainsi que le~1er et le~3e jeudi du mois',
      { type: 'mensuel', jours: ['mardi', 'jeudi'], rangs: [1, 3] },
    ],

    [
      'le~vendredi de la~1re semaine du mois (celle du~1er lundi)',
      { type: 'semaine-du-mois', jours: ['vendredi'], semaines: [1] },
    ],
    [
      'le~vendredi de la~dernière semaine du mois (celle du~dernier lundi)',
      { type: 'semaine-du-mois', jours: ['vendredi'], semaines: [-1] },
    ],
    [
      'le~mardi et le~jeudi de la~1re et de la~3e semaine du mois (celles du~1er et du~3e lundi)',
      { type: 'semaine-du-mois', jours: ['mardi', 'jeudi'], semaines: [3, 1] },
    ],

    ['le~15 du mois', { type: 'jour-du-mois', quantiemes: [15] }],
    ['le~1er et le~15 du mois', { type: 'jour-du-mois', quantiemes: [15, 1] }],
    ['le dernier jour du mois', { type: 'jour-du-mois', quantiemes: [-1] }],
    ['l’avant-dernier jour du mois', { type: 'jour-du-mois', quantiemes: [-2] }],
    ['le~15 et le dernier jour du mois', { type: 'jour-du-mois', quantiemes: [-1, 15] }],
    ['le~3e jour en partant de la fin du mois', { type: 'jour-du-mois', quantiemes: [-3] }],

    ['le dernier vendredi avant les vacances scolaires', { type: 'avant-vacances', jours: ['vendredi'] }],
    [
      'le dernier jeudi et le dernier vendredi avant les vacances scolaires',
      { type: 'avant-vacances', jours: ['vendredi', 'jeudi'] },
    ],
    [
      'le dernier vendredi avant les vacances de Noël et d’été',
      { type: 'avant-vacances', jours: ['vendredi'], periodes: ['noel', 'ete'] },
    ],

    ['le~vendredi~18~décembre~2026', { type: 'dates', dates: ['2026-12-18'] }],
    [
      'le~vendredi~18~décembre~2026 et le~vendredi~5~février~2027',
      { type: 'dates', dates: ['2027-02-05', '2026-12-18'] },
    ],
    [
      '5~dates, du mardi~1er~décembre~2026 au mardi~6~avril~2027',
      { type: 'dates', dates: ['2026-12-01', '2027-01-05', '2027-02-02', '2027-03-02', '2027-04-06'] },
    ],

    ['sur rendez-vous', { type: 'sur-rendez-vous' }],
    [
      'une soirée par mois, date communiquée par la structure',
      { type: 'date-communiquee', precision: 'une soirée par mois' },
    ],
    [
      'une soirée par mois, date annoncée~: le~vendredi~8~janvier~2027',
      { type: 'date-communiquee', precision: 'une soirée par mois', dates: ['2027-01-08'] },
    ],
    [
      'une soirée par mois, dates annoncées~: le~vendredi~8~janvier~2027 et le~vendredi~5~février~2027',
      { type: 'date-communiquee', precision: 'une soirée par mois', dates: ['2027-02-05', '2027-01-08'] },
    ],
  ])('is « %s »', (phrase, ecrit) => {
    expect(lisible(formatRythme(rythmeSchema.parse(ecrit)))).toBe(phrase);
  });

  it('names the days in the order of the week, each once', () => {
    expect(lisible(formatJours(['jeudi', 'lundi', 'jeudi']))).toBe('le~lundi et le~jeudi');
    expect(formatJours(['vendredi', 'jeudi', 'mercredi'])).toBe('du mercredi au vendredi');
  });

  it('does not turn two days that follow one another into a run', () => {
    expect(lisible(formatJours(['samedi', 'dimanche']))).toBe('le~samedi et le~dimanche');
  });
});

describe('the sentence of a filter', () => {
  it.each<[string, PermanenceEcrite['filtre']]>([
    ['hors vacances scolaires', { vacances: { regle: 'exclues' } }],
    ['uniquement pendant les vacances scolaires', { vacances: { regle: 'seulement' } }],
    ['hors vacances scolaires (zone~A)', { vacances: { regle: 'exclues', zone: 'A' } }],
    ['hors vacances de Noël et d’hiver', { vacances: { regle: 'exclues', periodes: ['noel', 'hiver'] } }],
    [
      'uniquement pendant les vacances de la Toussaint',
      { vacances: { regle: 'seulement', periodes: ['toussaint'] } },
    ],
    ['hors vacances d’été', { vacances: { regle: 'exclues', periodes: ['ete'] } }],
    ['hors ponts', { vacances: { regle: 'exclues', periodes: ['pont'] } }],
    [
      'hors vacances de printemps et ponts',
      { vacances: { regle: 'exclues', periodes: ['pont', 'printemps'] } },
    ],
    ['uniquement la~1re semaine des vacances scolaires', { vacances: { regle: 'seulement', semaines: [1] } }],
    ['sauf la~1re semaine des vacances scolaires', { vacances: { regle: 'exclues', semaines: [1] } }],
    [
      'uniquement la~1re et la~2e semaine des vacances d’été (zone~B)',
      { vacances: { regle: 'seulement', semaines: [2, 1], periodes: ['ete'], zone: 'B' } },
    ],
    ['y compris les jours fériés', { joursFeries: 'inclus' }],
    ['uniquement les jours fériés', { joursFeries: 'seulement' }],
    ['uniquement en juillet et en août', { mois: [7, 8] }],
    ['sauf en août', { moisExclus: [8] }],
    ['sauf en juillet, en août et en décembre', { moisExclus: [7, 8, 12] }],
    ['chaque année du 1er~juin au 15~septembre', { saison: { du: '06-01', au: '09-15' } }],
    ['chaque année du 15~novembre au 31~mars', { saison: { du: '11-15', au: '03-31' } }],
    ['sauf du 15~juillet au 25~août', { saisonExclue: { du: '07-15', au: '08-25' } }],
    ['du 1er~septembre~2026 au 2~juillet~2027', { validite: { du: '2026-09-01', au: '2027-07-02' } }],
    ['à partir du 4~janvier~2027', { validite: { du: '2027-01-04' } }],
    ['jusqu’au 2~juillet~2027', { validite: { au: '2027-07-02' } }],
  ])('is « %s »', (phrase, ecrit) => {
    expect(formatFiltre(filtreSchema.parse(ecrit)).map(lisible)).toEqual([phrase]);
  });

  it('is empty when there is nothing to say, excluded public holidays included', () => {
    expect(formatFiltre(filtreSchema.parse({}))).toEqual([]);
    expect(formatFiltre(filtreSchema.parse({ joursFeries: 'exclus', validite: {} }))).toEqual([]);
  });

  it('says its conditions in a fixed order', () => {
    const filtre = filtreSchema.parse({
      validite: { du: '2026-09-01' },
      moisExclus: [8],
      joursFeries: 'inclus',
      vacances: { regle: 'exclues' },
    });
    expect(formatFiltre(filtre).map(lisible)).toEqual([
      'hors vacances scolaires',
      'y compris les jours fériés',
      'sauf en août',
      'à partir du 1er~septembre~2026',
    ]);
  });
});

describe('the sentence of a slot', () => {
  it.each([
    ['de~9~h à~12~h', { debut: '09:00', fin: '12:00' }],
    ['de~8~h~30 à~17~h~05', { debut: '08:30', fin: '17:05' }],
    ['à~9~h~30', { debut: '09:30' }],
    ['de~22~h à~6~h le lendemain', { debut: '22:00', fin: '06:00' }],
    ['de~20~h à~minuit', { debut: '20:00', fin: '00:00' }],
    ['de~minuit à~6~h', { debut: '00:00', fin: '06:00' }],
    ['de~8~h à~8~h le lendemain', { debut: '08:00', fin: '08:00' }],
    ['le matin', { moment: 'matin' as const }],
    ['l’après-midi', { moment: 'apres-midi' as const }],
    ['en soirée', { moment: 'soiree' as const }],
    ['toute la journée', { moment: 'journee' as const }],
  ])('is « %s »', (phrase, creneau) => {
    expect(lisible(formatCreneau(creneau))).toBe(phrase);
  });

  it('has a short form that never breaks across lines', () => {
    expect(formatCreneauCourt({ debut: '09:00', fin: '12:00' })).toBe(insecable('9~h~–~12~h'));
    expect(formatCreneauCourt({ debut: '09:30' })).toBe(insecable('9~h~30'));
    expect(formatCreneauCourt({ moment: 'matin' })).toBe('le matin');
    expect(formatCreneauCourt({})).toBeUndefined();
  });
});

describe('the whole sentence', () => {
  it('is the one of the design', () => {
    expect(
      formatPermanence(
        permanence({
          rythme: { type: 'mensuel', jours: ['mardi'], rangs: [1, 3] },
          creneaux: [{ debut: '09:00', fin: '12:00' }],
          filtre: { vacances: { regle: 'exclues' } },
        }),
      ),
    ).toBe(insecable('le~1er et le~3e mardi du mois, de~9~h à~12~h, hors vacances scolaires'));
  });

  it('says that hours are not known, except when there is no date to come on', () => {
    expect(
      lisible(formatPermanence(permanence({ rythme: { type: 'hebdomadaire', jours: ['mardi'] } }))),
    ).toBe('le~mardi, heures non renseignées');
    expect(formatPermanence(permanence({ rythme: { type: 'sur-rendez-vous' } }))).toBe('sur rendez-vous');
  });

  it('keeps the hours of an appointment', () => {
    const surRendezVous = permanence({
      rythme: { type: 'sur-rendez-vous' },
      creneaux: [{ moment: 'apres-midi' }],
    });
    expect(formatPermanence(surRendezVous)).toBe('sur rendez-vous, l’après-midi');
  });

  it('is clean whatever the rhythm, the filter and the slots', () => {
    fc.assert(
      fc.property(permanenceArbitraire, (arbitraire) => {
        const phrase = formatPermanence(arbitraire);
        expect(phrase).not.toMatch(/undefined|NaN|\[object|[\s\u00A0]{2}|, ,|^[,\s]|[,\s]$|[ \u00A0],/);
        // A straight apostrophe is a mistake of typography, a digit before a plain space can be left alone on its line.
        expect(phrase).not.toMatch(/'|\d (h|mai|juin|janvier)/);
      }),
    );
  });
});
