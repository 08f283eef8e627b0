/** A service in plain sentences, for schemas that have one field for all that they cannot say: facts of the entry only. */
import { formatAges } from '../age/age';
import { NBSP, formatDatePartielle, formatListe } from '../date/format';
import { formatPermanence } from '../permanence/phrase';
import type { Portail } from '../portail/portail';
import { ACCES, formatTarif } from '../portail/pratique';
import { communeOfLieu, isItinerante, stopsOf } from '../portail/structure';
import { publicContacts } from '../contact/schema';
import { PROFILS, type Structure } from '../structure/schema';
import { formatType } from '../structure/type';
import type { Arret } from './arret';

/** Longer, a description costs a point of quality, and nobody reads it. */
export const LONGUEUR_IDEALE = 1900;

/** Non-breaking spaces are for the eye of a page. */
export const toPlainSpaces = (texte: string): string => texte.replaceAll(NBSP, ' ').replaceAll('\u202F', ' ');

const toPhrase = (texte: string): string =>
  /[.!?…]$/.test(texte.trim()) ? texte.trim() : `${texte.trim()}.`;
const minuscule = (texte: string): string => texte.charAt(0).toLowerCase() + texte.slice(1);

function formatTournee(structure: Structure, portail: Portail): string | undefined {
  if (!isItinerante(structure)) return undefined;
  const passages = stopsOf(structure).map(({ lieu }) => {
    const commune = communeOfLieu(lieu, portail)?.nom;
    const nom = portail.lieux.get(lieu)?.nom ?? lieu;
    return commune === undefined || nom.includes(commune) ? nom : `${commune} (${nom})`;
  });
  return `Service itinérant, qui passe à : ${passages.join(', ')}`;
}

function formatHandicap({ handicap }: Structure): string | undefined {
  if (!handicap) return undefined;
  const accueil = handicap.accueil
    ? 'Déclare accueillir les personnes en situation de handicap'
    : 'Accueil non adapté au handicap';
  const charte = handicap.charte && `charte d’accueil de ${formatDatePartielle(handicap.charte.date)}`;
  return [accueil, handicap.precisions?.replace(/\.$/, ''), charte].filter(Boolean).join(' ; ');
}

function listContacts(structure: Structure): string[] {
  return publicContacts(structure.contacts).flatMap(({ fonction, missions }) => {
    if (fonction)
      return [
        missions
          ? `Contact : ${fonction} (${minuscule(missions.replace(/\.$/, ''))})`
          : `Contact : ${fonction}`,
      ];
    return missions ? [missions] : [];
  });
}

function listPhrases(
  structure: Structure,
  arret: Arret | undefined,
  portail: Portail,
): (string | undefined)[] {
  const { publics, type, gestionnaire, acces, surPlace, aApporter, langues, aDomicile, capacite } = structure;
  const tarif = formatTarif(structure);
  return [
    structure.role,
    formatType(type),
    ...structure.precisions,
    publics.ages && `Âges : ${formatAges(publics.ages)}`,
    publics.profils.length > 0
      ? `Pour : ${formatListe(publics.profils.map((profil) => minuscule(PROFILS[profil])))}`
      : undefined,
    gestionnaire && `Gestionnaire : ${gestionnaire}`,
    formatTournee(structure, portail),
    ...(arret?.permanences ?? []).map((permanence) => `Quand : ${formatPermanence(permanence)}`),
    acces && `Accès : ${ACCES[acces]}`,
    tarif && `Tarif : ${tarif}`,
    aDomicile ? 'Le service se déplace à domicile' : undefined,
    capacite && `${capacite.places} place${capacite.places > 1 ? 's' : ''}`,
    surPlace.length > 0 ? `Sur place : ${formatListe(surPlace)}` : undefined,
    aApporter.length > 0 ? `À apporter : ${formatListe(aApporter)}` : undefined,
    langues.length > 0 ? `Langues parlées en plus du français : ${formatListe(langues)}` : undefined,
    formatHandicap(structure),
    ...listContacts(structure),
  ];
}

export interface Description {
  texte: string;
  /** True when sentences had to be left out. */
  isCoupee: boolean;
}

/** All the sentences that fit, the most useful first. A file travels without the banner of the site. */
export function describeService(
  structure: Structure,
  arret: Arret | undefined,
  portail: Portail,
): Description {
  const phrases = [
    portail.territoire.fictif ? 'Démonstration : ce territoire et ce service sont inventés' : undefined,
    ...listPhrases(structure, arret, portail),
  ]
    .filter((phrase) => phrase !== undefined && phrase.length > 0)
    .map((phrase) => toPlainSpaces(toPhrase(phrase!)));
  let texte = '';
  for (const phrase of phrases) {
    if (texte.length + phrase.length + 1 > LONGUEUR_IDEALE)
      return { texte: texte || phrase.slice(0, LONGUEUR_IDEALE), isCoupee: true };
    texte += (texte && ' ') + phrase;
  }
  return { texte, isCoupee: false };
}
