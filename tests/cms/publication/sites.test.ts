import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Sites, type Version, openSites } from '../../../cms/publication/sites';

let dossier: string;
let sites: Sites;
beforeEach(() => {
  dossier = mkdtempSync(join(tmpdir(), 'sites-'));
  sites = openSites(dossier);
});
afterEach(() => rmSync(dossier, { recursive: true }));

const commitOf = (lettre: string): string => lettre.repeat(40);

function addVersion(lettre: string): Version {
  const chantier = sites.prepare();
  mkdirSync(join(chantier, 'site'));
  writeFileSync(join(chantier, 'site', 'index.html'), lettre);
  const circonstances = { commit: commitOf(lettre), jour: '2026-12-01', code: 'c', demarrage: 'd' };
  const version = sites.add(join(chantier, 'site'), circonstances);
  sites.discard(chantier);
  return version;
}

test('the version that is served is the one that the link names', () => {
  expect(sites.readCourante()).toBeUndefined();
  const [a, b] = [addVersion('a'), addVersion('b')];
  sites.serve(a);
  expect(readFileSync(join(sites.courant, 'index.html'), 'utf8')).toBe('a');
  sites.serve(b);
  expect(sites.readCourante()).toEqual(b);
  sites.serve(a);
  expect(sites.readCourante()).toEqual(a);
});

test('the same content built twice makes two versions, the last one first', () => {
  const noms = [addVersion('a'), addVersion('b'), addVersion('a')].map(({ nom }) => nom);
  expect(noms).toEqual(['aaaaaaaaaaaa-1', 'bbbbbbbbbbbb-2', 'aaaaaaaaaaaa-3']);
  expect(sites.listVersions().map(({ nom }) => nom)).toEqual(noms.toReversed());
});

test('old versions are removed, but not the one that is served', () => {
  sites.serve(addVersion('a'));
  for (const lettre of 'bcd') addVersion(lettre);
  sites.prune(2);
  expect(sites.listVersions().map(({ nom }) => nom[0])).toEqual(['d', 'c', 'a']);
  expect(readFileSync(join(sites.courant, 'index.html'), 'utf8')).toBe('a');
});

test('what a build that was stopped left is removed at the next start, and no version is', () => {
  const version = addVersion('a');
  const chantier = sites.prepare();
  writeFileSync(join(chantier, 'page.html'), 'à moitié');
  // A process that is no more, and one that lives: this test.
  mkdirSync(join(dossier, '.chantier-999999999-abcd'));
  mkdirSync(join(dossier, `.chantier-${process.ppid}-abcd`));
  const rouverts = openSites(dossier);
  expect(readdirSync(dossier).filter((nom) => nom.startsWith('.'))).toEqual([
    `.chantier-${process.ppid}-abcd`,
  ]);
  expect(rouverts.listVersions()).toEqual([version]);
});

test('a folder without its note is not a version, and goes away', async () => {
  const { nom } = addVersion('a');
  rmSync(join(dossier, `${nom}.json`));
  expect(sites.listVersions()).toEqual([]);
  openSites(dossier);
  await vi.waitFor(() => expect(existsSync(join(dossier, nom))).toBe(false), 20_000);
});

test('the version to which one went back is kept until it is told otherwise', () => {
  expect(sites.readEpingle()).toBeUndefined();
  sites.pin(commitOf('a'));
  expect(openSites(dossier).readEpingle()).toBe(commitOf('a'));
  sites.pin(undefined);
  expect([sites.readEpingle(), existsSync(join(dossier, 'epingle'))]).toEqual([undefined, false]);
});
