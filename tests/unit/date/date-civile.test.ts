import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateCivileSchema,
  daysInMonth,
  isDateCivile,
  isoWeek,
  isoWeekday,
  toDateCivile,
  toNumeroDeJour,
} from '../../../src/domain/date/date-civile';
import { dateEntre, eachDay, nomDuJour, shift, weekByThursdays } from '../../fixtures/calendrier';

const uneDate = dateEntre('1900-01-01', '2199-12-31');
const NOMS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

describe('a civil date', () => {
  it('exists exactly when Date keeps its year, month and day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (annee, mois, jour) => {
          const instant = new Date(0);
          instant.setUTCFullYear(annee, mois - 1, jour);
          const exists =
            instant.getUTCFullYear() === annee &&
            instant.getUTCMonth() === mois - 1 &&
            instant.getUTCDate() === jour;
          const texte = [
            String(annee).padStart(4, '0'),
            ...[mois, jour].map((n) => String(n).padStart(2, '0')),
          ].join('-');
          expect(isDateCivile(texte)).toBe(exists);
        },
      ),
    );
  });

  it('is refused when the month has no such day', () => {
    expect(isDateCivile('2026-02-30')).toBe(false);
    expect(isDateCivile('2027-02-29')).toBe(false);
    expect(isDateCivile('2100-02-29')).toBe(false);
    expect(isDateCivile('2028-02-29')).toBe(true);
  });

  it.each([
    '',
    '2026',
    '2026-12',
    '2026-2-3',
    '01/12/2026',
    '2026-12-01T09:00',
    ' 2026-12-01',
    '2026-12-01\n',
    '+02026-12-01',
  ])('is refused when it is written %j', (texte) => {
    expect(isDateCivile(texte)).toBe(false);
  });

  it('is never any text that people may type by mistake', () => {
    fc.assert(
      fc.property(fc.string(), (texte) => {
        fc.pre(!/^\d{4}-\d{2}-\d{2}$/.test(texte));
        expect(isDateCivile(texte)).toBe(false);
      }),
    );
  });

  it('is refused in French, with an example', () => {
    const resultat = dateCivileSchema.safeParse('2026-02-30');
    expect(resultat.error?.issues.map(({ message }) => message)).toEqual([
      'ce n’est pas une date du calendrier. Écrivez année-mois-jour, par exemple 2026-12-01.',
    ]);
  });
});

describe('day numbers', () => {
  it('come back to the same date', () => {
    fc.assert(
      fc.property(uneDate, (date) => {
        expect(toDateCivile(toNumeroDeJour(date))).toBe(date);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (numero) => {
        expect(toNumeroDeJour(toDateCivile(numero))).toBe(numero);
      }),
    );
  });

  it('follow one another without a hole, across every daylight-saving change', () => {
    const numeros = eachDay('2025-01-01', '2028-12-31').map(toNumeroDeJour);
    expect(numeros).toEqual(numeros.map((_, rang) => numeros[0]! + rang));
  });

  it('are in the order of the written dates', () => {
    fc.assert(
      fc.property(uneDate, uneDate, (a, b) => {
        expect(Math.sign(toNumeroDeJour(a) - toNumeroDeJour(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('add days as Date does', () => {
    fc.assert(
      fc.property(uneDate, fc.integer({ min: -20_000, max: 20_000 }), (date, jours) => {
        expect(addDays(date, jours)).toBe(shift(date, jours));
      }),
    );
  });

  it('undo an addition with a subtraction', () => {
    fc.assert(
      fc.property(uneDate, fc.integer({ min: -20_000, max: 20_000 }), (date, jours) => {
        expect(addDays(addDays(date, jours), -jours)).toBe(date);
      }),
    );
  });
});

describe('weekdays and weeks', () => {
  it('names the same weekday as Intl, before 1970 too', () => {
    fc.assert(
      fc.property(uneDate, (date) => {
        expect(NOMS[isoWeekday(toNumeroDeJour(date)) - 1]).toBe(nomDuJour(date));
      }),
    );
  });

  it('numbers weeks by their Thursday', () => {
    fc.assert(
      fc.property(uneDate, (date) => {
        expect(isoWeek(toNumeroDeJour(date))).toBe(weekByThursdays(date));
      }),
    );
  });

  it('agrees with the rule of Thursdays on every day around a new year', () => {
    for (let annee = 2000; annee <= 2060; annee += 1) {
      for (const date of eachDay(`${annee - 1}-12-26`, `${annee}-01-08`)) {
        expect(isoWeek(toNumeroDeJour(date)), date).toBe(weekByThursdays(date));
      }
    }
  });

  it('gives 2026 a week 53: 30 December and 6 January are both in odd weeks', () => {
    expect(isoWeek(toNumeroDeJour('2026-12-23'))).toBe(52);
    expect(isoWeek(toNumeroDeJour('2026-12-30'))).toBe(53);
    expect(isoWeek(toNumeroDeJour('2027-01-03'))).toBe(53);
    expect(isoWeek(toNumeroDeJour('2027-01-06'))).toBe(1);
  });

  it('puts a 31 December in week 1 when its Thursday is in January', () => {
    expect(isoWeek(toNumeroDeJour('2024-12-31'))).toBe(1);
  });

  it('knows how many days each month has', () => {
    expect(Array.from({ length: 12 }, (_, mois) => daysInMonth(2027, mois + 1))).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
    expect([2000, 2024, 2028, 2100].map((annee) => daysInMonth(annee, 2))).toEqual([29, 29, 29, 28]);
  });
});
