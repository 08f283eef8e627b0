/** What a card says of a structure, computed once for all the lists that show it. */
import type { Couleur } from '../age/etape';
import { formatListe } from '../date/format';
import type { Structure } from '../structure/schema';
import type { Commune, Portail } from './portail';
import { type Occurrence, type Situation, communesOf, couleurOf, situationOf } from './structure';

export interface FicheCard {
  structure: Structure;
  couleur: Couleur;
  communes: Commune[];
  /** Where, in words; « commune non renseignée » when nothing says it. */
  ou: string;
  prochaines: Occurrence[];
  /** What to say when there is no date. */
  message: string | undefined;
}

const MESSAGES: Record<Exclude<Situation['etat'], 'dates'>, string | undefined> = {
  'en-projet': undefined,
  'ferme-temporairement': undefined,
  'ferme-definitivement': undefined,
  'sur-rendez-vous': 'Sur rendez-vous',
  'date-communiquee': 'Date communiquée par la structure',
  'non-renseigne': 'Horaires non renseignés',
};
const COMMUNES_NOMMEES = 3;

function formatOu(structure: Structure, communes: readonly Commune[]): string {
  if (communes.length > COMMUNES_NOMMEES) return `dans ${communes.length} communes`;
  if (communes.length > 0) return formatListe(communes.map(({ nom }) => nom));
  if (structure.horsTerritoire) return `${structure.horsTerritoire} (hors du territoire)`;
  return structure.zone === 'territoire' ? 'tout le territoire' : 'commune non renseignée';
}

export function toFicheCard(structure: Structure, portail: Portail): FicheCard {
  const communes = communesOf(structure, portail);
  const situation = situationOf(structure, portail);
  const prochaines = situation.etat === 'dates' ? situation.prochaines : [];
  return {
    structure,
    couleur: couleurOf(structure),
    communes,
    ou: formatOu(structure, communes),
    prochaines,
    message:
      situation.etat === 'dates'
        ? prochaines.length === 0
          ? 'Aucune date annoncée'
          : undefined
        : MESSAGES[situation.etat],
  };
}
