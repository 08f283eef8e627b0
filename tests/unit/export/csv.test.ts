import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cellule, writeCsv } from '../../../src/domain/export/csv';
import { COLONNES_CSV, writeStructuresCsv } from '../../../src/domain/export/structures-csv';
import { creerPortail } from '../../fixtures/portail';

/** RFC 4180 with semicolons, written from the standard and not from the code. */
function parseCsv(csv: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < csv.length; i += 1) {
    const sign = csv[i]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (csv[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === ';' || (sign === '\r' && csv[i + 1] === '\n')) {
      cells.push(cell);
      cell = '';
      if (sign === '\r') {
        lines.push(cells);
        cells = [];
        i += 1;
      }
    } else cell += sign;
  }
  if (cell !== '' || cells.length > 0) throw new Error('the last line has no end');
  return lines;
}

const formatCsv = (colonnes: string[], lignes: Cellule[][]): string =>
  [...writeCsv(colonnes, lignes)].join('');
const readBack = (cellules: string[]): string[] => parseCsv(formatCsv([], [cellules]).slice(1))[1]!;

describe('CSV', () => {
  it('opens in a French spreadsheet: mark of UTF-8, semicolons, CRLF', () => {
    expect(formatCsv(['a', 'b'], [['é', 1]])).toBe('\uFEFFa;b\r\né;1\r\n');
  });

  it('gives back quotes, semicolons and lines', () => {
    const cellules = ['dit « "bonjour" »', 'un ; deux', 'ligne 1\nligne 2', '"', '', 'simple, virgule'];
    expect(readBack(cellules)).toEqual(cellules);
  });

  it('writes every end of line alike inside a cell, so that a line of the file is a line of the table', () => {
    expect(readBack(['a\r\nb\rc\nd'])).toEqual(['a\nb\nc\nd']);
  });

  it('gives back any text that is no formula', () => {
    const texte = fc
      .string({ unit: 'grapheme' })
      .filter((t) => !/^[=+\-@\t\r\n＝＋－＠]/.test(t) && !t.includes('\r'));
    fc.assert(
      fc.property(fc.array(texte, { minLength: 1 }), (cellules) => {
        expect(readBack(cellules)).toEqual(cellules);
      }),
    );
  });

  it('leaves whole a telephone number, that a spreadsheet takes for a number and nothing else', () => {
    expect(readBack(['+33536490101'])).toEqual(['+33536490101']);
    expect(readBack(['+33536490101+1', '+33536490101=A1'])).toEqual(["'+33536490101+1", "'+33536490101=A1"]);
  });

  it('never lets a cell be run as a formula', () => {
    const formules = [
      '=cmd|’/c calc’!A1',
      '+33 5 36',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '＝1',
      '=HYPERLINK("https://x.example";"ici")',
    ];
    for (const cellule of readBack(formules)) expect(cellule).toMatch(/^'/);
    const [hyperlien] = readBack(['=HYPERLINK("https://x.example";"ici")']);
    expect(hyperlien).toBe('\'=HYPERLINK("https://x.example";"ici")');
  });

  it('leaves a negative number a number, with a decimal comma', () => {
    expect(formatCsv([], [[-1.25, 0, true, false, undefined]])).toBe('\uFEFF\r\n-1,25;0;oui;non;\r\n');
  });
});

describe('structures.csv', () => {
  const portail = creerPortail({
    structures: {
      relais: {
        nom: '=cmd; "Relais"',
        lieu: 'mairie-castelnoir',
        publics: { ages: { deMois: 0, aMois: 71 } },
        contacts: [{ telephone: '0536490101' }],
        permanences: [
          {
            id: 'a',
            rythme: { type: 'hebdomadaire', jours: ['jeudi'] },
            creneaux: [{ debut: '09:00', fin: '12:00' }],
          },
          { id: 'b', rythme: { type: 'sur-rendez-vous' } },
        ],
      },
      projet: { nom: 'Projet', statut: 'en-projet', aApporter: ['un goûter', 'une gourde'] },
    },
  });
  const [colonnes, ...lignes] = parseCsv([...writeStructuresCsv(portail)].join('').slice(1));
  const find = (slug: string) => {
    const ligne = lignes.find((cellules) => cellules[0] === slug)!;
    return Object.fromEntries(colonnes!.map((colonne, rang) => [colonne, ligne[rang]]));
  };

  it('has a line for each structure, all of the same length', () => {
    expect(colonnes).toEqual(COLONNES_CSV);
    expect(lignes.map(({ length }) => length)).toEqual([COLONNES_CSV.length, COLONNES_CSV.length]);
  });

  it('says what to bring, and nothing where it is unknown', () => {
    expect(find('projet')['aApporter']).toBe('un goûter, une gourde');
    expect(find('relais')['aApporter']).toBe('');
  });

  it('says in words what a spreadsheet can show', () => {
    expect(find('relais')).toMatchObject({
      nom: '\'=cmd; "Relais"',
      type: 'rpe',
      typeLibelle: 'Relais petite enfance (RPE)',
      statutLibelle: 'Ouvert',
      ages: 'jusqu’à 5 ans',
      lieu: 'Mairie de Castelnoir',
      adresse: '1, place de l’Église',
      codeInsee: '99001',
      latitude: '44,2012',
      longitude: '2,6034',
      itinerante: 'non',
      telephone: '05 36 49 01 01',
      horaires: 'le jeudi, de 9 h à 12 h\nsur rendez-vous',
      prochaine: '2026-12-03 09:00',
      prochaineLieu: 'Mairie de Castelnoir',
      prochaineStatut: 'confirmee',
      url: 'https://val-fictif.example/structures/relais/',
      territoire: 'val-fictif',
      fictif: 'oui',
      produitLe: '2026-12-01',
      licence: 'Licence Ouverte 2.0',
      version: '1',
    });
  });

  it('leaves unknown what is unknown', () => {
    expect(find('projet')).toMatchObject({
      statut: 'en-projet',
      lieu: '',
      commune: '',
      telephone: '',
      gratuit: '',
      prochaine: '',
    });
  });
});
