/** What the atelier compares: the published entries, and the drafts of those that are not published yet. */
import { evenementSchema } from '../../src/domain/evenement/schema';
import { lieuSchema } from '../../src/domain/lieu/schema';
import { type Terme, termeSchema } from '../../src/domain/lexique/schema';
import { type Comparaison, createComparaison } from '../../src/domain/rapprochement/comparaison';
import { type Structure, structureSchema } from '../../src/domain/structure/schema';
import { type Commune, communeSchema, territoireSchema } from '../../src/domain/territoire/schema';
import { readContenu } from '../../src/loaders/lecture';
import type { Cle, CollectionEditable, Depot } from '../depot/depot';
import { formatCle } from '../depot/cle';

/** The lexicon is the code's: it is read once. */
export function readTermes(contenu: string, territoire: string): Terme[] {
  return readContenu(contenu, territoire).flatMap(({ collection, slug, donnees }) => {
    const terme = collection === 'lexique' ? termeSchema.safeParse(donnees) : undefined;
    return terme?.success ? [{ ...terme.data, slug }] : [];
  });
}

/** An entry as it is now: what is published, or the draft of a new one. */
export interface FicheComparee {
  cle: Cle;
  donnees: unknown;
  oid: string;
  isNouvelle: boolean;
  hasBrouillon: boolean;
}

export interface ComparaisonDuDepot extends Comparaison {
  fiches: readonly FicheComparee[];
  structures: readonly Structure[];
  communes: readonly Commune[];
}

/** Entries that their schema refuses are left out: somebody wrote them so on a forge. */
export async function readComparaison(depot: Depot, termes: readonly Terme[]): Promise<ComparaisonDuDepot> {
  const [publiees, brouillons] = await Promise.all([depot.listFiches(), depot.listBrouillons()]);
  const ouverts = new Set(brouillons.map(({ cle }) => formatCle(cle)));
  const fiches: FicheComparee[] = [
    ...publiees.map(({ cle, donnees, oid }) => ({
      cle,
      donnees,
      oid,
      isNouvelle: false,
      hasBrouillon: ouverts.has(formatCle(cle)),
    })),
    ...brouillons.flatMap(({ cle, donnees, oid, isNouveau }) =>
      isNouveau && oid !== null ? [{ cle, donnees, oid, isNouvelle: true, hasBrouillon: true }] : [],
    ),
  ];
  const read = <T>(
    collection: CollectionEditable,
    schema: { safeParse: (donnees: unknown) => { success: true; data: T } | { success: false } },
  ): (T & { slug: string })[] =>
    fiches.flatMap(({ cle, donnees }) => {
      const lue = cle.collection === collection ? schema.safeParse(donnees) : undefined;
      return lue?.success ? [{ ...lue.data, slug: cle.slug }] : [];
    });
  const listeDesCommunes = fiches.find(({ cle }) => cle.collection === 'communes')?.donnees;
  const communes = communeSchema.array().safeParse(listeDesCommunes).data ?? [];
  const [territoire] = read('territoire', territoireSchema);
  const structures = read('structures', structureSchema);
  const comparaison = createComparaison({
    communes,
    termes,
    territoire: territoire ? [territoire.nom, territoire.nomOfficiel] : [],
    structures,
    lieux: read('lieux', lieuSchema),
    evenements: read('evenements', evenementSchema),
  });
  return { ...comparaison, fiches, structures, communes };
}
