import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/date/date-civile';
import { endOfAccord, isARedemander, isConserve } from '../../../src/domain/interlocuteur/conservation';
import { interlocuteurSchema } from '../../../src/domain/interlocuteur/schema';

const AUJOURDHUI = '2026-12-01';
const SAISIE = {
  nom: 'Ada Exemple',
  fonction: '',
  missions: '',
  telephone: '05 36 49 90 01',
  courriel: '',
  accord: 'ecrit',
  accordLe: '2026-11-30',
};
const read = (saisie: object) => interlocuteurSchema(AUJOURDHUI).safeParse({ ...SAISIE, ...saisie });
const fautes = (saisie: object) => read(saisie).error?.issues.map(({ path }) => path.join('.'));

describe('an agreement', () => {
  test('holds two years, to the day, or to the last of a shorter month', () => {
    expect(endOfAccord('2026-12-01')).toBe('2028-12-01');
    expect(endOfAccord('2028-02-29')).toBe('2030-02-28');
  });
  test('is asked for again a month before it ends, and never holds after', () => {
    const jours = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(jours, (combien) => {
        const jour = addDays('2026-12-01', combien);
        const fin = endOfAccord('2026-12-01');
        expect(isConserve('2026-12-01', jour)).toBe(jour <= fin);
        expect(isARedemander(fin, jour)).toBe(jour >= '2028-11-01');
      }),
    );
  });
});

describe('what is written of a person', () => {
  test('is a name and a way to reach them; what is left empty is absent', () => {
    expect(read({}).data).toEqual({
      nom: 'Ada Exemple',
      telephone: '05 36 49 90 01',
      accord: 'ecrit',
      accordLe: '2026-11-30',
    });
  });
  test.each([
    ['no name', { nom: ' ' }, 'nom'],
    ['nothing to reach them', { telephone: '' }, 'telephone'],
    ['half a number', { telephone: '05 36' }, 'telephone'],
    ['no address', { courriel: 'ada@' }, 'courriel'],
    ['no manner of agreeing', { accord: '' }, 'accord'],
    ['an agreement to come', { accordLe: '2026-12-02' }, 'accordLe'],
    ['an agreement that has ended', { accordLe: '2024-11-30' }, 'accordLe'],
    ['no day of agreement', { accordLe: '' }, 'accordLe'],
    ['a mission that is a novel', { missions: 'x'.repeat(501) }, 'missions'],
  ])('is refused with %s', (_nom, saisie, champ) => {
    expect(fautes(saisie)).toContain(champ);
  });
});
