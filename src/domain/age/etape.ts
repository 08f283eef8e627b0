/** The stages of life that give the portal its colours, its pictograms and its age pages. */
import type { Ages } from './age';

export const ETAPES = {
  grossesse: {
    libelle: 'Grossesse',
    titre: 'Pendant la grossesse',
    description: 'Préparer la naissance, être suivie, savoir à qui parler.',
    ages: { deMois: -9, aMois: -1 },
  },
  '0-3-ans': {
    libelle: '0 – 3 ans',
    titre: 'De la naissance à 3 ans',
    description: 'Faire garder son enfant, jouer, rencontrer d’autres parents, veiller à sa santé.',
    ages: { deMois: 0, aMois: 35 },
  },
  '3-11-ans': {
    libelle: '3 – 11 ans',
    titre: 'De 3 à 11 ans',
    description: 'L’école, le mercredi, les vacances, les loisirs.',
    ages: { deMois: 36, aMois: 131 },
  },
  '11-17-ans': {
    libelle: '11 – 17 ans',
    titre: 'De 11 à 17 ans',
    description: 'Le collège, les sorties, la santé, les projets, parler à quelqu’un.',
    ages: { deMois: 132, aMois: 215 },
  },
} as const satisfies Record<string, { libelle: string; titre: string; description: string; ages: Ages }>;
export type Etape = keyof typeof ETAPES;
/** What gives an entry its colour: a stage of life, the elders and their carers, or everybody. */
export type Couleur = Etape | 'seniors' | 'tous';
export const ETAPE_SLUGS = Object.keys(ETAPES) as Etape[];
/** The ages, in years, that have a page of their own. */
export const ANNEES = Array.from({ length: 18 }, (_, annees) => annees);

/** The stage of a child of that age in years: the one that holds its first month. */
export function etapeOfYear(annees: number): Etape {
  return ETAPE_SLUGS.find(
    (etape) => annees * 12 >= ETAPES[etape].ages.deMois && annees * 12 <= ETAPES[etape].ages.aMois,
  )!;
}
