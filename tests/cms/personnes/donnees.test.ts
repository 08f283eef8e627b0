/** What is known of a person is handed to them, and erased, whole: in one command, while the atelier runs. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAbonnements } from '../../../cms/annuaire-pro/abonnements';
import { createInterlocuteurs } from '../../../cms/annuaire-pro/interlocuteurs';
import { createLectures } from '../../../cms/annuaire-pro/lectures';
import { createNotes } from '../../../cms/notes/notes';
import { CE_QUE_C_EST } from '../../../cms/personnes/commande';
import { erasePersonne, listLignes, searchPersonne } from '../../../cms/personnes/donnees';
import { createSignalements } from '../../../cms/signalements/registre';
import {
  type AtelierDEssai,
  COORDINATION_D_ESSAI,
  PROFESSIONNEL_D_ESSAI,
  openAtelierDEssai,
} from '../../fixtures/atelier';

const NOM = 'Ondine Vermeil';
const COURRIEL = 'ondine.vermeil@pro.example';
/** Somebody else, of whom nothing may change. */
const AUTRE = { nom: 'Basile Autre', courriel: 'basile.autre@pro.example' };
const ACCORD = { accord: 'ecrit', accordLe: '2026-11-30' } as const;

let essai: AtelierDEssai;
beforeAll(async () => {
  essai = await openAtelierDEssai();
});
afterAll(() => essai.close());

const now = () => new Date('2026-12-01T09:00:00Z');
const aujourdhui = () => '2026-12-01';

/** Writes something of the person in every table that can say something of a person. */
async function writePartout(): Promise<void> {
  const { base, personnes, courriels } = essai.atelier;
  const { id } = personnes.add({ nom: NOM, courriel: COURRIEL, role: 'professionnel', organisme: undefined });
  await essai.logIn(COURRIEL);
  const autre = personnes.add({ ...AUTRE, role: 'professionnel', organisme: undefined });
  const interlocuteurs = createInterlocuteurs({ base, aujourdhui });
  const par = { personne: id, organisme: 'Coordination' };
  const sien = {
    ...ACCORD,
    nom: NOM,
    fonction: undefined,
    missions: undefined,
    telephone: undefined,
    courriel: COURRIEL,
  };
  interlocuteurs.createLien(interlocuteurs.add('structures/le-hangar', sien, { ...par, personne: autre.id }));
  // She wrote down somebody else, who is not her.
  interlocuteurs.add('structures/le-hangar', { ...sien, ...AUTRE }, par);
  createLectures({ base, now }).add(id, 'export', { combien: 3 });
  createLectures({ base, now }).add(autre.id, 'liste');
  createAbonnements({ base, aujourdhui }).create(id);
  const notes = createNotes({ base, now });
  const cle = { collection: 'structures', slug: 'le-hangar' } as const;
  notes.add(cle, { auteur: 'Coordination', personne: id, texte: 'Fermé lundi.' });
  notes.add(cle, {
    auteur: 'Coordination',
    personne: autre.id,
    texte: `Rappeler ${NOM}, ${COURRIEL.toUpperCase()}.`,
  });
  const signalements = createSignalements({ base, now });
  signalements.add({ genre: 'erreur', message: 'Un numéro faux.', courriel: COURRIEL } as never);
  signalements.add({ genre: 'erreur', message: `Demandez à ${NOM}.`, courriel: AUTRE.courriel } as never);
  base
    .prepare('insert into abonne (id, courriel, demandeLe, ecritLe, sortie) values (?, ?, 1, 1, ?)')
    .run('a', COURRIEL, 'jeton-de-sortie');
  await courriels.stop();
  base
    .prepare(
      'insert into courriel (id, destinataire, sujet, texte, creeLe, prochainLe) values (?, ?, ?, ?, 1, 1)',
    )
    .run('c', COURRIEL, 'Bonjour', NOM);
  base
    .prepare(
      'insert into lien (id, identifier, value, expiresAt, createdAt, updatedAt) values (?, ?, ?, ?, ?, ?)',
    )
    .run('l', 'x', JSON.stringify({ email: COURRIEL }), '', '', '');
}

const dump = (): string => {
  const { base } = essai.atelier;
  const tables = base.prepare(`select name from sqlite_schema where type = 'table'`).all() as {
    name: string;
  }[];
  return JSON.stringify(tables.map(({ name }) => [name, base.prepare(`select * from "${name}"`).all()]));
};
/** The bytes of the files of the base, pages that were freed included. */
const readOctets = (): string =>
  ['base.sqlite', 'base.sqlite-wal']
    .map((nom) => join(essai.dossier, nom))
    .filter((fichier) => existsSync(fichier))
    .map((fichier) => readFileSync(fichier, 'latin1'))
    .join('');

const run = (...parametres: string[]): Promise<{ code: number; sortie: string; erreur: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, TERRITOIRE: 'val-d-exemple', ATELIER: essai.dossier };
    const options = { env, timeout: 60_000 };
    const commande = ['scripts/personne.mjs', ...parametres];
    execFile(process.execPath, commande, options, (erreur, sortie, erreurs) => {
      resolve({ code: erreur ? Number(erreur.code) : 0, sortie, erreur: erreurs });
    });
  });

test('every table that points to people is told in words', () => {
  const { base } = essai.atelier;
  const tables = base
    .prepare(
      `select distinct t.name from sqlite_schema t join pragma_foreign_key_list(t.name) f where f."table" = 'personne'`,
    )
    .all() as { name: string }[];
  expect(tables.length).toBeGreaterThan(5);
  expect(tables.filter(({ name }) => !Object.hasOwn(CE_QUE_C_EST, name))).toEqual([]);
});

// Each command starts a program, which a busy machine makes wait.
describe('one command, while the atelier runs', { timeout: 120_000 }, () => {
  const fichier = () => join(essai.dossier, 'remis.json');

  test('hands over everything that is about the person, nothing that is about another, and no secret', async () => {
    await writePartout();
    const { code, sortie, erreur } = await run('exporter', NOM.toUpperCase(), fichier());
    expect([code, erreur]).toEqual([0, '']);
    expect(sortie).toContain('1 inscription dans l’annuaire des professionnels');
    expect(sortie).toContain('1 message envoyé depuis le site');
    const remis = JSON.parse(readFileSync(fichier(), 'utf8')) as Record<string, unknown[]>;
    for (const table of [
      ...[
        'personne',
        'session',
        'interlocuteur',
        'lecture_annuaire',
        'abonnement_agenda',
        'note',
        'signalement',
      ],
      'courriel',
      'abonne',
    ])
      expect(remis[table], table).toHaveLength(1);
    expect(remis.mentions).toHaveLength(3);
    const texte = readFileSync(fichier(), 'utf8');
    expect(texte).not.toContain(AUTRE.nom);
    expect(texte).not.toContain(AUTRE.courriel);
    expect(texte).not.toMatch(/"(?:token|empreinte|value|sortie)"/);
    expect(statSync(fichier()).mode & 0o077).toBe(0);
  });

  test('erases it, in the rows, in the texts of others and in the bytes of the file, and says what stays', async () => {
    expect(readOctets()).toContain(COURRIEL);
    const { code, sortie, erreur } = await run('effacer', COURRIEL);
    expect([code, erreur]).toEqual([0, '']);
    expect(sortie).toContain('1 compte');
    expect(sortie).toContain('Les sauvegardes déjà faites');
    for (const trace of [NOM, COURRIEL, COURRIEL.toUpperCase()]) {
      expect(dump()).not.toContain(trace);
      expect(readOctets()).not.toContain(trace);
    }
    // What others wrote stays, and others stay.
    expect(dump()).toContain('Rappeler [effacé], [effacé].');
    expect(dump()).toContain(AUTRE.courriel);
    expect(essai.atelier.base.prepare('select nom from interlocuteur').all()).toEqual([{ nom: AUTRE.nom }]);
    expect(
      createLectures({ base: essai.atelier.base, now })
        .list(9)
        .map(({ personne }) => personne?.nom),
    ).toEqual([AUTRE.nom, undefined]);
    expect((await run('effacer', COURRIEL)).sortie).toContain('rien à effacer');
  });

  test('asks which, when a name is that of several, and refuses to leave the atelier to nobody', async () => {
    const { personnes } = essai.atelier;
    personnes.add({
      nom: 'Sacha Double',
      courriel: 'sacha.un@pro.example',
      role: 'professionnel',
      organisme: undefined,
    });
    personnes.add({
      nom: 'Sacha  Doublé',
      courriel: 'sacha.deux@pro.example',
      role: 'professionnel',
      organisme: undefined,
    });
    const deux = await run('effacer', 'sacha double');
    expect([deux.code, deux.sortie]).toEqual([2, '']);
    expect(deux.erreur).toContain('sacha.un@pro.example');
    const seule = await run('effacer', COORDINATION_D_ESSAI);
    expect([seule.code, seule.sortie]).toEqual([2, '']);
    expect(seule.erreur).toContain('seule personne qui coordonne');
    expect(personnes.findByCourriel(COORDINATION_D_ESSAI)).toBeDefined();
  });

  test.each([[[]], [['exporter']], [['supprimer', COURRIEL]], [['effacer', ' ']], [['effacer', 'a', 'b']]])(
    '%j is answered by how to write it',
    async (parametres) => {
      const { code, erreur } = await run(...parametres);
      expect(code).toBe(2);
      expect(erreur).toContain('npm run personne -- exporter');
    },
  );

  test('says which entries of the content name the person', async () => {
    const courriel = 'direct.pro-grandir@val-d-exemple.example';
    const { id } = essai.atelier.personnes.add({
      nom: 'Noé Grandir',
      courriel,
      role: 'professionnel',
      organisme: undefined,
    });
    const { sortie } = await run('exporter', courriel, join(essai.dossier, 'noe.json'));
    expect(sortie).toContain('structures/grandir-ensemble.yaml');
    essai.atelier.personnes.remove(id);
    rmSync(join(essai.dossier, 'noe.json'));
  });
});

test('an address that only a message holds is found, and an unknown one is not', () => {
  const { base } = essai.atelier;
  createSignalements({ base, now }).add({
    genre: 'erreur',
    message: 'Bonjour',
    courriel: 'v@visiteur.example',
  } as never);
  const trouvee = searchPersonne(base, ' V@visiteur.example ');
  if (trouvee.etat !== 'trouvee') throw new Error('it should be found');
  expect(listLignes(base, trouvee.identite).get('signalement')).toHaveLength(1);
  expect(erasePersonne(base, trouvee.identite).effacees.get('signalement')).toBe(1);
  expect(searchPersonne(base, 'v@visiteur.example').etat).toBe('inconnue');
  expect(searchPersonne(base, PROFESSIONNEL_D_ESSAI).etat).toBe('trouvee');
});
