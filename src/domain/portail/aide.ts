/** An aid in a territory: who helps to ask for it, and what the guide says around it. */
import type { Aide } from '../aide/schema';
import { publicContacts } from '../contact/schema';
import type { Article } from '../guide/schema';
import type { Structure } from '../structure/schema';
import type { Portail } from './portail';
import { listByType } from './annuaire';
import { PROCHES, type Proches, findProches } from './proches';
import { isOuverte } from './structure';

export interface VueDAide {
  aide: Aide;
  proches: Proches;
  /** Articles of the guide that mention it. */
  articles: Article[];
}

/** True when a family may call or write, today. */
function isJoignable(structure: Structure): boolean {
  const contacts = publicContacts(structure.contacts);
  return isOuverte(structure) && contacts.some(({ telephone, courriel }) => telephone ?? courriel);
}

/** A France services helps to ask for any of them: it answers where nobody else can be called or written to. */
function addSecours(proches: Proches, portail: Portail): Proches {
  if (proches.structures.some(isJoignable)) return proches;
  const secours = listByType('france-services', portail).find(isJoignable);
  if (!secours) return proches;
  const structures = [...proches.structures.slice(0, PROCHES - 1), secours];
  return { ...proches, structures };
}

export function describeAide(aide: Aide, portail: Portail): VueDAide {
  return {
    aide,
    // An aid that names nobody can always be asked for with a France services.
    proches: addSecours(
      findProches(aide.types.length > 0 ? aide.types : ['france-services'], portail),
      portail,
    ),
    articles: portail.articles.filter(({ aides }) => aides.includes(aide.slug)),
  };
}
