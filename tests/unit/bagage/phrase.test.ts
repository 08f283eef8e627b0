import { expect, it } from 'vitest';
import {
  formatAbsents,
  formatCopie,
  formatEchec,
  formatMoment,
  formatOctets,
  formatResume,
} from '../../../src/domain/bagage/phrase';

/** Non-breaking spaces cannot be seen in an editor. */
const withSpaces = (texte: string): string => texte.replaceAll('\u00A0', ' ');

const premier = Date.parse('2026-12-01T10:05:00+01:00');
const etat = {
  version: 'abc',
  pages: 308,
  octets: 681_613,
  absents: [],
  gardeeDepuis: premier,
  miseAJourLe: premier,
};

it('says since when the territory is held, and when it was last refreshed', () => {
  expect(withSpaces(formatCopie(etat))).toBe(
    'Gardé sur cet appareil depuis le 1er décembre 2026 à 10 h 05, pas encore remis à jour depuis. 308 pages, 682 Ko téléchargés.',
  );
  expect(withSpaces(formatCopie({ ...etat, miseAJourLe: premier + 86_400_000 }))).toContain(
    'depuis le 1er décembre 2026 à 10 h 05, mis à jour le 2 décembre 2026 à 10 h 05.',
  );
});

it.each([
  ['2026-07-14T22:30:00Z', '15 juillet 2026 à 0 h 30'],
  ['2027-01-01T08:00:00Z', '1er janvier 2027 à 9 h 00'],
])('tells %s in the time of Paris', (instant, attendu) => {
  expect(withSpaces(formatMoment(Date.parse(instant)))).toBe(attendu);
});

it.each([
  [12, '1 Ko'],
  [348_000, '348 Ko'],
  [1_260_000, '1,3 Mo'],
])('tells %d bytes as people do', (octets, attendu) => {
  expect(withSpaces(formatOctets(octets))).toBe(attendu);
});

it('says what would be downloaded, and what a very large territory leaves out', () => {
  expect(withSpaces(formatResume(etat))).toBe('308 pages, environ 682 Ko à télécharger.');
  expect(withSpaces(formatResume({ ...etat, pages: 1 }))).toContain('1 page,');
  expect(formatAbsents(etat)).toBeUndefined();
  expect(withSpaces(formatAbsents({ absents: ['reste', 'communes'] }) ?? '')).toContain(
    'les pages des communes ; les pages par âge, par thème, par type et par lieu. Les pages que vous ouvrez',
  );
});

it('says for each failure what to do', () => {
  expect(formatEchec('place')).toContain('place');
  expect(formatEchec('reseau')).toContain('réessayez');
  expect(formatEchec('version')).toContain('Réessayez');
});
