/**
 * Writes iCalendar (RFC 5545), to the letter: CRLF after the last line too, lines of 75 octets, properties of
 * the calendar before its components, local times with the rules of their time zone, and the date of production
 * in UTC. A calendar without event is still valid, since it holds its time zone.
 */
import type { DateCivile } from '../date/date-civile';

export type StatutIcs = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';

/** `2026-12-01`, a whole day, or `2026-12-01T09:00`, a moment in Europe/Paris. */
export type MomentIcs = string;

export interface EvenementIcs {
  uid: string;
  /** 0 as first announced; more once it was changed. */
  sequence: number;
  debut: MomentIcs;
  /** Excluded, like every end of the format: the day after the last whole day. Absent when unknown. */
  fin: MomentIcs | undefined;
  statut: StatutIcs;
  titre: string;
  lieu: string | undefined;
  position: { lat: number; lon: number } | undefined;
  description: string | undefined;
  url: string;
}

export interface CalendrierIcs {
  nom: string;
  description: string;
  /** Page that people read, and address of the feed itself. */
  url: string;
  source: string;
  produitLe: DateCivile;
  evenements: Iterable<EvenementIcs>;
}

const FIN_DE_LIGNE = '\r\n';
const OCTETS_PAR_LIGNE = 75;
/** How often a program should look again: a cancellation of the morning is of no use the next day. */
const RAFRAICHISSEMENT = 'PT4H';

/** The rules of the European directive, in force in France since these dates. */
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Paris',
  'BEGIN:DAYLIGHT',
  'DTSTART:19810329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'END:STANDARD',
  'END:VTIMEZONE',
].join(FIN_DE_LIGNE);

/** What the format forbids. */
const CONTROLES = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

const HORS_ASCII = /[^\u0000-\u007F]/;

/** Escapes a TEXT value. */
export function escapeText(texte: string): string {
  return texte
    .toWellFormed()
    .replace(CONTROLES, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n');
}

function countOctets(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** Cuts a line so that none exceeds 75 octets of UTF-8, and no character is cut in two. */
export function foldLine(line: string): string {
  // An octet a character in ASCII, three a UTF-16 unit at the most: short lines, the many, need no count.
  if (line.length * 3 <= OCTETS_PAR_LIGNE) return line;
  if (line.length <= OCTETS_PAR_LIGNE && !HORS_ASCII.test(line)) return line;
  let folded = '';
  let start = 0;
  let octets = 0;
  for (let index = 0; index < line.length;) {
    const codePoint = line.codePointAt(index) ?? 0;
    const size = countOctets(codePoint);
    if (octets + size > OCTETS_PAR_LIGNE) {
      folded += `${line.slice(start, index)}${FIN_DE_LIGNE} `;
      start = index;
      octets = 1;
    }
    octets += size;
    index += codePoint < 0x10000 ? 1 : 2;
  }
  return folded + line.slice(start);
}

/** `20261201` */
const toCompactDate = (date: DateCivile): string => date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10);

function formatMoment(nom: string, moment: MomentIcs): string {
  const date = toCompactDate(moment);
  if (moment.length === 10) return `${nom};VALUE=DATE:${date}`;
  return `${nom};TZID=Europe/Paris:${date}T${moment.slice(11, 13)}${moment.slice(14, 16)}00`;
}

/** Events written at a time: the feed of a commune may hold tens of thousands. */
const EVENEMENTS_PAR_MORCEAU = 500;

/** The texts that the dates of a service share are escaped and folded once. */
function createTextFormatter(): (property: string, texte: string) => string {
  const known = new Map<string, string>();
  return (property, texte) => {
    const key = property + texte;
    let line = known.get(key);
    if (line === undefined) known.set(key, (line = foldLine(`${property}:${escapeText(texte)}`)));
    return line;
  };
}

/** Lines, each with its end. */
const joinLines = (lines: readonly (string | false | undefined)[]): string =>
  lines.filter(Boolean).join(FIN_DE_LIGNE) + FIN_DE_LIGNE;

/** The iCalendar file, in pieces. */
export function* writeIcs({
  nom,
  description,
  url,
  source,
  produitLe,
  evenements,
}: CalendrierIcs): Generator<string, void, undefined> {
  const formatText = createTextFormatter();
  yield joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Reseau Infos Familles//Portail des familles//FR',
    'CALSCALE:GREGORIAN',
    formatText('NAME', nom),
    formatText('X-WR-CALNAME', nom),
    formatText('DESCRIPTION', description),
    formatText('X-WR-CALDESC', description),
    'X-WR-TIMEZONE:Europe/Paris',
    foldLine(`URL:${url}`),
    foldLine(`SOURCE;VALUE=URI:${source}`),
    `REFRESH-INTERVAL;VALUE=DURATION:${RAFRAICHISSEMENT}`,
    `X-PUBLISHED-TTL:${RAFRAICHISSEMENT}`,
    VTIMEZONE,
  ]);

  const dtstamp = `DTSTAMP:${toCompactDate(produitLe)}T000000Z`;
  let vevents: string[] = [];
  for (const evenement of evenements) {
    const { debut, fin, lieu, position, description: texte } = evenement;
    const lines = [
      'BEGIN:VEVENT',
      foldLine(`UID:${evenement.uid}`),
      `SEQUENCE:${evenement.sequence}`,
      dtstamp,
      formatMoment('DTSTART', debut),
      fin !== undefined && formatMoment('DTEND', fin),
      formatText('SUMMARY', evenement.titre),
      lieu !== undefined && formatText('LOCATION', lieu),
      position && `GEO:${position.lat};${position.lon}`,
      texte !== undefined && formatText('DESCRIPTION', texte),
      foldLine(`URL:${evenement.url}`),
      `STATUS:${evenement.statut}`,
      // Somebody who follows a crèche's hours is not busy during them.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ];
    vevents.push(joinLines(lines));
    if (vevents.length < EVENEMENTS_PAR_MORCEAU) continue;
    yield vevents.join('');
    vevents = [];
  }
  yield `${vevents.join('')}END:VCALENDAR${FIN_DE_LIGNE}`;
}

/** The whole iCalendar file. */
export function formatIcs(calendrier: CalendrierIcs): string {
  return [...writeIcs(calendrier)].join('');
}
