/** `/agenda.xml`: what is announced, and what has just changed, for those who follow rather than visit (Atom, RFC 4287). */
import { type DateCivile, addDays } from '../date/date-civile';
import { formatDate, formatListe, formatPeriode } from '../date/format';
import type { Evenement } from '../evenement/schema';
import { formatCreneauCourt } from '../permanence/phrase';
import type { Fermeture } from '../permanence/schema';
import { type DateDEvenement, listComingDates } from '../portail/agenda';
import type { Portail } from '../portail/portail';
import type { Occurrence } from '../portail/structure';
import type { Structure } from '../structure/schema';
import { LICENCE, toUrl } from './en-tete';
import { comingOccurrences } from './occurrence';

/** How far ahead a cancellation or a move is news. */
export const JOURS_DE_CHANGEMENTS = 30;

interface Entree {
  /** Unique in the territory; the same as long as the news is the same. */
  nom: string;
  titre: string;
  /** Day since which it is news, never after the day of the build. */
  depuis: DateCivile;
  url: string;
  categorie: 'evenement' | 'annulation' | 'report';
  texte: string;
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

function listEvenements(portail: Portail): Entree[] {
  const parEvenement = Map.groupBy(listComingDates(portail), ({ evenement }) => evenement);
  return [...parEvenement].map(([evenement, dates]) => {
    const { slug, statut, statutPrecision, titre, resume } = evenement;
    const isOff = statut === 'annule' || statut === 'reporte';
    return {
      // Readers announce what they have not seen: a cancelled event must be news again.
      nom: `evenement/${slug}${isOff ? `/${statut}` : ''}`,
      titre: ETIQUETTE[statut] + titre,
      depuis: lastSeen(evenement, portail.aujourdhui),
      url: toUrl(`/agenda/#${slug}`, portail),
      categorie: statut === 'annule' ? 'annulation' : statut === 'reporte' ? 'report' : 'evenement',
      texte: [statutPrecision, ...dates.map(formatDateDEvenement), resume].filter(Boolean).join('\n'),
    };
  });
}

interface Cause {
  fermeture: Fermeture;
  /** Unique in the structure. */
  nom: string;
  mot: 'Annulé' | 'Fermé';
}

function findCause({ structure, permanence, date }: Occurrence): Cause | undefined {
  const covers = ({ du, au = du }: Fermeture): boolean => date >= du && date <= au;
  const exceptions = structure.permanences.find(({ id }) => id === permanence)?.exceptions ?? [];
  const annulation = exceptions.filter((exception) => exception.type === 'annulation').find(covers);
  if (annulation) return { fermeture: annulation, nom: `${permanence}/${annulation.du}`, mot: 'Annulé' };
  const fermeture = structure.fermetures.find(covers);
  return fermeture && { fermeture, nom: fermeture.du, mot: 'Fermé' };
}

const formatOu = ({ place, commune }: Occurrence): string | undefined => place?.nom ?? commune?.nom;

function formatOccurrence(occurrence: Occurrence): string {
  const { date, libelle } = occurrence;
  return [formatDate(date), formatCreneauCourt(occurrence), formatOu(occurrence), libelle]
    .filter(Boolean)
    .join(', ');
}

/** One entry a closure, however many dates it cancels: a fortnight of holidays is one piece of news. */
function listAnnulations(
  structure: Structure,
  occurrences: readonly Occurrence[],
  portail: Portail,
): Entree[] {
  const annulees = occurrences.flatMap((occurrence) => {
    const cause = occurrence.statut === 'annulee' ? findCause(occurrence) : undefined;
    return cause ? [{ occurrence, ...cause }] : [];
  });
  return [...Map.groupBy(annulees, ({ nom }) => nom).values()].flatMap((groupe): Entree[] => {
    const [first] = groupe;
    if (!first) return [];
    const { nom, mot, fermeture } = first;
    const { du, au = du, motif } = fermeture;
    return [
      {
        nom: `annulation/${structure.slug}/${nom}`,
        titre: `${mot} : ${structure.nom}, ${formatPeriode(du, au)}`,
        depuis: addDays(du, -JOURS_DE_CHANGEMENTS),
        url: toUrl(`/structures/${structure.slug}/`, portail),
        categorie: 'annulation',
        texte: [`Motif : ${motif}.`, ...groupe.map(({ occurrence }) => formatOccurrence(occurrence))].join(
          '\n',
        ),
      },
    ];
  });
}

/** A move is told by the date that moves away, or, once this one is past, by the one that replaces it. */
function listReports(structure: Structure, occurrences: readonly Occurrence[], portail: Portail): Entree[] {
  const reports = occurrences.filter(({ reporteeAu, remplace }) => reporteeAu ?? remplace);
  const origine = ({ permanence, date, remplace }: Occurrence) => `${permanence}/${remplace ?? date}`;
  return [...Map.groupBy(reports, origine)].flatMap(([nom, groupe]): Entree[] => {
    const [first] = groupe;
    if (!first) return [];
    const { motif } = first;
    const ancienne = first.remplace ?? first.date;
    const nouvelles = groupe.filter(({ remplace }) => remplace !== undefined);
    const nouvelle = nouvelles[0]?.date ?? first.reporteeAu;
    return [
      {
        nom: `report/${structure.slug}/${nom}`,
        titre: `${structure.nom} : ${formatDate(ancienne)} reporté${nouvelle ? ` au ${formatDate(nouvelle)}` : ''}`,
        depuis: addDays(
          nouvelle !== undefined && nouvelle < ancienne ? nouvelle : ancienne,
          -JOURS_DE_CHANGEMENTS,
        ),
        url: toUrl(`/structures/${structure.slug}/`, portail),
        categorie: 'report',
        texte: [motif && `Motif : ${motif}.`, ...nouvelles.map(formatOccurrence)].filter(Boolean).join('\n'),
      },
    ];
  });
}

function listChangements(portail: Portail): Entree[] {
  const fin = addDays(portail.aujourdhui, JOURS_DE_CHANGEMENTS);
  return portail.structures.flatMap((structure) => {
    const occurrences = comingOccurrences(structure, portail).filter(({ date }) => date <= fin);
    return [
      ...listAnnulations(structure, occurrences, portail),
      ...listReports(structure, occurrences, portail),
    ];
  });
}

const toInstant = (date: DateCivile): string => `${date}T00:00:00Z`;

/** A `tag:` address (RFC 4151): it names without promising a page. */
function toId(nom: string, { territoire, slug }: Portail): string {
  return `tag:${new URL(territoire.urlDeBase).hostname},2026:${slug}/${nom}`;
}

function formatEntree({ nom, titre, depuis, url, categorie, texte }: Entree, portail: Portail): string {
  return [
    '  <entry>',
    `    <id>${escapeXml(toId(nom, portail))}</id>`,
    `    <title>${escapeXml(titre)}</title>`,
    `    <updated>${toInstant(depuis)}</updated>`,
    `    <link rel="alternate" type="text/html" href="${escapeXml(url)}"/>`,
    `    <category term="${categorie}"/>`,
    `    <summary>${escapeXml(texte)}</summary>`,
    '  </entry>',
  ].join('\n');
}

/** The feed; the latest news first. */
export function toFluxAtom(portail: Portail): string {
  const { territoire, aujourdhui } = portail;
  const entrees = [...listEvenements(portail), ...listChangements(portail)].sort(
    (a, b) => b.depuis.localeCompare(a.depuis) || a.nom.localeCompare(b.nom),
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">',
    `  <id>${escapeXml(toId('agenda', portail))}</id>`,
    `  <title>${escapeXml(`Agenda et changements – ${territoire.nom}`)}</title>`,
    ...(territoire.fictif ? ['  <subtitle>Démonstration : ce territoire est inventé.</subtitle>'] : []),
    `  <updated>${toInstant(entrees[0]?.depuis ?? aujourdhui)}</updated>`,
    `  <link rel="self" type="application/atom+xml" href="${escapeXml(toUrl('/agenda.xml', portail))}"/>`,
    `  <link rel="alternate" type="text/html" href="${escapeXml(toUrl('/agenda/', portail))}"/>`,
    `  <author><name>${escapeXml(territoire.nomOfficiel)}</name></author>`,
    `  <rights>${LICENCE.nom}</rights>`,
    ...entrees.map((entree) => formatEntree(entree, portail)),
    '</feed>',
    '',
  ].join('\n');
}
