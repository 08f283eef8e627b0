/** Everything that is compared in a territory: its structures, its places, its events. */
import type { Evenement } from '../evenement/schema';
import type { Structure } from '../structure/schema';
import { type Doublon, createRapprocheur, listDoublons } from './doublons';
import {
  type CollectionComparee,
  type Empreinte,
  type LieuNomme,
  empreinteDEvenement,
  empreinteDeLieu,
  empreinteDeStructure,
} from './empreinte';
import { type Nommage, type SourceDuNommage, createNommage } from './nommage';

export interface ContenuCompare extends SourceDuNommage {
  structures: readonly Structure[];
  lieux: readonly LieuNomme[];
  evenements: readonly Evenement[];
}

export interface Comparaison {
  nommage: Nommage;
  empreintes: readonly Empreinte[];
  /** Every probable pair once, the likeliest first. */
  listDoublons: () => Doublon[];
  /** What an entry, of this content or not, resembles in it. */
  find: (empreinte: Empreinte) => Doublon[];
  findOf: (collection: CollectionComparee, slug: string) => Doublon[];
}

/** `lieux` are also those that only drafts name. */
export function createComparaison(contenu: ContenuCompare): Comparaison {
  const nommage = createNommage(contenu);
  const lieux = new Map(contenu.lieux.map((lieu) => [lieu.slug, lieu]));
  const empreintes = [
    ...contenu.structures.map((structure) => empreinteDeStructure(structure, lieux, nommage)),
    ...contenu.lieux.map((lieu) => empreinteDeLieu(lieu, nommage)),
    ...contenu.evenements.map((evenement) => empreinteDEvenement(evenement, lieux, nommage)),
  ];
  const { find } = createRapprocheur(empreintes, nommage);
  return {
    nommage,
    empreintes,
    find,
    listDoublons: () => listDoublons(empreintes, nommage),
    findOf(collection, slug) {
      const sienne = empreintes.find((each) => each.collection === collection && each.slug === slug);
      return sienne ? find(sienne) : [];
    },
  };
}
