import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  LISTE_MAX,
  type Liste,
  NOTE_MAX,
  addToListe,
  hasSlug,
  moveInListe,
  parseListe,
  removeFromListe,
  setNote,
  writeListe,
} from '../../../src/domain/liste/liste';

const mot = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const slug = fc.array(mot, { minLength: 1, maxLength: 4 }).map((mots) => mots.join('-'));
const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const garde = fc.record({ slug, ajouteLe: date, note: fc.string({ maxLength: NOTE_MAX, unit: 'binary' }) });
const liste: fc.Arbitrary<Liste> = fc.uniqueArray(garde, {
  selector: (each) => each.slug,
  maxLength: LISTE_MAX,
});

describe('a list kept by a device', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(liste, (each) => {
        expect(parseListe(writeListe(each))).toEqual({ liste: each });
      }),
    );
  });

  test('nothing kept is an empty list, and nothing is set aside', () => {
    expect(parseListe(null)).toEqual({ liste: [] });
  });

  test('whatever another program wrote, reading never fails and loses nothing silently', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((each) => JSON.stringify(each)),
        ),
        (texte) => {
          expect(parseListe(texte)).toEqual({ liste: [], ecarte: texte });
        },
      ),
    );
  });

  test('what is understood stays, and the whole text is set aside when something beside it is not', () => {
    const faux = fc.oneof(
      fc.jsonValue(),
      fc.record({
        slug: fc.constantFrom('../admin', 'Le Hangar', '', 'a--b', '<b>'),
        ajouteLe: date,
        note: fc.string(),
      }),
      fc.record({ slug, ajouteLe: fc.constantFrom('2026-02-30', 'hier', ''), note: fc.string() }),
      fc.record({ slug, ajouteLe: date, note: fc.constant('x'.repeat(NOTE_MAX + 1)) }),
    );
    fc.assert(
      fc.property(liste, fc.array(faux, { minLength: 1, maxLength: 3 }), (bonne, mauvais) => {
        fc.pre(bonne.length + mauvais.length <= LISTE_MAX);
        const texte = JSON.stringify({ version: 1, lieux: [...mauvais, ...bonne] });
        expect(parseListe(texte)).toEqual({ liste: bonne, ecarte: texte });
      }),
    );
  });

  test.each([
    ['a later version', '{"version":2,"lieux":[]}'],
    ['a list of another shape', '{"version":1,"lieux":{"le-hangar":true}}'],
    ['a text cut in the middle', '{"version":1,"lieux":[{"slug":"le-han'],
    [
      'the same place twice',
      JSON.stringify({
        version: 1,
        lieux: [1, 2].map(() => ({ slug: 'a', ajouteLe: '2026-12-01', note: '' })),
      }),
    ],
  ])('%s is set aside', (_nom, texte) => {
    expect(parseListe(texte).ecarte).toBe(texte);
  });
});

describe('changing a list', () => {
  test('adding keeps what is there with its note and its place, once each, and never goes over the limit', () => {
    fc.assert(
      fc.property(liste, fc.array(fc.oneof(slug, fc.string())), date, (avant, slugs, jour) => {
        const apres = addToListe(avant, slugs, jour);
        expect(apres.slice(0, avant.length)).toEqual(avant);
        expect(apres.length).toBeLessThanOrEqual(LISTE_MAX);
        expect(new Set(apres.map((each) => each.slug)).size).toBe(apres.length);
        for (const nouveau of apres.slice(avant.length))
          expect(nouveau).toEqual({ slug: nouveau.slug, ajouteLe: jour, note: '' });
        expect(parseListe(writeListe(apres)).ecarte).toBeUndefined();
        if (apres.length < LISTE_MAX)
          for (const each of slugs)
            expect(hasSlug(apres, each)).toBe(
              (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(each) && each.length <= 100) || hasSlug(avant, each),
            );
      }),
    );
  });

  test('a step up then down changes nothing, and the ends do not move', () => {
    fc.assert(
      fc.property(
        liste.filter(({ length }) => length > 1),
        fc.nat(),
        (each, n) => {
          const { slug: choisi } = each[1 + (n % (each.length - 1))]!;
          const monte = moveInListe(each, choisi, -1);
          expect(monte).not.toEqual(each);
          expect(moveInListe(monte, choisi, 1)).toEqual(each);
          expect(moveInListe(each, each[0]!.slug, -1)).toEqual(each);
          expect(moveInListe(each, each.at(-1)!.slug, 1)).toEqual(each);
        },
      ),
    );
  });

  test('taking out one leaves the others, and a note belongs to one place only', () => {
    const deux: Liste = ['a', 'b'].map((each) => ({ slug: each, ajouteLe: '2026-12-01', note: each }));
    expect(removeFromListe(deux, 'a')).toEqual([deux[1]]);
    expect(setNote(deux, 'b', 'le matin')).toEqual([deux[0], { ...deux[1], note: 'le matin' }]);
    expect(setNote(deux, 'b', 'x'.repeat(2 * NOTE_MAX))[1]!.note).toHaveLength(NOTE_MAX);
    expect(moveInListe(deux, 'inconnu', 1)).toEqual(deux);
  });
});
