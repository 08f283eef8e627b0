import { describe, expect, it } from 'vitest';
import { easterSunday, joursFeries } from '../../../src/domain/calendrier/jours-feries';
import { nomDuJour } from '../../fixtures/calendrier';
import { listPublicHolidays } from '../../fixtures/opening-hours';

/** Easter Sundays of 2000 to 2050, from published tables. */
const PAQUES = `
  04-23 04-15 03-31 04-20 04-11 03-27 04-16 04-08 03-23 04-12
  04-04 04-24 04-08 03-31 04-20 04-05 03-27 04-16 04-01 04-21
  04-12 04-04 04-17 04-09 03-31 04-20 04-05 03-28 04-16 04-01
  04-21 04-13 03-28 04-17 04-09 03-25 04-13 04-05 04-25 04-10
  04-01 04-21 04-06 03-29 04-17 04-09 03-25 04-14 04-05 04-18
  04-10`
  .trim()
  .split(/\s+/);

describe('Easter', () => {
  it('falls on the published Sundays from 2000 to 2050', () => {
    expect(PAQUES).toHaveLength(51);
    expect(PAQUES.map((_, rang) => easterSunday(2000 + rang))).toEqual(
      PAQUES.map((jour, rang) => `${2000 + rang}-${jour}`),
    );
  });

  it('is a Sunday between 22 March and 25 April, the rare extremes included', () => {
    for (let annee = 1900; annee <= 2199; annee += 1) {
      const date = easterSunday(annee);
      expect(nomDuJour(date), date).toBe('dimanche');
      expect(date >= `${annee}-03-22` && date <= `${annee}-04-25`, date).toBe(true);
    }
    expect(easterSunday(1818)).toBe('1818-03-22');
    expect(easterSunday(1943)).toBe('1943-04-25');
    // The years that simpler formulas get wrong.
    expect(easterSunday(1954)).toBe('1954-04-18');
    expect(easterSunday(1981)).toBe('1981-04-19');
    expect(easterSunday(2076)).toBe('2076-04-19');
  });
});

describe('public holidays', () => {
  it('are the eleven of metropolitan France, with the names that people read', () => {
    expect([...joursFeries(2027)]).toEqual([
      ['2027-01-01', 'jour de l’An'],
      ['2027-03-29', 'lundi de Pâques'],
      ['2027-05-01', 'fête du Travail'],
      ['2027-05-08', 'victoire de 1945'],
      ['2027-05-06', 'Ascension'],
      ['2027-05-17', 'lundi de Pentecôte'],
      ['2027-07-14', 'fête nationale'],
      ['2027-08-15', 'Assomption'],
      ['2027-11-01', 'Toussaint'],
      ['2027-11-11', 'armistice de 1918'],
      ['2027-12-25', 'Noël'],
    ]);
  });

  it('are the same as those of opening_hours over a century', () => {
    for (let annee = 2000; annee <= 2099; annee += 1) {
      expect([...joursFeries(annee).keys()].sort(), String(annee)).toEqual(listPublicHolidays(annee));
    }
  });

  it('keeps ten days when Ascension falls on 1 or 8 May', () => {
    // 1 May in 2008, 8 May in 2059: one day cannot be off twice.
    expect(joursFeries(2008).size).toBe(10);
    expect(joursFeries(2059).size).toBe(10);
  });
});
