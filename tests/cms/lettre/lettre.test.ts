/** The letter from the form to the mailbox, with a real mail server, and a program that is killed halfway. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openBase } from '../../../cms/base/base';
import { createCourriels } from '../../../cms/courriels/courriels';
import { JOURS_POUR_CONFIRMER, createAbonnes } from '../../../cms/lettre/abonnes';
import { createExpedition } from '../../../cms/lettre/expedition';
import { erasePersonne } from '../../../cms/personnes/donnees';
import { PLACE_DU_LIEN, createRegistreDesLettres } from '../../../cms/lettre/registre';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';

const JOUR = 86_400_000;
const ADRESSE = 'https://familles.example';
const LETTRE = {
  sujet: 'Infos des familles, décembre 2026',
  html: `<p>Bonjour</p><a href="${PLACE_DU_LIEN}">Ne plus la recevoir</a>`,
  texte: `Bonjour\n\nNe plus la recevoir :\n${PLACE_DU_LIEN}`,
};
const fermetures: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const ferme of fermetures.splice(0).reverse()) await ferme();
});

/** A real mail server on this machine, and the mails it took. */
async function startServeur(options: SMTPServerOptions = {}) {
  const recus: { a: string; mail: ParsedMail }[] = [];
  const serveur = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    onData: (flux, session, fini) => {
      simpleParser(flux).then(
        (mail) => {
          recus.push({ a: session.envelope.rcptTo[0]!.address, mail });
          fini();
        },
        (erreur: unknown) => fini(erreur as Error),
      );
    },
    ...options,
  });
  serveur.on('error', () => undefined);
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
  fermetures.push(() => new Promise<void>((fini) => serveur.close(fini)));
  return { recus, port: (serveur.server.address() as AddressInfo).port };
}

let instant: Date;
beforeEach(() => {
  instant = new Date('2026-12-01T10:00:00Z');
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
const now = () => instant;

function openListes(base: DatabaseSync) {
  const abonnes = createAbonnes({ base, now });
  const subscribe = (...adresses: string[]) => {
    for (const adresse of adresses) {
      const demande = abonnes.ask(adresse);
      if (demande.etat === 'a-confirmer') abonnes.confirm(demande.jeton);
    }
  };
  return { abonnes, registre: createRegistreDesLettres({ base, now }), subscribe };
}

/** The lists and the sending, with a mail server on this port. */
function open(port: number) {
  const base = openBase(':memory:');
  const listes = openListes(base);
  const courriels = createCourriels({
    base,
    now,
    reglages: {
      smtp: `smtp://127.0.0.1:${port}`,
      isLocal: false,
      dossierDesCourriels: 'var/jamais',
      expediteur: { nom: 'Infos Familles', adresse: 'familles@familles.example' },
    },
  });
  const { registre } = listes;
  const expedition = createExpedition({
    registre,
    courriels,
    adresse: ADRESSE,
    pause: 0,
    depart: JOUR,
    attente: JOUR,
  });
  fermetures.push(
    () => base.close(),
    () => courriels.stop(),
    () => expedition.stop(),
  );
  return { ...listes, base, expedition };
}

describe('who receives the letter', () => {
  test('is on the list only once they have confirmed, by a link that serves once', () => {
    const { abonnes } = open(1);
    const demande = abonnes.ask('lea@essai.example');
    expect(demande.etat).toBe('a-confirmer');
    expect(abonnes.count()).toEqual({ confirmes: 0, attente: 1 });
    const { jeton } = demande as { jeton: string };
    expect(abonnes.isConfirmable(jeton)).toBe(true);
    expect(abonnes.confirm('autre')).toBe(false);
    expect(abonnes.confirm(jeton)).toBe(true);
    expect(abonnes.confirm(jeton)).toBe(false);
    expect(abonnes.count()).toEqual({ confirmes: 1, attente: 0 });
  });

  test('is written to once a day at most, however often their address is typed', () => {
    const { abonnes } = open(1);
    expect(abonnes.ask('lea@essai.example').etat).toBe('a-confirmer');
    for (let i = 0; i < 5; i++) expect(abonnes.ask('LEA@essai.example').etat).toBe('rien');
    instant = new Date(instant.getTime() + JOUR + 1);
    expect(abonnes.ask('lea@essai.example').etat).toBe('a-confirmer');
  });

  test('who already receives it is told so, once a day too, with the way to leave', () => {
    const { abonnes, subscribe } = open(1);
    subscribe('lea@essai.example');
    expect(abonnes.ask('lea@essai.example').etat).toBe('rien');
    instant = new Date(instant.getTime() + JOUR + 1);
    const deja = abonnes.ask('lea@essai.example') as { etat: string; sortie: string };
    expect(deja.etat).toBe('deja');
    abonnes.leave(deja.sortie);
    expect(abonnes.count()).toEqual({ confirmes: 0, attente: 0 });
  });

  test('an address that nobody confirms is erased', () => {
    const { base, abonnes } = open(1);
    const { jeton } = abonnes.ask('lea@essai.example') as { jeton: string };
    instant = new Date(instant.getTime() + JOURS_POUR_CONFIRMER * JOUR + 1);
    expect(abonnes.confirm(jeton)).toBe(false);
    abonnes.forgetOld();
    expect(base.prepare('select count(*) as nombre from abonne').get()).toEqual({ nombre: 0 });
  });
});

describe('the letter that leaves', () => {
  test('reaches each reader once, with their own way out in one gesture', async () => {
    const { recus, port } = await startServeur();
    const { registre, expedition, subscribe } = open(port);
    subscribe('a@essai.example', 'b@essai.example');
    registre.start('2026-12', LETTRE, 'abc');
    await expedition.flush();
    await expedition.flush();
    expect(recus.map(({ a }) => a).sort()).toEqual(['a@essai.example', 'b@essai.example']);
    const liens = recus.map(({ mail }) => {
      const sortie = mail.headers.get('list') as {
        unsubscribe: { url: string };
        'unsubscribe-post': { name: string };
      };
      expect(sortie['unsubscribe-post'].name).toBe('List-Unsubscribe=One-Click');
      expect(mail.html).toContain(`href="${sortie.unsubscribe.url}"`);
      expect(mail.text).toContain(sortie.unsubscribe.url);
      expect(sortie.unsubscribe.url).toMatch(
        /^https:\/\/familles\.example\/lettre\/desinscription\/\?jeton=[\w-]{32}$/,
      );
      return sortie.unsubscribe.url;
    });
    expect(new Set(liens).size).toBe(2);
    expect(registre.find('2026-12')).toMatchObject({ comptes: { parti: 2 }, finieLe: instant });
  });

  test('leaves once a month, whoever presses the button twice, and not to who comes later', async () => {
    const { recus, port } = await startServeur();
    const { registre, expedition, subscribe } = open(port);
    subscribe('a@essai.example');
    registre.start('2026-12', LETTRE, 'abc');
    subscribe('tard@essai.example');
    expect(() => registre.start('2026-12', LETTRE, 'abc')).toThrow(/une fois/);
    expect(() => registre.writeIntroduction('2026-12', 'Trop tard')).toThrow(/partie/);
    await expedition.flush();
    expect(recus.map(({ a }) => a)).toEqual(['a@essai.example']);
    registre.start('2027-01', LETTRE, 'abd');
    await expedition.flush();
    expect(recus).toHaveLength(3);
  });

  test('a program killed while it sends starts again with the others, and never twice with the same', async () => {
    const dossier = mkdtempSync(join(tmpdir(), 'lettre-'));
    fermetures.push(() => rmSync(dossier, { recursive: true, force: true }));
    const fichier = join(dossier, 'base.sqlite');
    // The server takes the second letter whole, and the program is killed before it hears so.
    let kill: () => void = () => undefined;
    const pris: string[] = [];
    const { port } = await startServeur({
      onData: (flux, session, fini) => {
        flux.resume().on('end', () => {
          pris.push(session.envelope.rcptTo[0]!.address);
          if (pris.length === 2) kill();
          else fini();
        });
      },
    });
    const base = openBase(fichier);
    fermetures.push(() => base.close());
    const { registre, subscribe } = openListes(base);
    const adresses = ['a', 'b', 'c', 'd'].map((nom) => `${nom}@essai.example`);
    subscribe(...adresses);
    registre.start('2026-12', LETTRE, 'abc');
    const facteur = (): Promise<NodeJS.Signals | null> =>
      new Promise((mort) => {
        const parametres = JSON.stringify({ fichier, port, adresse: ADRESSE });
        const enfant = spawn(process.execPath, ['tests/fixtures/facteur.mjs', parametres], {
          stdio: 'inherit',
        });
        kill = () => enfant.kill('SIGKILL');
        enfant.on('exit', (_code, signal) => mort(signal));
      });

    expect(await facteur()).toBe('SIGKILL');
    expect(pris).toEqual(adresses.slice(0, 2));
    expect(registre.find('2026-12')?.comptes).toMatchObject({ parti: 1, 'en-cours': 1, 'a-envoyer': 2 });

    expect(await facteur()).toBeNull();
    expect(pris).toEqual(adresses);
    expect(registre.find('2026-12')?.comptes).toMatchObject({ parti: 3, inconnu: 1, 'a-envoyer': 0 });
    expect(registre.find('2026-12')?.finieLe).toBeDefined();
  });

  test('a line lost after the letter was given is not tried again; a server that is down is', async () => {
    // A mail server that hangs up once the letter is whole.
    const serveur = createServer((prise) => {
      let isLettre = false;
      prise.write('220 essai\r\n');
      prise.on('data', (octets) => {
        const texte = octets.toString();
        if (isLettre) {
          if (texte.endsWith('\r\n.\r\n')) prise.destroy();
          return;
        }
        if (texte.startsWith('DATA')) isLettre = true;
        prise.write(texte.startsWith('DATA') ? '354 oui\r\n' : '250 oui\r\n');
      });
      prise.on('error', () => undefined);
    });
    await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
    const { registre, expedition, subscribe } = open((serveur.address() as AddressInfo).port);
    subscribe('a@essai.example', 'b@essai.example');
    registre.start('2026-12', LETTRE, 'abc');
    await expedition.flush();
    expect(registre.find('2026-12')?.comptes).toMatchObject({ inconnu: 2, 'a-envoyer': 0 });

    await new Promise((fini) => serveur.close(fini));
    registre.start('2027-01', LETTRE, 'abc');
    await expedition.flush();
    expect(registre.find('2027-01')?.comptes).toMatchObject({ inconnu: 0, 'a-envoyer': 2 });
  });

  test('an address that is refused is counted, and keeps nobody from the letter', async () => {
    const { recus, port } = await startServeur({
      onRcptTo: ({ address }, _session, fini) =>
        address.startsWith('absent') ? fini(Object.assign(new Error('no'), { responseCode: 550 })) : fini(),
    });
    const { registre, expedition, subscribe } = open(port);
    subscribe('absent@essai.example', 'a@essai.example');
    registre.start('2026-12', LETTRE, 'abc');
    await expedition.flush();
    expect(recus.map(({ a }) => a)).toEqual(['a@essai.example']);
    expect(registre.find('2026-12')?.comptes).toMatchObject({ parti: 1, refuse: 1 });
  });

  test('whoever leaves meanwhile does not receive it, and nothing of their address remains', async () => {
    const { recus, port } = await startServeur();
    const { base, abonnes, registre, expedition, subscribe } = open(port);
    subscribe('a@essai.example', 'b@essai.example');
    registre.start('2026-12', LETTRE, 'abc');
    abonnes.leave(registre.next()!.sortie);
    await expedition.flush();
    expect(recus).toHaveLength(1);
    expect(registre.find('2026-12')?.comptes).toMatchObject({ parti: 1, 'sans-suite': 1 });
    const tout = ['abonne', 'lettre', 'lettre_envoi', 'courriel'].map((table) =>
      JSON.stringify(base.prepare(`select * from ${table}`).all()),
    );
    const partie = recus[0]!.a === 'a@essai.example' ? 'b@essai.example' : 'a@essai.example';
    expect(tout.join()).not.toContain(partie);
  });

  test('a person who asks to be forgotten leaves the list, and the words at the head of letters', () => {
    const { base, registre, subscribe } = open(1);
    subscribe('lea.martin@essai.example', 'b@essai.example');
    registre.writeIntroduction('2026-12', 'Bienvenue à Léa Martin (lea.martin@essai.example).');
    erasePersonne(base, {
      comptes: [],
      interlocuteurs: [],
      courriels: ['lea.martin@essai.example'],
      noms: ['Léa Martin'],
    });
    expect(registre.find('2026-12')?.introduction).toBe('Bienvenue à [effacé] ([effacé]).');
    expect(base.prepare('select courriel from abonne').all()).toEqual([{ courriel: 'b@essai.example' }]);
  });

  test('no address and no word of anybody can add a header to it', async () => {
    const { recus, port } = await startServeur();
    const { registre, expedition, subscribe } = open(port);
    subscribe('a@essai.example');
    registre.start('2026-12', { ...LETTRE, sujet: 'Bonjour\r\nBcc: tous@essai.example' }, 'abc');
    await expedition.flush();
    expect(recus).toHaveLength(1);
    expect(recus[0]!.mail.headers.has('bcc')).toBe(false);
    expect(recus[0]!.mail.subject).toBe('Bonjour Bcc: tous@essai.example');
  });
});

describe('in the atelier', () => {
  let essai: AtelierDEssai;
  beforeAll(async () => {
    essai = await openAtelierDEssai();
  }, 120_000);
  afterAll(() => essai.close());

  const demander = (courriel: string, options = {}) =>
    essai.ask('POST', '/api/lettre', { formulaire: { courriel }, ...options });
  const lienDe = async (courriel: string) => {
    const courrier = (await essai.listCourriers()).find(({ a }) => a === courriel);
    return new URL(courrier!.lien!);
  };

  test('the answer is the same whoever asks, and a trap is told the same but writes nothing', async () => {
    const reponses = await Promise.all([
      demander('nouvelle@essai.example'),
      demander('nouvelle@essai.example'),
      essai.ask('POST', '/api/lettre', {
        formulaire: { courriel: 'robot@essai.example', 'adresse-du-site': 'https://spam.example' },
      }),
    ]);
    for (const { statusCode, headers } of reponses)
      expect([statusCode, headers.location]).toEqual([303, '/lettre/demandee/']);
    const recus = (await essai.listCourriers()).map(({ a }) => a);
    expect(recus.filter((a) => a === 'nouvelle@essai.example')).toHaveLength(1);
    expect(recus).not.toContain('robot@essai.example');
    expect((await essai.ask('GET', '/lettre/demandee/')).body).toContain('Regardez vos courriels');
  });

  test('what is no address comes back with what was typed', async () => {
    const { statusCode, body } = await demander('pas une adresse "><script>');
    expect(statusCode).toBe(422);
    expect(body).toContain('value="pas une adresse &quot;><script>"');
    expect((await demander('x', { json: true })).json()).toMatchObject({ erreur: 'invalide' });
  });

  test('too many requests from one place, or too many in all, are told to wait', async () => {
    const codes = [];
    for (let i = 0; i < 11; i++)
      codes.push((await demander(`p${i}@essai.example`, { ip: '203.0.113.7' })).statusCode);
    expect(codes.filter((code) => code === 429)).toHaveLength(1);
    // Another ten of the same network, none of which asked much; then another network is still heard.
    const voisins = [];
    for (let i = 0; i < 12; i++)
      voisins.push((await demander(`v${i}@essai.example`, { ip: `203.0.113.${20 + i}` })).statusCode);
    expect(voisins.filter((code) => code === 429)).toHaveLength(2);
    expect((await demander('ailleurs@essai.example', { ip: '198.51.100.1' })).statusCode).toBe(303);
  });

  test('opening a link does nothing: a button confirms, a button or a mail program erases', async () => {
    await demander('claire@essai.example');
    const lien = await lienDe('claire@essai.example');
    expect(lien.pathname).toBe('/lettre/confirmer/');
    const jeton = lien.searchParams.get('jeton')!;
    for (let i = 0; i < 2; i++)
      expect((await essai.ask('GET', lien.pathname + lien.search)).body).toContain(
        'Oui, je veux la recevoir',
      );
    const { body } = await essai.ask('POST', '/lettre/confirmer/', { formulaire: { jeton } });
    expect(body).toContain('Vous recevrez la prochaine lettre');
    expect((await essai.ask('POST', '/lettre/confirmer/', { formulaire: { jeton } })).body).toContain(
      'Ce lien ne sert plus',
    );

    const { sortie } = essai.atelier.base
      .prepare('select sortie from abonne where courriel = ?')
      .get('claire@essai.example') as { sortie: string };
    const page = await essai.ask('GET', `/lettre/desinscription/?jeton=${sortie}`);
    expect(page.body).toContain('Ne plus recevoir la lettre');
    // As RFC 8058 says it: the server of a mail program, without any cookie nor page.
    const { statusCode } = await essai.app.inject({
      method: 'POST',
      url: `/lettre/desinscription/?jeton=${sortie}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    expect(statusCode).toBe(200);
    expect(
      essai.atelier.base
        .prepare('select count(*) as nombre from abonne where courriel = ?')
        .get('claire@essai.example'),
    ).toEqual({ nombre: 0 });
  });

  test('a partner may neither read the letter nor send it', async () => {
    const cookie = await essai.logIn(PARTENAIRE_D_ESSAI);
    for (const url of ['/espace/lettre/', '/espace/lettre/apercu/'])
      expect((await essai.ask('GET', url, { cookie })).statusCode).toBe(403);
    for (const geste of ['garder', 'essayer', 'envoyer'])
      expect(
        (await essai.ask('POST', `/espace/lettre/${geste}/`, { cookie, formulaire: { mois: '2026-12' } }))
          .statusCode,
      ).toBe(403);
  });

  test('the coordination reads it, adds words, tries it on themselves, and an association entered is in it', async () => {
    const cookie = await essai.logIn(COORDINATION_D_ESSAI);
    const { depot } = essai.atelier;
    const auteur = { id: 'coordination', nom: 'La coordination' };
    // Published after the letter of November: it is what is new.
    essai.atelier.base
      .prepare(`insert into lettre (mois, version, partieLe, finieLe) values ('2026-11', ?, 1, 1)`)
      .run(await depot.head());
    const modele = (await depot.listFiches('structures')).find(
      ({ donnees }) => (donnees as { type: string }).type === 'association',
    )!;
    const cle = { collection: 'structures' as const, slug: 'les-amis-du-vent' };
    const donnees = {
      ...(modele.donnees as object),
      nom: 'Les Amis du Vent',
      role: 'Pour faire voler des cerfs-volants.',
    };
    const { oid } = await depot.saveBrouillon(cle, donnees, { auteur, lu: null, etat: 'pending_publish' });
    await depot.publish(cle, { lu: oid, relecteur: auteur });

    const introduction = 'Bonjour à tous,\n\nvoici <b>décembre</b>.';
    const garde = await essai.ask('POST', '/espace/lettre/garder/', {
      cookie,
      formulaire: { mois: '2026-12', introduction },
    });
    expect(garde.headers.location).toBe('/espace/lettre/?mois=2026-12&avis=garde');
    const page = await essai.ask('GET', '/espace/lettre/?mois=2026-12', { cookie });
    expect(page.body).toContain('Les Amis du Vent');
    expect(page.headers['content-security-policy']).toContain("frame-src 'self'");

    const apercu = await essai.ask('GET', '/espace/lettre/apercu/?mois=2026-12', { cookie });
    expect(apercu.body).toContain('voici &lt;b&gt;décembre&lt;/b&gt;.');
    expect(apercu.body).toMatch(
      /<strong>Nouveau :<\/strong> <a href="[^"]+\/structures\/les-amis-du-vent\/"/,
    );
    expect(apercu.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    expect(apercu.headers['x-frame-options']).toBeUndefined();
    expect((await essai.ask('GET', '/espace/lettre/?mois=1999-01', { cookie })).statusCode).toBe(200);

    await essai.ask('POST', '/espace/lettre/essayer/', {
      cookie,
      formulaire: { mois: '2026-12', introduction },
    });
    const essais = (await essai.listCourriers()).filter(({ sujet }) =>
      sujet.startsWith('Essai : Infos des familles'),
    );
    expect(essais.map(({ a }) => a)).toEqual([COORDINATION_D_ESSAI]);

    const vide = await essai.ask('POST', '/espace/lettre/envoyer/', {
      cookie,
      formulaire: { mois: '2026-12' },
    });
    expect(vide.statusCode).toBe(409);
    const abonnes = createAbonnes({ base: essai.atelier.base, now: () => new Date() });
    abonnes.confirm((abonnes.ask('lectrice@essai.example') as { jeton: string }).jeton);
    const envoi = await essai.ask('POST', '/espace/lettre/envoyer/', {
      cookie,
      formulaire: { mois: '2026-12' },
    });
    expect(envoi.headers.location).toBe('/espace/lettre/?mois=2026-12&avis=partie');
    await vi.waitFor(async () =>
      expect((await essai.listCourriers()).map(({ a }) => a)).toContain('lectrice@essai.example'),
    );
    const partie = await essai.ask('GET', '/espace/lettre/?mois=2026-12', { cookie });
    expect(partie.body).toMatch(/1(&nbsp;| | )envoyée/);
    expect(
      (await essai.ask('POST', '/espace/lettre/envoyer/', { cookie, formulaire: { mois: '2026-12' } }))
        .statusCode,
    ).toBe(409);
  });
});
