import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeProgramme } from '../../../src/loaders/programme-integre';

const source = readFileSync('src/integration/infos-familles.ts', 'utf8');

test('the script of other sites is plain, small, and asks nothing of anybody else', async () => {
  const programme = await writeProgramme('infos-familles.ts', source);
  expect(gzipSync(programme).length).toBeLessThan(6_000);
  // In any encoding of the page, and as a plain script.
  expect(programme).toMatch(/^[\n\u0020-\u007e]+$/);
  expect(() => new Script(programme)).not.toThrow();
  expect(programme).not.toMatch(/https?:\/\/|innerHTML|outerHTML|insertAdjacent|eval\(|localStorage|cookie/);
});

test('a script that imports something cannot be made of one file', async () => {
  await expect(writeProgramme('a.ts', "import { x } from './x';\nconsole.log(x);")).rejects.toThrow(/import/);
  await expect(writeProgramme('a.ts', 'export const x = document.title;')).rejects.toThrow(/export/);
});
