/** The entries of the site's menus. */
export interface Rubrique {
  titre: string;
  href: string;
  pictogramme: string;
}

/** What a phone keeps under the thumb; also the first entries of the header on a wide screen. */
export const RUBRIQUES: readonly Rubrique[] = [
  { titre: 'Rechercher', href: '/recherche/', pictogramme: 'search' },
  { titre: 'Communes', href: '/communes/', pictogramme: 'map-pin' },
  { titre: 'Guide', href: '/guide/', pictogramme: 'book-open' },
  { titre: 'Agenda', href: '/agenda/', pictogramme: 'calendar-days' },
  { titre: 'Urgences', href: '/urgences/', pictogramme: 'siren' },
];

export const AUTRES_RUBRIQUES: readonly Rubrique[] = [
  { titre: 'Carte', href: '/carte/', pictogramme: 'map' },
  { titre: 'Annuaire', href: '/structures/', pictogramme: 'list' },
  { titre: 'Ma liste', href: '/ma-liste/', pictogramme: 'bookmark' },
  { titre: 'Mes enfants', href: '/mes-enfants/', pictogramme: 'baby' },
  { titre: 'Aides financières', href: '/aides/', pictogramme: 'piggy-bank' },
  { titre: 'Les mots expliqués', href: '/lexique/', pictogramme: 'info' },
  { titre: 'Plan du site', href: '/plan-du-site/', pictogramme: 'network' },
];

/** The two forms, whose links carry the address of the page; and how to be told of what is new elsewhere than here. */
export const PARTICIPER: readonly Omit<Rubrique, 'pictogramme'>[] = [
  { titre: 'Signaler une erreur', href: '/signaler/' },
  { titre: 'Proposer un service', href: '/proposer/' },
  { titre: 'La lettre du mois', href: '/lettre/' },
  { titre: 'Sur le site de votre mairie', href: '/integrer/' },
];

export const PIED: readonly Omit<Rubrique, 'pictogramme'>[] = [
  { titre: 'Plan du site', href: '/plan-du-site/' },
  { titre: 'Lire sans réseau', href: '/hors-ligne/' },
  { titre: 'Observatoire', href: '/observatoire/' },
  { titre: 'Données ouvertes', href: '/donnees/' },
  { titre: 'Accessibilité : non conforme', href: '/accessibilite/' },
  { titre: 'Mentions légales', href: '/mentions-legales/' },
  { titre: 'Données personnelles', href: '/donnees-personnelles/' },
];
