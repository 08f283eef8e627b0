/** Everything a structure's page says. */
import { publicContacts } from '../contact/schema';
import { formatListe } from '../date/format';
import type { Article } from '../guide/schema';
import { toItineraire } from '../lieu/itineraire';
import type { Permanence } from '../permanence/schema';
import { type Structure } from '../structure/schema';
import { listSansVoitureOf } from './mobilite';
import { type Commune, type Lieu, type Portail, indexStructures, oncePerPortail } from './portail';
import { type Fait, listPratique } from './pratique';
import {
  type Situation,
  communeOf,
  communeOfLieu,
  communesOf,
  isFresh,
  isOuverte,
  situationOf,
  stopsOf,
  telephoneOf,
} from './structure';

export interface Arret {
  lieu: Lieu | undefined;
  commune: string | undefined;
  permanences: readonly Permanence[];
}

export interface Fiche {
  structure: Structure;
  situation: Situation;
  commune: Commune | undefined;
  communes: Commune[];
  lieu: Lieu | undefined;
  arrets: Arret[];
  telephone: string | undefined;
  courriel: string | undefined;
  /** Address of a route on a public map, when a building's position is known. */
  itineraire: string | undefined;
  /** Address of the calendar feed, when there are dates. */
  agenda: string | undefined;
  frais: { horaires: boolean; contact: boolean; tarifs: boolean };
  /** Hours are shown but nobody confirmed them recently. */
  horairesAConfirmer: boolean;
  /** For search engines and shared links: no two pages say the same. */
  description: string;
  pratique: Fait[];
  articles: Article[];
  /** Structures of the same type that are open, nearest names first. */
  semblables: Structure[];
}

const SEMBLABLES = 3;
const COMMUNES_NOMMEES = 6;

function formatZone(structure: Structure, portail: Portail): string | undefined {
  if (structure.zone === 'territoire') return `tout le territoire (${portail.communes.length} communes)`;
  if (!structure.zone) return undefined;
  const noms = structure.zone.map((code) => portail.communeByCode.get(code)?.nom ?? code);
  return noms.length > COMMUNES_NOMMEES
    ? `${noms.length} communes : ${formatListe(noms)}`
    : formatListe(noms);
}

function listArrets(structure: Structure, portail: Portail): Arret[] {
  const places = stopsOf(structure).map(({ lieu, permanences }) => ({
    lieu: portail.lieux.get(lieu),
    commune: communeOfLieu(lieu, portail)?.nom,
    permanences,
  }));
  const ailleurs = structure.permanences.filter(({ lieu }) => lieu === undefined);
  if (ailleurs.length === 0) return places;
  const lieu = structure.lieu === undefined ? undefined : portail.lieux.get(structure.lieu);
  const existing = places.find((place) => place.lieu !== undefined && place.lieu === lieu);
  if (existing)
    return places.map((place) =>
      place === existing ? { ...place, permanences: [...place.permanences, ...ailleurs] } : place,
    );
  return [{ lieu, commune: communeOf(structure, portail)?.nom, permanences: ailleurs }, ...places];
}

/** The place to go to: the main one, or the only one of the permanences. */
function findLieu(structure: Structure, portail: Portail): Lieu | undefined {
  const stops = stopsOf(structure);
  const slug = structure.lieu ?? (stops.length === 1 ? stops[0]!.lieu : undefined);
  return slug === undefined ? undefined : portail.lieux.get(slug);
}

const ouvertes = oncePerPortail((portail) =>
  indexStructures(portail, (structure) => (isOuverte(structure) ? [structure.type] : [])),
);

export function describeStructure(structure: Structure, portail: Portail): Fiche {
  const situation = situationOf(structure, portail);
  const lieu = findLieu(structure, portail);
  const { aujourdhui } = portail;
  const { verifications } = structure;
  const frais = {
    horaires: isFresh(verifications.horaires, 'horaires', aujourdhui),
    contact: isFresh(verifications.contact, 'contact', aujourdhui),
    tarifs: isFresh(verifications.tarifs, 'tarifs', aujourdhui),
  };
  const commune = communeOf(structure, portail) ?? (lieu && portail.communeByCode.get(lieu.commune));
  return {
    structure,
    situation,
    commune,
    communes: communesOf(structure, portail),
    lieu,
    arrets: listArrets(structure, portail),
    description: `${structure.nom}${commune ? `, à ${commune.nom}` : ''} : ${structure.role}`,
    pratique: listPratique(
      structure,
      lieu,
      commune,
      formatZone(structure, portail),
      listSansVoitureOf(structure, portail),
    ),
    telephone: telephoneOf(structure),
    courriel: publicContacts(structure.contacts).find(({ courriel }) => courriel)?.courriel,
    itineraire: toItineraire(lieu?.position),
    agenda: situation.etat === 'dates' ? `/structures/${structure.slug}.ics` : undefined,
    frais,
    horairesAConfirmer:
      situation.etat === 'dates' && situation.prochaines.some(({ statut }) => statut === 'a-confirmer'),
    articles: portail.articles
      .filter(({ types }) => types[0] === structure.type || types[1] === structure.type)
      .slice(0, SEMBLABLES),
    semblables: (ouvertes(portail).get(structure.type) ?? [])
      .slice(0, SEMBLABLES + 1)
      .filter((autre) => autre !== structure)
      .slice(0, SEMBLABLES),
  };
}
