/** The menu of the atelier, by role. Hiding an entry protects nothing: rights are decided by the server. */
export type RoleDeRubrique = 'partenaire' | 'professionnel' | 'coordination' | 'administration';

export interface Rubrique {
  titre: string;
  href: string;
  /** What one does there, for the home of the atelier; without it, the menu alone names it. */
  phrase?: string;
}

const TOUS: readonly RoleDeRubrique[] = ['partenaire', 'professionnel', 'coordination', 'administration'];
const COORDINATION: readonly RoleDeRubrique[] = ['coordination', 'administration'];
const EDITION: readonly RoleDeRubrique[] = ['partenaire', 'coordination', 'administration'];

const RUBRIQUES: readonly (Rubrique & { roles: readonly RoleDeRubrique[] })[] = [
  { titre: 'Mon espace', href: '/espace/', roles: TOUS },
  {
    titre: 'Relecture',
    href: '/espace/relecture/',
    roles: COORDINATION,
    phrase: 'Lire ce que les organismes proposent, le publier ou le renvoyer avec un mot.',
  },
  {
    titre: 'Toutes les fiches',
    href: '/espace/fiches/',
    roles: COORDINATION,
    phrase: 'Changer n’importe quelle fiche du territoire, ou retrouver une version.',
  },
  {
    titre: 'Mes confirmations',
    href: '/espace/confirmations/',
    roles: ['partenaire'],
    phrase: 'Dire d’un geste que vos fiches sont toujours exactes.',
  },
  {
    titre: 'Fraîcheur',
    href: '/espace/fraicheur/',
    roles: COORDINATION,
    phrase: 'Ce qui n’a pas été vérifié depuis longtemps, et les courriels qui le demandent.',
  },
  {
    titre: 'Messages reçus',
    href: '/espace/signalements/',
    roles: COORDINATION,
    phrase: 'Ce que les visiteurs signalent ou proposent.',
  },
  {
    titre: 'Observatoire',
    href: '/espace/observatoire/',
    roles: COORDINATION,
    phrase: 'Ce que les visiteurs cherchent sans le trouver, et la fraîcheur par organisme.',
  },
  {
    titre: 'Annuaire',
    href: '/espace/pro/',
    roles: TOUS,
    phrase: 'Les contacts réservés aux professionnels, comment orienter une famille, l’agenda du réseau.',
  },
  {
    titre: 'La lettre',
    href: '/espace/lettre/',
    roles: COORDINATION,
    phrase: 'Relire la lettre du mois, y ajouter quelques mots et l’envoyer à ceux qui l’ont demandée.',
  },
  { titre: 'Éditeur complet', href: '/admin/', roles: EDITION },
  {
    titre: 'L’équipe',
    href: '/espace/equipe/',
    roles: COORDINATION,
    phrase: 'Inviter des partenaires et dire quelles fiches ils tiennent.',
  },
];

export function listRubriques(role: RoleDeRubrique): Rubrique[] {
  return RUBRIQUES.filter(({ roles }) => roles.includes(role));
}
