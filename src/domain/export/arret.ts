/**
 * The stops of a structure, as foreign schemas want them: what is held in one place, with all that happens there over
 * the coming year. They know one service in one place; a tour is as many services as it has stops.
 */
import { type DateCivile, toDateCivile, toNumeroDeJour } from '../date/date-civile';
import type { Permanence } from '../permanence/schema';
import { type Lieu, type Portail, oncePerPortail } from '../portail/portail';
import { ACCES } from '../portail/pratique';
import { isFresh } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { type Suite, createListJours, listSuites } from './suites';
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

const createContexte = oncePerPortail(({ aujourdhui, calendrier, territoire }) => {
  const du = toNumeroDeJour(aujourdhui) - 1;
  const au = du + 1 + JOURS_DECRITS;
  return {
    calendrier,
    aujourdhui,
    du,
    au,
    listJours: createListJours(calendrier, territoire.zoneScolaire, du, au),
  };
});

/** The days of an open structure over the coming year, from the day before the build. */
export function suitesOf({ permanences, fermetures, statut }: Structure, portail: Portail): Suite[] {
  if (statut !== 'ouvert') return [];
  const contexte = { ...createContexte(portail), fermetures };
  return permanences.flatMap((permanence) => listSuites(permanence, contexte));
}

function listArrets(structure: Structure, portail: Portail): ArretsDeStructure {
  const contexte = createContexte(portail);
  const lieuOf = (slug: string | undefined): string | undefined => slug ?? structure.lieu;
  const isVerified = (permanence: Permanence): boolean =>
    isFresh(permanence.verifieLe ?? structure.verifications.horaires, 'horaires', portail.aujourdhui);
  const suites = suitesOf(structure, portail);
  const suitesByLieu = Map.groupBy(suites, ({ lieu }) => lieuOf(lieu));
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
  const arrets = [...permanencesByLieu].map(([slug, permanences]): Arret => ({
    lieu: slug === undefined ? undefined : portail.lieux.get(slug),
    permanences,
    horaires: formatOpeningHours(permanences, suitesByLieu.get(slug) ?? [], { ...contexte, commentaireOf }),
  }));
  const ailleurs = suites.filter(({ lieu }) => !permanencesByLieu.has(lieuOf(lieu)));
  return { arrets, ailleurs: [...new Set(ailleurs.flatMap(({ jours }) => jours))].map(toDateCivile) };
}

const known = oncePerPortail(() => new Map<Structure, ArretsDeStructure>());

/** The stops of a structure, in the order of its permanences; one without permanence has one stop. */
export function arretsOf(structure: Structure, portail: Portail): ArretsDeStructure {
  const arrets = known(portail);
  let result = arrets.get(structure);
  if (!result) arrets.set(structure, (result = listArrets(structure, portail)));
  return result;
}
