import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endDate,
  heureSchema,
  parisOffset,
  toDateInParis,
  toInstant,
  toMinutes,
} from '../../../src/domain/date/heure';
import { isoDay, shift, utc } from '../../fixtures/calendrier';

const PARIS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What a clock in Paris shows, told by `Intl`. */
function clockInParis(instant: Date): { date: string; heure: string; minutes: number } {
  const lu = Object.fromEntries(PARIS.formatToParts(instant).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute } = lu as Record<
    'year' | 'month' | 'day' | 'hour' | 'minute',
    string
  >;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  return {
    date: `${year}-${month}-${day}`,
    heure: `${hour}:${minute}`,
    minutes: (local - instant.getTime()) / 60_000,
  };
}

const MINUTE = 60_000;
const HEURE = 60 * MINUTE;

/** The last Sunday of a month, found by walking back from its end. */
function lastSunday(annee: number, mois: '03' | '10'): string {
  let date = `${annee}-${mois}-31`;
  while (utc(date).getUTCDay() !== 0) date = shift(date, -1);
  return date;
}

/** Both changes happen at 1 h UTC. */
const bascule = fc
  .tuple(fc.integer({ min: 2000, max: 2100 }), fc.constantFrom('03' as const, '10' as const))
  .map(([annee, mois]) => utc(lastSunday(annee, mois)).getTime() + HEURE);
const autourDUneBascule = fc
  .tuple(bascule, fc.integer({ min: -4 * 60, max: 4 * 60 }))
  .map(([instant, minutes]) => new Date(instant + minutes * MINUTE));
const nimporteQuand = fc
  .integer({ min: Date.UTC(2000, 0, 1) / MINUTE, max: Date.UTC(2100, 11, 31) / MINUTE })
  .map((minutes) => new Date(minutes * MINUTE));
const unInstant = fc.oneof(nimporteQuand, autourDUneBascule);

/** The hour of October that clocks show a second time: its text cannot say which one it is. */
function isSecondTime(instant: Date): boolean {
  return clockInParis(instant).heure === clockInParis(new Date(instant.getTime() - HEURE)).heure;
}

describe('an hour', () => {
  it('runs from 00:00 to 23:59', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        const heure = new Date(minutes * MINUTE).toISOString().slice(11, 16);
        expect(heureSchema.safeParse(heure).success).toBe(true);
        expect(toMinutes(heure)).toBe(minutes);
      }),
    );
  });

  it.each(['24:00', '25:00', '09:60', '9:00', '9h', '09:00:00', '', ' 09:00', '09:00\n'])(
    'is refused in French when it is written %j',
    (texte) => {
      expect(heureSchema.safeParse(texte).error?.issues.map(({ message }) => message)).toEqual([
        'ce n’est pas une heure. Écrivez deux chiffres, deux-points, deux chiffres, par exemple 09:00.',
      ]);
    },
  );
});

describe('Europe/Paris', () => {
  it('has the offset that Intl gives, from 2000 to 2100', () => {
    fc.assert(
      fc.property(unInstant, (instant) => {
        fc.pre(!isSecondTime(instant));
        const { date, heure, minutes } = clockInParis(instant);
        expect(parisOffset(date, heure)).toBe(minutes);
      }),
      { numRuns: 500 },
    );
  });

  it('turns what a clock shows back into the same instant', () => {
    fc.assert(
      fc.property(unInstant, (instant) => {
        fc.pre(!isSecondTime(instant));
        const { date, heure } = clockInParis(instant);
        expect(new Date(toInstant(date, heure)).getTime()).toBe(instant.getTime());
      }),
      { numRuns: 500 },
    );
  });

  it('gives the civil date that Intl gives, at any second', () => {
    fc.assert(
      fc.property(unInstant, fc.integer({ min: 0, max: 59_999 }), (minute, millisecondes) => {
        const instant = new Date(minute.getTime() + millisecondes);
        expect(toDateInParis(instant)).toBe(clockInParis(instant).date);
      }),
      { numRuns: 500 },
    );
  });

  it('starts its day at 23 h UTC in winter and at 22 h in summer', () => {
    expect(toDateInParis(new Date('2026-12-01T22:59:59Z'))).toBe('2026-12-01');
    expect(toDateInParis(new Date('2026-12-01T23:00:00Z'))).toBe('2026-12-02');
    expect(toDateInParis(new Date('2026-07-01T21:59:59Z'))).toBe('2026-07-01');
    expect(toDateInParis(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02');
  });

  it('writes the offset of the season', () => {
    expect(toInstant('2026-12-01', '09:00')).toBe('2026-12-01T09:00:00+01:00');
    expect(toInstant('2026-07-01', '09:00')).toBe('2026-07-01T09:00:00+02:00');
  });

  it('changes on the last Sunday of March and of October', () => {
    expect(toInstant('2027-03-28', '01:59')).toBe('2027-03-28T01:59:00+01:00');
    expect(toInstant('2027-03-28', '03:00')).toBe('2027-03-28T03:00:00+02:00');
    expect(toInstant('2026-10-25', '01:59')).toBe('2026-10-25T01:59:00+02:00');
    expect(toInstant('2026-10-25', '03:00')).toBe('2026-10-25T03:00:00+01:00');
  });

  it('reads an hour that happens twice in October as the first one', () => {
    expect(new Date(toInstant('2026-10-25', '02:30'))).toEqual(new Date('2026-10-25T00:30:00Z'));
  });

  it('reads an hour that March skips with the offset before the change, as RFC 5545 asks', () => {
    // 2 h 30 does not exist that night: it is 3 h 30 on the clocks that have changed.
    const instant = new Date(toInstant('2027-03-28', '02:30'));
    expect(instant).toEqual(new Date('2027-03-28T01:30:00Z'));
    expect(clockInParis(instant).heure).toBe('03:30');
  });

  it('never goes back in time while the hours that exist go forward', () => {
    fc.assert(
      fc.property(autourDUneBascule, fc.integer({ min: 1, max: 600 }), (debut, duree) => {
        const fin = new Date(debut.getTime() + duree * MINUTE);
        const [a, b] = [clockInParis(debut), clockInParis(fin)];
        const isLater = a.date < b.date || (a.date === b.date && a.heure < b.heure);
        fc.pre(isLater);
        expect(Date.parse(toInstant(b.date, b.heure))).toBeGreaterThan(
          Date.parse(toInstant(a.date, a.heure)),
        );
      }),
    );
  });
});

describe('the end of a slot', () => {
  it('is on the same day when it is after the start', () => {
    expect(endDate('2026-12-31', '09:00', '12:00')).toBe('2026-12-31');
  });

  it('is on the next day when the slot passes midnight or ends at midnight', () => {
    expect(endDate('2026-12-31', '22:00', '06:00')).toBe('2027-01-01');
    expect(endDate('2028-02-28', '20:00', '00:00')).toBe('2028-02-29');
  });

  it('is a whole day later when it is the hour of the start', () => {
    expect(endDate('2026-12-31', '08:00', '08:00')).toBe('2027-01-01');
  });

  it('never comes before the start', () => {
    const heure = fc
      .integer({ min: 0, max: 1439 })
      .map((n) => new Date(n * MINUTE).toISOString().slice(11, 16));
    fc.assert(
      fc.property(nimporteQuand.map(isoDay), heure, heure, (date, debut, fin) => {
        const minutes = toMinutes(fin) + (endDate(date, debut, fin) === date ? 0 : 1440) - toMinutes(debut);
        expect(minutes).toBeGreaterThan(0);
        expect(minutes).toBeLessThanOrEqual(1440);
      }),
    );
  });
});
