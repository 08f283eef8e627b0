/** Every budget that is measured here, with the line of the design it comes from. */

export type Unite = 'octets' | 'secondes' | 'millisecondes' | 'points' | 'fois';

export interface Budget {
  unite: Unite;
  limite: number;
  sens: 'au-plus' | 'au-moins';
  /** The line of the design's table « Weight and speed ». */
  source: string;
}

/** A thousand bytes: of the two readings of « KB », the stricter. */
const KO = 1_000;
const MO = 1_000 * KO;
const GO = 1_000 * MO;

const PAGES =
  'a structure, commune, guide page: HTML + CSS + JS, compressed, first view: 14 KB; script ≤ 3 KB';
const LIGHTHOUSE =
  'Lighthouse mobile (performance, accessibility, best practices, SEO) on each kind of page: ≥ 99, 100, 100, 100';
const CONSTRUCTION =
  'full build, a real territory / 10,000 structures, 2 cores: ≤ 10 s / ≤ 90 s, memory ≤ 1.5 GB, growth linear';

const atMost = (limite: number, unite: Unite, source: string): Budget => ({
  limite,
  unite,
  sens: 'au-plus',
  source,
});
const atLeast = (limite: number, source: string): Budget => ({
  limite,
  unite: 'points',
  sens: 'au-moins',
  source,
});

export const BUDGETS = {
  page: atMost(14 * KO, 'octets', PAGES),
  script: atMost(3 * KO, 'octets', PAGES),
  accueil: atMost(20 * KO, 'octets', 'home: 20 KB'),
  recherche: atMost(40 * KO, 'octets', 'search page before typing / map page: 40 KB / 75 KB'),
  carte: atMost(75 * KO, 'octets', 'search page before typing / map page: 40 KB / 75 KB'),
  performance: atLeast(99, LIGHTHOUSE),
  accessibility: atLeast(100, LIGHTHOUSE),
  'best-practices': atLeast(100, LIGHTHOUSE),
  seo: atLeast(100, LIGHTHOUSE),
  guideImprime: atMost(2, 'secondes', 'the printed guide of a real territory: ≤ 2 s'),
  territoireReel: atMost(10, 'secondes', CONSTRUCTION),
  dixMille: atMost(90, 'secondes', CONSTRUCTION),
  publication: atMost(6, 'secondes', 'from « publier » to the live page, 300 structures, 2 cores: ≤ 6 s'),
  memoire: atMost(1.5 * GO, 'octets', CONSTRUCTION),
  // Ten times as much content in ten times as long at most: a fixed cost only makes it less.
  croissance: atMost(10, 'fois', CONSTRUCTION),
  rechercheDuree: atMost(
    250,
    'millisecondes',
    'search, from the key to the rendered results, CPU slowed 4×, 10,000 structures: ≤ 250 ms',
  ),
  rechercheRecu: atMost(300 * KO, 'octets', 'at most 300 KB fetched until the first results'),
  depot: atMost(1, 'secondes', 'the atelier: 500 entries and 120 drafts listed in ≤ 1 s'),
  integration: atMost(
    6 * KO,
    'octets',
    'on other people’s sites: a custom element without dependency (≤ 6 KB)',
  ),
  horsLigne: atMost(1.5 * MO, 'octets', 'the territory’s offline pack: ≤ 1.5 MB'),
} as const satisfies Record<string, Budget>;
export type NomDeBudget = keyof typeof BUDGETS;
