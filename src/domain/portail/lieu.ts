/** A host's page: everything that happens in one place. */
import { addDays } from '../date/date-civile';
import { toItineraire } from '../lieu/itineraire';
import { isHeld } from '../permanence/occurrence';
import type { Permanence } from '../permanence/schema';
import type { Structure } from '../structure/schema';
import { listSansVoiture } from './mobilite';
import { type Commune, type Lieu, type Portail, indexStructures, oncePerPortail } from './portail';
import { type Fait, listPratiqueDuLieu } from './pratique';
import { type Occurrence, indexOccurrences, isToCome, listAnnulees } from './structure';

export interface VueDeLieu {
  lieu: Lieu;
  commune: Commune;
  pratique: Fait[];
  /** Every service that has a permanence here, with those permanences; the host first. */
  services: { structure: Structure; permanences: Permanence[] }[];
  /** Coming occurrences here. */
  passages: Occurrence[];
  /** What was to take place here and will not, or not then. */
  annulees: Occurrence[];
  itineraire: string | undefined;
}

const JOURS_AFFICHES = 14;

const presentes = oncePerPortail((portail) =>
  indexStructures(portail, ({ lieu, permanences }) => [
    lieu,
    ...permanences.map((permanence) => permanence.lieu ?? lieu),
  ]),
);

/** Structures that have their seat or a permanence in a place. */
function structuresAt(lieu: Lieu, portail: Portail): readonly Structure[] {
  return presentes(portail).get(lieu.slug) ?? [];
}

export function describeLieu(lieu: Lieu, portail: Portail): VueDeLieu {
  const fin = addDays(portail.aujourdhui, JOURS_AFFICHES);
  const services = structuresAt(lieu, portail)
    .map((structure) => ({
      structure,
      permanences: structure.permanences.filter(
        (permanence) => (permanence.lieu ?? structure.lieu) === lieu.slug,
      ),
    }))
    .sort(
      (a, b) =>
        Number(b.structure.slug === lieu.structureHote) - Number(a.structure.slug === lieu.structureHote),
    );
  const commune = portail.communeByCode.get(lieu.commune)!;
  return {
    lieu,
    commune,
    pratique: listPratiqueDuLieu(
      lieu,
      portail.structureBySlug.get(lieu.structureHote ?? ''),
      listSansVoiture([commune], portail),
    ),
    services,
    passages: (indexOccurrences(portail).byLieu.get(lieu) ?? [])
      .filter((o) => isHeld(o) && o.date <= fin && isToCome(o, portail))
      .sort((a, b) => a.debutIso.localeCompare(b.debutIso)),
    annulees: listAnnulees(({ place }) => place === lieu, portail),
    itineraire: toItineraire(lieu.position),
  };
}
