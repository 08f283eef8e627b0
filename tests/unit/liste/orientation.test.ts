import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../src/domain/date/date-civile';
import { defaultEcheance } from '../../../src/domain/liste/orientation';

test('a sheet holds thirty days', () => {
  expect(defaultEcheance('2026-12-01', '2027-01-30')).toBe('2026-12-31');
});
test('a sheet does not outlive the dates that the site holds', () => {
  expect(defaultEcheance('2026-12-01', '2026-12-09')).toBe('2026-12-09');
});
test('a sheet made from a site that is too old holds for the day', () => {
  expect(defaultEcheance('2026-12-01', '2026-11-09')).toBe('2026-12-01');
});
test('a sheet never ends before it is made, nor after thirty days', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 200 }), (jours) => {
      const echeance = defaultEcheance('2026-12-01', addDays('2026-12-01', jours));
      expect(echeance >= '2026-12-01' && echeance <= '2026-12-31').toBe(true);
    }),
  );
});
