import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EvenementIcs,
  escapeText,
  foldLine,
  formatIcs,
  writeIcs,
} from '../../../src/domain/export/icalendar';
import { GrandeReponse } from '../../../src/domain/export/morceaux';
import { listFaults, readVevents } from '../../fixtures/icalendar';

const evenement = (details: Partial<EvenementIcs> = {}): EvenementIcs => ({
  uid: 'a.b.2026-12-01.0900@val',
  sequence: 0,
  debut: '2026-12-01T09:00',
  fin: '2026-12-01T12:00',
  statut: 'CONFIRMED',
  titre: 'Relais',
  lieu: undefined,
  position: undefined,
  description: undefined,
  url: 'https://val.example/structures/relais/',
  ...details,
});

const vide = {
  nom: 'Val, Fictif; et Test',
  description: 'Une description assez longue, avec des accents, pour que sa ligne soit coupée quelque part.',
  url: 'https://val.example/structures/relais/',
  source: 'https://val.example/structures/relais.ics',
  produitLe: '2026-12-01',
  evenements: [],
};
const calendrier = (evenements: EvenementIcs[], nom = vide.nom): string =>
  formatIcs({ ...vide, nom, evenements });

const texteQuelconque = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom('é', '’', '👨‍👩‍👧', ',', ';', '\\', '\n', '\r\n', ':', '"', 'a', ' '), {
      maxLength: 200,
    })
    .map((signes) => signes.join('')),
);

describe('iCalendar', () => {
  it('keeps to the letter of the format whatever people write', () => {
    fc.assert(
      fc.property(texteQuelconque, texteQuelconque, texteQuelconque, (titre, lieu, description) => {
        expect(listFaults(calendrier([evenement({ titre, lieu, description })], titre))).toEqual([]);
      }),
    );
  });

  it('gives back commas, semicolons, backslashes, quotes and lines as they were written', () => {
    const texte = 'Salle « A, B; C » : 1\\2 "rez-de-chaussée"\nEntrée au fond\\nde la cour, n° 3 ;';
    const [vevent] = readVevents(calendrier([evenement({ titre: texte, lieu: texte, description: texte })]));
    expect(vevent).toMatchObject({ titre: texte, lieu: texte, description: texte });
  });

  it('gives back any text, line ends and forbidden characters aside', () => {
    fc.assert(
      fc.property(texteQuelconque, (description) => {
        const attendu = description
          .toWellFormed()
          .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '')
          .replace(/\r\n?/g, '\n');
        expect(readVevents(calendrier([evenement({ description })]))[0]!.description).toBe(attendu);
      }),
    );
  });

  it('escapes the name of the calendar too', () => {
    // Read on the text: the library of the tests does not decode properties that it does not know.
    expect(calendrier([])).toContain(
      '\r\nNAME:Val\\, Fictif\\; et Test\r\nX-WR-CALNAME:Val\\, Fictif\\; et Test\r\n',
    );
  });

  it('leaves a line of exactly 75 octets whole and cuts the next one', () => {
    expect(foldLine('a'.repeat(75))).toBe('a'.repeat(75));
    expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`);
    expect(foldLine('é'.repeat(38))).toBe(`${'é'.repeat(37)}\r\n é`);
    expect(foldLine('a'.repeat(75 + 74 + 1))).toBe(`${'a'.repeat(75)}\r\n ${'a'.repeat(74)}\r\n a`);
  });

  it('never cuts a character made of two units', () => {
    expect(foldLine(`${'a'.repeat(73)}👶`)).toBe(`${'a'.repeat(73)}\r\n 👶`);
  });

  it('drops characters that the format forbids', () => {
    expect(escapeText('a\u0000b\u0007c\td\u007F')).toBe('abc\td');
    // Half a character, that no encoding can carry.
    expect(escapeText('a\uD83Db')).toBe('a\uFFFDb');
  });

  it('is valid without any event, since it holds its time zone', () => {
    expect(listFaults(calendrier([]))).toEqual([]);
    expect(readVevents(calendrier([]))).toEqual([]);
  });

  it('writes a very long calendar in pieces, and loses no event', async () => {
    const uids = Array.from({ length: 1201 }, (_, rang) => `séance-${rang}@val`);
    const pieces = () => writeIcs({ ...vide, evenements: uids.map((uid) => evenement({ uid })) });
    expect([...pieces()].length).toBeGreaterThan(2);
    const ics = [...pieces()].join('');
    expect(listFaults(ics)).toEqual([]);
    expect(readVevents(ics).map(({ uid }) => uid)).toEqual(uids);
    expect(await new GrandeReponse(pieces()).text()).toBe(ics);
    expect(new TextDecoder().decode(await new GrandeReponse(pieces()).arrayBuffer())).toBe(ics);
  });

  it('gives the right instants on both sides of the changes of hour', () => {
    const instants = ['2027-03-27T09:00', '2027-03-28T09:00', '2027-10-30T09:00', '2027-10-31T09:00'].map(
      (debut) => readVevents(calendrier([evenement({ debut, fin: undefined })]))[0]!.instant,
    );
    expect(instants).toEqual([
      '2027-03-27T08:00:00.000Z',
      '2027-03-28T07:00:00.000Z',
      '2027-10-30T07:00:00.000Z',
      '2027-10-31T08:00:00.000Z',
    ]);
  });

  it('writes whole days as days, the end being the day after', () => {
    const ics = calendrier([evenement({ debut: '2026-12-31', fin: '2027-01-01' })]);
    expect(ics).toContain('\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n');
    expect(readVevents(ics)[0]).toMatchObject({ isJournee: true, debut: '2026-12-31', fin: '2027-01-01' });
  });

  it('dates its production at midnight UTC of the day of the build', () => {
    expect(calendrier([evenement()])).toContain('\r\nDTSTAMP:20261201T000000Z\r\n');
  });
});
