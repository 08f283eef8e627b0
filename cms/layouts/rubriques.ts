/** The menu of the atelier, by role. Hiding an entry protects nothing: rights are decided by the server. */
export type RoleDeRubrique = 'partenaire' | 'professionnel' | 'coordination' | 'administration';

export interface Rubrique {
  titre: string;
  href: string;
}

const TOUS: readonly RoleDeRubrique[] = ['partenaire', 'professionnel', 'coordination', 'administration'];
const EDITION: readonly RoleDeRubrique[] = ['partenaire', 'coordination', 'administration'];

const RUBRIQUES: readonly (Rubrique & { roles: readonly RoleDeRubrique[] })[] = [
  { titre: 'Mon espace', href: '/espace/', roles: TOUS },
  { titre: 'Toutes les rubriques d’une fiche', href: '/admin/', roles: EDITION },
];

export function listRubriques(role: RoleDeRubrique): Rubrique[] {
  return RUBRIQUES.filter(({ roles }) => roles.includes(role));
}
