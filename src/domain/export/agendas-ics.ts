/** The calendar feeds: of a structure, of a commune, of a theme, of the events of the territory. */
import { addDays } from '../date/date-civile';
import type { Commune, Portail } from '../portail/portail';
import { isOfTheme, isRendezVous } from '../portail/portee';
import { indexOccurrences, themesOf } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { THEMES, type Theme } from '../theme/theme';
import { toUrl } from './en-tete';
import { listEvenementsIcs } from './evenement-ics';
import { type CalendrierIcs, type EvenementIcs, formatIcs, writeIcs } from './icalendar';
import { listPermanencesIcs } from './permanence-ics';

interface Flux extends Pick<CalendrierIcs, 'nom' | 'description' | 'evenements'> {
  /** Path of the page that says the same, and of the feed. */
  page: string;
  chemin: string;
}

function toCalendrier({ nom, description, evenements, page, chemin }: Flux, portail: Portail): CalendrierIcs {
  return {
    nom,
    // A feed travels without the banner of the site.
    description: portail.territoire.fictif
      ? `${description} Démonstration : ce territoire est inventé.`
      : description,
    url: toUrl(page, portail),
    source: toUrl(chemin, portail),
    produitLe: portail.aujourdhui,
    evenements,
  };
}

/** `/structures/<slug>.ics`. A service without dates has an empty feed, so that those who follow it lose nothing. */
export function toStructureIcs(structure: Structure, portail: Portail): string {
  const chemin = `/structures/${structure.slug}`;
  return formatIcs(
    toCalendrier(
      {
        nom: structure.nom,
        description: structure.role,
        evenements: listPermanencesIcs(structure, portail),
        page: `${chemin}/`,
        chemin: `${chemin}.ics`,
      },
      portail,
    ),
  );
}

function* listCommuneIcs(commune: Commune, portail: Portail): Generator<EvenementIcs> {
  const here = indexOccurrences(portail).byCommune.get(commune) ?? [];
  for (const structure of new Set(here.map((occurrence) => occurrence.structure))) {
    yield* listPermanencesIcs(structure, portail, (occurrence) => occurrence.commune === commune);
  }
  yield* listEvenementsIcs(portail, ({ communes }) => communes.includes(commune));
}

/** `/communes/<slug>.ics`, in pieces: the permanences held there and the events that take place there. */
export function writeCommuneIcs(commune: Commune, portail: Portail): Generator<string, void, undefined> {
  const chemin = `/communes/${commune.slug}`;
  return writeIcs(
    toCalendrier(
      {
        nom: `Agenda des familles – ${commune.nom}`,
        description: `Permanences, ouvertures et évènements, ${commune.nom}.`,
        evenements: listCommuneIcs(commune, portail),
        page: `${chemin}/`,
        chemin: `${chemin}.ics`,
      },
      portail,
    ),
  );
}

/** How far a theme looks ahead: it gathers many services, and programs read it anew every few hours. */
const JOURS_D_UN_THEME = 60;

function* listThemeIcs(theme: Theme, portail: Portail): Generator<EvenementIcs> {
  const fin = addDays(portail.aujourdhui, JOURS_D_UN_THEME);
  for (const structure of portail.structures) {
    if (!themesOf(structure).includes(theme)) continue;
    const rendezVous = new Set(structure.permanences.filter(isRendezVous).map(({ id }) => id));
    if (rendezVous.size === 0) continue;
    yield* listPermanencesIcs(
      structure,
      portail,
      ({ permanence, date }) => date <= fin && rendezVous.has(permanence),
    );
  }
  yield* listEvenementsIcs(portail, isOfTheme(theme, portail).hasDate);
}

/** `/themes/<slug>.ics`, in pieces: the events of the theme, and the dates when its services come. */
export function writeThemeIcs(theme: Theme, portail: Portail): Generator<string, void, undefined> {
  const { libelle, description } = THEMES[theme];
  const chemin = `/themes/${theme}`;
  return writeIcs(
    toCalendrier(
      {
        nom: `${libelle} – ${portail.territoire.nom}`,
        description: `${description} Les évènements et les permanences ; les ouvertures de chaque jour sont sur la page de chaque service.`,
        evenements: listThemeIcs(theme, portail),
        page: `${chemin}/`,
        chemin: `${chemin}.ics`,
      },
      portail,
    ),
  );
}

/** `/agenda.ics`: the public events. */
export function toAgendaIcs(portail: Portail): string {
  const { nom } = portail.territoire;
  return formatIcs(
    toCalendrier(
      {
        nom: `Agenda des familles – ${nom}`,
        description: `Les évènements pour les familles, ${nom}.`,
        evenements: listEvenementsIcs(portail),
        page: '/agenda/',
        chemin: '/agenda.ics',
      },
      portail,
    ),
  );
}
