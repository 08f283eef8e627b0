import { expect, it } from 'vitest';
import { rangOf } from '../../src/domain/recherche/entree';
import { renameInListe } from '../../src/loaders/index-de-recherche';

const ecrire = (nom: string) => `${String.fromCharCode(0x60 + nom.length)}${nom}`;
/** What follows a name in the list: how many words the entry has. */
const MOTS = ['\x18\x2a', '\x07', '\x19\x01\x61'];

it('each entry takes the name of its row, even when two were so alike that one has a longer name', () => {
  const noms = ['fr_abcdef1', 'fr_abcdef12', 'fr_0123456'];
  const partie = ecrire('fr_fedcba9');
  const liste = `\x83${noms.map((nom, rang) => `\x82${ecrire(nom)}${MOTS[rang]!}`).join('')}${partie}`;
  const { renamed, nouveaux } = renameInListe(liste, new Set(noms), 35);

  expect([...nouveaux.keys()]).toEqual(noms);
  expect([...nouveaux.values()].map(rangOf)).toEqual([0, 1, 2]);
  expect([...nouveaux.values()].map(({ length }) => length)).toEqual(noms.map(({ length }) => length));
  expect(new Set(nouveaux.values()).size).toBe(3);
  const attendu = noms.map((nom, rang) => `\x82${ecrire(nouveaux.get(nom)!)}${MOTS[rang]!}`).join('');
  expect(renamed).toBe(`\x83${attendu}${partie}`);
});
