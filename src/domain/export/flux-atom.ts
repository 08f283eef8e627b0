/**
 * What is announced, and what has just changed, for those who follow rather than visit (Atom, RFC 4287): of the whole
 * territory in `/agenda.xml`, of a commune, of a theme.
 */
import { type DateCivile, addDays } from '../date/date-civile';
import { formatListe, formatPeriode } from '../date/format';
import type { Evenement } from '../evenement/schema';
import { formatCreneauCourt } from '../permanence/phrase';
import { type DateDEvenement, listComingDates } from '../portail/agenda';
import type { Commune, Portail } from '../portail/portail';
import { isOfCommune, isOfTheme } from '../portail/portee';
import { indexOccurrences } from '../portail/structure';
import { THEMES, type Theme } from '../theme/theme';
import { type Changement, type Sujet, listChangements } from './changements';
import { LICENCE, toUrl } from './en-tete';

/** How far ahead a cancellation or a move is news. */
export const JOURS_DE_CHANGEMENTS = 30;

interface Entree extends Omit<Changement, 'categorie' | 'du'> {
  categorie: 'evenement' | Changement['categorie'];
}

/** XML cannot hold them, even escaped. */
const CONTROLES = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const ENTITES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes a text for an element or an attribute. */
export function escapeXml(texte: string): string {
  return texte
    .toWellFormed()
    .replace(CONTROLES, '')
    .replace(/[&<>"]/g, (signe) => ENTITES[signe] ?? signe);
}

/** `2026-11` gives its first day. */
const toFirstDay = (date: string): DateCivile => `${date}-01-01`.slice(0, 10);

/**
 * The day on which an event was last looked at. Today's date would make readers show it as new after each build;
 * it is left for events that say nothing.
 */
function lastSeen({ verifieLe, sources }: Evenement, aujourdhui: DateCivile): DateCivile {
  const dates = sources.flatMap(({ date }) => (date === undefined ? [] : [toFirstDay(date)]));
  const known = [...dates, ...(verifieLe === undefined ? [] : [verifieLe])].filter(
    (date) => date <= aujourdhui,
  );
  return known.sort().at(-1) ?? aujourdhui;
}

function formatDateDEvenement({ evenement, seance, lieu, communes }: DateDEvenement): string {
  if (!seance) return evenement.periode ?? '';
  const quand = [
    formatPeriode(seance.du, seance.au ?? seance.du, { annee: true }),
    formatCreneauCourt(seance),
  ];
  const noms = formatListe(communes.map(({ nom }) => nom));
  const ou = lieu?.nom.includes(noms) ? [lieu.nom] : [lieu?.nom, noms];
  return [...quand, ...ou].filter(Boolean).join(', ');
}

const ETIQUETTE = {
  confirme: '',
  'a-confirmer': 'À confirmer : ',
  'en-projet': 'En projet : ',
  annule: 'Annulé : ',
  reporte: 'Reporté : ',
} as const;

function listEvenements(portail: Portail, isWanted: Portee['hasDate']): Entree[] {
  const dates = listComingDates(portail).filter(isWanted);
  const parEvenement = Map.groupBy(dates, ({ evenement }) => evenement);
  return [...parEvenement].map(([evenement, siennes]) => {
    const { slug, statut, statutPrecision, titre, resume } = evenement;
    const isOff = statut === 'annule' || statut === 'reporte';
    return {
      // Readers announce what they have not seen: a cancelled event must be news again.
      nom: `evenement/${slug}${isOff ? `/${statut}` : ''}`,
      titre: ETIQUETTE[statut] + titre,
      depuis: lastSeen(evenement, portail.aujourdhui),
      page: `/agenda/#${slug}`,
      categorie: statut === 'annule' ? 'annulation' : statut === 'reporte' ? 'report' : 'evenement',
      texte: [statutPrecision, ...siennes.map(formatDateDEvenement), resume].filter(Boolean).join('\n'),
    };
  });
}

const toInstant = (date: DateCivile): string => `${date}T00:00:00Z`;

/** A `tag:` address (RFC 4151): it names without promising a page. */
function toId(nom: string, { territoire, slug }: Portail): string {
  return `tag:${new URL(territoire.urlDeBase).hostname},2026:${slug}/${nom}`;
}

function formatEntree({ nom, titre, depuis, page, categorie, texte }: Entree, portail: Portail): string {
  return [
    '  <entry>',
    `    <id>${escapeXml(toId(nom, portail))}</id>`,
    `    <title>${escapeXml(titre)}</title>`,
    `    <updated>${toInstant(depuis)}</updated>`,
    `    <link rel="alternate" type="text/html" href="${escapeXml(toUrl(page, portail))}"/>`,
    `    <category term="${categorie}"/>`,
    `    <summary>${escapeXml(texte)}</summary>`,
    '  </entry>',
  ].join('\n');
}

/** What a feed is about; a piece of news has the same name in all of those that tell it. */
interface Portee extends Sujet {
  /** Unique in the territory. */
  nom: string;
  titre: string;
  chemin: string;
  page: string;
  hasDate: (date: DateDEvenement) => boolean;
}

/** The feed; the latest news first. */
function formatFlux({ nom, titre, chemin, page, hasDate, ...sujet }: Portee, portail: Portail): string {
  const { territoire, aujourdhui } = portail;
  const fin = addDays(aujourdhui, JOURS_DE_CHANGEMENTS);
  const entrees = [...listEvenements(portail, hasDate), ...listChangements(portail, fin, sujet)].sort(
    (a, b) => b.depuis.localeCompare(a.depuis) || a.nom.localeCompare(b.nom),
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">',
    `  <id>${escapeXml(toId(nom, portail))}</id>`,
    `  <title>${escapeXml(titre)}</title>`,
    ...(territoire.fictif ? ['  <subtitle>Démonstration : ce territoire est inventé.</subtitle>'] : []),
    `  <updated>${toInstant(entrees[0]?.depuis ?? aujourdhui)}</updated>`,
    `  <link rel="self" type="application/atom+xml" href="${escapeXml(toUrl(chemin, portail))}"/>`,
    `  <link rel="alternate" type="text/html" href="${escapeXml(toUrl(page, portail))}"/>`,
    `  <author><name>${escapeXml(territoire.nomOfficiel)}</name></author>`,
    `  <rights>${LICENCE.nom}</rights>`,
    ...entrees.map((entree) => formatEntree(entree, portail)),
    '</feed>',
    '',
  ].join('\n');
}

/** `/agenda.xml`: the whole territory. */
export function toFluxAtom(portail: Portail): string {
  const portee: Portee = {
    nom: 'agenda',
    titre: `Agenda et changements – ${portail.territoire.nom}`,
    chemin: '/agenda.xml',
    page: '/agenda/',
    hasDate: () => true,
  };
  return formatFlux(portee, portail);
}

/** `/communes/<slug>.xml`: what happens there, and what changes there. */
export function toCommuneAtom(commune: Commune, portail: Portail): string {
  const { slug, nom } = commune;
  const portee: Portee = {
    nom: `commune/${slug}`,
    titre: `Agenda et changements – ${nom}`,
    chemin: `/communes/${slug}.xml`,
    page: `/communes/${slug}/`,
    // Hundreds of communes cannot each look at thousands of services.
    structures: new Set(
      indexOccurrences(portail)
        .byCommune.get(commune)
        ?.map(({ structure }) => structure),
    ),
    ...isOfCommune(commune),
  };
  return formatFlux(portee, portail);
}

/** `/themes/<slug>.xml`: what is announced and what changes on that theme. */
export function toThemeAtom(theme: Theme, portail: Portail): string {
  const portee: Portee = {
    nom: `theme/${theme}`,
    titre: `${THEMES[theme].libelle} – ${portail.territoire.nom}`,
    chemin: `/themes/${theme}.xml`,
    page: `/themes/${theme}/`,
    ...isOfTheme(theme, portail),
  };
  return formatFlux(portee, portail);
}
