/**
 * `/donnees/themes/<theme>.geojson` and `.csv`: the services of one theme, to be given to somebody who needs those alone:
 * the culture map to the tourist office, the directory of disability services to a partner.
 */
import { formatAges } from '../age/age';
import { formatTelephone } from '../contact/schema';
import { formatListe } from '../date/format';
import { isHeld } from '../permanence/occurrence';
import { formatPermanence } from '../permanence/phrase';
import { listByTheme } from '../portail/annuaire';
import { type Lieu, type Portail, oncePerPortail } from '../portail/portail';
import { communesOf, occurrencesOf, stopsOf, telephoneOf } from '../portail/structure';
import { PROFILS, STATUTS, type Structure } from '../structure/schema';
import { formatType } from '../structure/type';
import { THEMES, THEME_SLUGS, type Theme } from '../theme/theme';
import { toPlainSpaces } from './description';
import { type EnTete, toEnTete, toUrl } from './en-tete';
import { comingOccurrences } from './occurrence';
import { type MotifDePerte, type RapportDePertes, createPertes, toPertesDeFiche, toRapport } from './pertes';
import { PERTES_COMMUNES } from './pertes-communes';
import { writeStructuresCsv } from './structures-csv';

export interface ServiceGeoJson {
  type: 'Feature';
  /** Slugs of the service and of the place: a tour has a point a stop. */
  id: string;
  /** Longitude first, as the format asks. */
  geometry: { type: 'Point'; coordinates: [number, number] };
  /** Flat and in plain words: what a map software shows when one clicks. */
  properties: Record<string, string | undefined>;
}

export interface ThemeGeoJson extends EnTete {
  type: 'FeatureCollection';
  theme: Theme;
  themeLibelle: string;
  features: ServiceGeoJson[];
  /** Slugs of the services that no position can show: they are not forgotten. */
  sansPosition: string[];
}

/** Every place of a structure: its own, then its stops. */
function placesOf(structure: Structure, portail: Portail): Lieu[] {
  const slugs = [structure.lieu, ...stopsOf(structure).map(({ lieu }) => lieu)];
  return [...new Set(slugs)].flatMap((slug) => (slug === undefined ? [] : (portail.lieux.get(slug) ?? [])));
}

const join = (textes: readonly string[]): string | undefined =>
  textes.length > 0 ? toPlainSpaces(formatListe(textes)) : undefined;

function toFeature(structure: Structure, lieu: Lieu, theme: Theme, portail: Portail): ServiceGeoJson[] {
  if (!lieu.position) return [];
  const { publics, permanences, handicap, slug } = structure;
  const ici = permanences.filter((permanence) => (permanence.lieu ?? structure.lieu) === lieu.slug);
  const prochaine = occurrencesOf(structure, portail).find(
    (each) => each.place === lieu && isHeld(each) && each.date >= portail.aujourdhui,
  );
  const telephone = telephoneOf(structure);
  return [
    {
      type: 'Feature',
      id: `${slug}.${lieu.slug}`,
      geometry: { type: 'Point', coordinates: [lieu.position.lon, lieu.position.lat] },
      properties: {
        nom: structure.nom,
        theme: THEMES[theme].libelle,
        type: formatType(structure.type),
        statut: STATUTS[structure.statut].libelle,
        role: structure.role,
        lieu: lieu.nom,
        adresse: lieu.adresse,
        codePostal: lieu.codePostal,
        commune: portail.communeByCode.get(lieu.commune)?.nom,
        codeInsee: lieu.commune,
        precision: lieu.position.precision,
        ages: publics.ages && toPlainSpaces(formatAges(publics.ages)),
        publics: join(publics.profils.map((profil) => PROFILS[profil])),
        horaires: toPlainSpaces(ici.map(formatPermanence).join(' ; ')) || undefined,
        prochaine: prochaine?.debutIso,
        telephone: telephone && toPlainSpaces(formatTelephone(telephone)),
        site: structure.site,
        handicap: handicap?.precisions,
        charteHandicap: handicap?.charte?.url,
        url: toUrl(`/structures/${slug}/`, portail),
      },
    },
  ];
}

export function toThemeGeoJson(theme: Theme, portail: Portail): ThemeGeoJson {
  const structures = listByTheme(theme, portail);
  const features = structures.map((structure) =>
    placesOf(structure, portail).flatMap((lieu) => toFeature(structure, lieu, theme, portail)),
  );
  return {
    type: 'FeatureCollection',
    ...toEnTete(portail),
    theme,
    themeLibelle: THEMES[theme].libelle,
    features: features.flat(),
    sansPosition: structures.filter((_, rang) => features[rang]!.length === 0).map(({ slug }) => slug),
  };
}

export function writeThemeCsv(theme: Theme, portail: Portail): Generator<string, void, undefined> {
  return writeStructuresCsv(portail, listByTheme(theme, portail));
}

const MOTIFS = {
  'sans-position': {
    titre: 'Absent de la carte',
    explication:
      'Aucun lieu de ce service n’a de position connue : il est dans le tableau, pas dans la carte.',
  },
  'centre-de-commune': {
    titre: 'Point au centre de la commune',
    explication:
      'Seule la commune est connue : le point n’est pas celui du bâtiment. Le champ « precision » le dit.',
  },
  'plusieurs-lieux': {
    titre: 'Plusieurs lieux sur une ligne',
    explication:
      'Le tableau a une ligne par service : d’une tournée, il donne les communes, et ni adresse ni position.',
  },
  'horaires-en-phrases': {
    titre: 'Horaires en phrases',
    explication:
      'Les horaires sont écrits pour être lus : un programme ne peut pas en calculer les dates. Elles sont dans les agendas.',
  },
  'sources-sans-date': {
    titre: 'Sources sans leur date',
    explication: 'Le tableau nomme les sources, sans leur date ni leurs réserves.',
  },
} as const satisfies Record<string, MotifDePerte>;

/** Of the tables and of the maps, general or by theme. */
export const reportTableaux = oncePerPortail((portail): RapportDePertes => {
  const fiches = portail.structures.map((structure) => {
    const { liste, add } = createPertes<keyof typeof MOTIFS>();
    const places = placesOf(structure, portail);
    const situees = places.filter(({ position }) => position !== undefined);
    if (situees.length === 0) add('sans-position');
    for (const { nom, position } of situees)
      if (position?.precision === 'centre-commune') add('centre-de-commune', nom);
    if (places.length > 1)
      add('plusieurs-lieux', formatListe(communesOf(structure, portail).map(({ nom }) => nom)));
    if (structure.permanences.length > 0) add('horaires-en-phrases');
    if (structure.sources.some(({ date, note }) => date ?? note)) add('sources-sans-date');
    return toPertesDeFiche(structure, true, liste, portail);
  });
  const themes = THEME_SLUGS.flatMap((theme) => [
    `/donnees/themes/${theme}.csv`,
    `/donnees/themes/${theme}.geojson`,
  ]);
  return toRapport(['/donnees/structures.csv', '/donnees/lieux.geojson', ...themes], MOTIFS, fiches, portail);
});

const MOTIFS_DES_AGENDAS = {
  'sans-date': {
    ...PERTES_COMMUNES['sans-date'],
    explication:
      'Sur rendez-vous, ou date communiquée par la structure : il n’y a rien à mettre dans un agenda.',
  },
  horizon: {
    titre: 'Cent vingt jours',
    explication:
      'Les agendas portent des dates, pas des règles : celles des 120 jours qui suivent leur production.',
  },
  'heures-inconnues': {
    titre: 'Heures non renseignées',
    explication: 'Le jour est connu, pas l’heure : l’agenda montre une journée entière.',
  },
} as const satisfies Record<string, MotifDePerte>;

/** Of the calendar feeds. */
export const reportAgendas = oncePerPortail((portail): RapportDePertes => {
  const fiches = portail.structures.map((structure) => {
    const { liste, add } = createPertes<keyof typeof MOTIFS_DES_AGENDAS>();
    const occurrences = comingOccurrences(structure, portail);
    for (const permanence of structure.permanences)
      if (
        structure.statut === 'ouvert' &&
        ['sur-rendez-vous', 'date-communiquee'].includes(permanence.rythme.type)
      )
        add('sans-date', toPlainSpaces(formatPermanence(permanence)));
    if (occurrences.length > 0) add('horizon');
    if (occurrences.some(({ debut }) => debut === undefined)) add('heures-inconnues');
    return toPertesDeFiche(structure, occurrences.length > 0, liste, portail);
  });
  const exports = ['/structures/<service>.ics', '/communes/<commune>.ics', '/agenda.ics'];
  return toRapport(exports, MOTIFS_DES_AGENDAS, fiches, portail);
});
