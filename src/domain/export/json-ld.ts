/** What search engines read of each page, in the vocabulary of schema.org (JSON-LD). */
import { publicContacts, toTelLink } from '../contact/schema';
import { type DateCivile, addDays } from '../date/date-civile';
import type { Evenement, StatutEvenement } from '../evenement/schema';
import type { Article } from '../guide/schema';
import { type DateDEvenement, lastDayOf, listDatesOf } from '../portail/agenda';
import type { Commune, Lieu, Portail } from '../portail/portail';
import {
  type Occurrence,
  communeOf,
  communesOf,
  isOuverte,
  stopsOf,
  telephoneOf,
} from '../portail/structure';
import { STATUTS, type Structure } from '../structure/schema';
import { getType } from '../structure/type';
import { THEMES } from '../theme/theme';
import { toUrl } from './en-tete';
import { comingOccurrences } from './occurrence';

export type JsonLd = Record<string, unknown>;

/** Name of the service, whatever the territory. */
const NOM_DU_SITE = 'Réseau Infos Familles';
const CONTEXTE = { '@context': 'https://schema.org' };
/** Days of opening hours given to search engines, which come back more often than that. */
const JOURS_ANNONCES = 14;
/** Types of the registry that are not places: only a place has a position and opening hours. */
const TYPES_SANS_LIEU: readonly string[] = ['Organization', 'MedicalOrganization'];

/**
 * The text of a `<script type="application/ld+json">`. No `<` remains, so nothing that is written in an entry
 * can close the element or open a comment in it.
 */
export function serializeJsonLd(value: JsonLd | readonly JsonLd[]): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function toTelephone(telephone: string | undefined): string | undefined {
  return telephone && toTelLink(telephone).replace('tel:', '');
}

function toAdresse(lieu: Lieu | undefined, localite: string | undefined, rue?: string): JsonLd | undefined {
  const streetAddress = lieu ? lieu.adresse : rue;
  if (streetAddress === undefined && localite === undefined) return undefined;
  return {
    '@type': 'PostalAddress',
    streetAddress,
    postalCode: lieu?.codePostal,
    addressLocality: localite,
    addressCountry: 'FR',
  };
}

/** The middle of a commune would be taken for the building. */
function toGeo(lieu: Lieu | undefined): JsonLd | undefined {
  if (lieu?.position?.precision !== 'adresse') return undefined;
  return { '@type': 'GeoCoordinates', latitude: lieu.position.lat, longitude: lieu.position.lon };
}

interface Ouverture {
  '@type': 'OpeningHoursSpecification';
  opens: string | undefined;
  closes: string | undefined;
  validFrom: DateCivile;
  validThrough: DateCivile;
}

/** Dated hours, that need neither a rule nor its exceptions. Days in a row with the same hours are one line. */
function toOuvertures(occurrences: readonly Occurrence[]): Ouverture[] | undefined {
  const ouvertures: Ouverture[] = [];
  const running = new Map<string, Ouverture>();
  for (const { date, debut, fin } of occurrences) {
    const hours = `${debut ?? ''}-${fin ?? ''}`;
    const last = running.get(hours);
    if (last && (last.validThrough === date || addDays(last.validThrough, 1) === date)) {
      last.validThrough = date;
      continue;
    }
    const ouverture: Ouverture = {
      '@type': 'OpeningHoursSpecification',
      opens: debut,
      closes: fin,
      validFrom: date,
      validThrough: date,
    };
    running.set(hours, ouverture);
    ouvertures.push(ouverture);
  }
  return ouvertures.length > 0 ? ouvertures : undefined;
}

/** What can be said as certain: the format has no word for « à confirmer ». */
function certainOccurrences(structure: Structure, portail: Portail): Occurrence[] {
  const fin = addDays(portail.aujourdhui, JOURS_ANNONCES);
  return comingOccurrences(structure, portail).filter(
    ({ statut, date, debut, fin: heureDeFin }) =>
      statut === 'confirmee' && debut !== undefined && heureDeFin !== undefined && date < fin,
  );
}

function toLieuJsonLd(lieu: Lieu, portail: Portail): JsonLd {
  return {
    '@type': 'Place',
    name: lieu.nom,
    url: toUrl(`/lieux/${lieu.slug}/`, portail),
    address: toAdresse(lieu, portail.communeByCode.get(lieu.commune)?.nom),
    geo: toGeo(lieu),
  };
}

const toCommuneArea = ({ nom, codeInsee }: Commune): JsonLd => ({
  '@type': 'AdministrativeArea',
  name: nom,
  identifier: codeInsee,
});

function toTerritoireArea({ territoire }: Portail): JsonLd {
  return { '@type': 'AdministrativeArea', name: territoire.nomOfficiel };
}

function toAreaServed(structure: Structure, portail: Portail): JsonLd | JsonLd[] | undefined {
  if (structure.zone === 'territoire') return toTerritoireArea(portail);
  const communes = structure.zone
    ? structure.zone.flatMap((code) => portail.communeByCode.get(code) ?? [])
    : communesOf(structure, portail);
  return communes.length > 0 ? communes.map(toCommuneArea) : undefined;
}

/** Every place of a structure: its own, its stops, and those where a date was moved. */
function listLieux(structure: Structure, occurrences: readonly Occurrence[], portail: Portail): Lieu[] {
  const slugs = [
    structure.lieu,
    ...stopsOf(structure).map(({ lieu }) => lieu),
    ...occurrences.map(({ place }) => place?.slug),
  ];
  return [...new Set(slugs)].flatMap((slug) => (slug === undefined ? [] : (portail.lieux.get(slug) ?? [])));
}

/** Where it is and when: on the structure itself when it is one place, else on each of its places. */
function toPlaceProperties(structure: Structure, portail: Portail): JsonLd {
  const occurrences = certainOccurrences(structure, portail);
  const lieux = listLieux(structure, occurrences, portail);
  const isPlace = !TYPES_SANS_LIEU.includes(getType(structure.type).schemaOrg);
  const isAccessibleForFree = structure.tarif?.gratuit;
  const main = lieux.length === 1 ? lieux[0] : lieux.find(({ slug }) => slug === structure.lieu);
  const address = toAdresse(
    main,
    communeOf(structure, portail)?.nom ?? structure.horsTerritoire,
    structure.adresse,
  );
  if (isPlace && lieux.length <= 1) {
    return {
      address,
      geo: toGeo(main),
      isAccessibleForFree,
      openingHoursSpecification: toOuvertures(occurrences),
    };
  }
  const location = lieux.map((lieu) => ({
    ...toLieuJsonLd(lieu, portail),
    ...(isPlace ? {} : { isAccessibleForFree }),
    openingHoursSpecification: toOuvertures(occurrences.filter(({ place }) => place === lieu)),
  }));
  return {
    address,
    ...(isPlace ? { isAccessibleForFree } : {}),
    ...(location.length > 0 ? { location } : {}),
  };
}

/** A structure. A project or a closed service has no hours, and its description says what it is. */
export function toStructureJsonLd(structure: Structure, portail: Portail): JsonLd {
  const { nom, type, statut, role, slug } = structure;
  const url = toUrl(`/structures/${slug}/`, portail);
  return {
    ...CONTEXTE,
    '@type': getType(type).schemaOrg,
    '@id': url,
    name: nom,
    description: isOuverte(structure) ? role : `${STATUTS[statut].libelle} : ${role}`,
    url,
    sameAs: structure.site,
    telephone: toTelephone(telephoneOf(structure)),
    email: publicContacts(structure.contacts).find(({ courriel }) => courriel)?.courriel,
    areaServed: toAreaServed(structure, portail),
    ...toPlaceProperties(structure, portail),
  };
}

/** A commune, inside its territory. */
export function toCommuneJsonLd(commune: Commune, portail: Portail): JsonLd {
  const { centre } = commune;
  return {
    ...CONTEXTE,
    ...toCommuneArea(commune),
    url: toUrl(`/communes/${commune.slug}/`, portail),
    geo: { '@type': 'GeoCoordinates', latitude: centre.lat, longitude: centre.lon },
    containedInPlace: toTerritoireArea(portail),
  };
}

const STATUT_SCHEMA_ORG: Record<Exclude<StatutEvenement, 'en-projet'>, string> = {
  confirme: 'https://schema.org/EventScheduled',
  'a-confirmer': 'https://schema.org/EventScheduled',
  annule: 'https://schema.org/EventCancelled',
  // Not `EventRescheduled`, which would promise that the dates below are the new ones.
  reporte: 'https://schema.org/EventPostponed',
};

function toEvenementLocation({ lieu, communes }: DateDEvenement, portail: Portail): JsonLd {
  if (lieu) return toLieuJsonLd(lieu, portail);
  const noms = communes.map(({ nom }) => nom).join(', ') || portail.territoire.nom;
  return { '@type': 'Place', name: noms, address: toAdresse(undefined, noms) };
}

/** An hour when it is known, else a day: midnight would be an hour. */
function toJours({ seance, debutIso, finIso }: DateDEvenement): JsonLd | undefined {
  if (!seance) return undefined;
  const last: DateCivile = seance.au ?? seance.du;
  return {
    startDate: seance.debut === undefined ? seance.du : debutIso,
    endDate:
      seance.debut !== undefined && seance.fin !== undefined ? finIso : last === seance.du ? undefined : last,
  };
}

/** One `Event` for each date that is not over. A project, or an event without date, gives none. */
export function toEvenementJsonLd(evenement: Evenement, portail: Portail): JsonLd[] {
  const { statut, titre, resume, statutPrecision, organisateur, structure: slug } = evenement;
  if (statut === 'en-projet') return [];
  const structure = slug === undefined ? undefined : portail.structureBySlug.get(slug);
  const organizer = structure?.nom ?? organisateur;
  return listDatesOf([evenement], portail).flatMap((date) => {
    const jours = toJours(date);
    if (!jours || (lastDayOf(date) ?? '') < portail.aujourdhui) return [];
    return {
      ...CONTEXTE,
      '@type': 'Event',
      name: titre,
      description: [statut === 'a-confirmer' && 'Date à confirmer.', statutPrecision, resume]
        .filter(Boolean)
        .join(' '),
      ...jours,
      eventStatus: STATUT_SCHEMA_ORG[statut],
      eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
      location: toEvenementLocation(date, portail),
      isAccessibleForFree: evenement.gratuit,
      organizer: organizer && {
        '@type': 'Organization',
        name: organizer,
        url: structure ? toUrl(`/structures/${structure.slug}/`, portail) : evenement.site,
      },
      url: toUrl(`/agenda/#${evenement.slug}`, portail),
    };
  });
}

function toEditeur(portail: Portail): JsonLd {
  return {
    '@type': 'Organization',
    name: portail.territoire.nomOfficiel,
    url: portail.territoire.coordination.site,
  };
}

/** An article of the guide. */
export function toArticleJsonLd(article: Article, portail: Portail): JsonLd {
  const url = toUrl(`/guide/${article.slug}/`, portail);
  return {
    ...CONTEXTE,
    '@type': 'Article',
    '@id': url,
    headline: article.titre,
    description: article.resume,
    inLanguage: 'fr',
    dateModified: article.verifieLe,
    about: article.themes.map((theme) => ({ '@type': 'Thing', name: THEMES[theme].libelle })),
    isAccessibleForFree: true,
    publisher: toEditeur(portail),
    author: toEditeur(portail),
    mainEntityOfPage: url,
  };
}

/** The site itself, and how to search it. */
export function toPortailJsonLd(portail: Portail): JsonLd {
  const { nom, presentation } = portail.territoire;
  return {
    ...CONTEXTE,
    '@type': 'WebSite',
    '@id': toUrl('/', portail),
    name: `${NOM_DU_SITE}, ${nom}`,
    alternateName: NOM_DU_SITE,
    description: presentation,
    url: toUrl('/', portail),
    inLanguage: 'fr',
    publisher: toEditeur(portail),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${toUrl('/recherche/', portail)}?q={mots}` },
      'query-input': 'required name=mots',
    },
  };
}
