/**
 * The stops of a structure, as foreign schemas want them: what is held in one place, with all that happens there over
 * the coming year. They know one service in one place; a tour is as many services as it has stops.
 */
import { type DateCivile, addDays } from '../date/date-civile';
import { listOccurrences } from '../permanence/occurrence';
import type { Permanence } from '../permanence/schema';
import { type Lieu, type Portail, oncePerPortail } from '../portail/portail';
import { ACCES } from '../portail/pratique';
import { isFresh } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { type HorairesOsm, JOURS_DECRITS, formatOpeningHours } from './opening-hours';

export interface Arret {
  /** Absent for a service at home, by phone, or whose place is not known. */
  lieu: Lieu | undefined;
  permanences: Permanence[];
  /** The year that they describe is not kept: a large territory would hold millions of dates. */
  horaires: HorairesOsm;
}

export interface ArretsDeStructure {
  arrets: Arret[];
  /** Dates moved or added to a place that is none of the stops: no service can hold them. */
  ailleurs: DateCivile[];
}

function listArrets(structure: Structure, portail: Portail): ArretsDeStructure {
  const { aujourdhui, calendrier, territoire, lieux } = portail;
  const zone = territoire.zoneScolaire;
  const lieuOf = (slug: string | undefined): string | undefined => slug ?? structure.lieu;
  const isVerified = (permanence: Permanence): boolean =>
    isFresh(permanence.verifieLe ?? structure.verifications.horaires, 'horaires', aujourdhui);
  const occurrences = structure.permanences.flatMap((permanence) =>
    listOccurrences(permanence, addDays(aujourdhui, -1), addDays(aujourdhui, JOURS_DECRITS), {
      calendrier,
      zone,
      fermetures: structure.fermetures,
      aConfirmer: !isVerified(permanence),
    }),
  );
  const occurrencesByLieu = Map.groupBy(occurrences, ({ lieu }) => lieuOf(lieu));
  const permanencesByLieu = Map.groupBy(structure.permanences, ({ lieu }) => lieuOf(lieu));
  if (permanencesByLieu.size === 0) permanencesByLieu.set(structure.lieu, []);

  const commentaires = new Map(
    structure.permanences.map((permanence) => {
      const acces = permanence.acces ?? structure.acces ?? 'libre';
      const mots = [
        permanence.libelle,
        acces !== 'libre' && ACCES[acces],
        !isVerified(permanence) && 'à confirmer',
      ];
      return [permanence, mots.filter(Boolean).join(', ')];
    }),
  );
  const commentaireOf = (permanence: Permanence): string => commentaires.get(permanence) ?? '';
  const contexte = { calendrier, zone, aujourdhui, commentaireOf };
  const arrets = [...permanencesByLieu].map(([slug, permanences]): Arret => ({
    lieu: slug === undefined ? undefined : lieux.get(slug),
    permanences,
    horaires: formatOpeningHours(permanences, occurrencesByLieu.get(slug) ?? [], contexte),
  }));
  const ailleurs = [...occurrencesByLieu].filter(([slug]) => !permanencesByLieu.has(slug));
  return { arrets, ailleurs: [...new Set(ailleurs.flatMap(([, liste]) => liste.map(({ date }) => date)))] };
}

const known = oncePerPortail(() => new Map<Structure, ArretsDeStructure>());

/** The stops of a structure, in the order of its permanences; one without permanence has one stop. */
export function arretsOf(structure: Structure, portail: Portail): ArretsDeStructure {
  const arrets = known(portail);
  let result = arrets.get(structure);
  if (!result) arrets.set(structure, (result = listArrets(structure, portail)));
  return result;
}
