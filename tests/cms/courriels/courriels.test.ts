import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openBase } from '../../../cms/base/base';
import { type Courriels, createCourriels } from '../../../cms/courriels/courriels';
import { toCourriel, wrapTexte } from '../../../cms/courriels/message';

const EXPEDITEUR = { nom: 'Infos Familles', adresse: 'familles@monts.example' };
const dossier = mkdtempSync(join(tmpdir(), 'courriels-'));
const fermetures: (() => unknown)[] = [];

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const ferme of fermetures.splice(0).reverse()) await ferme();
  rmSync(dossier, { recursive: true, force: true });
});

interface Recu {
  enveloppe: string[];
  mail: ParsedMail;
}

/** A real mail server on this machine, and the mails it took. */
async function startServeur(options: SMTPServerOptions = {}, port = 0) {
  const recus: Recu[] = [];
  const serveur = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    onData: (flux, session, fini) => {
      simpleParser(flux).then(
        (mail) => {
          recus.push({ enveloppe: session.envelope.rcptTo.map(({ address }) => address), mail });
          fini();
        },
        (erreur: unknown) => fini(erreur as Error),
      );
    },
    ...options,
  });
  serveur.on('error', () => undefined);
  await new Promise<void>((pret) => serveur.listen(port, '127.0.0.1', pret));
  const stop = () => new Promise<void>((fini) => serveur.close(fini));
  fermetures.push(stop);
  return { recus, stop, port: (serveur.server.address() as AddressInfo).port };
}

function prepareCourriels(
  port: number,
  fichier = ':memory:',
  attentes = [20],
  base = openBase(fichier),
): Courriels {
  const courriels = createCourriels({
    base,
    reglages: {
      smtp: `smtp://127.0.0.1:${port}`,
      isLocal: false,
      dossierDesCourriels: dossier,
      expediteur: EXPEDITEUR,
    },
    attentes,
  });
  fermetures.push(async () => {
    await courriels.stop();
    base.close();
  });
  return courriels;
}

const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000 });

test('a mail arrives in French plain text, with its accents and short lines', async () => {
  const { recus, port } = await startServeur();
  const phrase = 'Vérifiez les horaires de l’été : « œuf », 12 €. '.repeat(6);
  prepareCourriels(port).send({ a: 'Marie@Laep.example', sujet: 'Élève à Noël', texte: phrase });
  await until(() => recus.length === 1);
  const [{ enveloppe, mail }] = recus as [Recu];
  expect(enveloppe).toEqual(['marie@laep.example']);
  expect(mail.subject).toBe('Élève à Noël');
  expect(mail.from?.value[0]).toEqual({ name: EXPEDITEUR.nom, address: EXPEDITEUR.adresse });
  expect(mail.html).toBe(false);
  expect(mail.text?.replace(/\s+/g, ' ').trim()).toBe(phrase.trim());
  expect(Math.max(...mail.text!.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(72);
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
});

test('a mail server that is down loses nothing, and each mail is then sent once', async () => {
  const { port, stop } = await startServeur();
  await stop();
  const courriels = prepareCourriels(port);
  for (let i = 0; i < 5; i++)
    courriels.send({ a: `p${i}@laep.example`, sujet: `Message ${i}`, texte: 'Bonjour' });
  await courriels.flush();
  expect(courriels.state().enAttente).toBe(5);
  const { recus } = await startServeur({}, port);
  await until(() => recus.length === 5);
  await courriels.flush();
  expect(recus.map(({ mail }) => mail.subject).sort()).toEqual([0, 1, 2, 3, 4].map((i) => `Message ${i}`));
  expect(courriels.state()).toEqual({ enAttente: 0, refuses: 0, depuis: undefined });
});

test('while the disk is full, a mail that left does not leave again and again', async () => {
  const { recus, port } = await startServeur();
  const base = openBase(':memory:');
  const courriels = prepareCourriels(port, ':memory:', [20], base);
  courriels.send({ a: 'a@essai.example', sujet: 'Une fois', texte: 'Une seule.' });
  base.exec(
    `create temp trigger plein before update on courriel begin select raise(fail, 'database or disk is full'); end`,
  );
  for (let passage = 0; passage < 5; passage++) await courriels.flush();
  expect(courriels.state().enAttente).toBe(1);
  base.exec('drop trigger plein');
  await vi.waitFor(() => expect(courriels.state().enAttente).toBe(0));
  expect(recus).toHaveLength(1);
});

test('a stop of the program loses no mail that waited', async () => {
  const { port, stop } = await startServeur();
  await stop();
  const fichier = join(dossier, 'base.sqlite');
  const avant = prepareCourriels(port, fichier, [60_000]);
  avant.send({ a: 'marie@laep.example', sujet: 'Avant', texte: 'Bonjour' });
  await avant.stop();
  const { recus } = await startServeur({}, port);
  const base = openBase(fichier);
  base.exec('update courriel set prochainLe = 0');
  base.close();
  prepareCourriels(port, fichier);
  await until(() => recus.length === 1);
});

test('neither the address nor the text of a mail that left is kept', async () => {
  const { recus, port } = await startServeur();
  const fichier = join(dossier, 'trace.sqlite');
  const courriels = prepareCourriels(port, fichier);
  courriels.send({ a: 'marie@laep.example', sujet: 'Sujet-secret', texte: 'Texte-secret' });
  await until(() => recus.length === 1);
  await courriels.flush();
  const base = openBase(fichier);
  const lignes = base.prepare('select * from courriel').all();
  base.close();
  expect(lignes).toHaveLength(1);
  expect(JSON.stringify(lignes)).not.toMatch(/marie|secret/i);
  expect(lignes[0]).toMatchObject({ issue: 'parti' });
});

test('a mail that opens an account is never written on the disk, even when it waits', async () => {
  const { port, stop } = await startServeur();
  await stop();
  const fichier = join(dossier, 'ephemere.sqlite');
  const courriels = prepareCourriels(port, fichier);
  courriels.send({ a: 'marie@laep.example', sujet: 'Votre lien', texte: 'jeton-en-clair', ephemere: 60_000 });
  await courriels.flush();
  expect(courriels.state().enAttente).toBe(1);
  for (const nom of readdirSync(dossier))
    expect(readFileSync(join(dossier, nom)).includes('jeton-en-clair')).toBe(false);
  const { recus } = await startServeur({}, port);
  await until(() => recus.length === 1);
});

test('a mail whose time has passed is not sent', async () => {
  const { recus, port } = await startServeur();
  const courriels = prepareCourriels(port);
  courriels.send({ a: 'marie@laep.example', sujet: 'Votre lien', texte: 'trop tard', ephemere: 0 });
  await courriels.flush();
  expect(recus).toHaveLength(0);
  expect(courriels.state().enAttente).toBe(0);
});

test('an address that the server refuses for good holds nothing back', async () => {
  const { recus, port } = await startServeur({
    onRcptTo: ({ address }, _session, fini) =>
      fini(
        address.startsWith('inconnue')
          ? Object.assign(new Error('No such user'), { responseCode: 550 })
          : null,
      ),
  });
  const courriels = prepareCourriels(port);
  courriels.send({ a: 'inconnue@laep.example', sujet: 'Un', texte: 'Bonjour' });
  courriels.send({ a: 'marie@laep.example', sujet: 'Deux', texte: 'Bonjour' });
  await until(() => recus.length === 1);
  await courriels.flush();
  expect(courriels.state()).toMatchObject({ enAttente: 0, refuses: 1 });
});

test('a server that asks to come back later is asked again', async () => {
  let essais = 0;
  const { recus, port } = await startServeur({
    onRcptTo: (_adresse, _session, fini) =>
      fini(++essais < 3 ? Object.assign(new Error('Greylisted'), { responseCode: 451 }) : null),
  });
  prepareCourriels(port).send({ a: 'marie@laep.example', sujet: 'Un', texte: 'Bonjour' });
  await until(() => recus.length === 1);
  expect(essais).toBe(3);
});

test('what fails is said without any address', async () => {
  const { port, stop } = await startServeur();
  await stop();
  const courriels = prepareCourriels(port);
  courriels.send({ a: 'marie@laep.example', sujet: 'Pour Marie', texte: 'Bonjour Marie' });
  await courriels.flush();
  const dit = JSON.stringify(vi.mocked(console.error).mock.calls);
  expect(dit).toContain('ne partent plus');
  expect(dit).not.toMatch(/marie/i);
});

describe('nobody adds a header', () => {
  test.each([
    'marie@laep.example\r\nBcc: tous@laep.example',
    'marie@laep.example, tous@laep.example',
    'Marie <marie@laep.example>',
    '<marie@laep.example>',
    'marie@laep.example>',
    'marie @laep.example',
    'marie@laep.example\u0000',
    '',
  ])('by the address %j', (a) => {
    expect(() => toCourriel({ a, sujet: 'Un', texte: 'Deux' })).toThrow(TypeError);
  });

  test('by the subject, whatever it is', async () => {
    const { recus, port } = await startServeur();
    const courriels = prepareCourriels(port);
    const sujets = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 7, seed: 4 });
    for (const sujet of [...sujets, '\r\n'])
      courriels.send({
        a: 'marie@laep.example',
        sujet: `Un\r\nBcc: tous@laep.example\r\n\r\n${sujet}`,
        texte: 'Deux',
      });
    await courriels.flush();
    await courriels.flush();
    expect(recus).toHaveLength(8);
    for (const { enveloppe, mail } of recus) {
      expect(enveloppe).toEqual(['marie@laep.example']);
      expect(mail.bcc).toBeUndefined();
      expect(mail.subject).toMatch(/^Un Bcc: tous@laep\.example/);
      expect(mail.text?.trim()).toBe('Deux');
    }
  });
});

test('cutting a text into lines loses no word', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zé’:]{1,90}$/), { maxLength: 60 }), (mots) => {
      const lignes = wrapTexte(mots.join(' ')).split('\n');
      expect(lignes.join(' ').split(' ').filter(Boolean)).toEqual(mots);
      for (const ligne of lignes) expect(ligne.length <= 72 || !ligne.includes(' ')).toBe(true);
    }),
  );
});

describe('without mail server', () => {
  function prepareFichiers(isLocal: boolean) {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const base = openBase(':memory:');
    const reglages = { smtp: undefined, isLocal, dossierDesCourriels: dossier, expediteur: EXPEDITEUR };
    const courriels = createCourriels({ base, reglages });
    fermetures.push(() => courriels.stop());
    courriels.send({
      a: 'marie@laep.example',
      sujet: 'Votre lien',
      texte: 'Ouvrez http://localhost:1/a?jeton=x',
      ephemere: 9_000,
    });
    return { courriels, listDit: () => log.mock.calls.join('\n') };
  }

  test('a mail is a file that only its owner reads, and its link is shown', async () => {
    const { courriels, listDit } = prepareFichiers(true);
    await courriels.flush();
    const [nom] = readdirSync(dossier) as [string];
    expect(statSync(join(dossier, nom)).mode & 0o777).toBe(0o600);
    const mail = await simpleParser(readFileSync(join(dossier, nom)));
    expect(mail.to).toMatchObject({ text: 'marie@laep.example' });
    expect(mail.text).toContain('http://localhost:1/a?jeton=x');
    expect(listDit()).toContain('http://localhost:1/a?jeton=x');
    expect(listDit()).not.toContain('marie');
  });

  test('a link is not shown in the terminal of a server', async () => {
    const { courriels, listDit } = prepareFichiers(false);
    await courriels.flush();
    expect(readdirSync(dossier)).toHaveLength(1);
    expect(listDit()).toBe('');
  });
});
