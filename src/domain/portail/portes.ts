/** The doors to everything that search would find, for who does not type, or has no script. */
import { ETAPES, ETAPE_SLUGS } from '../age/etape';
import { formatTelephone, toTelLink } from '../contact/schema';
import type { Structure } from '../structure/schema';
import { type TypeSlug, getType } from '../structure/type';
import type { Portail } from './portail';
import { isOuverte, telephoneOf } from './structure';

export interface Lien {
  titre: string;
  href: string;
}
export interface Porte {
  titre: string;
  liens: Lien[];
  tous?: Lien;
}

/** Types shown, those that the territory has most of first. */
const TYPES_MONTRES = 10;
const COMMUNES_MONTREES = 10;

export function describePortes({ structures, communes }: Portail): Porte[] {
  const nombres = new Map<TypeSlug, number>();
  for (const { type } of structures) nombres.set(type, (nombres.get(type) ?? 0) + 1);
  const types = [...nombres].sort(([, a], [, b]) => b - a).slice(0, TYPES_MONTRES);
  const peuplees = [...communes]
    .sort((a, b) => (b.population?.habitants ?? 0) - (a.population?.habitants ?? 0))
    .slice(0, COMMUNES_MONTREES)
    .sort((a, b) => a.nom.localeCompare(b.nom, 'fr'));
  return [
    {
      titre: 'Par service',
      liens: types.map(([type]) => ({ titre: getType(type).pluriel, href: `/types/${type}/` })),
      tous: { titre: 'Tout l’annuaire', href: '/structures/' },
    },
    {
      titre: 'Par commune',
      liens: peuplees.map(({ nom, slug }) => ({ titre: nom, href: `/communes/${slug}/` })),
      tous: { titre: 'Toutes les communes', href: '/communes/' },
    },
    {
      titre: 'Par âge',
      liens: ETAPE_SLUGS.map((etape) => ({ titre: ETAPES[etape].titre, href: `/ages/${etape}/` })),
    },
    {
      titre: 'Pour comprendre',
      liens: [
        { titre: 'Le guide', href: '/guide/' },
        { titre: 'Les aides financières', href: '/aides/' },
        { titre: 'Les mots expliqués', href: '/lexique/' },
        { titre: 'L’agenda', href: '/agenda/' },
        { titre: 'Le plan du site', href: '/plan-du-site/' },
      ],
    },
  ];
}

/** Who answers by telephone when search does not: those who know everybody. */
export interface Interlocuteur {
  nom: string;
  role: string;
  href: string;
  telephone?: { texte: string; href: string };
}

const INTERLOCUTEURS: readonly TypeSlug[] = ['rpe', 'france-services'];

/** An open service of each of these types: rather one whose telephone is known, and which is for everybody. */
export function listInterlocuteurs({ structures }: Portail): Interlocuteur[] {
  return INTERLOCUTEURS.flatMap((type) => {
    const ouvertes = structures.filter((structure) => structure.type === type && isOuverte(structure));
    const merite = (structure: Structure) =>
      (telephoneOf(structure) === undefined ? 0 : 2) + (structure.zone === 'territoire' ? 1 : 0);
    const [choisie] = ouvertes.sort((a, b) => merite(b) - merite(a));
    if (!choisie) return [];
    const numero = telephoneOf(choisie);
    return [
      {
        nom: choisie.nom,
        role: getType(type).definition,
        href: `/structures/${choisie.slug}/`,
        ...(numero ? { telephone: { texte: formatTelephone(numero), href: toTelLink(numero) } } : {}),
      },
    ];
  });
}
