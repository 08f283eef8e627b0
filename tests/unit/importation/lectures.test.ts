import { describe, expect, test } from 'vitest';
import { findCommune, isCourrielDePersonne } from '../../../src/domain/importation/champs';
import { readDataInclusion } from '../../../src/domain/importation/data-inclusion';
import { readFranceServices } from '../../../src/domain/importation/france-services';
import { createNommage } from '../../../src/domain/rapprochement/nommage';
import { ESCALE, type Ligne, SERVICE_DI, STRUCTURE_DI } from '../../fixtures/importation';
import { lireTerritoire } from '../../fixtures/territoires';

const communes = lireTerritoire('cordais-causse-4c').contenu.communes.map(({ donnees }) => donnees);
const MINIMALES = ['Castelnoir', 'Lostalgues'].map((nom, rang) => ({
  codeInsee: `9900${rang + 1}`,
  nom,
  codesPostaux: ['99100'],
  centre: { lat: 44.2 + rang * 0.05, lon: 2.6 },
  rayonKm: 3,
}));

const readLigne = (champs: Ligne, date: string | undefined = '2024-08-01') =>
  readFranceServices('liste.csv', [{ ou: 'ligne 2', champs: { ...ESCALE, ...champs } }], { communes, date });

describe('where a service is', () => {
  test.each([
    ['its INSEE code', { codeInsee: '81045', codePostal: undefined, commune: undefined }, 'Les Cabannes'],
    [
      'its name, and its postal code of the same département',
      { codeInsee: undefined, codePostal: '81710', commune: 'LES CABANNES' },
      'Les Cabannes',
    ],
    [
      'an INSEE code elsewhere, whatever the rest says',
      { codeInsee: '09310', codePostal: '81170', commune: 'Les Cabannes' },
      'ailleurs',
    ],
    [
      'the same name in another département',
      { codeInsee: undefined, codePostal: '09310', commune: 'Les Cabannes' },
      'ailleurs',
    ],
    [
      'a name without a code',
      { codeInsee: undefined, codePostal: undefined, commune: 'Les Cabannes' },
      'ailleurs',
    ],
    [
      'a postal code alone, that nineteen communes share',
      { codeInsee: undefined, codePostal: '81170', commune: undefined },
      'inconnue',
    ],
    [
      'a postal code of nobody here',
      { codeInsee: undefined, codePostal: '75001', commune: undefined },
      'ailleurs',
    ],
  ])('is told by %s', (_, ecrite, attendu) => {
    const trouvee = findCommune(ecrite, communes);
    expect(typeof trouvee === 'string' ? trouvee : trouvee.nom).toBe(attendu);
  });
});

describe('the national list of France services', () => {
  test('is read as its line says', () => {
    const { fiches, ailleurs } = readLigne({});
    expect(ailleurs).toBe(0);
    expect(fiches[0]).toMatchObject({
      ou: 'ligne 2',
      id: '986',
      nom: "France services l'Escale de la 4C",
      type: 'france-services',
      endroit: {
        commune: '81045',
        adresse: "33 promenade de l'Autan",
        codePostal: '81170',
        position: { lat: 44.066484 },
      },
      telephone: '05 63 56 11 98',
      courriel: 'franceserviceslescabannes@gmail.com',
      source: { date: '2024-08-01' },
      remarques: [],
    });
    expect(fiches[0]!.horaires).toEqual({
      lus: [
        {
          jours: ['lundi', 'mardi', 'jeudi'],
          heures: [
            { debut: '09:00', fin: '12:00' },
            { debut: '14:00', fin: '17:00' },
          ],
        },
        { jours: ['mercredi', 'vendredi'], heures: [{ debut: '09:00', fin: '12:00' }] },
      ],
    });
  });

  test('the wrong postal code of Les Cabannes, 81710, is put right and named', () => {
    const [fiche] = readLigne({ code_postal: '81710' }).fiches;
    expect(fiche).toMatchObject({
      endroit: { codePostal: '81170' },
      remarques: [
        'le code postal 81710 n’est pas celui de la commune « Les Cabannes » : c’est 81170 (chiffres intervertis) ; il est corrigé',
      ],
    });
  });

  test.each([
    ['a comment that speaks of hours', { commentaire: 'Ouvert le premier samedi du mois de 9h à 12h' }],
    ['a bus', { format_fs: 'Bus_équivalent' }],
    ['several sites', { format_fs: 'Multisites' }],
    ['a cell that is no hour', { h_mardi: 'le matin' }],
  ])('%s keeps the hours as a text', (_, champs) => {
    expect(readLigne(champs).fiches[0]!.horaires).toEqual({
      texte: expect.stringContaining('lundi 09:00 - 12:00') as string,
    });
  });

  test('what cannot be trusted is left out and said so', () => {
    const [fiche] = readLigne({
      telephone: 'en mairie',
      mail: 'jeanne.martin@mairie.example',
      latitude: 48.8,
      longitude: 2.3,
    }).fiches;
    expect(fiche).toMatchObject({
      telephone: undefined,
      courriel: undefined,
      endroit: { position: undefined },
    });
    expect(fiche!.remarques.join('\n')).toMatch(/loin de Les Cabannes[\s\S]*en mairie[\s\S]*une personne/);
  });

  test('lines of other territories are counted, not read', () => {
    expect(readLigne({ insee_com: '75056', lib_fs: '' })).toEqual({
      fiches: [],
      ailleurs: 1,
      sansLieu: 0,
      sansCommune: [],
    });
  });

  test.each([
    [
      'a code that lost its zero',
      { insee_com: '1033' },
      'liste.csv, ligne 2, champ « insee_com », valeur « 1033 » : ce n’est pas un code Insee',
    ],
    ['a name that is missing', { lib_fs: ' ' }, 'liste.csv, ligne 2, champ « lib_fs » : le nom manque'],
    ['a number that is missing', { id_fs: '' }, 'champ « id_fs »'],
  ])('%s stops everything, in a sentence', (_, champs, phrase) => {
    expect(() => readLigne(champs)).toThrow(phrase);
  });
});

describe('data·inclusion', () => {
  const nommage = createNommage({ communes: MINIMALES });
  const read = (structures: unknown[], services?: unknown[]) =>
    readDataInclusion(
      {
        structures: { fichier: 'structures.json', elements: structures },
        services: services && { fichier: 'services.json', elements: services },
      },
      { communes: MINIMALES, nommage, aujourdhui: '2026-12-01' },
    );

  test('a structure and its service elsewhere are one entry with a stop', () => {
    const [fiche] = read([STRUCTURE_DI], [SERVICE_DI]).fiches;
    expect(fiche).toMatchObject({
      id: 'exemple--42',
      type: 'rpe',
      isTypeDevine: false,
      telephone: '05 36 49 00 45',
      acces: 'libre',
      gratuit: true,
      profils: ['parents'],
      horaires: { lus: [{ jours: ['mardi'], heures: [{ debut: '09:00', fin: '12:00' }] }] },
      arrets: [
        {
          id: 'exemple--matinees',
          endroit: { commune: '99001', adresse: '8 place de la Fontaine' },
          horaires: { lus: [{ jours: ['jeudi'], rangs: [1], vacances: 'exclues' }] },
        },
      ],
      source: { titre: 'data·inclusion, source « exemple »', date: '2026-11-20' },
    });
    expect(JSON.stringify(fiche)).not.toMatch(/Camille/i);
  });

  test('hours that are not simple are kept as they are written', () => {
    const [fiche] = read([{ ...STRUCTURE_DI, horaires_accueil: 'Apr-Oct: Mo 09:00-12:00' }]).fiches;
    expect(fiche!.horaires).toEqual({ texte: 'Apr-Oct: Mo 09:00-12:00' });
  });

  test('a type that nothing says is for somebody to choose', () => {
    const [fiche] = read([{ ...STRUCTURE_DI, nom: 'Le Tremplin', reseaux_porteurs: null }]).fiches;
    expect(fiche).toMatchObject({ type: 'association', isTypeDevine: true });
    expect(
      read([{ ...STRUCTURE_DI, nom: 'Le Tremplin', reseaux_porteurs: ['france-service'] }]).fiches[0],
    ).toMatchObject({ type: 'france-services', isTypeDevine: false });
  });

  test('only the territory is kept: a postal code is not a commune', () => {
    const lu = read([
      { ...STRUCTURE_DI, id: 'a--1', code_insee: '75056' },
      { ...STRUCTURE_DI, id: 'a--2', code_insee: null, commune: null },
      { ...STRUCTURE_DI, id: 'a--3', code_insee: null, commune: null, code_postal: null },
    ]);
    expect(lu).toEqual({
      fiches: [],
      ailleurs: 1,
      sansLieu: 1,
      sansCommune: ['élément 2 de structures.json : Relais petite enfance de Lostalgues'],
    });
  });

  test.each([
    [
      'a field that is missing',
      [{ ...STRUCTURE_DI, nom: undefined }],
      undefined,
      'structures.json, élément 1, champ « nom » : ce champ manque. Écrivez un nom.',
    ],
    [
      'a code that is a number',
      [{ ...STRUCTURE_DI, code_insee: 99002 }],
      undefined,
      'champ « code_insee », valeur « 99002 » : ce n’est pas ce qui est attendu. Écrivez un code Insee',
    ],
    [
      'a date to come',
      [{ ...STRUCTURE_DI, date_maj: '2027-01-01' }],
      undefined,
      'champ « date_maj », valeur « 2027-01-01 » : cette date n’est pas encore passée',
    ],
    ['two of the same name', [STRUCTURE_DI, STRUCTURE_DI], undefined, 'élément 2, champ « id »'],
    ['a text among the entries', ['x'], undefined, 'structures.json, élément 1 : ce n’est pas une fiche'],
    [
      'a service of nobody',
      [STRUCTURE_DI],
      [{ ...SERVICE_DI, structure_id: 'x' }],
      'services.json, élément 1, champ « structure_id », valeur « x » : aucune structure n’a cet identifiant',
    ],
  ])('%s stops everything, in a sentence', (_, structures, services, phrase) => {
    expect(() => read(structures as unknown[], services as unknown[] | undefined)).toThrow(phrase);
  });
});

test.each([
  ['jeanne.martin@mairie.example', true],
  ['jeanne-martin@mairie.example', true],
  ['france-services@mairie.example', false],
  ['contact.mairie@mairie.example', false],
  ['accueil@mairie.example', false],
])('%s: is it the address of a person?', (courriel, attendu) => {
  expect(isCourrielDePersonne(courriel)).toBe(attendu);
});
