import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPlanificateur } from '../../../cms/confirmations/planificateur';
import { type Demande, JOURS_DU_LIEN, createRegistreDesDemandes } from '../../../cms/confirmations/registre';
import { formatCle } from '../../../cms/depot/depot';
import { readCalendrier } from '../../../cms/espace/contexte';
import { toDateInParis } from '../../../src/domain/date/heure';
import { addDays } from '../../../src/domain/date/jour';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PARTENAIRE_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';

const LIEN = '/espace/confirmations/lien/';
const ENVOIS = '/espace/confirmations/envois/';
const DEBUT = new Date('2026-12-07T09:30:00Z');
const JOUR = 86_400_000;

let essai: AtelierDEssai;
let coordination: string;
let partenaire: string;
let tenues: string[];
let instant = DEBUT;

const registre = () =>
  createRegistreDesDemandes({
    base: essai.atelier.base,
    now: () => instant,
    aujourdhui: () => toDateInParis(instant),
  });

/** The same scheduler, on a clock that tests move. */
function openPlanificateur() {
  const { reglages } = essai.atelier;
  return createPlanificateur(
    { ...essai.atelier, now: () => instant, reglages: { ...reglages, aujourdhui: undefined } },
    registre(),
    readCalendrier(reglages.contenu, reglages.territoire),
  );
}
async function runAt(date: Date): Promise<void> {
  instant = date;
  const planificateur = openPlanificateur();
  await planificateur.run();
  await planificateur.stop();
}
const runDay = (jours: number) => runAt(new Date(DEBUT.getTime() + jours * JOUR));
/** Lets days go by until something is prepared. */
async function waitForDemandes(): Promise<Demande[]> {
  for (let jour = 0; jour < 200; jour += 7) {
    await runDay(jour);
    const demandes = registre().list();
    if (demandes.length > 0) return demandes;
  }
  throw new Error('nothing was ever prepared');
}

interface Envoi {
  demande: Demande;
  jeton: string;
  fiche: string;
}
/** Sends one request now, and opens the mail. */
async function sendOne(): Promise<Envoi> {
  const [demande] = await waitForDemandes();
  const planificateur = openPlanificateur();
  await planificateur.send(demande!);
  await planificateur.stop();
  const courriers = await essai.listCourriers();
  const courrier = courriers.find(({ a, texte }) => a === PARTENAIRE_D_ESSAI && texte.includes('?jeton='));
  const jeton = /lien\/\?jeton=(\S+)/.exec(courrier!.texte)![1]!;
  return { demande: demande!, jeton, fiche: demande!.fiche };
}
const cleOf = (fiche: string) => ({ collection: 'structures', slug: fiche.split('/')[1]! }) as const;
const publieOf = (fiche: string) => essai.atelier.depot.readFiche(cleOf(fiche));
const luIn = (body: string) => /name="lu" value="([0-9a-f]+)"/.exec(body)?.[1] ?? '';
type Verifiees = { verifications?: Record<string, string> };

beforeAll(async () => {
  essai = await openAtelierDEssai();
  partenaire = await essai.logIn(PARTENAIRE_D_ESSAI);
  coordination = await essai.logIn(COORDINATION_D_ESSAI);
  const personne = essai.atelier.personnes.findByCourriel(PARTENAIRE_D_ESSAI)!;
  tenues = [...essai.atelier.personnes.toQui(personne).fiches].sort();
});
afterAll(() => essai.close());
beforeEach(async () => {
  await essai.listCourriers();
  rmSync(join(essai.dossier, 'courriels'), { recursive: true, force: true });
  essai.atelier.base.exec(
    'delete from lien_de_demande; delete from demande; delete from reglage_de_demande;',
  );
  instant = DEBUT;
});

describe('what leaves, and when', () => {
  test('only entries that somebody holds are asked about, and the coordination is told a week before', async () => {
    const demandes = await waitForDemandes();
    expect(tenues).toEqual(expect.arrayContaining(demandes.map(({ fiche }) => fiche)));
    const aujourdhui = toDateInParis(instant);
    for (const { etat, prepareeLe, partLe } of demandes) {
      expect([etat, prepareeLe]).toEqual(['prevue', aujourdhui]);
      expect(partLe >= addDays(aujourdhui, 7)).toBe(true);
    }
    const courriers = await essai.listCourriers();
    expect(courriers.map(({ a }) => a)).toEqual([COORDINATION_D_ESSAI]);
    expect(courriers[0]!.texte).toContain(ENVOIS);
    await runAt(instant);
    expect(registre().list()).toHaveLength(demandes.length); // once a week
  });
  test('a departure that fails in the middle leaves nothing half done, and leaves whole the next time', async () => {
    const [demande] = (await waitForDemandes()) as [Demande];
    await essai.listCourriers();
    const count = (table: string) =>
      (essai.atelier.base.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n;
    const TABLES = ['demande', 'lien_de_demande', 'courriel'];
    const avant = TABLES.map(count);
    const entier = registre();
    const coupe = createPlanificateur(
      { ...essai.atelier, now: () => instant },
      {
        ...entier,
        prepare: (nouvelle) => {
          entier.prepare(nouvelle);
          throw new Error('coupure');
        },
      },
      readCalendrier(essai.atelier.reglages.contenu, essai.atelier.reglages.territoire),
    );
    await expect(coupe.send(demande)).rejects.toThrow('coupure');
    await coupe.stop();
    expect(registre().find(demande.id).etat).toBe('prevue');
    expect(TABLES.map(count)).toEqual(avant);

    const planificateur = openPlanificateur();
    await planificateur.send(demande);
    await planificateur.stop();
    expect(registre().find(demande.id).etat).toBe('envoyee');
    expect(TABLES.map(count)).toEqual(avant.map((nombre) => nombre + 1));
  });
  test('a week whose preparation fails in the middle is prepared whole the next time', async () => {
    const [premiere] = (await waitForDemandes()) as [Demande];
    const attendues = registre().list().length;
    await essai.listCourriers();
    essai.atelier.base.exec('delete from demande; delete from courriel');
    const entier = registre();
    // As if this week had not come yet.
    entier.writeSemaine('2026-01-05');
    for (const cut of ['prepare', 'writeSemaine'] as const) {
      const coupe = createPlanificateur(
        {
          ...essai.atelier,
          now: () => instant,
          reglages: { ...essai.atelier.reglages, aujourdhui: undefined },
        },
        {
          ...entier,
          [cut]: (...parametres: [never]) => {
            entier[cut](...parametres);
            throw new Error('coupure');
          },
        },
        readCalendrier(essai.atelier.reglages.contenu, essai.atelier.reglages.territoire),
      );
      const journal = vi.spyOn(console, 'error').mockReturnValue(undefined);
      await coupe.run();
      expect(journal).toHaveBeenCalledOnce();
      journal.mockRestore();
      await coupe.stop();
      expect([entier.list(), entier.readSemaine()]).toEqual([[], '2026-01-05']);
      expect(essai.atelier.base.prepare('select count(*) as n from courriel').get()).toEqual({ n: 0 });
    }
    await runAt(instant);
    expect(registre().list()).toHaveLength(attendues);
    expect(registre().list()[0]!.fiche).toBe(premiere.fiche);
    expect((await essai.listCourriers()).map(({ a }) => a)).toContain(COORDINATION_D_ESSAI);
  });
  test('nothing leaves before its day, nor in the night; then it leaves once', async () => {
    const [{ id, partLe }] = (await waitForDemandes()) as [Demande];
    const jour = (date: string, heure: string) => new Date(`${date}T${heure}:00Z`);
    await runAt(jour(addDays(partLe, -1), '12:00'));
    expect(registre().find(id).etat).toBe('prevue');
    await runAt(jour(partLe, '04:00'));
    expect(registre().find(id).etat).toBe('prevue');
    await runAt(jour(partLe, '09:00'));
    await runAt(jour(partLe, '10:00'));
    expect(registre().find(id)).toMatchObject({ etat: 'envoyee', envoyeeLe: partLe });
    const { fiche } = registre().find(id);
    const { nom } = (await publieOf(fiche))!.donnees as { nom: string };
    const recus = (await essai.listCourriers()).filter(
      ({ a, sujet }) => a === PARTENAIRE_D_ESSAI && sujet.includes(nom),
    );
    expect(recus).toHaveLength(1);
    expect(recus[0]!.texte).toContain('est-elle toujours exacte');
  });
  test('what is held does not leave, nor anything when the coordination must agree, nor when all is stopped', async () => {
    const demandes = await waitForDemandes();
    registre().hold(demandes[0]!.id);
    await runDay(400);
    expect(registre().find(demandes[0]!.id).etat).toBe('retenue');
    for (const mode of ['accord', 'arret'] as const) {
      essai.atelier.base.exec('delete from demande; delete from reglage_de_demande;');
      registre().writeReglages({ mode, parAn: 2, parSemaine: 20 });
      for (let jour = 0; jour < 250; jour += 7) await runDay(jour);
      const etats = new Set(
        registre()
          .list()
          .map(({ etat }) => etat),
      );
      expect([...etats]).toEqual(mode === 'accord' ? ['prevue'] : []);
    }
  });
  test('one reminder three weeks later, and no other', async () => {
    const { demande, fiche } = await sendOne();
    const rappels = () =>
      registre()
        .list()
        .filter((each) => each.fiche === fiche && each.isRappel);
    expect(rappels()).toHaveLength(1);
    expect(rappels()[0]!.partLe).toBe(addDays(toDateInParis(instant), 21));
    const depart = instant.getTime();
    for (let jour = 1; jour <= 60; jour++) await runAt(new Date(depart + jour * JOUR));
    expect(rappels().map(({ etat }) => etat)).toEqual(['envoyee']);
    expect(registre().find(demande.id).etat).toBe('envoyee');
    const courriers = await essai.listCourriers();
    const { nom } = (await publieOf(fiche))!.donnees as { nom: string };
    expect(courriers.filter(({ sujet }) => sujet.startsWith('Rappel') && sujet.endsWith(nom))).toHaveLength(
      1,
    );
  });
  test('the token is nowhere in the base, and the link lives sixty days', async () => {
    const { jeton, demande } = await sendOne();
    const lignes = essai.atelier.base.prepare('select * from lien_de_demande').all();
    expect(JSON.stringify(lignes)).not.toContain(jeton);
    expect(registre().openLien(jeton)?.demande.id).toBe(demande.id);
    instant = new Date(instant.getTime() + JOURS_DU_LIEN * JOUR - 1);
    expect(registre().openLien(jeton)).toBeDefined();
    instant = new Date(instant.getTime() + 1);
    expect(registre().openLien(jeton)).toBeUndefined();
  });
});

describe('the link', () => {
  test('shows what is published, and opened a hundred times changes nothing', async () => {
    const { jeton, fiche } = await sendOne();
    const avant = await essai.atelier.depot.head();
    const { nom, contacts } = (await publieOf(fiche))!.donnees as {
      nom: string;
      contacts: { telephone?: string }[];
    };
    for (let fois = 0; fois < 5; fois++) {
      const { statusCode, body, headers } = await essai.ask('GET', `${LIEN}?jeton=${jeton}`);
      expect([statusCode, headers['set-cookie']]).toEqual([200, undefined]);
      expect(body).toContain(nom);
      for (const { telephone } of contacts) if (telephone) expect(body).toContain(telephone.slice(-2));
    }
    expect(await essai.atelier.depot.head()).toBe(avant);
  });
  test('confirms everything with one button, signed by the organisation, and changes only dates', async () => {
    const { jeton, fiche } = await sendOne();
    const avant = (await publieOf(fiche))!;
    const page = await essai.ask('GET', `${LIEN}?jeton=${jeton}`);
    const reponse = await essai.ask('POST', LIEN, { formulaire: { jeton, lu: luIn(page.body) } });
    expect(reponse.statusCode).toBe(303);
    const apres = (await publieOf(fiche))!;
    const sans = (donnees: unknown) =>
      JSON.stringify({ ...(donnees as object), verifications: 0 }).replace(/"verifieLe":"[\d-]+"/g, '');
    expect(sans(apres.donnees)).toBe(sans(avant.donnees));
    const dates = Object.values((apres.donnees as Verifiees).verifications ?? {});
    expect(dates.length).toBeGreaterThan(0);
    expect(dates).toEqual(dates.map(() => '2026-12-01')); // the day of this atelier
    const [version] = await essai.atelier.depot.history(cleOf(fiche));
    expect(version).toMatchObject({
      auteur: { id: 'organisme-d-essai' },
      relecteur: { id: 'confirmation', nom: 'Confirmation par l’organisme' },
    });
    expect(JSON.stringify(version)).not.toContain('@essai.example');
    const merci = await essai.ask('GET', String(reponse.headers.location));
    expect(merci.body).toContain('Merci, c’est confirmé');
    // Pressed again, from the page of before or from the reminder: nothing more.
    const tete = await essai.atelier.depot.head();
    await essai.ask('POST', LIEN, { formulaire: { jeton, lu: luIn(page.body) } });
    expect(await essai.atelier.depot.head()).toBe(tete);
    expect(
      registre()
        .list()
        .filter((each) => each.fiche === fiche)
        .map(({ etat }) => etat)
        .sort(),
    ).toEqual(['confirmee', 'sans-suite']);
  });
  test('confirms nothing when the entry changed since the page was opened', async () => {
    const { jeton, fiche } = await sendOne();
    const { depot } = essai.atelier;
    const cle = cleOf(fiche);
    const publie = (await depot.readFiche(cle))!;
    const relecteur = { id: 'coordination', nom: 'Coordination' };
    const { oid } = await depot.saveBrouillon(
      cle,
      { ...(publie.donnees as object), precisions: ['Autre.'] },
      { lu: publie.oid, auteur: relecteur },
    );
    await depot.publish(cle, { lu: oid, relecteur });
    const tete = await depot.head();
    const { statusCode } = await essai.ask('POST', LIEN, { formulaire: { jeton, lu: publie.oid } });
    expect(statusCode).toBe(409);
    expect(await depot.head()).toBe(tete);
  });
  test('leaves a draft as it is, which is published later with the confirmation', async () => {
    const { jeton, fiche } = await sendOne();
    const { depot } = essai.atelier;
    const cle = cleOf(fiche);
    const publie = (await depot.readFiche(cle))!;
    const auteur = { id: 'organisme-d-essai', nom: 'Organisme d’essai' };
    const brouillon = await depot.saveBrouillon(
      cle,
      { ...(publie.donnees as object), precisions: ['En cours.'] },
      { lu: publie.oid, auteur },
    );
    await essai.ask('POST', LIEN, { formulaire: { jeton, lu: publie.oid } });
    expect((await depot.readBrouillon(cle))?.commit).toBe(brouillon.commit);
    await depot.publish(cle, { lu: brouillon.oid, relecteur: { id: 'coordination', nom: 'Coordination' } });
    const { precisions, verifications } = (await publieOf(fiche))!.donnees as Verifiees & {
      precisions: string[];
    };
    expect(precisions).toEqual(['En cours.']);
    expect(Object.values(verifications ?? {})).toContain('2026-12-01');
  });
  test('opens no session and nothing else', async () => {
    const { jeton } = await sendOne();
    for (const url of ['/espace/', '/espace/confirmations/', `/espace/fiches/${tenues[0]}/`])
      expect((await essai.ask('GET', `${url}?jeton=${jeton}`)).statusCode).toBe(401);
    expect(
      (await essai.ask('GET', `/espace/connexion/lien/?jeton=${jeton}`)).headers['set-cookie'],
    ).toBeUndefined();
    expect((await essai.ask('POST', '/espace/connexion/lien/', { formulaire: { jeton } })).statusCode).toBe(
      401,
    );
  });
  test.each(['', 'x', 'a'.repeat(43), 'a'.repeat(5000), "' or 1=1 --", '../../'])(
    '« %s » opens nothing',
    async (jeton) => {
      expect((await essai.ask('GET', `${LIEN}?jeton=${encodeURIComponent(jeton)}`)).statusCode).toBe(401);
      expect((await essai.ask('POST', LIEN, { formulaire: { jeton, lu: 'x' } })).statusCode).toBe(401);
    },
  );
  test('is refused from another site, and once the organisation no longer holds the entry', async () => {
    const { jeton, fiche } = await sendOne();
    const { oid } = (await publieOf(fiche))!;
    const tete = await essai.atelier.depot.head();
    const autre = await essai.ask('POST', LIEN, {
      formulaire: { jeton, lu: oid },
      entetes: { 'sec-fetch-site': 'cross-site' },
    });
    expect(autre.statusCode).toBe(403);
    const { personnes } = essai.atelier;
    personnes.setFiches('organisme-d-essai', []);
    expect((await essai.ask('POST', LIEN, { formulaire: { jeton, lu: oid } })).statusCode).toBe(403);
    personnes.setFiches('organisme-d-essai', tenues);
    expect(await essai.atelier.depot.head()).toBe(tete);
  });
});

test('the link of somebody who left opens nothing, while a colleague’s still does; nor does that of an old address', async () => {
  const { personnes } = essai.atelier;
  const collegue = personnes.add({
    nom: 'Collègue',
    courriel: 'collegue@essai.example',
    role: 'partenaire',
    organisme: 'organisme-d-essai',
  });
  const { jeton, demande, fiche } = await sendOne();
  const sien = registre().createLien(demande.id, collegue.id);
  const open = async (each: string) => (await essai.ask('GET', `${LIEN}?jeton=${each}`)).statusCode;
  expect([await open(jeton), await open(sien)]).toEqual([200, 200]);
  personnes.update(collegue.id, { ...collegue, organisme: 'organisme-d-essai', nom: 'Autre nom' });
  expect(await open(sien)).toBe(200);
  personnes.update(collegue.id, {
    ...collegue,
    organisme: 'organisme-d-essai',
    courriel: 'successeur@essai.example',
  });
  expect([await open(jeton), await open(sien)]).toEqual([200, 401]);
  const dernier = registre().createLien(demande.id, collegue.id);
  personnes.remove(collegue.id);
  expect([await open(jeton), await open(dernier)]).toEqual([200, 401]);
  const tete = await essai.atelier.depot.head();
  const { oid } = (await publieOf(fiche))!;
  const { statusCode } = await essai.ask('POST', LIEN, { formulaire: { jeton: dernier, lu: oid } });
  expect([statusCode, await essai.atelier.depot.head()]).toEqual([401, tete]);
});

describe('the pages', () => {
  test('a partner confirms their own entries, and nobody else’s', async () => {
    const { body, statusCode } = await essai.ask('GET', '/espace/confirmations/', { cookie: partenaire });
    expect(statusCode).toBe(200);
    for (const fiche of tenues)
      expect(body).toContain(`/espace/confirmations/fiches/${fiche.split('/')[1]}/`);
    const fiche = tenues.at(-1)!;
    const url = `/espace/confirmations/fiches/${fiche.split('/')[1]}/`;
    const page = await essai.ask('GET', url, { cookie: partenaire });
    const { headers } = await essai.ask('POST', url, {
      cookie: partenaire,
      formulaire: { lu: luIn(page.body) },
    });
    expect(headers.location).toBe('/espace/confirmations/?avis=confirme');
    const autres = (await essai.atelier.depot.listFiches('structures')).map(({ cle }) => formatCle(cle));
    const autre = `/espace/confirmations/fiches/${autres.find((each) => !tenues.includes(each))!.split('/')[1]}/`;
    expect((await essai.ask('GET', autre, { cookie: partenaire })).statusCode).toBe(403);
    expect((await essai.ask('POST', autre, { cookie: partenaire, formulaire: { lu: 'x' } })).statusCode).toBe(
      403,
    );
    expect((await essai.ask('GET', '/espace/confirmations/')).statusCode).toBe(401);
  });
  test('the coordination reads each mail before it leaves, holds one or all, and changes the rate', async () => {
    const demandes = await waitForDemandes();
    const { body } = await essai.ask('GET', ENVOIS, { cookie: coordination });
    expect(body.match(/data-envoi/g)).toHaveLength(demandes.length);
    expect(body).toContain('est-elle toujours exacte');
    expect(body).not.toContain('?jeton=');
    const post = (geste: string, formulaire = {}) =>
      essai.ask('POST', `${ENVOIS}${geste}/`, { cookie: coordination, formulaire });
    await post('tous/retenir');
    expect(
      registre()
        .list()
        .every(({ etat }) => etat === 'retenue'),
    ).toBe(true);
    await post('tous/envoyer');
    expect(
      registre()
        .list()
        .every(({ etat }) => etat === 'retenue'),
    ).toBe(true);
    const { id } = demandes[0]!;
    await post(`${id}/liberer`);
    expect(registre().find(id)).toMatchObject({ etat: 'prevue', partLe: addDays('2026-12-01', 7) });
    await post(`${id}/envoyer`);
    expect(registre().find(id).etat).toBe('envoyee');
    expect((await post(`${id}/envoyer`)).statusCode).toBe(409);
    expect((await post('reglages', { mode: 'accord', parAn: '3', parSemaine: '5' })).statusCode).toBe(303);
    expect(registre().readReglages()).toEqual({ mode: 'accord', parAn: 3, parSemaine: 5 });
    for (const faux of [{ mode: 'tous-les-jours' }, { parAn: '12' }, { parSemaine: '0' }])
      expect(
        (await post('reglages', { mode: 'accord', parAn: '3', parSemaine: '5', ...faux })).statusCode,
      ).toBe(422);
  });
  test('the mails and the freshness of everything are the coordination’s', async () => {
    for (const url of [ENVOIS, '/espace/fraicheur/']) {
      expect((await essai.ask('GET', url)).statusCode).toBe(401);
      expect((await essai.ask('GET', url, { cookie: partenaire })).statusCode).toBe(403);
      expect((await essai.ask('GET', url, { cookie: coordination })).statusCode).toBe(200);
    }
    const [demande] = await waitForDemandes();
    for (const geste of [`${demande!.id}/retenir`, `${demande!.id}/envoyer`, 'tous/envoyer', 'reglages'])
      expect(
        (await essai.ask('POST', `${ENVOIS}${geste}/`, { cookie: partenaire, formulaire: {} })).statusCode,
      ).toBe(403);
    expect(registre().find(demande!.id).etat).toBe('prevue');
  });
});
