/** What a new entry resembles, said to whoever writes or reviews it. It is a warning: nothing is ever refused. */
import type { Terme } from '../../src/domain/lexique/schema';
import type { Empreinte } from '../../src/domain/rapprochement/empreinte';
import { type Cle, type Depot, formatCle } from '../depot/depot';
import { pageDeFiche, pagePublique } from '../espace/dossier';
import { type ComparaisonDuDepot, readComparaison } from './comparaison';
import type { Distinctions } from './distinctions';

export interface Ressemblance {
  nom: string;
  /** Where to read it; nowhere for the draft of somebody else. */
  href: string | undefined;
  raisons: string[];
  isPresqueSure: boolean;
}

/** `tout`: the coordination. `publie`: somebody who may only know what families read. */
export type Vue = 'tout' | 'publie';

export type ReadRessemblances = (cle: Cle, vue: Vue) => Promise<Ressemblance[]>;

/** Drafts, and what only professionals may read, are for the coordination. */
function isReadable(cle: Cle, { fiches }: ComparaisonDuDepot): boolean {
  const fiche = fiches.find((each) => formatCle(each.cle) === formatCle(cle));
  const { visibilite } = (fiche?.donnees ?? {}) as { visibilite?: unknown };
  return fiche !== undefined && !fiche.isNouvelle && visibilite !== 'professionnels';
}

export function createRessemblances(
  depot: Depot,
  termes: readonly Terme[],
  distinctions: Distinctions,
): ReadRessemblances {
  return async (cle, vue) => {
    const { collection, slug } = cle;
    if (collection !== 'structures' && collection !== 'lieux' && collection !== 'evenements') return [];
    const comparaison = await readComparaison(depot, termes);
    const isDistincte = distinctions.read();
    return comparaison.findOf(collection, slug).flatMap(({ un, autre, raisons, isPresqueSur }) => {
      const trouvee: Empreinte = un.slug === slug ? autre : un;
      const sienne: Cle = { collection, slug: trouvee.slug };
      if (isDistincte([cle, sienne])) return [];
      const isLisible = isReadable(sienne, comparaison);
      if (vue === 'publie' && !isLisible) return [];
      const href = vue === 'tout' ? pageDeFiche(sienne) : pagePublique(sienne);
      return [{ nom: trouvee.nom, href, raisons, isPresqueSure: isPresqueSur }];
    });
  };
}
