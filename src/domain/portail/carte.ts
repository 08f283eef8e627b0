/** The page of the map as it is built: every service that is somewhere, on the day of the build. */
import { addDays, type DateCivile } from '../date/jour';
import { toInstant } from '../date/paris';
import { type PassagesParFiche, type VueDeCarte, listItems } from '../recherche/carte';
import { JOURS_DU_CATALOGUE, listPassages, toCatalogue } from './catalogue';
import type { Portail } from './portail';

export interface PageDeCarte extends VueDeCarte {
  /** Instant at which the page is true. */
  maintenant: number;
  /** Last day whose dates are held. */
  au: DateCivile;
}

/** The first date at each place says all that the page shows; the largest territories have hundreds of thousands. */
function listPremiers(portail: Portail): PassagesParFiche {
  return Object.fromEntries(
    portail.structures.map((structure) => {
      const parLieu = Map.groupBy(
        listPassages(structure, portail),
        ({ lieu, commune }) => lieu ?? commune ?? '',
      );
      return [structure.slug, [...parLieu.values()].map(([premier]) => premier!)];
    }),
  );
}

export function describeCarte(portail: Portail): PageDeCarte {
  const maintenant = Date.parse(toInstant(portail.aujourdhui, '00:00'));
  const demande = { filtre: { criteres: [] }, quand: 'toujours' } as const;
  return {
    ...listItems(toCatalogue(portail), listPremiers(portail), demande, maintenant),
    maintenant,
    au: addDays(portail.aujourdhui, JOURS_DU_CATALOGUE),
  };
}
