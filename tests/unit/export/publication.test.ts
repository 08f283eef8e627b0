/** The page of the open data says what the files say. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportDataInclusion } from '../../../src/domain/export/data-inclusion/data-inclusion';
import { describeDonnees } from '../../../src/domain/export/publication';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

/** The route that makes a file of the site. */
function routeOf(href: string): string[] {
  const chemin = href.slice(1);
  return [
    `src/pages/${chemin}.ts`,
    `src/pages/${chemin}index.astro`,
    `src/pages/${chemin.replace(/themes\/[a-z-]+\.(csv|geojson)$/, 'themes/[theme].$1')}.ts`,
    `src/pages/${chemin.replace(/schema\/[a-z]+\.json$/, 'schema/[collection].json')}.ts`,
  ];
}

describe.each(TERRITOIRES)('the page of the open data, %s', (nom) => {
  const vue = describeDonnees(lireTerritoire(nom).portail);

  it('names files that the site makes', () => {
    const fichiers = [...vue.jeux, ...vue.themes].flatMap((jeu) => jeu.fichiers.map(({ href }) => href));
    for (const href of [
      ...fichiers,
      ...vue.schemas.map((each) => each.href),
      ...vue.rapports.map((each) => each.href),
    ])
      expect(
        routeOf(href).some((route) => existsSync(route)),
        href,
      ).toBe(true);
  });

  it('shows each loss with the entries that it concerns, the first of them by name', () => {
    const inclusion = vue.rapports.find(({ id }) => id === 'data-inclusion')!;
    const { bilan, fiches } = reportDataInclusion(lireTerritoire(nom).portail);
    expect(inclusion.pertes.map(({ titre, nombre }) => [titre, nombre])).toEqual(
      bilan.map(({ titre, fiches: nombre }) => [titre, nombre]),
    );
    for (const { titre, nombre, fiches: montrees, autres } of inclusion.pertes) {
      expect(montrees.length + autres, titre).toBe(nombre);
      for (const { slug } of montrees) expect(fiches.map((fiche) => fiche.slug)).toContain(slug);
    }
  });
});
