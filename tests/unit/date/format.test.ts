import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NBSP,
  formatDate,
  formatDatePartielle,
  formatHeure,
  formatJourDuMois,
  formatListe,
  formatPeriode,
} from '../../../src/domain/date/format';
import { dateEntre, utc } from '../../fixtures/calendrier';
import { insecable } from '../../fixtures/insecable';

describe('dates and hours as French people read them', () => {
  it('keeps together with U+00A0 what must stay on one line', () => {
    // An editor that turns it into a plain space changes nothing that one can see.
    expect(NBSP.codePointAt(0)).toBe(0xa0);
    expect(NBSP).toHaveLength(1);
    fc.assert(
      fc.property(dateEntre('2000-01-01', '2099-12-31'), (date) => {
        expect(formatDate(date, { annee: true })).not.toContain(' ');
      }),
    );
  });

  it('writes 1er for the first of the month only', () => {
    expect([1, 2, 21, 31].map(formatJourDuMois)).toEqual(['1er', '2', '21', '31']);
  });

  it('names the day and the month, and the year on demand', () => {
    expect(formatDate('2026-12-01')).toBe(insecable('mardi~1er~décembre'));
    expect(formatDate('2026-12-01', { annee: true })).toBe(insecable('mardi~1er~décembre~2026'));
    expect(formatDate('2027-08-09', { jour: false })).toBe(insecable('9~août'));
    expect(formatDate('2027-08-09', { jour: false, annee: true })).toBe(insecable('9~août~2027'));
  });

  it('says the same words as Intl on any day', () => {
    const intl = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone: 'UTC' });
    fc.assert(
      fc.property(dateEntre('2000-01-01', '2099-12-31'), (date) => {
        // Intl writes « 1 », French people write « 1er ».
        const lu = formatDate(date, { annee: true }).replaceAll(NBSP, ' ').replace(' 1er ', ' 1 ');
        expect(lu).toBe(intl.format(utc(date)).replace(' 1er ', ' 1 '));
      }),
    );
  });

  it('says no more of a date than what is known', () => {
    expect(formatDatePartielle('2024')).toBe('2024');
    expect(formatDatePartielle('2024-08')).toBe(insecable('août~2024'));
    expect(formatDatePartielle('2024-08-01')).toBe(insecable('1er~août~2024'));
  });

  it('writes hours without leading zero nor useless minutes', () => {
    expect(formatHeure('09:00')).toBe(insecable('9~h'));
    expect(formatHeure('08:05')).toBe(insecable('8~h~05'));
    expect(formatHeure('13:30')).toBe(insecable('13~h~30'));
    expect(formatHeure('12:00')).toBe(insecable('12~h'));
    expect(formatHeure('00:30')).toBe(insecable('0~h~30'));
    expect(formatHeure('00:00')).toBe('minuit');
  });

  it('lists with commas, and « et » before the last', () => {
    expect(formatListe([])).toBe('');
    expect(formatListe(['lundi'])).toBe('lundi');
    expect(formatListe(['lundi', 'mardi'])).toBe('lundi et mardi');
    expect(formatListe(['lundi', 'mardi', 'jeudi'])).toBe('lundi, mardi et jeudi');
    expect(formatListe(['lundi', 'mardi'], 'ou')).toBe('lundi ou mardi');
  });

  it('writes a period, or its single day', () => {
    expect(formatPeriode('2026-12-19', '2027-01-03')).toBe(
      insecable('du samedi~19~décembre au dimanche~3~janvier'),
    );
    expect(formatPeriode('2026-12-19', '2027-01-03', { annee: true })).toBe(
      insecable('du samedi~19~décembre au dimanche~3~janvier~2027'),
    );
    expect(formatPeriode('2027-05-07', '2027-05-07')).toBe(insecable('vendredi~7~mai'));
  });
});
