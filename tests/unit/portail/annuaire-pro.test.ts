import { describe, expect, it } from 'vitest';
import {
  type FiltrePro,
  countAnnuairePro,
  COLONNES_PRO,
  listAnnuairePro,
  listLignesPro,
  parseFiltrePro,
  toParamsPro,
} from '../../../src/domain/portail/annuaire-pro';
import { creerPortail } from '../../fixtures/portail';
import { TERRITOIRE_FICTIF, lireTerritoire } from '../../fixtures/territoires';

const DIRECT = {
  fonction: 'Ligne directe',
  telephone: '05 36 49 90 01',
  visibilite: 'professionnels',
} as const;
const ACCUEIL = { fonction: 'Accueil', telephone: '05 36 49 01 01' };
const portail = creerPortail({
  lecteurs: 'professionnels',
  structures: {
    relais: {
      nom: 'Relais',
      type: 'rpe',
      contacts: [ACCUEIL, DIRECT],
      publics: { ages: { deMois: 0, aMois: 35 } },
    },
    aidants: { nom: 'Pause aidants', type: 'association', publics: { profils: ['aidants'] } },
    anciens: { nom: 'Point séniors', type: 'point-info-seniors', orientation: 'Demander la mallette.' },
    oreille: {
      nom: 'L’oreille',
      type: 'ressource-handicap',
      handicap: { accueil: true, specialites: ['auditif'] },
      contacts: [],
    },
    projet: { nom: 'Un projet', type: 'culture', statut: 'en-projet' },
  },
});
const list = (filtre: Partial<FiltrePro>, interlocuteurs?: Parameters<typeof listAnnuairePro>[2]) =>
  listAnnuairePro(portail, { tri: 'nom', ...filtre }, interlocuteurs).map(({ structure }) => structure.slug);

describe('the directory of the professionals', () => {
  it('filters by public: séniors and aidants are one', () => {
    expect(list({ public: 'seniors-aidants' })).toEqual(['aidants', 'anciens']);
  });
  it('filters by handicap, all of them or one speciality', () => {
    expect(list({ handicap: 'tous' })).toEqual(['oreille']);
    expect(list({ handicap: 'auditif' })).toEqual(['oreille']);
    expect(list({ handicap: 'visuel' })).toEqual([]);
  });
  it('filters by type, and by the age of a child that may attend', () => {
    expect(list({ type: 'rpe' })).toEqual(['relais']);
    expect(list({ age: 2 })).toEqual(['relais']);
    expect(list({ age: 9 })).toEqual([]);
  });
  it('finds words wherever an entry says them, notes and persons included, accents aside', () => {
    expect(list({ q: 'MALLETTE' })).toEqual(['anciens']);
    expect(list({ q: 'ligne directe' })).toEqual(['relais']);
    const ada = { id: '1', nom: 'Ada Exémple' };
    expect(list({ q: 'exemple ada' }, new Map([['structures/aidants', [ada]]]))).toEqual(['aidants']);
  });
  it('sorts by name, or by type', () => {
    expect(list({})).toEqual(['oreille', 'aidants', 'anciens', 'relais', 'projet']);
    expect(listAnnuairePro(portail, { tri: 'type' }).map(({ type }) => type)).toEqual(
      listAnnuairePro(portail, { tri: 'nom' })
        .map(({ type }) => type)
        .sort((a, b) => a.localeCompare(b, 'fr')),
    );
  });
  it('has an address for each filter, that brings it back', () => {
    const adresse = 'q=rel&type=rpe&age=2&commune=x&public=jeunes&handicap=visuel&tri=type';
    const filtre = parseFiltrePro(new URLSearchParams(adresse));
    expect(parseFiltrePro(toParamsPro(filtre))).toEqual(filtre);
    expect(parseFiltrePro(new URLSearchParams('type=x&theme=&age=99&public=__proto__&tri=y'))).toEqual({
      tri: 'nom',
    });
  });
  it('counts what is published, again at each reading', () => {
    const ada = { id: '1', nom: 'Ada' };
    expect(countAnnuairePro(portail, new Map([['structures/relais', [ada]]]))).toMatchObject({
      fiches: 5,
      ouvertes: 4,
      contactsReserves: 1,
      interlocuteurs: 1,
      orientations: 1,
    });
    const { portailPro, contenu } = lireTerritoire(TERRITOIRE_FICTIF);
    expect(countAnnuairePro(portailPro).fiches).toBe(contenu.structures.length);
  });
  it('gives a spreadsheet one line a contact, and every entry at least one', () => {
    const ada = { id: '1', nom: 'Ada Exemple', courriel: 'ada@pro.example' };
    const entrees = listAnnuairePro(portail, { tri: 'nom' }, new Map([['structures/relais', [ada]]]));
    const lignes = [...listLignesPro(entrees, portail)];
    expect(new Set(lignes.map(({ length }) => length))).toEqual(new Set([COLONNES_PRO.length]));
    const column = (nom: string) => COLONNES_PRO.indexOf(nom);
    const relais = lignes.filter((ligne) => ligne[0] === 'Relais');
    expect(relais.map((ligne) => ligne[column('contact')])).toEqual(['public', 'professionnels', 'personne']);
    expect(relais[2]).toEqual(expect.arrayContaining(['Ada Exemple', 'ada@pro.example']));
    const oreille = lignes.filter((ligne) => ligne[0] === 'L’oreille');
    expect(oreille).toHaveLength(1);
    expect(oreille[0]?.[column('specialitesHandicap')]).toBe('Handicap auditif');
    expect(oreille[0]?.[column('territoireDesservi')]).toBeTruthy();
  });
});
