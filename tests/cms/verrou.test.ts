import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findFauteDeGit } from '../../cms/outil-git';
import { findOccupant, takeVerrou } from '../../cms/verrou';

let dossier: string;
beforeEach(() => {
  dossier = mkdtempSync(join(tmpdir(), 'verrou-'));
});
afterEach(() => rmSync(dossier, { recursive: true }));

test('a folder is held by one process, until it lets go', () => {
  const release = takeVerrou(dossier);
  expect(findOccupant(dossier)).toBe(process.pid);
  expect(() => takeVerrou(dossier)).toThrow(/déjà ouvert par un autre programme/);
  release();
  expect(existsSync(join(dossier, 'verrou'))).toBe(false);
  takeVerrou(dossier)();
});

test('what a process that was killed left holds nothing, even when its number serves again', async () => {
  takeVerrou(dossier);
  const mien = readFileSync(join(dossier, 'verrou'), 'utf8');
  const autre = spawn('sleep', ['0.01']);
  await new Promise((fini) => autre.on('close', fini));
  for (const laisse of [mien.replace(/^\d+/, String(autre.pid)), mien.replace(/ \d+ /, ' 1 '), '', 'abc']) {
    writeFileSync(join(dossier, 'verrou'), laisse);
    expect(findOccupant(dossier)).toBeUndefined();
    takeVerrou(dossier)();
  }
});

test.each([
  ['git version 2.38.0', undefined],
  ['git version 2.39.5 (Apple Git-154)', undefined],
  ['git version 3.0.1', undefined],
  ['git version 2.34.1', /cette machine a la version 2\.34/],
  [null, /git n’est pas installé/],
])('with « %s », the atelier opens or says why not', (sortie, attendu) => {
  const faute = findFauteDeGit(() => ({ status: sortie === null ? null : 0, stdout: sortie }));
  if (attendu === undefined) expect(faute).toBeUndefined();
  else expect(faute).toMatch(attendu);
});
