import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FauteDeTable, readTable } from '../../../src/domain/importation/csv';

describe('a table', () => {
  test.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons, as French office software writes', 'a;b\r\n1;2\r\n'],
    ['tabs', 'a\tb\n1\t2'],
    ['a mark at the start', '\uFEFFa,b\n1,2\n'],
  ])('is read with %s', (_, texte) => {
    expect(readTable(texte)).toEqual([
      { ligne: 1, cellules: ['a', 'b'] },
      { ligne: 2, cellules: ['1', '2'] },
    ]);
  });

  test('says the line of the file, whatever the texts hold', () => {
    expect(readTable('a,b\n"deux\nlignes","un ""mot"""\n\n3,4\n')).toEqual([
      { ligne: 1, cellules: ['a', 'b'] },
      { ligne: 2, cellules: ['deux\nlignes', 'un "mot"'] },
      { ligne: 5, cellules: ['3', '4'] },
    ]);
  });

  test('whose quote is never closed is refused where it opens', () => {
    expect(() => readTable('a,b\n1,"2\n3,4\n')).toThrow(FauteDeTable);
    expect(() => readTable('a,b\n1,"2\n3,4\n')).toThrow(expect.objectContaining({ ligne: 2 }) as Error);
  });

  test('comes back as it was written', () => {
    const write = (lignes: string[][]) =>
      lignes
        .map((cellules) => cellules.map((texte) => `"${texte.replaceAll('"', '""')}"`).join(','))
        .join('\n');
    const CELLULE = fc
      .string({ minLength: 1, unit: fc.constantFrom('a', 'é', ',', ';', '"', '\n', ' ') })
      .map((texte) => `x${texte}`);
    fc.assert(
      fc.property(fc.array(fc.array(CELLULE, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (lignes) => {
        // The header decides of the separator.
        const table = [['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'], ...lignes];
        expect(readTable(write(table)).map(({ cellules }) => cellules)).toEqual(table);
      }),
    );
  });
});
