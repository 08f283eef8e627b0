/** An aid in a territory: who helps to ask for it, and what the guide says around it. */
import type { Aide } from '../aide/schema';
import type { Article } from '../guide/schema';
import type { Portail } from './portail';
import { type Proches, findProches } from './proches';

export interface VueDAide {
  aide: Aide;
  proches: Proches;
  /** Articles of the guide that mention it. */
  articles: Article[];
}

export function describeAide(aide: Aide, portail: Portail): VueDAide {
  return {
    aide,
    // An aid that names nobody can always be asked for with a France services.
    proches: findProches(aide.types.length > 0 ? aide.types : ['france-services'], portail),
    articles: portail.articles.filter(({ aides }) => aides.includes(aide.slug)),
  };
}
