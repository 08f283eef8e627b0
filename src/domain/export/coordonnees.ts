/** Where a service is and how to reach it, as foreign schemas write it. */
import { normalizeTelephone, publicContacts, toTelLink } from '../contact/schema';
import type { Lieu, Portail } from '../portail/portail';
import { communeOf } from '../portail/structure';
import type { Structure } from '../structure/schema';

export interface Coordonnees {
  /** Number and street. */
  adresse: string | undefined;
  /** Name of the place: « Mairie de Camarès ». */
  complement: string | undefined;
  codePostal: string | undefined;
  commune: string | undefined;
  codeInsee: string | undefined;
  /** Only when it is that of the building: the middle of a commune would be taken for it. */
  position: { lat: number; lon: number } | undefined;
}

/** « 12, rue des Lilas, 12400 Saint-Affrique », as one writes it on one line. */
const ADRESSE_ENTIERE = /^(.+?),?\s+(\d{5})\s+(.+)$/;

function readAdresse(structure: Structure): Pick<Coordonnees, 'adresse' | 'codePostal' | 'commune'> {
  const parts = structure.adresse === undefined ? null : ADRESSE_ENTIERE.exec(structure.adresse);
  if (parts) return { adresse: parts[1], codePostal: parts[2], commune: parts[3] };
  return { adresse: structure.adresse, codePostal: undefined, commune: undefined };
}

export function coordonneesOf(structure: Structure, lieu: Lieu | undefined, portail: Portail): Coordonnees {
  const commune = lieu ? portail.communeByCode.get(lieu.commune) : communeOf(structure, portail);
  // A commune may have several postal codes: only when it has one is it a fact.
  const seulCode = commune?.codesPostaux.length === 1 ? commune.codesPostaux[0] : undefined;
  if (lieu) {
    return {
      adresse: lieu.adresse,
      complement: lieu.nom,
      codePostal: lieu.codePostal ?? seulCode,
      commune: commune?.nom,
      codeInsee: lieu.commune,
      position: lieu.position?.precision === 'adresse' ? lieu.position : undefined,
    };
  }
  const ecrite = readAdresse(structure);
  return {
    adresse: ecrite.adresse,
    complement: undefined,
    codePostal: ecrite.codePostal ?? seulCode,
    commune: commune?.nom ?? ecrite.commune ?? structure.horsTerritoire,
    codeInsee: commune?.codeInsee,
    position: undefined,
  };
}

/** `+33565000000`; a short number such as 3919 stays as it is. */
export function toE164(telephone: string): string {
  return toTelLink(telephone).replace('tel:', '');
}

export interface ContactsPublics {
  telephones: string[];
  courriels: string[];
}

/** Public numbers and addresses, in the order of the entry, each once. */
export function contactsOf(structure: Structure): ContactsPublics {
  const contacts = publicContacts(structure.contacts);
  const distinct = (textes: (string | undefined)[]): string[] => [
    ...new Set(textes.filter((texte) => texte !== undefined)),
  ];
  return {
    telephones: distinct(
      contacts.map(({ telephone }) => (telephone === undefined ? undefined : normalizeTelephone(telephone))),
    ),
    courriels: distinct(contacts.map(({ courriel }) => courriel)),
  };
}
