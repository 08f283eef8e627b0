import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetOldVersions } from '../../../cms/interface/construction';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'interface-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

/** Versions from the oldest, each with the numbers of the processes that serve it. */
function writeVersions(versions: Record<string, number[]>): void {
  Object.entries(versions).forEach(([nom, usages], rang) => {
    const dossier = join(cache, nom);
    mkdirSync(join(dossier, 'server'), { recursive: true });
    mkdirSync(join(dossier, 'usages'));
    for (const pid of usages) writeFileSync(join(dossier, 'usages', String(pid)), '');
    const date = new Date(Date.UTC(2026, 0, 1 + rang));
    utimesSync(dossier, date, date);
  });
}

test('the version that a running server uses stays, however many are built after it', async () => {
  const fini = spawn('true');
  await new Promise((suite) => fini.on('exit', suite));
  writeVersions({ servie: [process.pid, fini.pid!], quittee: [fini.pid!], jamais: [], c: [], d: [], e: [] });
  forgetOldVersions(cache, 3);
  expect(readdirSync(cache).sort()).toEqual(['c', 'd', 'e', 'servie']);
  expect(readdirSync(join(cache, 'servie', 'usages'))).toEqual([String(process.pid)]);
});
