/** The options of the filters: only what the territory has, so that no choice leads nowhere by itself. */
import { JOURS_DE_SEMAINE } from '../date/date-civile';
import { NBSP } from '../date/espace';
import { AGE_MAX, RAYONS_KM } from '../recherche/filtre';
import { TYPE_SLUGS, type TypeSlug, getType } from '../structure/type';
import { THEMES, THEME_SLUGS, type Theme } from '../theme/theme';
import type { Portail } from './portail';
import { themesOf } from './structure';

export interface OptionDeFiltre {
  valeur: string | number;
  libelle: string;
}

/** « Avant 1 an », « 1 an », « 12 ans ». */
function formatAnnees(annees: number): string {
  if (annees === 0) return `Avant 1${NBSP}an`;
  return `${annees}${NBSP}an${annees > 1 ? 's' : ''}`;
}

const capitalize = (mot: string): string => mot.charAt(0).toUpperCase() + mot.slice(1);

export function describeFiltres(
  portail: Portail,
): Record<'communes' | 'types' | 'themes' | 'ages' | 'jours' | 'rayons', OptionDeFiltre[]> {
  const { structures, articles, aides, communes } = portail;
  const types = new Set<TypeSlug>(structures.flatMap(({ type, autresTypes }) => [type, ...autresTypes]));
  const themes = new Set<Theme>([
    ...structures.flatMap((structure) => [...themesOf(structure)]),
    ...[...articles, ...aides].flatMap((fiche) => fiche.themes),
  ]);
  return {
    communes: communes.map(({ slug, nom }) => ({ valeur: slug, libelle: nom })),
    types: TYPE_SLUGS.filter((type) => types.has(type))
      .map((type) => ({ valeur: type, libelle: getType(type).libelle }))
      .sort((a, b) => a.libelle.localeCompare(b.libelle, 'fr')),
    themes: THEME_SLUGS.filter((theme) => themes.has(theme)).map((theme) => ({
      valeur: theme,
      libelle: THEMES[theme].libelle,
    })),
    ages: Array.from({ length: AGE_MAX + 1 }, (_, annees) => ({
      valeur: annees,
      libelle: formatAnnees(annees),
    })),
    jours: JOURS_DE_SEMAINE.map((jour, rang) => ({ valeur: rang + 1, libelle: capitalize(jour) })),
    rayons: RAYONS_KM.map((km) => ({
      valeur: km,
      libelle: km === 0 ? 'Dans la commune' : `À ${km}${NBSP}km au plus`,
    })),
  };
}
