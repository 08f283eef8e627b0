import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangOf, toNom } from '../../../src/domain/recherche/entree';

it('a name of the index says its row, and is as long as those it replaces', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 36 ** 2 - 1 }),
      fc.integer({ min: 0, max: 200_000 }),
      (marque, rang) => {
        const nom = toNom(marque, rang);
        expect(nom).toHaveLength('fr_0123456'.length);
        expect(rangOf(nom)).toBe(rang);
      },
    ),
  );
});
