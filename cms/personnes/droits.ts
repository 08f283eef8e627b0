/** Who may do what: the only place where it is decided. Everything else asks. */
import type { Role } from './role';

/** The collections whose entries an organisation can hold: what it knows better than anybody. */
export const COLLECTIONS_A_TENIR = ['structures', 'lieux', 'evenements', 'balades', 'actions'] as const;
/** What everybody needs to read to fill in an entry: where a permanence is, in which commune. */
const COLLECTIONS_COMMUNES: readonly string[] = ['lieux', 'communes', 'territoire'];

export interface Qui {
  role: Role | 'visiteur';
  /** Entries held by the person’s organisation: `structures/le-hangar`. */
  fiches: ReadonlySet<string>;
  id?: string;
}

/** The entry an action is about. */
export interface Cible {
  collection: string;
  slug: string;
}

export const VISITEUR: Qui = { role: 'visiteur', fiches: new Set() };

/** What a partner does with the entries of their organisation. */
const SUR_SES_FICHES = [
  'lire-fiche',
  'lire-brouillon',
  'lire-historique',
  'ecrire-brouillon',
  'soumettre',
  'abandonner',
  'annoter',
  'confirmer',
  'gerer-interlocuteurs',
] as const;
/** What the coordination does, with any entry of the territory and beside entries. */
const DE_LA_COORDINATION = [
  'creer',
  'valider',
  'publier',
  'supprimer',
  'restaurer',
  'regler-conflit',
  'lire-signalements',
  'traiter-signalements',
  'voir-confirmations',
  'suivre-annuaire-pro',
  'lire-observatoire',
  'gerer-personnes',
  'envoyer-lettre',
] as const;
/** Partners are professionals of the network too, and write half of what its directory says. */
const DU_RESEAU = ['lire-annuaire-pro', 'noter-orientation'] as const;
const DE_CHACUN = ['entrer', 'gerer-ses-sessions'] as const;
export const ACTIONS = [
  ...SUR_SES_FICHES,
  ...DE_LA_COORDINATION,
  ...DE_CHACUN,
  ...DU_RESEAU,
  'administrer',
] as const;
export type Action = (typeof ACTIONS)[number];

/** `connexion`: log in first (401); `refus`: not yours (403). */
export type Decision = 'oui' | 'connexion' | 'refus';

function isAmong(actions: readonly string[], action: Action): boolean {
  return actions.includes(action);
}

/**
 * Without an entry, the question is whether the person may do this at all: `lire-fiche` of a partner is « yes », and
 * the list then asks for each entry.
 */
export function decide({ role, fiches }: Qui, action: Action, cible?: Cible): Decision {
  if (role === 'visiteur') return 'connexion';
  if (isAmong(DE_CHACUN, action) || role === 'administration') return 'oui';
  if (action === 'administrer') return 'refus';
  if (role === 'coordination') return 'oui';
  // Partners and professionals alike.
  if (isAmong(DU_RESEAU, action)) return 'oui';
  if (role !== 'partenaire' || !isAmong(SUR_SES_FICHES, action)) return 'refus';
  if (!cible) return 'oui';
  if (action === 'lire-fiche' && COLLECTIONS_COMMUNES.includes(cible.collection)) return 'oui';
  const isTenable = (COLLECTIONS_A_TENIR as readonly string[]).includes(cible.collection);
  return isTenable && fiches.has(`${cible.collection}/${cible.slug}`) ? 'oui' : 'refus';
}

/** The roles that a person may give, change and take away: nobody makes somebody more powerful than themselves. */
export function listRolesGeres(qui: Qui): Role[] {
  if (decide(qui, 'gerer-personnes') !== 'oui') return [];
  const roles: Role[] = ['partenaire', 'professionnel', 'coordination'];
  return decide(qui, 'administrer') === 'oui' ? [...roles, 'administration'] : roles;
}
