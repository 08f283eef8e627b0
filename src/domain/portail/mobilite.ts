/** How to come without a car: the mobility services that serve the communes of a service. */
import type { Structure } from '../structure/schema';
import { type Commune, type Portail, oncePerPortail } from './portail';
import type { Fait, Ligne } from './pratique';
import { communesOf, communesServedBy, isOuverte } from './structure';

const isMobilite = ({ type, autresTypes }: Structure): boolean =>
  type === 'mobilite' || autresTypes.includes('mobilite');

/** The open ones, each with the communes that it serves: none when nobody said which. */
const mobilites = oncePerPortail((portail) =>
  portail.structures
    .filter((structure) => isMobilite(structure) && isOuverte(structure))
    .map((structure) => ({ structure, communes: new Set(communesServedBy(structure, portail)) })),
);

/** The mobility services that serve one of these communes, in the order of the portal. */
export function listMobilites(communes: readonly Commune[], portail: Portail): Structure[] {
  return mobilites(portail)
    .filter((mobilite) => communes.some((commune) => mobilite.communes.has(commune)))
    .map(({ structure }) => structure);
}

/** True when one never goes to it: it comes to one's home, and has no place. */
function isOnlyAtHome({ aDomicile, lieu, permanences }: Structure): boolean {
  return aDomicile && lieu === undefined && permanences.every((permanence) => permanence.lieu === undefined);
}

const hasUnknownReach = oncePerPortail((portail) =>
  mobilites(portail).some(({ communes }) => communes.size === 0),
);

/** What one reads under « Venir sans voiture » for a place in these communes; nothing when nothing is known. */
export function listSansVoiture(communes: readonly Commune[], portail: Portail): Fait[] {
  const connues = listMobilites(communes, portail).map(({ nom, slug }): Ligne => ({
    texte: nom,
    href: `/structures/${slug}/`,
  }));
  const autres: Ligne[] =
    communes.length > 0 && hasUnknownReach(portail)
      ? [{ texte: 'autres solutions, communes desservies non renseignées', href: '/types/mobilite/' }]
      : [];
  const lignes = [...connues, ...autres];
  return lignes.length > 0 ? [{ terme: 'Venir sans voiture', lignes }] : [];
}

/** The same for a structure: none for a mobility service itself, nor for what is closed or comes to one's home. */
export function listSansVoitureOf(structure: Structure, portail: Portail): Fait[] {
  if (isMobilite(structure) || !isOuverte(structure) || isOnlyAtHome(structure)) return [];
  return listSansVoiture(communesOf(structure, portail), portail);
}
