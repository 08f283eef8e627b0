/** The table of the needs says where each one is answered, and by which test: it may not speak of what does not exist. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lignes = readFileSync('docs/besoins.md', 'utf8')
  .split('\n')
  .filter((ligne) => /^\| B\d\d\b/.test(ligne))
  .map((ligne) =>
    ligne
      .split('|')
      .slice(1, -1)
      .map((cellule) => cellule.trim()),
  );

it('each of the fifty-two needs has one row, in order, and no cell is empty', () => {
  expect(lignes.map(([besoin]) => besoin)).toEqual(
    Array.from({ length: 52 }, (_, rang) => `B${String(rang + 1).padStart(2, '0')}`),
  );
  for (const cellules of lignes) expect(cellules.filter(Boolean), cellules[0]).toHaveLength(5);
});

it.each(lignes.map((cellules) => [cellules[0]!, cellules[4]!]))(
  '%s is verified by tests that exist, or says why it is refused',
  (_, cellule) => {
    const citations = [...cellule.matchAll(/`(tests\/[^`]+)` « (.+?) »(?=<br>|$)/g)];
    if (!/^refusé\b/i.test(cellule)) expect(citations.length).toBeGreaterThan(0);
    expect(cellule.split('<br>')).toHaveLength(Math.max(1, citations.length));
    for (const [, fichier, titre] of citations) {
      expect(existsSync(fichier!), fichier).toBe(true);
      const source = readFileSync(fichier!, 'utf8').replace(/\\'/g, "'");
      expect(source.includes(titre!), `${fichier} : ${titre}`).toBe(true);
    }
  },
);
