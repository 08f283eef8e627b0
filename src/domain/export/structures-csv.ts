/** `/donnees/structures.csv`: one line a structure, for a spreadsheet. */
import { formatAges } from '../age/age';
import { formatTelephone, publicContacts } from '../contact/schema';
import { NBSP } from '../date/format';
import { isHeld } from '../permanence/occurrence';
import { formatPermanence } from '../permanence/phrase';
import type { Lieu, Portail } from '../portail/portail';
import {
  type Occurrence,
  communeOf,
  communesOf,
  communesServedBy,
  isItinerante,
  occurrencesOf,
  stopsOf,
  telephoneOf,
  themesOf,
} from '../portail/structure';
import { PROFILS, STATUTS, type Structure } from '../structure/schema';
import { formatType } from '../structure/type';
import { THEMES } from '../theme/theme';
import { type Cellule, writeCsv } from './csv';
import { LICENCE, VERSION, toUrl } from './en-tete';

interface Ligne {
  structure: Structure;
  lieu: Lieu | undefined;
  /** The next occurrence at which people can come. */
  prochaine: Occurrence | undefined;
  portail: Portail;
}

const join = (textes: readonly string[], lien = ', '): string => textes.join(lien);

/** `2026-12-01 09:00`: what a spreadsheet takes for a date. */
function formatMoment(occurrence: Occurrence | undefined): string | undefined {
  return occurrence && [occurrence.date, occurrence.debut].filter(Boolean).join(' ');
}

const COLONNES: Record<string, (ligne: Ligne) => Cellule> = {
  slug: ({ structure }) => structure.slug,
  nom: ({ structure }) => structure.nom,
  type: ({ structure }) => structure.type,
  typeLibelle: ({ structure }) => formatType(structure.type),
  statut: ({ structure }) => structure.statut,
  statutLibelle: ({ structure }) => STATUTS[structure.statut].libelle,
  role: ({ structure }) => structure.role,
  ages: ({ structure }) => structure.publics.ages && formatAges(structure.publics.ages),
  profils: ({ structure }) => join(structure.publics.profils.map((profil) => PROFILS[profil])),
  themes: ({ structure }) => join(themesOf(structure).map((theme) => THEMES[theme].libelle)),
  gestionnaire: ({ structure }) => structure.gestionnaire,
  lieu: ({ lieu }) => lieu?.nom,
  adresse: ({ structure, lieu }) => lieu?.adresse ?? structure.adresse,
  codePostal: ({ lieu }) => lieu?.codePostal,
  commune: ({ structure, portail }) => communeOf(structure, portail)?.nom ?? structure.horsTerritoire,
  codeInsee: ({ structure, portail }) => communeOf(structure, portail)?.codeInsee,
  latitude: ({ lieu }) => lieu?.position?.lat,
  longitude: ({ lieu }) => lieu?.position?.lon,
  precisionPosition: ({ lieu }) => lieu?.position?.precision,
  itinerante: ({ structure }) => isItinerante(structure),
  communes: ({ structure, portail }) => join(communesOf(structure, portail).map(({ nom }) => nom)),
  communesInsee: ({ structure, portail }) =>
    join(communesOf(structure, portail).map(({ codeInsee }) => codeInsee)),
  telephone: ({ structure }) => {
    const telephone = telephoneOf(structure);
    return telephone && formatTelephone(telephone);
  },
  courriel: ({ structure }) => publicContacts(structure.contacts).find(({ courriel }) => courriel)?.courriel,
  site: ({ structure }) => structure.site,
  acces: ({ structure }) => structure.acces,
  gratuit: ({ structure }) => structure.tarif?.gratuit,
  tarif: ({ structure }) => structure.tarif?.precisions,
  zone: ({ structure, portail }) => {
    if (structure.zone === 'territoire') return portail.territoire.nomOfficiel;
    return structure.zone && join(communesServedBy(structure, portail).map(({ nom }) => nom));
  },
  accueilHandicap: ({ structure }) => structure.handicap?.accueil,
  handicap: ({ structure }) => structure.handicap?.precisions,
  charteHandicap: ({ structure }) => structure.handicap?.charte?.url,
  charteHandicapDate: ({ structure }) => structure.handicap?.charte?.date,
  aApporter: ({ structure }) => join(structure.aApporter),
  horaires: ({ structure }) => join(structure.permanences.map(formatPermanence), '\n'),
  prochaine: ({ prochaine }) => formatMoment(prochaine),
  prochaineLieu: ({ prochaine }) => prochaine?.place?.nom,
  prochaineStatut: ({ prochaine }) => prochaine?.statut,
  horairesVerifiesLe: ({ structure }) => structure.verifications.horaires,
  sources: ({ structure }) =>
    join(
      structure.sources.map(({ titre }) => titre),
      '\n',
    ),
  url: ({ structure, portail }) => toUrl(`/structures/${structure.slug}/`, portail),
  territoire: ({ portail }) => portail.slug,
  fictif: ({ portail }) => portail.territoire.fictif,
  produitLe: ({ portail }) => portail.aujourdhui,
  licence: () => LICENCE.nom,
  version: () => VERSION,
};

export const COLONNES_CSV = Object.keys(COLONNES);

function toLigne(structure: Structure, portail: Portail): Ligne {
  const stops = stopsOf(structure);
  const slug = structure.lieu ?? (stops.length === 1 ? stops[0]?.lieu : undefined);
  return {
    structure,
    lieu: slug === undefined ? undefined : portail.lieux.get(slug),
    prochaine: occurrencesOf(structure, portail).find(
      (each) => isHeld(each) && each.date >= portail.aujourdhui,
    ),
    portail,
  };
}

// Non-breaking spaces are for the eye: in a spreadsheet they only make a search fail.
const withPlainSpaces = (cellule: Cellule): Cellule =>
  typeof cellule === 'string' ? cellule.replaceAll(NBSP, ' ') : cellule;

/** All the structures, or some of them: those of a theme. */
export function writeStructuresCsv(
  portail: Portail,
  structures: readonly Structure[] = portail.structures,
): Generator<string, void, undefined> {
  const lignes = structures.values().map((structure) => {
    const ligne = toLigne(structure, portail);
    return Object.values(COLONNES).map((read) => withPlainSpaces(read(ligne)));
  });
  return writeCsv(COLONNES_CSV, lignes);
}
