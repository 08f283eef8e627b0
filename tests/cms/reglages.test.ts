import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readReglages, readSecret } from '../../cms/reglages';

const dossier = mkdtempSync(join(tmpdir(), 'reglages-'));
afterAll(() => rmSync(dossier, { recursive: true }));

test('without any setting, everything stays on this machine', () => {
  expect(readReglages({})).toMatchObject({
    adresse: 'http://localhost:4321',
    isLocal: true,
    smtp: undefined,
    proxy: false,
    coordination: undefined,
    dossier: resolve('var/atelier/monts-rance-rougier'),
  });
});

test('a server gives its address, its mail server and its coordinator', () => {
  const reglages = readReglages({
    ADRESSE_PUBLIQUE: 'https://familles.monts.example/',
    SMTP: 'smtps://nom:mot%40de@mail.monts.example:465',
    EXPEDITEUR: '"Infos Familles" <Familles@monts.example>',
    COORDINATION: 'Claire@Monts.example',
    DEPOT_DISTANT: 'git@forge.example:monts/contenu.git',
    PROXY: 'loopback, 10.0.0.0/8',
    ATELIER: dossier,
  });
  expect(reglages).toMatchObject({
    adresse: 'https://familles.monts.example',
    isLocal: false,
    expediteur: { nom: 'Infos Familles', adresse: 'familles@monts.example' },
    coordination: 'claire@monts.example',
    proxy: 'loopback,10.0.0.0/8',
    dossier,
  });
});

test('another content has another folder', () => {
  const { dossier: autre } = readReglages({ CONTENU: 'src/../src/content/', TERRITOIRE: 'val-d-exemple' });
  expect(autre).toBe(resolve('var/atelier/val-d-exemple'));
});

describe('a wrong setting is one sentence that says what to write', () => {
  test.each([
    { ADRESSE_PUBLIQUE: 'familles.example' },
    { ADRESSE_PUBLIQUE: 'ftp://familles.example' },
    { ADRESSE_PUBLIQUE: 'https://familles.example/site' },
    { SMTP: 'mail.example:25', EXPEDITEUR: 'a@b.example' },
    { SMTP: 'smtp://mail.example' },
    { EXPEDITEUR: 'Infos Familles' },
    { EXPEDITEUR: 'Infos\r\nBcc: x <a@b.example>' },
    { COORDINATION: 'Claire' },
    { ADMINISTRATION: 'a@b.example, c@d.example' },
    { DEPOT_DISTANT: 'ext::sh -c touch% /tmp/x' },
    { DEPOT_DISTANT: '--upload-pack=x' },
    { DEPOT_DISTANT: 'ssh://-oProxyCommand=x/y' },
    { PROXY: 'oui' },
    { PROXY: '1' },
    { PROXY: '10.0.0.0/x' },
  ])('%j', (env) => {
    const nom = Object.keys(env)[0]!;
    expect(() => readReglages(env)).toThrow(
      expect.objectContaining({
        name: 'ErreurDEnvironnement',
        message: expect.stringMatching(/écrivez/) as string,
      }),
    );
    expect(() => readReglages(env)).toThrow(nom === 'SMTP' ? /SMTP|EXPEDITEUR/ : nom);
  });

  test('and the password of the mail server is never in it', () => {
    expect(() => readReglages({ SMTP: 'http://nom:motdepasse-secret@x' })).not.toThrow(/secret/);
  });
});

test('the secret is made once, for the program alone, and stays the same', () => {
  const premier = readSecret({}, { dossier });
  expect(premier.length).toBeGreaterThanOrEqual(43);
  expect(readSecret({}, { dossier })).toBe(premier);
  expect(statSync(join(dossier, 'secret')).mode & 0o777).toBe(0o600);
  expect(() => readSecret({ SECRET: 'court' }, { dossier })).toThrow(/au moins 32/);
});
