import { describe, expect, it } from 'vitest';
import {
  ETAGES,
  LIMITE,
  type Piece,
  type SlugDEtage,
  etageOf,
  packBagage,
} from '../../../src/domain/bagage/bagage';

describe('a file of the built site', () => {
  it.each([
    ['index.html', 'cadre'],
    ['urgences/index.html', 'cadre'],
    ['recherche/index.html', 'cadre'],
    ['carte/index.html', 'cadre'],
    ['ma-liste/index.html', 'cadre'],
    ['_astro/Page.abc.css', 'cadre'],
    ['_astro/leaflet.abc.js', 'cadre'],
    ['_astro/figtree.abc.woff2', 'cadre'],
    ['pictogrammes.svg', 'cadre'],
    ['favicon.svg', 'cadre'],
    ['icones/icone-192.png', 'cadre'],
    ['logos/caf.svg', 'cadre'],
    ['manifest.webmanifest', 'cadre'],
    ['guide/je-suis-enceinte/index.html', 'guide'],
    ['communes/camares/index.html', 'communes'],
    ['pagefind/fragment/fr_abc.pf_fragment', 'recherche'],
    ['pagefind/pagefind.js', 'recherche'],
    ['recherche/index.json', 'recherche'],
    ['carte/lieux.json', 'recherche'],
    ['structures/mdph/index.html', 'structures'],
    ['structures/2/index.html', 'structures'],
    ['hors-ligne/dates.json', 'structures'],
    ['ages/0/index.html', 'reste'],
    ['observatoire/index.html', 'reste'],
  ] as const)('%s travels with « %s »', (chemin, etage) => {
    expect(etageOf(chemin)).toBe(etage);
  });

  it.each([
    'donnees/structures.json',
    'donnees/schema/lieux.json',
    'observatoire/couverture/types/rpe/index.html',
    'observatoire/couverture/types/rpe.svg',
    'structures/mdph.ics',
    'communes/camares.pdf',
    'agenda.xml',
    'sitemap-0.xml',
    'robots.txt',
    'apercu.png',
    '_astro/Page.abc.js.map',
    'service-worker.js',
    'hors-ligne/bagage.json',
    'hors-ligne/liasses/guide-1.json',
    'admin/index.html',
    'espace/index.html',
  ])('%s stays at home', (chemin) => {
    expect(etageOf(chemin)).toBeUndefined();
  });
});

describe('the luggage', () => {
  const toPieces = (poids: Partial<Record<SlugDEtage, number[]>>) => (etage: SlugDEtage) =>
    (poids[etage] ?? []).map((octets, rang): Piece => ({ url: `/${etage}-${rang}`, octets }));

  it('takes everything up to its limit, and not one byte beyond', () => {
    const poids = { cadre: [LIMITE - 30], guide: [10, 10], reste: [10] };
    expect(packBagage(toPieces(poids))).toMatchObject({ octets: LIMITE, absents: [] });
    expect(packBagage(toPieces({ ...poids, reste: [11] }))).toMatchObject({
      octets: LIMITE - 10,
      absents: ['reste'],
    });
  });

  it('takes a part whole or not at all, and what comes after it when it fits', () => {
    const bagage = packBagage(toPieces({ cadre: [10], communes: [30, 30, 30], recherche: [20] }), 80);
    expect(bagage.absents).toEqual(['communes']);
    expect(bagage.pieces.map(({ url }) => url)).toEqual(['/cadre-0', '/recherche-0']);
  });

  it('always takes what nobody may miss', () => {
    expect(packBagage(toPieces({ cadre: [200], guide: [1] }), 100)).toMatchObject({
      octets: 200,
      absents: expect.arrayContaining(['guide']) as string[],
    });
  });

  it('weighs no more of a part than is needed to know that it is too heavy', () => {
    let weighed = 0;
    packBagage(function* (etage) {
      if (etage !== 'structures') return;
      for (let rang = 0; rang < 10_000; rang += 1) {
        weighed += 1;
        yield { url: `/${rang}`, octets: 10 };
      }
    }, 100);
    expect(weighed).toBe(11);
  });

  it('goes from what nobody may miss to the rest', () => {
    expect(ETAGES[0].slug).toBe('cadre');
    expect(ETAGES.at(-1)?.slug).toBe('reste');
  });
});
