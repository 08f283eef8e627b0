/** One entry with everything that is going on about it: what is published, its draft, what was said of it. */
import { type Brouillon, type Cle, type Depot, type Fiche, formatCle, toCle } from '../depot/depot';
import { ErreurHttp } from '../erreur-http';
import { type Suivi, nameFiche, suiviOf } from './suivi';

type Element = Record<string, unknown>;

export interface Dossier {
  cle: Cle;
  /** `structures/le-hangar`. */
  chemin: string;
  nom: string;
  publie: Fiche | undefined;
  brouillon: Brouillon | undefined;
  /** The draft when there is one, else what is published. */
  donnees: Element;
  /** What whoever writes now has read; empty when there is nothing. */
  lu: string;
  suivi: Suivi;
  /** The draft asks for the removal of the entry. */
  isRetrait: boolean;
}

export interface Adresse {
  collection: string;
  slug: string;
}

/** The key of an address; throws 404 when it cannot be one. */
export function requireCle({ collection, slug }: Adresse): Cle {
  const cle = toCle(collection, slug);
  if (!cle) throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’existe pas.');
  return cle;
}

const isElement = (donnees: unknown): donnees is Element =>
  typeof donnees === 'object' && donnees !== null && !Array.isArray(donnees);

/** Reads an entry and its draft; throws 404 when there is neither. */
export async function readDossier(depot: Depot, cle: Cle, retournees: ReadonlySet<string>): Promise<Dossier> {
  const [brouillon, publie] = await Promise.all([depot.readBrouillon(cle), depot.readFiche(cle)]);
  if (!brouillon && !publie)
    throw new ErreurHttp(404, 'introuvable', 'Cette fiche n’existe pas, ou n’existe plus.');
  const isRetrait = brouillon?.oid === null;
  const donnees = brouillon && !isRetrait ? brouillon.donnees : publie?.donnees;
  const chemin = formatCle(cle);
  return {
    cle,
    chemin,
    nom: nameFiche(donnees, cle.slug),
    publie,
    brouillon,
    donnees: isElement(donnees) ? donnees : {},
    lu: (brouillon ? brouillon.oid : publie?.oid) ?? '',
    suivi: suiviOf(brouillon, retournees.has(chemin)),
    isRetrait,
  };
}

/** What a form says it had read, as the store expects it. */
export function toLu(texte: string | undefined): string | null {
  return texte === undefined || texte === '' ? null : texte;
}

export const pageDeFiche = ({ collection, slug }: Cle): string => `/espace/fiches/${collection}/${slug}/`;
export const pageDeRelecture = ({ collection, slug }: Cle): string =>
  `/espace/relecture/${collection}/${slug}/`;
export const pageDHistorique = ({ collection, slug }: Cle): string =>
  `/espace/historique/${collection}/${slug}/`;
/** The full editor, with every field. */
export const editeurDe = ({ collection, slug }: Cle): string =>
  `/admin/#/collections/${collection}/entries/${slug}`;
/** The page of the site, for what has one. */
export function pagePublique({ collection, slug }: Cle): string | undefined {
  if (collection === 'structures' || collection === 'lieux' || collection === 'balades')
    return `/${collection}/${slug}/`;
  return collection === 'evenements' ? '/agenda/' : undefined;
}
