import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceSchema } from '../../../src/domain/reference/schema';
import { toSlug } from '../../../src/domain/reference/slug';

describe('the name of an entry in addresses', () => {
  it.each([
    ['Saint-Sernin-sur-Rance', 'saint-sernin-sur-rance'],
    ['Belmont-sur-Rance', 'belmont-sur-rance'],
    ['Brusque', 'brusque'],
    ['Le Cœur d’Ægir', 'le-coeur-d-aegir'],
    ['ŒUVRES', 'oeuvres'],
    ['  Fayet  ', 'fayet'],
    ['Les 3 Fontaines (n° 2)', 'les-3-fontaines-n-2'],
    ['Montpeyroux — haut', 'montpeyroux-haut'],
    ['Écoles & crèches', 'ecoles-creches'],
    ['ça', 'ca'],
    ['«»', ''],
  ])('of %j is %j', (texte, slug) => {
    expect(toSlug(texte)).toBe(slug);
  });

  const texte = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

  it('is a name that other entries may write, or nothing', () => {
    fc.assert(
      fc.property(texte, (t) => {
        const slug = toSlug(t);
        expect(slug === '' || referenceSchema.safeParse(slug).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is its own slug', () => {
    fc.assert(
      fc.property(texte, (t) => {
        expect(toSlug(toSlug(t))).toBe(toSlug(t));
      }),
    );
  });

  it('keeps a valid reference as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+){0,4}$/), (slug) => {
        expect(toSlug(slug)).toBe(slug);
      }),
    );
  });

  it('does not depend on how accents are encoded, nor on capitals', () => {
    const mot = fc.string({ unit: fc.constantFrom(...Array.from('aàâbcçeéèêëiîïoôuùûü- ’')), maxLength: 20 });
    fc.assert(
      fc.property(mot, (t) => {
        expect(toSlug(t.normalize('NFD'))).toBe(toSlug(t.normalize('NFC')));
        expect(toSlug(t.toLocaleUpperCase('fr'))).toBe(toSlug(t));
      }),
    );
  });
});
