import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRITERE_SLUGS, type Facettes, GENRES, type Genre } from '../../../src/domain/recherche/facettes';
import { packFacettes, readSlugs, unpackFacettes, writeSlugs } from '../../../src/domain/recherche/paquet';

const communes = Array.from({ length: 80 }, (_, rang) => ({
  code: `c${rang}`,
  slug: `commune-${rang}`,
  nom: `Commune ${rang}`,
  centre: { lat: 44 + (rang % 9) / 10, lon: 2 + Math.floor(rang / 9) / 10 },
}));
const desCommunes = fc.uniqueArray(fc.constantFrom(...communes.map(({ code }) => code)), {
  minLength: 1,
  maxLength: 6,
});
const uneFiche = fc
  .record(
    {
      types: fc.array(fc.constantFrom('rpe', 'laep', 'alsh'), { minLength: 1, maxLength: 3 }),
      themes: fc.array(fc.constantFrom('enfance', 'sante'), { minLength: 1, maxLength: 2 }),
      ages: fc.record(
        { deMois: fc.integer({ min: -9, max: 216 }), aMois: fc.integer({ min: 0, max: 1440 }) },
        { requiredKeys: ['deMois'] },
      ),
      communes: desCommunes,
      zone: fc.oneof(
        fc.constant('territoire' as const),
        desCommunes.map((codes) => [...codes].sort()),
      ),
      jours: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      ferme: fc.constant(true as const),
      ...Object.fromEntries(CRITERE_SLUGS.map((critere) => [critere, fc.constant(true as const)])),
    },
    { requiredKeys: [] },
  )
  .chain((fiche) =>
    fc
      .record({
        genre: fc.constantFrom(...(Object.keys(GENRES) as Genre[])),
        slug: fc.stringMatching(/^[a-z]{1,8}$/),
      })
      .map((nom): Facettes => ({ ...nom, ...fiche })),
  );
const inAnyOrder = (fiche: Facettes) => ({
  ...fiche,
  ...(Array.isArray(fiche.zone) ? { zone: [...fiche.zone].sort() } : {}),
});

describe('the facets as they travel', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(uneFiche, { maxLength: 150 }), (facettes) => {
        const lu = unpackFacettes(JSON.parse(JSON.stringify(packFacettes(facettes, communes))) as never);
        readSlugs(writeSlugs(facettes), lu.facettes);
        expect(lu.facettes.map(inAnyOrder)).toEqual(facettes.map(inAnyOrder));
        expect(new Set(lu.communes.map(({ code }) => code))).toEqual(
          new Set(communes.map(({ code }) => code)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('hold the communes with their names and places', () => {
    const { communes: lues } = unpackFacettes(packFacettes([], communes));
    expect(lues.find(({ code }) => code === 'c10')).toEqual(communes[10]);
  });
});
