import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBase } from '../../../cms/base/base';
import { type Cle, formatCle } from '../../../cms/depot/depot';
import { readTermes } from '../../../cms/doublons/comparaison';
import { type Importation, createImportation } from '../../../cms/importation/importation';
import { formatBilan } from '../../../cms/importation/rapport';
import { dateOfName } from '../../../cms/importation/lecture';
import { type Notes, createNotes } from '../../../cms/notes/notes';
import { AUJOURDHUI } from '../../fixtures/contenu';
import { COORDINATION, type DepotDEssai, change, checkDepot, createDepotDEssai } from '../../fixtures/depot';
import { COLONNES, ESCALE, SERVICE_DI, STRUCTURE_DI, VAL, toCsv } from '../../fixtures/importation';

let essai: DepotDEssai;
let base: DatabaseSync;
let notes: Notes;
let dossier: string;
let importation: Importation;

beforeEach(async () => {
  essai = await createDepotDEssai();
  base = openBase(':memory:');
  notes = createNotes({ base });
  dossier = mkdtempSync(join(tmpdir(), 'importation-'));
  importation = createImportation({
    depot: essai.depot,
    base,
    notes,
    termes: readTermes(essai.reglages.contenu, essai.reglages.territoire),
    aujourdhui: AUJOURDHUI,
    now: () => new Date('2026-12-01T10:00:00Z'),
  });
});
afterEach(async () => {
  base.close();
  await essai.remove();
  rmSync(dossier, { recursive: true, force: true });
});

function write(nom: string, contenu: unknown): string {
  const chemin = join(dossier, nom);
  mkdirSync(join(chemin, '..'), { recursive: true });
  writeFileSync(chemin, typeof contenu === 'string' ? contenu : JSON.stringify(contenu));
  return chemin;
}
const importer = (chemin: string, options: { essai?: boolean; reproposer?: boolean } = {}) =>
  importation.importer({ chemin, format: undefined, date: undefined }, { essai: false, ...options });
const listOuverts = async () =>
  (await essai.depot.listBrouillons()).map(({ cle, etat }) => `${formatCle(cle)} ${etat}`).sort();
const LISTE = 'liste-fs-20261101.csv';
const LOSTALGUES: Cle = { collection: 'structures', slug: 'france-services-de-lostalgues' };

describe('a list that the territory does not have', () => {
  test('is proposed as drafts to review, and nothing is published', async () => {
    const tete = await essai.depot.head();
    const bilan = await importer(write(LISTE, toCsv([VAL, ESCALE])));
    expect(bilan.fichier).toMatchObject({ format: 'france-services', date: '2026-11-01', ailleurs: 1 });
    expect(await listOuverts()).toEqual([
      'lieux/france-services-de-lostalgues pending_review',
      'structures/france-services-de-lostalgues pending_review',
    ]);
    expect(await essai.depot.head()).toBe(tete);
    const brouillon = (await essai.depot.readBrouillon(LOSTALGUES))!;
    expect(brouillon.auteur).toEqual({ id: 'import', nom: 'Import (liste France services)' });
    expect(brouillon.donnees).toMatchObject({
      type: 'france-services',
      lieu: 'france-services-de-lostalgues',
      contacts: [
        { fonction: 'accueil', telephone: '05 36 49 00 44', courriel: 'franceservices@lostalgues.example' },
      ],
      permanences: [{ id: 'lundi-mardi-jeudi' }, { id: 'mercredi-vendredi' }],
      sources: [{ date: '2026-11-01', note: 'Identifiant dans ce fichier : 9001.' }],
    });
    checkDepot(essai.reglages.dossier);
  });

  test('can be published as it is, its place first', async () => {
    await importer(write(LISTE, toCsv([VAL])));
    for (const cle of [{ ...LOSTALGUES, collection: 'lieux' as const }, LOSTALGUES]) {
      const { oid } = (await essai.depot.readBrouillon(cle))!;
      await essai.depot.publish(cle, { lu: oid, relecteur: COORDINATION });
    }
    const bilan = await importer(write(LISTE, toCsv([VAL])));
    expect(bilan).toMatchObject({ faites: [], laissees: [], identiques: 1 });
  });

  test('imported twice proposes nothing the second time', async () => {
    const chemin = write(LISTE, toCsv([VAL]));
    await importer(chemin);
    const ouverts = essai.git('for-each-ref');
    expect(await importer(chemin)).toMatchObject({ faites: [], identiques: 1 });
    expect(essai.git('for-each-ref')).toBe(ouverts);
  });

  test('is not proposed again when the coordination set it aside, unless it is asked for', async () => {
    const chemin = write(LISTE, toCsv([VAL]));
    await importer(chemin);
    for (const { cle, oid } of await essai.depot.listBrouillons())
      await essai.depot.deleteBrouillon(cle, { lu: oid, auteur: COORDINATION });
    const bilan = await importer(chemin);
    expect(bilan.faites).toEqual([]);
    expect(bilan.laissees[0]!.raison).toMatch(/^déjà proposée/);
    expect(await listOuverts()).toEqual([]);
    expect((await importer(chemin, { reproposer: true })).faites).toHaveLength(2);
  });

  test('a trial shows the same and writes nothing', async () => {
    const chemin = write(LISTE, toCsv([VAL]));
    const avant = essai.git('for-each-ref');
    const montree = await importer(chemin, { essai: true });
    expect(essai.git('for-each-ref')).toBe(avant);
    expect(notes.list(LOSTALGUES)).toEqual([]);
    const faite = await importer(chemin);
    expect(montree.faites).toEqual(faite.faites);
    expect(formatBilan(montree, true)).toMatch(/Essai : 2 propositions, rien n’a été écrit\.$/);
    expect(formatBilan(faite, false)).toMatch(/Nouvelle fiche : France services de Lostalgues/);
  });
});

describe('an entry that looks like one of the territory', () => {
  const RELAIS_VOISIN = {
    ...STRUCTURE_DI,
    nom: 'Relais petite enfance du Val, site de Castelnoir',
    code_insee: '99001',
    commune: 'Castelnoir',
    adresse: '1 place de l’Église',
    latitude: 44.201,
    longitude: 2.603,
    telephone: '05 36 49 00 12',
    site_web: null,
    courriel: null,
  };

  test('that is surely the same changes it, field by field, from what is absent', async () => {
    const bilan = await importer(
      write('structures.json', [
        {
          ...RELAIS_VOISIN,
          nom: 'Relais petite enfance du Val',
          courriel: null,
          site_web: 'https://relais.example',
        },
      ]),
    );
    expect(bilan.faites.map(({ cle, genre, changements }) => [formatCle(cle), genre, changements])).toEqual([
      ['structures/relais', 'changement', ['site : https://relais.example']],
    ]);
    const { donnees, publie } = (await essai.depot.readBrouillon({
      collection: 'structures',
      slug: 'relais',
    }))!;
    expect(donnees).toMatchObject(
      change(publie, { site: 'https://relais.example', sources: expect.any(Array) as unknown }),
    );
    expect((donnees as { sources: unknown[] }).sources).toHaveLength(2);
  });

  test('that is perhaps the same is proposed apart, and the draft says which it looks like', async () => {
    const bilan = await importer(
      write('structures.json', [
        { ...RELAIS_VOISIN, nom: 'Relais petite enfance Les Lutins du Val', reseaux_porteurs: null },
      ]),
    );
    const [ajout] = bilan.faites.filter(({ cle }) => cle.collection === 'structures');
    expect(ajout!.genre).toBe('ajout');
    const [mot] = notes.list(ajout!.cle);
    expect(mot).toMatchObject({ auteur: 'Import (data·inclusion)' });
    expect(mot!.texte).toMatch(/^Ressemble à « Relais petite enfance du Val »\s: .*même téléphone/);
    expect(formatBilan(bilan, false)).toMatch(/doublon probable avec « Relais petite enfance du Val »/);
  });

  test('whose draft somebody is writing is left as it is', async () => {
    const cle: Cle = { collection: 'structures', slug: 'relais' };
    const publie = (await essai.depot.readFiche(cle))!;
    const { oid } = await essai.depot.saveBrouillon(
      cle,
      change(publie, { role: 'Ce que nous écrivons en ce moment.' }),
      { lu: publie.oid, auteur: COORDINATION },
    );
    const bilan = await importer(
      write('structures.json', [
        { ...RELAIS_VOISIN, nom: 'Relais petite enfance du Val', site_web: 'https://relais.example' },
      ]),
    );
    expect(bilan.faites).toEqual([]);
    expect(bilan.laissees[0]!.raison).toMatch(/brouillon de cette fiche existe déjà/);
    expect((await essai.depot.readBrouillon(cle))!.oid).toBe(oid);
  });
});

test('a folder of data·inclusion gives an entry with its stop, and its hours where they are read surely', async () => {
  write('di/structures.json', [STRUCTURE_DI]);
  write('di/services.json', [SERVICE_DI]);
  const bilan = await importer(join(dossier, 'di'));
  expect(bilan.faites.map(({ cle }) => formatCle(cle))).toEqual([
    'lieux/relais-petite-enfance-de-lostalgues',
    'lieux/matinees-d-eveil',
    'structures/relais-petite-enfance-de-lostalgues',
  ]);
  const { donnees } = (await essai.depot.readBrouillon({
    collection: 'structures',
    slug: 'relais-petite-enfance-de-lostalgues',
  }))!;
  expect((donnees as { permanences: unknown[] }).permanences).toMatchObject([
    { id: 'mardi', lieu: 'relais-petite-enfance-de-lostalgues' },
    {
      id: 'exemple-matinees-jeudi',
      libelle: 'Matinées d’éveil',
      lieu: 'matinees-d-eveil',
      rythme: { type: 'mensuel', rangs: [1] },
    },
  ]);
  expect(JSON.stringify(donnees)).not.toMatch(/camille/i);
});

test('hours that are not read surely are kept as they were communicated', async () => {
  await importer(
    write('structures.json', [{ ...STRUCTURE_DI, horaires_accueil: 'Apr-Oct: Mo 09:00-12:00' }]),
  );
  const { donnees } = (await essai.depot.readBrouillon({
    collection: 'structures',
    slug: 'relais-petite-enfance-de-lostalgues',
  }))!;
  expect((donnees as { permanences: unknown[] }).permanences).toMatchObject([
    { rythme: { type: 'date-communiquee', precision: 'horaires communiqués : Apr-Oct: Mo 09:00-12:00' } },
  ]);
});

describe('a file that is wrong', () => {
  test.each([
    ['is not there', () => join(dossier, 'absent.json'), /absent\.json : ce fichier n’existe pas/],
    [
      'is no JSON',
      () => write('structures.json', '[{"id": 1},\n{"id" 2}]'),
      /structures\.json(, ligne 2)? : ce fichier n’est pas du JSON valable/,
    ],
    ['is no list', () => write('structures.json', '{}'), /on attend une liste/],
    [
      'is no UTF-8',
      () => (writeFileSync(join(dossier, 'x.csv'), Buffer.from([0x63, 0xe9, 0x0a])), join(dossier, 'x.csv')),
      /x\.csv : ce fichier n’est pas un texte en UTF-8/,
    ],
    [
      'has a line too short',
      () => write(LISTE, `${toCsv([VAL])}\n"1","2"`),
      /ligne 3 : cette ligne a 2 colonnes, et la première 24/,
    ],
    [
      'has no column of INSEE codes',
      () =>
        write(
          LISTE,
          toCsv(
            [VAL],
            COLONNES.filter((nom) => nom !== 'insee_com'),
          ),
        ),
      /champ « insee_com » : cette colonne manque/,
    ],
    [
      'has one bad line after a good one',
      () => write(LISTE, toCsv([VAL, { ...VAL, lib_fs: '' }])),
      /ligne 3, champ « lib_fs » : le nom manque/,
    ],
    ['is a folder without structures', () => dossier, /ne contient pas structures\.json/],
  ])('that %s is refused whole, in a sentence', async (_, prepare, phrase) => {
    await expect(importer(prepare())).rejects.toThrow(phrase);
    expect(await listOuverts()).toEqual([]);
  });
});

test.each([
  ['liste-fs-20240801.csv', '2024-08-01'],
  ['france-services-2026-03-15.json', '2026-03-15'],
  ['liste.csv', undefined],
])('the date of %s is in its name', (nom, date) => {
  expect(dateOfName(nom)).toBe(date);
});
