/** What the pages of `/espace/equipe/` say: people, organisations, and who holds which entry. */
import { type Depot, type Fiche, formatCle } from '../depot/depot';
import { COLLECTIONS_A_TENIR, type Qui, listRolesGeres } from './droits';
import type { Personne, Registre } from './personnes';
import { ROLES, type Role } from './role';

interface NomDeCollection {
  singulier: string;
  pluriel: string;
}
export const COLLECTIONS_TENUES: Readonly<Record<(typeof COLLECTIONS_A_TENIR)[number], NomDeCollection>> = {
  structures: { singulier: 'Structure', pluriel: 'Structures' },
  lieux: { singulier: 'Lieu', pluriel: 'Lieux' },
  evenements: { singulier: 'Évènement', pluriel: 'Évènements' },
  balades: { singulier: 'Balade', pluriel: 'Balades' },
  actions: { singulier: 'Fiche action', pluriel: 'Fiches actions' },
};

export interface FicheATenir {
  /** `structures/le-hangar`. */
  cle: string;
  nom: string;
  /** The other organisations that hold it. */
  aussi: string[];
}

export interface FichesATenir {
  tenues: FicheATenir[];
  /** All the others, by collection. */
  autres: { titre: string; fiches: FicheATenir[] }[];
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

/** Every entry that an organisation can hold, those it holds apart; those that do not exist any more are left out. */
export async function listFichesATenir(
  depot: Depot,
  registre: Registre,
  organisme: string,
): Promise<FichesATenir> {
  const organismes = registre.listOrganismes().filter(({ id }) => id !== organisme);
  const siennes = new Set(registre.listFiches(organisme));
  const collator = new Intl.Collator('fr', { numeric: true });
  const toATenir = (fiche: Fiche): FicheATenir => {
    const cle = formatCle(fiche.cle);
    return {
      cle,
      nom: nameOf(fiche),
      aussi: organismes.filter(({ fiches }) => fiches.includes(cle)).map(({ nom }) => nom),
    };
  };
  const groupes = await Promise.all(
    COLLECTIONS_A_TENIR.map(async (collection) => {
      const fiches = (await depot.listFiches(collection)).map(toATenir);
      fiches.sort((a, b) => collator.compare(a.nom, b.nom));
      return { titre: COLLECTIONS_TENUES[collection].pluriel, fiches };
    }),
  );
  return {
    tenues: groupes.flatMap(({ fiches }) => fiches.filter(({ cle }) => siennes.has(cle))),
    autres: groupes
      .map(({ titre, fiches }) => ({ titre, fiches: fiches.filter(({ cle }) => !siennes.has(cle)) }))
      .filter(({ fiches }) => fiches.length > 0),
  };
}

export function listChoixDeRole(qui: Qui): ChoixDeRole[] {
  return listRolesGeres(qui).map((slug) => ({ slug, ...ROLES[slug] }));
}

/** Whether this person may be changed or removed by whoever asks; nobody changes their own rights, nor leaves by mistake. */
export function isGeree(qui: Qui, personne: Personne): boolean {
  return listRolesGeres(qui).includes(personne.role);
}
