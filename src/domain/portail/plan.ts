/** The map of the site: every family of pages, with its links. */
import { ANNEES, ETAPES, ETAPE_SLUGS } from '../age/etape';
import { TYPE_SLUGS, getType } from '../structure/type';
import { THEMES, THEME_SLUGS } from '../theme/theme';
import type { Portail } from './portail';

export interface SectionDuPlan {
  id: string;
  titre: string;
  liens: { titre: string; href: string }[];
}

const formatAnnee = (annee: number): string =>
  annee === 0 ? 'Avant 1 an' : `${annee} an${annee > 1 ? 's' : ''}`;

export function describePlan(portail: Portail): SectionDuPlan[] {
  const lieux = [...portail.lieux.values()].sort((a, b) => a.nom.localeCompare(b.nom, 'fr'));
  return [
    {
      id: 'ages',
      titre: 'Par âge',
      liens: [
        ...ETAPE_SLUGS.map((etape) => ({ titre: ETAPES[etape].titre, href: `/ages/${etape}/` })),
        ...ANNEES.map((annee) => ({ titre: formatAnnee(annee), href: `/ages/${annee}/` })),
      ],
    },
    {
      id: 'themes',
      titre: 'Par thème',
      liens: THEME_SLUGS.map((theme) => ({ titre: THEMES[theme].libelle, href: `/themes/${theme}/` })),
    },
    {
      id: 'types',
      titre: 'Par type de service',
      liens: TYPE_SLUGS.map((type) => ({ titre: getType(type).pluriel, href: `/types/${type}/` })),
    },
    {
      id: 'communes',
      titre: 'Par commune',
      liens: portail.communes.map(({ slug, nom }) => ({ titre: nom, href: `/communes/${slug}/` })),
    },
    {
      id: 'lieux',
      titre: 'Les lieux',
      liens: lieux.map(({ slug, nom }) => ({ titre: nom, href: `/lieux/${slug}/` })),
    },
    {
      id: 'balades',
      titre: 'Les balades',
      liens: [
        { titre: 'Toutes les balades', href: '/balades/' },
        ...portail.balades.map(({ slug, titre }) => ({ titre, href: `/balades/${slug}/` })),
      ],
    },
    {
      id: 'guide',
      titre: 'Les articles du guide',
      liens: portail.articles.map(({ slug, titre }) => ({ titre, href: `/guide/${slug}/` })),
    },
    {
      id: 'aides',
      titre: 'Les aides',
      liens: portail.aides.map(({ slug, nom }) => ({ titre: nom, href: `/aides/${slug}/` })),
    },
    {
      id: 'observatoire',
      titre: 'L’observatoire',
      liens: [
        { titre: 'En bref, commune par commune', href: '/observatoire/' },
        { titre: 'La couverture du territoire', href: '/observatoire/couverture/' },
        { titre: 'Les chiffres du territoire', href: '/observatoire/indicateurs/' },
        { titre: 'Les actions de la convention', href: '/observatoire/actions/' },
      ],
    },
  ].filter(({ liens }) => liens.length > 0);
}
