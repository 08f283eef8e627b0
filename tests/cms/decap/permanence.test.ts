import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type PermanenceEcrite,
  TYPES_DE_RYTHME,
  type TypeDeRythme,
  changeRythme,
  createPermanence,
  describePermanence,
  nameOf,
} from '../../../cms/decap/permanence';
import { NBSP } from '../../../src/domain/date/format';
import { rythmeSchema } from '../../../src/domain/permanence/schema';
import { calendrier } from '../../fixtures/calendrier';
import { motifs } from '../../fixtures/motifs';

const contexte = { aujourdhui: '2026-12-01', calendrier, zone: 'C' } as const;

test('« le 1er et le 3e mardi, 9 h – 12 h, à la mairie de Belmont, hors vacances » gives its sentence and its six next dates', () => {
  const { phrase, dates, erreurs } = describePermanence(
    {
      id: 'mairie-de-belmont',
      lieu: 'mairie-de-belmont',
      rythme: { type: 'mensuel', jours: ['mardi'], rangs: [1, 3] },
      creneaux: [{ debut: '09:00', fin: '12:00' }],
      filtre: { vacances: { regle: 'exclues' } },
    },
    contexte,
  );
  expect(erreurs).toEqual([]);
  expect(phrase!.replaceAll('\u00a0', ' ')).toBe(
    'le 1er et le 3e mardi du mois, de 9 h à 12 h, hors vacances scolaires',
  );
  expect(dates.map((date) => date.replaceAll('\u00a0', ' '))).toEqual([
    'mardi 1er décembre 2026, 9 h – 12 h',
    'mardi 15 décembre 2026, 9 h – 12 h',
    'mardi 5 janvier 2027, 9 h – 12 h',
    'mardi 19 janvier 2027, 9 h – 12 h',
    'mardi 2 février 2027, 9 h – 12 h',
    'mardi 2 mars 2027, 9 h – 12 h',
  ]);
});

test('every real pattern can be edited: its sentence is the one that is read on the site', () => {
  const permanences = motifs.flatMap(({ permanences: celles }) => celles);
  expect(permanences.length).toBeGreaterThan(40);
  for (const { permanence, lue } of permanences) {
    const { phrase, erreurs } = describePermanence(permanence as PermanenceEcrite, contexte);
    expect(erreurs).toEqual([]);
    expect(phrase).toBe(lue.replaceAll('~', NBSP));
  }
});

test('any rhythm becomes any other without ever being half of both', () => {
  const types = fc.constantFrom(...(Object.keys(TYPES_DE_RYTHME) as TypeDeRythme[]));
  fc.assert(
    fc.property(fc.array(types, { minLength: 1, maxLength: 6 }), (suite) => {
      const rythme = suite.reduce(
        (avant, type) => changeRythme(avant, type, contexte.aujourdhui),
        createPermanence([], contexte.aujourdhui).rythme,
      );
      expect(rythme.type).toBe(suite.at(-1));
      // What only the person knows is still to be written: dates, a sentence.
      const complet = {
        ...rythme,
        ...(rythme.type === 'dates' ? { dates: ['2026-12-18'] } : {}),
        ...(rythme.type === 'date-communiquee' ? { precision: 'une soirée par mois' } : {}),
      };
      expect(rythmeSchema.safeParse(complet).error).toBeUndefined();
    }),
  );
});

test('a permanence that is not finished says in French what is missing, and shows no date', () => {
  const { phrase, dates, erreurs } = describePermanence(
    {
      id: 'a',
      rythme: { type: 'mensuel', jours: [], rangs: [1] },
      creneaux: [{ debut: '09:00', fin: '09:00' }],
    },
    contexte,
  );
  expect(phrase).toBeUndefined();
  expect(dates).toEqual([]);
  expect(erreurs.map(({ message }) => message).join(' ')).toMatch(/jour de la semaine.*même heure/);
});

test('closures of the structure, exceptions and their reasons are in the dates shown', () => {
  const permanence: PermanenceEcrite = {
    id: 'a',
    rythme: { type: 'hebdomadaire', jours: ['mardi'] },
    exceptions: [
      { type: 'annulation', du: '2026-12-08', motif: 'formation' },
      { type: 'ajout', date: '2026-12-09', motif: 'rattrapage' },
    ],
  };
  const fermetures = [{ du: '2026-12-15', au: '2026-12-20', motif: 'travaux' }];
  const { dates } = describePermanence(permanence, contexte, fermetures);
  expect(dates.slice(0, 3).map((date) => date.replaceAll('\u00a0', ' '))).toEqual([
    'mardi 1er décembre 2026',
    'mercredi 9 décembre 2026, rattrapage',
    'mardi 22 décembre 2026',
  ]);
});

test('each new permanence has a short name of its own', () => {
  const premiere = createPermanence([], contexte.aujourdhui);
  const seconde = createPermanence([premiere], contexte.aujourdhui);
  expect([premiere.id, seconde.id]).toEqual(['permanence', 'permanence-2']);
  expect(nameOf('Mairie de Belmont', [])).toBe('mairie-de-belmont');
});
