/** Which entries are drawn as the site draws them, and what their page is given. */
import { normalizeDonnees } from '../../../src/domain/contenu/forme';
import { toErreurs } from '../../../src/domain/contenu/traduction';
import { COLLECTIONS } from '../../../src/domain/contenu/collection';
import type { Portail } from '../../../src/domain/portail/portail';
import type { Cle } from '../../depot/depot';
import { ErreurHttp } from '../../erreur-http';
import type { Portails } from '../../portail';

const PAGES = {
  structures: '/apercu/structure/',
  lieux: '/apercu/lieu/',
  evenements: '/apercu/evenement/',
  actions: '/apercu/action/',
  indicateurs: '/apercu/indicateur/',
} as const;
type Dessinee = keyof typeof PAGES;

/** What each of these pages is given. */
export interface PropsDuDessin {
  portail: Portail;
  slug: string;
  /** The entry itself: the portal leaves out what only professionals may read. */
  fiche: unknown;
}

export const isDessinee = (collection: string): collection is Dessinee => Object.hasOwn(PAGES, collection);

const refuse = (erreurs: { champ: string; message: string }[]) =>
  new ErreurHttp(422, 'invalide', 'L’aperçu s’affichera quand la fiche sera complète.', { erreurs });

/** The entry with its defaults; what is missing for a page to be drawn is said. */
function readDonnees(collection: Dessinee, donnees: unknown) {
  const { schema } = COLLECTIONS[collection];
  const normales = normalizeDonnees(schema, donnees);
  const lue = schema.safeParse(normales);
  if (!lue.success)
    throw refuse(toErreurs(schema, normales, '').map(({ champ, message }) => ({ champ, message })));
  return lue.data;
}

/** The page to render: that of the portal as it is published now, with this entry as somebody is writing it. */
export async function drawFiche(
  portails: Portails,
  { collection, slug }: { collection: Dessinee; slug: Cle['slug'] },
  donnees: unknown,
): Promise<{ chemin: string; props: PropsDuDessin }> {
  const data = readDonnees(collection, donnees);
  const portail = await portails.withFiche(collection, { slug, data });
  const { commune } = portail.lieux.get(slug) ?? {};
  // Its page says where it is.
  if (collection === 'lieux' && !portail.communeByCode.has(commune!))
    throw refuse([{ champ: 'commune', message: 'cette commune n’est pas de ce territoire.' }]);
  return { chemin: PAGES[collection], props: { portail, slug, fiche: { ...data, slug } } };
}
