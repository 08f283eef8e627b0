import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLien, toLien } from '../../../src/domain/liste/lien';
import { LISTE_MAX } from '../../../src/domain/liste/liste';

const slug = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 4 })
  .map((mots) => mots.join('-'));
const read = (lien: string) => parseLien(new URL(lien, 'https://val.example').searchParams);

test('a link brings back the same places, in the same order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(slug, { maxLength: LISTE_MAX }), (slugs) => {
      expect(read(toLien(slugs))).toEqual(slugs);
    }),
  );
});

test('a link holds short names and commas only, whatever it is given', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(slug, fc.string({ unit: 'binary' })), { maxLength: 80 }), (textes) => {
      const lien = toLien(textes);
      expect(lien).toMatch(/^\/ma-liste\/\?l=([a-z0-9]+(-[a-z0-9]+)*(,[a-z0-9]+(-[a-z0-9]+)*)*)?$/);
      const portes = lien.slice('/ma-liste/?l='.length).split(',').filter(Boolean);
      for (const porte of portes) expect(textes).toContain(porte);
      expect(portes.length).toBeLessThanOrEqual(LISTE_MAX);
    }),
  );
});

test('an address that somebody wrote never brings anything but short names', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (texte) => {
      const lus = parseLien(new URLSearchParams({ l: texte }))!;
      expect(lus.length).toBeLessThanOrEqual(LISTE_MAX);
      for (const lu of lus) expect(lu).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }),
  );
});

test('what a mail program adds around an address does not lose a place', () => {
  expect(read('/ma-liste/?l=le-hangar,%20pmi-du-val.')).toEqual(['le-hangar', 'pmi-du-val']);
});

test('a page without the parameter is no shared list', () => {
  expect(read('/ma-liste/')).toBeUndefined();
  expect(read('/ma-liste/?l=')).toEqual([]);
});
