/** What a person may be in the atelier. */
export const ROLES = {
  partenaire: {
    libelle: 'Partenaire',
    description:
      'Tient à jour les fiches de son organisme, que la coordination relit avant de les publier, et lit l’annuaire des professionnels.',
  },
  professionnel: {
    libelle: 'Professionnel',
    description: 'Lit l’annuaire des professionnels, sans rien modifier.',
  },
  coordination: {
    libelle: 'Coordination',
    description: 'Relit et publie toutes les fiches du territoire, et tient la liste des personnes.',
  },
  administration: {
    libelle: 'Administration',
    description: 'Tout ce que fait la coordination, et le soin du serveur.',
  },
} as const;

export type Role = keyof typeof ROLES;
export const ROLE_SLUGS = Object.keys(ROLES) as [Role, ...Role[]];

export function isRole(valeur: unknown): valeur is Role {
  return typeof valeur === 'string' && Object.hasOwn(ROLES, valeur);
}
