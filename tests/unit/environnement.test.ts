import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ErreurDEnvironnement, readDist, readEnvironnement, readPort } from '../../src/loaders/environnement';

const dossier = mkdtempSync(join(tmpdir(), 'contenu-'));
const contenu = join(dossier, 'contenu');

beforeAll(() => {
  for (const nom of ['commun', 'monts-rance-rougier', 'val-d-exemple', 'brouillon']) {
    mkdirSync(join(contenu, nom), { recursive: true });
  }
  for (const nom of ['monts-rance-rougier', 'val-d-exemple']) {
    writeFileSync(join(contenu, nom, 'territoire.yaml'), 'nom: Essai\n');
  }
  writeFileSync(join(dossier, 'territoire.yaml'), '');
});
afterAll(() => rmSync(dossier, { recursive: true }));

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (erreur) {
    expect(erreur).toBeInstanceOf(ErreurDEnvironnement);
    return (erreur as Error).message;
  }
  throw new Error('a wrong setting was accepted');
}

test('without setting, the default territory is built for the day it is in Paris', () => {
  const { territoire, aujourdhui } = readEnvironnement({ CONTENU: contenu });
  expect(territoire).toBe('monts-rance-rougier');
  expect(aujourdhui).toBe(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date()));
});

test('each setting is read', () => {
  const env = { CONTENU: contenu, TERRITOIRE: 'val-d-exemple', AUJOURDHUI: '2026-12-01' };
  expect(readEnvironnement(env)).toEqual({ contenu, territoire: 'val-d-exemple', aujourdhui: '2026-12-01' });
});

test.each(['lozere', '', '..', 'commun', 'brouillon', 'val-d-exemple/', '../contenu/val-d-exemple'])(
  'TERRITOIRE=%s is refused, and the known territories are listed',
  (valeur) => {
    expect(messageOf(() => readEnvironnement({ CONTENU: contenu, TERRITOIRE: valeur }))).toBe(
      `TERRITOIRE vaut « ${valeur} », qui n’est pas un territoire connu : ` +
        'choisissez parmi monts-rance-rougier, val-d-exemple.',
    );
  },
);

test('a content folder without the default territory says so rather than accuse a value nobody gave', () => {
  const autre = join(dossier, 'autre');
  mkdirSync(join(autre, 'commun'), { recursive: true });
  const message = messageOf(() => readEnvironnement({ CONTENU: autre }));
  expect(message).toContain('TERRITOIRE n’est pas indiqué');
  expect(message).toContain('créez dans');
});

test.each(['', '/nulle/part', join(contenu, 'val-d-exemple', 'territoire.yaml')])(
  'CONTENU=%s is refused: it is not a folder',
  (valeur) => {
    expect(messageOf(() => readEnvironnement({ CONTENU: valeur }))).toBe(
      `CONTENU vaut « ${valeur} », qui n’est pas un dossier : ` +
        'indiquez un dossier de contenu, par exemple CONTENU=src/content.',
    );
  },
);

test('CONTENU without the common folder is refused', () => {
  expect(messageOf(() => readEnvironnement({ CONTENU: dossier }))).toContain('« commun »');
});

test.each(['', 'demain', '2026-02-30', '2026-13-01', '01/12/2026', '2026-12-1', '2026-12-01T09:00'])(
  'AUJOURDHUI=%s is refused: no such day',
  (valeur) => {
    expect(messageOf(() => readEnvironnement({ CONTENU: contenu, AUJOURDHUI: valeur }))).toBe(
      `AUJOURDHUI vaut « ${valeur} », qui n’est pas une date du calendrier : ` +
        'écrivez année-mois-jour, par exemple AUJOURDHUI=2026-12-01.',
    );
  },
);

test('PORT is a number from 1 to 65535, 4321 by default', () => {
  expect([readPort({}), readPort({ PORT: '1' }), readPort({ PORT: '65535' })]).toEqual([4321, 1, 65_535]);
});

test.each(['', '0', '65536', '-1', '80.5', '8e3', 'quatre', ' 4321'])('PORT=%s is refused', (valeur) => {
  expect(messageOf(() => readPort({ PORT: valeur }))).toBe(
    `PORT vaut « ${valeur} », qui n’est pas un numéro de port : ` +
      'choisissez un nombre entier de 1 à 65535, par exemple PORT=4321.',
  );
});

test('every message is one sentence on one line', () => {
  const message = messageOf(() => readEnvironnement({ CONTENU: contenu, TERRITOIRE: 'lozere' }));
  expect(message).toMatch(/^[^\n]+\.$/);
});

describe('the folder where the site is built', () => {
  test('is new, empty, or holds a site already built', () => {
    const vide = join(dossier, 'vide');
    const site = join(dossier, 'site');
    mkdirSync(vide);
    mkdirSync(join(site, '_astro'), { recursive: true });
    writeFileSync(join(site, 'index.html'), '');
    expect(readDist({})).toBe('dist');
    for (const accepte of [join(dossier, 'nouveau'), vide, site])
      expect(readDist({ DIST: accepte })).toBe(accepte);
  });

  test('is refused when building would erase other files', () => {
    for (const valeur of ['src', '.', '..', 'public', contenu])
      expect(messageOf(() => readDist({ DIST: valeur }))).toBe(
        `DIST vaut « ${valeur} », un dossier dont la construction effacerait les fichiers : ` +
          'indiquez un nouveau dossier, par exemple DIST=dist.',
      );
    for (const valeur of ['', 'package.json'])
      expect(messageOf(() => readDist({ DIST: valeur }))).toContain('qui n’est pas un dossier');
  });
});
