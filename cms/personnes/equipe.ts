/** What the pages of `/espace/equipe/` say: people, organisations, and who holds which entry. */
import { type Depot, type Fiche, formatCle } from '../depot/depot';
import { COLLECTIONS_A_TENIR, type Qui, listRolesGeres } from './droits';
import type { Personne, Registre } from './personnes';
import { ROLES, type Role } from './role';

export const COLLECTIONS_TENUES: Readonly<Record<(typeof COLLECTIONS_A_TENIR)[number], string>> = {
  structures: 'Structures',
  lieux: 'Lieux',
  evenements: 'Évènements',
  actions: 'Fiches actions',
};

export interface FicheATenir {
  /** `structures/le-hangar`. */
  cle: string;
  nom: string;
  isTenue: boolean;
  /** The other organisations that hold it. */
  aussi: string[];
}

export interface GroupeDeFiches {
  titre: string;
  tenues: number;
  fiches: FicheATenir[];
}

export interface ChoixDeRole {
  slug: Role;
  libelle: string;
  description: string;
}

const textOf = (donnees: unknown, champ: string): string | undefined => {
  const valeur = (donnees as Record<string, unknown> | undefined)?.[champ];
  return typeof valeur === 'string' && valeur !== '' ? valeur : undefined;
};

export function nameOf({ cle, donnees }: Pick<Fiche, 'cle' | 'donnees'>): string {
  return textOf(donnees, 'nom') ?? textOf(donnees, 'titre') ?? cle.slug;
}

/** Every entry that an organisation can hold, those it holds first. */
export async function listGroupes(
  depot: Depot,
  registre: Registre,
  organisme: string,
): Promise<GroupeDeFiches[]> {
  const organismes = registre.listOrganismes();
  const tenues = new Set(registre.listFiches(organisme));
  const collator = new Intl.Collator('fr', { numeric: true });
  const toATenir = (fiche: Fiche): FicheATenir => {
    const cle = formatCle(fiche.cle);
    const aussi = organismes.filter(({ id, fiches }) => id !== organisme && fiches.includes(cle));
    return { cle, nom: nameOf(fiche), isTenue: tenues.has(cle), aussi: aussi.map(({ nom }) => nom) };
  };
  const groupes = await Promise.all(
    COLLECTIONS_A_TENIR.map(async (collection) => {
      const fiches = (await depot.listFiches(collection)).map(toATenir);
      fiches.sort((a, b) => Number(b.isTenue) - Number(a.isTenue) || collator.compare(a.nom, b.nom));
      const titre = COLLECTIONS_TENUES[collection];
      return { titre, tenues: fiches.filter(({ isTenue }) => isTenue).length, fiches };
    }),
  );
  return groupes.filter(({ fiches }) => fiches.length > 0);
}

/** The names of the entries that an organisation holds; those that do not exist any more are left out. */
export async function listNomsTenus(depot: Depot, registre: Registre, organisme: string): Promise<string[]> {
  const groupes = await listGroupes(depot, registre, organisme);
  return groupes.flatMap(({ fiches }) => fiches.filter(({ isTenue }) => isTenue).map(({ nom }) => nom));
}

export function listChoixDeRole(qui: Qui): ChoixDeRole[] {
  return listRolesGeres(qui).map((slug) => ({ slug, ...ROLES[slug] }));
}

/** Whether this person may be changed or removed by whoever asks; nobody changes their own rights, nor leaves by mistake. */
export function isGeree(qui: Qui, personne: Personne): boolean {
  return listRolesGeres(qui).includes(personne.role);
}
