/** The portal as it is published now, with one entry as somebody is writing it: what the preview shows. */
import { normalizeDonnees } from '../../../src/domain/contenu/forme';
import { toErreurs } from '../../../src/domain/contenu/traduction';
import { type Contenu, COLLECTIONS, NOMS_DE_COLLECTION } from '../../../src/domain/contenu/collection';
import { verifyContenu } from '../../../src/domain/contenu/verification';
import type { DateCivile } from '../../../src/domain/date/date-civile';
import { type Collections, type Portail, createPortail } from '../../../src/domain/portail/portail';
import { type StructureData, structureSchema } from '../../../src/domain/structure/schema';
import { readContenu } from '../../../src/loaders/lecture';
import type { Depot } from '../../depot/depot';
import { toCheminDeContenu } from '../../depot/fichiers';
import { ErreurHttp } from '../../erreur-http';

export interface OptionsDesApercus {
  depot: Depot;
  contenu: string;
  territoire: string;
  aujourdhui: () => DateCivile;
}

const toCollections = (contenu: Contenu): Collections =>
  Object.fromEntries(
    NOMS_DE_COLLECTION.map((nom) => [
      nom,
      contenu[nom].map(({ slug, donnees }) => ({ id: slug, data: donnees })),
    ]),
  ) as unknown as Collections;

/** The entry with its defaults; what is missing for a page to be drawn is said. */
export function readStructure(donnees: unknown): StructureData {
  const normales = normalizeDonnees(structureSchema, donnees);
  const lue = structureSchema.safeParse(normales);
  if (lue.success) return lue.data;
  const erreurs = toErreurs(structureSchema, normales, '').map(({ champ, message }) => ({ champ, message }));
  throw new ErreurHttp(422, 'invalide', 'L’aperçu s’affichera quand la fiche sera complète.', { erreurs });
}

export function createPortails({ depot, contenu, territoire, aujourdhui }: OptionsDesApercus) {
  const communs = readContenu(contenu, territoire).filter(
    ({ collection }) => COLLECTIONS[collection].rangement === 'commun',
  );
  let connu: { cle: string; collections: Collections } | undefined;

  /** Read again when something was published, or the day changed. */
  async function readCollections(): Promise<Collections> {
    const cle = `${await depot.head()} ${aujourdhui()}`;
    if (connu?.cle !== cle) {
      const fiches = (await depot.listFiches()).map(({ cle: sienne, donnees }) => ({
        collection: sienne.collection,
        slug: sienne.slug,
        chemin: toCheminDeContenu(sienne, territoire),
        donnees,
      }));
      connu = {
        cle,
        collections: toCollections(verifyContenu([...fiches, ...communs], aujourdhui()).contenu),
      };
    }
    return connu.collections;
  }

  return {
    async withStructure(slug: string, data: StructureData): Promise<Portail> {
      const collections = await readCollections();
      const structures = [...collections.structures.filter(({ id }) => id !== slug), { id: slug, data }];
      return createPortail(territoire, aujourdhui(), { ...collections, structures });
    },
  };
}
