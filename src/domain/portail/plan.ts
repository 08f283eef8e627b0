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

/** The guide, then what there is for each theme and each commune. */
function listImprimes({ communes }: Portail): SectionDuPlan['liens'] {
  return [
    { titre: 'Le guide 0-17 ans (PDF)', href: '/guide-0-17-ans.pdf' },
    ...THEME_SLUGS.map((theme) => ({
      titre: `${THEMES[theme].libelle} : document ressource (PDF)`,
      href: `/themes/${theme}.pdf`,
    })),
    ...communes.flatMap(({ slug, nom }) => [
      { titre: `${nom} : feuille à afficher (PDF)`, href: `/communes/${slug}.pdf` },
      { titre: `${nom} : texte pour le bulletin`, href: `/communes/${slug}.txt` },
    ]),
  ];
}

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
    { id: 'a-imprimer', titre: 'À imprimer', liens: listImprimes(portail) },
  ].filter(({ liens }) => liens.length > 0);
}
