import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HorairesLus,
  groupHoraires,
  listPlages,
  readHeuresDuJour,
  readHorairesOsm,
  toPermanences,
} from '../../../src/domain/importation/horaires';
import { JOURS_DE_SEMAINE } from '../../../src/domain/date/jour';
import { isHeld, listOccurrences } from '../../../src/domain/permanence/occurrence';
import { permanenceSchema } from '../../../src/domain/permanence/schema';
import { calendrier } from '../../fixtures/calendrier';
import { listOpenings } from '../../fixtures/opening-hours';

const DU = '2026-12-01';
const AU = '2027-03-31';

/** The openings that these permanences give, as the library of OpenStreetMap writes them. */
function listNotres(regle: string): string[] | undefined {
  const lus = readHorairesOsm(regle);
  if (!lus) return undefined;
  const ouvertures = toPermanences(lus).flatMap((ecrite) =>
    listOccurrences(permanenceSchema.parse(ecrite), DU, AU, { calendrier, zone: 'C' })
      .filter(isHeld)
      .map(({ date, debut = '', fin = '' }) => `${date} ${debut}-${fin}`),
  );
  return ouvertures.sort();
}
const listSiennes = (regle: string): string[] => listOpenings(regle, DU, AU).sort();

describe('the language of OpenStreetMap', () => {
  test.each([
    'Mo-Fr 09:00-12:00; PH off',
    'Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off',
    'Mo,Tu,Th 09:00-12:00; We,Fr 14:00-17:00; PH off',
    'We[1,3] 09:00-12:00; PH,SH off',
    'Fr[-1] 14:00-16:00; PH off',
    'Mo-Fr 09:00-12:00; We 14:00-17:00; PH off',
    'Mo-Sa 09:00-12:00; We off; PH off',
    'week 1-53/2 Mo 09:00-12:00; PH off',
    'week 2-53/2 Th 09:00-12:00; PH,SH off',
    'SH Mo-Fr 10:00-12:00; PH off',
    'Mo-Tu,Th 09:00-12:00, We,Fr 14:00-17:00; PH off',
    'Mo-Tu,Th 09:00-12:00 open "à confirmer", We 14:00-17:00 open "sur rendez-vous, à confirmer"; PH off',
    'Mo 09:00-12:00, week 01-53/2 Sa 10:00-12:00; PH off',
  ])('%s gives the dates that its own library gives', (regle) => {
    expect(listNotres(regle)).toEqual(listSiennes(regle));
    expect(listNotres(regle)!.length).toBeGreaterThan(2);
  });

  test.each([
    ['a text', 'le mardi matin'],
    ['an hour that does not exist', 'Mo 25:00-26:00'],
    ['the sun', 'Mo sunrise-sunset'],
    ['a season', 'Apr-Oct: Mo 09:00-12:00'],
    ['a year', '2026 Mo 09:00-12:00'],
    ['a comment that is not ours', 'Mo 09:00-12:00 "sonner deux fois"'],
    ['always open', '24/7'],
    ['a first Monday among all Mondays', 'Mo 09:00-12:00; Mo[1] 14:00-17:00'],
    ['hours after the holidays are closed', 'SH off; Mo 09:00-12:00'],
    ['a fallback', 'Mo 09:00-12:00 || "sur appel"'],
    ['nothing', ''],
    ['only closed days', 'PH off'],
    ['a sixth Monday', 'Mo[6] 09:00-12:00'],
  ])('%s is not read', (_, regle) => {
    expect(readHorairesOsm(regle)).toBeUndefined();
  });

  test('hours by appointment say so', () => {
    expect(toPermanences(readHorairesOsm('Tu 14:00-17:00 "sur rendez-vous"; PH off')!)).toEqual([
      {
        id: 'mardi',
        rythme: { type: 'hebdomadaire', jours: ['mardi'] },
        creneaux: [{ debut: '14:00', fin: '17:00' }],
        acces: 'sur-rendez-vous',
      },
    ]);
  });

  test('a slot past midnight ends the next day', () => {
    expect(toPermanences(readHorairesOsm('Fr 20:00-02:00')!)[0]!.creneaux).toEqual([
      { debut: '20:00', fin: '02:00' },
    ]);
    expect(readHorairesOsm('Fr 20:00-26:00')).toEqual(readHorairesOsm('Fr 20:00-02:00'));
  });

  test('an open end is not made up', () => {
    expect(toPermanences(readHorairesOsm('Tu 14:00+')!)[0]!.creneaux).toEqual([{ debut: '14:00' }]);
  });

  const OSM = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
  const PLAGE = fc
    .tuple(fc.integer({ min: 12, max: 24 }), fc.integer({ min: 1, max: 8 }))
    .map(([debut, duree]) => {
      const write = (demies: number) =>
        `${String(Math.floor(demies / 2)).padStart(2, '0')}:${demies % 2 === 0 ? '00' : '30'}`;
      return `${write(debut)}-${write(debut + duree)}`;
    });
  const REGLE = fc
    .tuple(
      fc.subarray(OSM, { minLength: 1 }),
      fc.option(fc.constantFrom('[1]', '[2,4]', '[-1]'), { nil: '' }),
      fc.constantFrom('', 'week 1-53/2 ', 'week 2-53/2 '),
      fc.uniqueArray(PLAGE, { minLength: 1, maxLength: 1 }),
      fc.constantFrom('PH off', 'PH,SH off'),
    )
    // Its holidays start on the Sunday, ours on the Saturday of departure.
    .filter(([jours, , , , fermetures]) => fermetures === 'PH off' || jours.every((jour) => jour !== 'Sa'))
    .map(([jours, rangs, semaines, plages, fermetures]) => {
      const isRang = rangs !== '' && semaines === '';
      return `${semaines}${jours.map((jour) => (isRang ? jour + rangs : jour)).join(',')} ${plages.join(',')}; ${fermetures}`;
    });

  test('every simple rule gives the dates that its own library gives', () => {
    fc.assert(
      fc.property(REGLE, (regle) => {
        expect(listNotres(regle), regle).toEqual(listSiennes(regle));
      }),
      { numRuns: 60 },
    );
  });

  test('several days written one by one are the rule of all of them', () => {
    fc.assert(
      fc.property(fc.subarray(OSM, { minLength: 1 }), PLAGE, (jours, plage) => {
        const ensemble = readHorairesOsm(`${jours.join(',')} ${plage}`);
        const separes = readHorairesOsm(jours.map((jour) => `${jour} ${plage}`).join('; '));
        expect(separes).toEqual(ensemble);
      }),
    );
  });

  test('whatever the text, the answer is hours that a permanence may have, or nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.constantFrom(
                ...OSM,
                'PH',
                'SH',
                'off',
                ';',
                ',',
                '-',
                '[1]',
                '09:00',
                '12:00',
                ' ',
                '"',
                'week',
                '+',
              ),
            )
            .map((mots) => mots.join('')),
        ),
        (texte) => {
          for (const permanence of toPermanences(readHorairesOsm(texte) ?? []))
            expect(permanenceSchema.safeParse(permanence).success).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the hours of the national list', () => {
  test.each([
    [
      '09:00 - 12:00 / 14:00 - 17:00',
      [
        { debut: '09:00', fin: '12:00' },
        { debut: '14:00', fin: '17:00' },
      ],
    ],
    ['00:00 - 00:00 / 09:00 - 12:00', [{ debut: '09:00', fin: '12:00' }]],
    ['00:00 - 00:00', []],
    ['9h - 12h30', [{ debut: '09:00', fin: '12:30' }]],
    ['fermé', undefined],
    ['12:00 - 12:00', undefined],
  ])('%s', (texte, attendu) => {
    expect(readHeuresDuJour(texte)).toEqual(attendu);
  });
});

test('days with the same hours are one permanence, named after them, and its lines say each day', () => {
  const heures = [{ debut: '09:00', fin: '12:00' }];
  const lus: HorairesLus[] = JOURS_DE_SEMAINE.slice(0, 2).map((jour) => ({ jours: [jour], heures }));
  const permanences = toPermanences(groupHoraires(lus), { lieu: 'mairie' });
  expect(permanences).toMatchObject([{ id: 'lundi-mardi', lieu: 'mairie' }]);
  expect(listPlages(permanences)).toEqual(['lundi semaine 09:00-12:00 ', 'mardi semaine 09:00-12:00 ']);
});
