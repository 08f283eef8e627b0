/** Lists of structures: by type, by theme, by age. */
import type { Ages } from '../age/age';
import { overlaps } from '../age/age';
import { ETAPES, type Etape } from '../age/etape';
import type { Article } from '../guide/schema';
import type { Structure } from '../structure/schema';
import { TYPE_SLUGS, type TypeSlug, getType } from '../structure/type';
import type { Theme } from '../theme/theme';
import type { Portail } from './portail';
import { isOuverte, themesCherchesOf, welcomes } from './structure';

/** A large territory is cut into pages; those of today fit on one. */
export const STRUCTURES_PAR_PAGE = 150;

const ORDRE_STATUT = { ouvert: 0, 'ferme-temporairement': 1, 'en-projet': 2, 'ferme-definitivement': 3 };

/** Open ones first, then by name. */
export function sortForDisplay(structures: readonly Structure[]): Structure[] {
  return [...structures].sort(
    (a, b) => ORDRE_STATUT[a.statut] - ORDRE_STATUT[b.statut] || a.nom.localeCompare(b.nom, 'fr'),
  );
}

export function hasType(structure: Structure, type: TypeSlug): boolean {
  return structure.type === type || structure.autresTypes.includes(type);
}

export function listByType(type: TypeSlug, portail: Portail): Structure[] {
  return sortForDisplay(portail.structures.filter((structure) => hasType(structure, type)));
}

/** Types present in the territory, each with its structures, in the order of the registry. */
export function groupByType(structures: readonly Structure[]): { type: TypeSlug; structures: Structure[] }[] {
  const groupes = new Map<TypeSlug, Structure[]>();
  for (const structure of structures) {
    const groupe = groupes.get(structure.type);
    if (groupe) groupe.push(structure);
    else groupes.set(structure.type, [structure]);
  }
  return TYPE_SLUGS.flatMap((type) => {
    const groupe = groupes.get(type);
    return groupe ? [{ type, structures: sortForDisplay(groupe) }] : [];
  });
}

export function listByTheme(theme: Theme, portail: Portail): Structure[] {
  return sortForDisplay(
    portail.structures.filter((structure) => themesCherchesOf(structure).includes(theme)),
  );
}

export interface VueDAge {
  /** Exactly what that age may attend. */
  structures: Structure[];
  /** Open structures of a type made for that stage which do not say their ages. */
  sansAge: Structure[];
}

/** What a child whose age lies in the range may attend, no more, no less. */
export function describeAge(ages: Ages, portail: Portail): VueDAge {
  return {
    structures: sortForDisplay(portail.structures.filter((structure) => welcomes(structure, ages))),
    sansAge: sortForDisplay(
      portail.structures.filter((structure) => {
        if (!isOuverte(structure) || structure.publics.ages) return false;
        const { couleur } = getType(structure.type);
        return couleur in ETAPES && overlaps(ETAPES[couleur as Etape].ages, ages);
      }),
    ),
  };
}

/** Articles of the guide about an age; those that concern every age are left to the guide itself. */
export function listArticlesByAges(ages: Ages, portail: Portail): Article[] {
  return portail.articles.filter((article) => article.ages !== undefined && overlaps(article.ages, ages));
}
