/** What the pages of an entry need of the rest of the atelier. */
import type { Calendrier } from '../../src/domain/calendrier/calendrier';
import type { DateCivile } from '../../src/domain/date/jour';
import type { Depot, Signature } from '../depot/depot';
import type { ReadRessemblances } from '../doublons/ressemblances';
import type { SendPage } from '../interface/rendu';
import type { Notes } from '../notes/notes';
import type { SuiviDePublication } from './mise-en-ligne';

/** Somebody of the atelier, as far as entries are concerned. */
export interface Membre {
  id: string;
  courriel: string;
  nom: string;
  organisme: Signature | undefined;
}

export interface OptionsDEspace {
  depot: Depot;
  notes: Notes;
  registre: {
    /** Partners whose organisation holds this entry: `structures/le-hangar`. */
    listTitulaires(fiche: string): Membre[];
    listCoordination(): Membre[];
  };
  courriels: { send(courriel: { a: string; sujet: string; texte: string }): void };
  miseEnLigne: SuiviDePublication;
  sendPage: SendPage;
  /** What a new entry resembles. */
  readRessemblances: ReadRessemblances;
  calendrier: Calendrier;
  /** Public address of the site, without a slash at the end. */
  adresse: string;
  now: () => Date;
  /** The day, in the territory. */
  aujourdhui: () => DateCivile;
}

const COORDINATION: Signature = { id: 'coordination', nom: 'Coordination' };

/** Who signs in history: the organisation, never the person. */
export function signatureOf({ organisme }: Pick<Membre, 'organisme'>): Signature {
  return organisme ?? COORDINATION;
}
