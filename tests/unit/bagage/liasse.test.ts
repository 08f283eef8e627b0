import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  listCandidates,
  rubriqueOf,
  toAdresse,
  toLiasses,
  toRangee,
  withoutPreparation,
} from '../../../src/domain/bagage/liasse';

describe('an address', () => {
  it.each([
    ['index.html', '/', ''],
    ['404.html', '/404.html', ''],
    ['guide/index.html', '/guide/', ''],
    ['guide/je-suis-enceinte/index.html', '/guide/je-suis-enceinte/', 'guide'],
    ['pagefind/pagefind.js', '/pagefind/pagefind.js', 'pagefind'],
  ])('of %s is %s, in the section « %s »', (chemin, adresse, rubrique) => {
    expect([toAdresse(chemin), rubriqueOf(adresse)]).toEqual([adresse, rubrique]);
  });
});

describe('bundles', () => {
  const toAll = (chemins: string[], texte = 'x') =>
    [...toLiasses(chemins, () => texte)].map(({ rubrique, liasse }, rang) => ({
      liasse,
      rangee: toRangee(`/l-${rang}.json`, rubrique, liasse),
    }));

  it('hold one section each', () => {
    const rubriques = toAll([
      'index.html',
      'guide/index.html',
      'guide/a/index.html',
      'aides/b/index.html',
    ]).map(({ rangee }) => rangee.rubrique);
    expect(rubriques.sort()).toEqual(['', 'aides', 'guide']);
  });

  it('are cut before they are too large, and a page alone is never cut', () => {
    const chemins = [...Array(5).keys()].map((rang) => `guide/${rang}/index.html`);
    expect(toAll(chemins, 'x'.repeat(400_000)).map(({ liasse }) => Object.keys(liasse).length)).toEqual([
      2, 2, 1,
    ]);
    expect(toAll(chemins, 'x'.repeat(2_000_000))).toHaveLength(5);
  });

  it('are found again from any address that they hold, and never hold it twice', () => {
    const slug = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    const chemin = fc.oneof(
      slug.map((nom) => `${nom}/index.html`),
      fc.tuple(slug, slug).map(([dossier, nom]) => `${dossier}/${nom}/index.html`),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(chemin, { minLength: 1 }),
        fc.integer({ min: 1, max: 600_000 }),
        (chemins, taille) => {
          const all = toAll(chemins, 'x'.repeat(taille));
          for (const adresse of chemins.map(toAdresse)) {
            const holding = listCandidates(
              all.map(({ rangee }) => rangee),
              adresse,
            ).filter(
              ({ url }) => all.find(({ rangee }) => rangee.url === url)!.liasse[adresse] !== undefined,
            );
            expect(holding).toHaveLength(1);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the day when a page was prepared', () => {
  const page = (jour: string, texte: string, contenu = 'Bonjour') =>
    `<p>${contenu}</p><p>Pages préparées le <time datetime="${jour}">${texte}</time>.</p>`;

  it('changes nothing to what a page or a bundle says', () => {
    const hier = page('2026-12-01', 'mardi 1er décembre 2026');
    const aujourdhui = page('2026-12-02', 'mercredi 2 décembre 2026');
    expect(withoutPreparation(hier)).toBe(withoutPreparation(aujourdhui));
    expect(withoutPreparation(JSON.stringify({ '/a/': hier, '/b/': hier }))).toBe(
      withoutPreparation(JSON.stringify({ '/a/': aujourdhui, '/b/': aujourdhui })),
    );
  });

  it('hides no other change, not even that of another date', () => {
    const jour = ['2026-12-01', 'mardi 1er décembre 2026'] as const;
    const date = (texte: string) => `le <time datetime="2026-12-08">${texte}</time>`;
    expect(withoutPreparation(page(...jour, date('mardi')))).not.toBe(
      withoutPreparation(page(...jour, date('mercredi'))),
    );
  });
});
