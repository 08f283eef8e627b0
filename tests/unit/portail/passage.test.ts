import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Passage, keepNextOfEach, listVisibles } from '../../../src/domain/portail/passage';
import { occurrencesOf } from '../../../src/domain/portail/structure';
import { creerPortail, structureDe } from '../../fixtures/portail';

const permanences = [
  {
    id: 'accueil',
    rythme: { type: 'hebdomadaire' as const, jours: ['mardi' as const, 'jeudi' as const] },
    creneaux: [
      { debut: '09:00', fin: '12:00' },
      { debut: '14:00', fin: '17:00' },
    ],
  },
];
const SLUGS = ['a', 'b', 'c', 'd'] as const;
const portail = creerPortail({
  structures: Object.fromEntries(SLUGS.map((slug) => [slug, { nom: `Service ${slug}`, permanences }])),
});
/** The passage number `rang` of a service. */
const passage = (slug: string, rang: number): Passage => ({
  occurrence: occurrencesOf(structureDe(portail, slug), portail)[rang]!,
});
const passages = fc
  .array(fc.tuple(fc.constantFrom(...SLUGS), fc.nat(8)), { maxLength: 16 })
  .map((liste) => liste.map(([slug, rang]) => passage(slug, rang)));
const slugsOf = (liste: Iterable<Passage>): string[] =>
  [...liste].map(({ occurrence }) => occurrence.structure.slug);

describe('the next date of each service', () => {
  it('keeps another behind it, for when it has passed', () => {
    const liste = [passage('a', 0), passage('b', 0), passage('a', 2), passage('a', 4)];
    const gardes = keepNextOfEach(liste);
    expect(slugsOf(gardes)).toEqual(['a', 'b', 'a']);
    expect(slugsOf(listVisibles(gardes))).toEqual(['a', 'b']);
  });

  it('keeps the afternoon too when the service opens twice that day, and the first hours of the next day', () => {
    const liste = [0, 1, 2, 3].map((rang) => passage('a', rang));
    expect(keepNextOfEach(liste).map(({ occurrence }) => occurrence)).toEqual(
      liste.slice(0, 3).map(({ occurrence }) => occurrence),
    );
  });

  it('is that of the first services only, when there is no room for all', () => {
    const liste = [passage('a', 0), passage('b', 0), passage('c', 0), passage('a', 1)];
    expect(slugsOf(keepNextOfEach(liste, 2))).toEqual(['a', 'b', 'a']);
  });

  it('shows each service once, in the order of its first date', () => {
    fc.assert(
      fc.property(passages, (liste) => {
        const attendus = [...new Set(slugsOf(liste))];
        expect(slugsOf(listVisibles(keepNextOfEach(liste)))).toEqual(attendus);
      }),
    );
  });

  it('leaves a list of all the dates as it is, up to its length', () => {
    fc.assert(
      fc.property(passages, fc.nat(20), (liste, max) => {
        expect([...listVisibles(liste, max)]).toEqual(liste.slice(0, max));
      }),
    );
  });
});
