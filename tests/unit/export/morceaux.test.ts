import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GrandeReponse } from '../../../src/domain/export/morceaux';

const MORCEAUX = ['{"a":"é', '', ' – ', 'œ"}\n'];

function* produce(morceaux: readonly string[]): Generator<string> {
  yield* morceaux;
}
const toReponse = (morceaux: readonly string[]) => new GrandeReponse(produce(morceaux));

it('gives its pieces end to end, as an ordinary response does', async () => {
  const octets = await toReponse(MORCEAUX).arrayBuffer();
  expect(Buffer.from(octets).toString()).toBe(MORCEAUX.join(''));
});

it('can also be read as a stream', async () => {
  expect(await toReponse(MORCEAUX).text()).toBe(MORCEAUX.join(''));
});

it('may be empty', async () => {
  expect((await toReponse([]).arrayBuffer()).byteLength).toBe(0);
});

it('gives bytes that can be written to a file, as the build does', async () => {
  const dossier = mkdtempSync(join(tmpdir(), 'grande-reponse-'));
  const fichier = join(dossier, 'permanences.json');
  await writeFile(fichier, Buffer.from(await toReponse(MORCEAUX).arrayBuffer()));
  expect(readFileSync(fichier, 'utf8')).toBe(MORCEAUX.join(''));
  rmSync(dossier, { recursive: true });
});
