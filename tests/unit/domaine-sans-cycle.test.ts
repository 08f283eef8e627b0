import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const domaine = 'src/domain';

/** For each concept, the other concepts that its files import. */
function readDependances(): Map<string, Set<string>> {
  const dependances = new Map<string, Set<string>>();
  for (const fichier of readdirSync(domaine, { recursive: true, encoding: 'utf8' })) {
    if (!fichier.endsWith('.ts')) continue;
    const [concept = ''] = fichier.split('/');
    const siennes = dependances.get(concept) ?? new Set();
    dependances.set(concept, siennes);
    for (const [, source = ''] of readFileSync(join(domaine, fichier), 'utf8').matchAll(
      /from '(\.[^']+)'/g,
    )) {
      const [autre = ''] = normalize(join(dirname(fichier), source)).split('/');
      if (autre !== concept) siennes.add(autre);
    }
  }
  return dependances;
}

function findCycle(dependances: Map<string, Set<string>>, chemin: string[]): string[] | undefined {
  for (const suivant of dependances.get(chemin.at(-1)!) ?? []) {
    if (chemin.includes(suivant)) return [...chemin, suivant];
    const cycle = findCycle(dependances, [...chemin, suivant]);
    if (cycle) return cycle;
  }
  return undefined;
}

test('the concepts of the domain import each other in one direction only', () => {
  const dependances = readDependances();
  expect(dependances.size).toBeGreaterThan(10);
  const cycles = [...dependances.keys()].map((concept) => findCycle(dependances, [concept])?.join(' → '));
  expect(cycles.filter(Boolean)).toEqual([]);
});

test('a cycle would be found', () => {
  const dependances = new Map([
    ['permanence', new Set(['lieu'])],
    ['lieu', new Set(['permanence'])],
  ]);
  expect(findCycle(dependances, ['permanence'])).toEqual(['permanence', 'lieu', 'permanence']);
});
