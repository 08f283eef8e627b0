/** `/donnees/structures.json`: everything public about every structure. */
import { type Contact, publicContacts } from '../contact/schema';
import { isHeld } from '../permanence/occurrence';
import { formatPermanence } from '../permanence/phrase';
import type { Permanence } from '../permanence/schema';
import type { Portail } from '../portail/portail';
import { type Occurrence, communesOf, isItinerante } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { type EnTete, toEnTete, toUrl } from './en-tete';
import type { OccurrenceJson } from './permanences-json';
import { comingOccurrences, isHeureConnue } from './occurrence';

/** How many coming occurrences a structure carries; all of them are in `permanences.json`. */
export const PROCHAINES = 10;

export type ContactPublic = Omit<Contact, 'visibilite'>;
export type ProchaineJson = Pick<
  OccurrenceJson,
  'debut' | 'fin' | 'lieu' | 'commune' | 'statut' | 'heuresConnues'
>;

export interface StructureJson extends Omit<Structure, 'contacts' | 'permanences'> {
  /** Address of its page. */
  url: string;
  contacts: ContactPublic[];
  permanences: (Permanence & { phrase: string })[];
  /** INSEE codes of the communes where one can meet it. */
  communes: string[];
  isItinerante: boolean;
  prochaines: ProchaineJson[];
}

/** Written field by field, so that a field added to contacts one day does not come out unseen. */
function toContactPublic({ fonction, missions, telephone, courriel }: Contact): ContactPublic {
  return {
    ...(fonction && { fonction }),
    ...(missions && { missions }),
    ...(telephone && { telephone }),
    ...(courriel && { courriel }),
  };
}

function toProchaineJson(occurrence: Occurrence): ProchaineJson {
  return {
    debut: occurrence.debutIso,
    fin: occurrence.finIso,
    lieu: occurrence.place?.slug ?? null,
    commune: occurrence.commune?.codeInsee ?? null,
    statut: occurrence.statut,
    heuresConnues: isHeureConnue(occurrence),
  };
}

function toStructureJson(structure: Structure, portail: Portail): StructureJson {
  const { slug, type, nom, statut, contacts, permanences, ...others } = structure;
  return {
    slug,
    type,
    nom,
    statut,
    url: toUrl(`/structures/${slug}/`, portail),
    ...others,
    contacts: publicContacts(contacts).map(toContactPublic),
    permanences: permanences.map((permanence) => ({ ...permanence, phrase: formatPermanence(permanence) })),
    communes: communesOf(structure, portail).map(({ codeInsee }) => codeInsee),
    isItinerante: isItinerante(structure),
    prochaines: comingOccurrences(structure, portail)
      .filter(isHeld)
      .slice(0, PROCHAINES)
      .map(toProchaineJson),
  };
}

/** What the file holds once read. */
export interface StructuresJson extends EnTete {
  structures: StructureJson[];
}

/** The file, a structure at a time: only the one being written is ever copied. */
export function* writeStructuresJson(portail: Portail): Generator<string, void, undefined> {
  yield `${JSON.stringify(toEnTete(portail)).slice(0, -1)},"structures":[`;
  let separator = '';
  for (const structure of portail.structures) {
    yield separator + JSON.stringify(toStructureJson(structure, portail));
    separator = ',\n';
  }
  yield ']}\n';
}
