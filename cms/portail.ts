/** The portal of what is published now, made in the server: for previews, and for those who logged in. */
import { type Contenu, COLLECTIONS, NOMS_DE_COLLECTION } from '../src/domain/contenu/collection';
import { verifyContenu } from '../src/domain/contenu/verification';
import type { DateCivile } from '../src/domain/date/date-civile';
import { type Collections, type Lecteurs, type Portail, createPortail } from '../src/domain/portail/portail';
import { readContenu } from '../src/loaders/lecture';
import type { Depot } from './depot/depot';
import { toCheminDeContenu } from './depot/fichiers';

export interface OptionsDesPortails {
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

export type Portails = ReturnType<typeof createPortails>;

export function createPortails({ depot, contenu, territoire, aujourdhui }: OptionsDesPortails) {
  const communs = readContenu(contenu, territoire).filter(
    ({ collection }) => COLLECTIONS[collection].rangement === 'commun',
  );
  let connu: { cle: string; collections: Collections; portails: Map<Lecteurs, Portail> } | undefined;

  async function readVersion(commit: string): Promise<Collections> {
    const fiches = (await depot.listFiches(undefined, commit)).map(({ cle, donnees }) => ({
      collection: cle.collection,
      slug: cle.slug,
      chemin: toCheminDeContenu(cle, territoire),
      donnees,
    }));
    return toCollections(verifyContenu([...fiches, ...communs], aujourdhui()).contenu);
  }

  /** Read again when something was published, or the day changed. */
  async function readConnu(): Promise<NonNullable<typeof connu>> {
    const head = await depot.head();
    const cle = `${head} ${aujourdhui()}`;
    if (connu?.cle !== cle) connu = { cle, collections: await readVersion(head), portails: new Map() };
    return connu;
  }

  return {
    /** What is published, for these readers. */
    async read(lecteurs: Lecteurs): Promise<Portail> {
      const { collections, portails } = await readConnu();
      const portail =
        portails.get(lecteurs) ?? createPortail(territoire, aujourdhui(), collections, undefined, lecteurs);
      portails.set(lecteurs, portail);
      return portail;
    },
    /** What was published in that version, for these readers, on the day of today. */
    async readAt(commit: string, lecteurs: Lecteurs): Promise<Portail> {
      return createPortail(territoire, aujourdhui(), await readVersion(commit), undefined, lecteurs);
    },
    /** What is published, with one entry as somebody is writing it. */
    async withFiche<N extends keyof Collections>(
      collection: N,
      { slug, data }: { slug: string; data: Collections[N][number]['data'] },
    ): Promise<Portail> {
      const { collections } = await readConnu();
      const autres = collections[collection].filter(({ id }) => id !== slug);
      const fiches = [...autres, { id: slug, data }];
      return createPortail(territoire, aujourdhui(), { ...collections, [collection]: fiches });
    },
  };
}
