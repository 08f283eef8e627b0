import { describe, expect, it } from 'vitest';
import { writeTableauCsv } from '../../../src/domain/export/tableau-csv';
import { describeBilanImprime } from '../../../src/domain/imprime/bilan';
import { toBilanAImprimer } from '../../../src/domain/imprime/document';
import { describeBilan, toTableauDuBilan } from '../../../src/domain/portail/bilan';
import { toTableauDesFiches, toTableauDesPartenaires } from '../../../src/domain/portail/partenaires';
import { isOuverte } from '../../../src/domain/portail/structure';
import { compileTypst } from '../../../src/loaders/typst';
import { readPdf } from '../../pdf';
import { expectMemesCellules, readCsv } from '../../fixtures/tableau';
import { TERRITOIRES, lireTerritoire } from '../../fixtures/territoires';

const plain = (texte: string) => texte.replace(/[\s\u00A0\u202F-]+/g, '');
const printBilan = (nom: (typeof TERRITOIRES)[number]) => {
  const { principal, donnees, date } = toBilanAImprimer(lireTerritoire(nom).portail);
  return compileTypst({ principal, donnees, date });
};

describe('the annual report', () => {
  it('says in print every cell of its tables, and can be read aloud', async () => {
    const { portail } = lireTerritoire('val-d-exemple');
    const lu = await readPdf(printBilan('val-d-exemple'));
    expect(lu).toMatchObject({
      langue: 'fr-FR',
      balise: true,
      norme: '1',
      titre: 'Bilan 2026 – Val d’Exemple',
    });
    const texte = plain(lu.texte);
    for (const { titre, tableaux } of describeBilanImprime(portail).parties) {
      expect(lu.texte).toContain(titre);
      for (const { colonnes, lignes } of tableaux) {
        for (const { titre: colonne } of colonnes) expect(texte).toContain(plain(colonne));
        for (const cellule of lignes.flat()) expect(texte).toContain(plain(cellule));
      }
    }
  });

  it('is the same, byte for byte, when the content is', () => {
    expect(Buffer.compare(printBilan('monts-rance-rougier'), printBilan('monts-rance-rougier'))).toBe(0);
    const csv = () => writeTableauCsv(toTableauDuBilan(lireTerritoire('monts-rance-rougier').portail));
    expect(csv()).toBe(csv());
  });

  it.each(TERRITOIRES)('holds in its file every cell of its tables: %s', (nom) => {
    const { portail } = lireTerritoire(nom);
    expectMemesCellules(toTableauDuBilan(portail));
    const cellules = describeBilan(portail).parties.flatMap(({ tableaux }) =>
      tableaux.flatMap(({ lignes }) => lignes.flatMap((ligne) => ligne.slice(1))),
    );
    expect(readCsv(writeTableauCsv(toTableauDuBilan(portail)))).toHaveLength(cellules.length + 1);
  });
});

describe('freshness and completeness', () => {
  it.each(TERRITOIRES)('add up, entry by entry and partner by partner: %s', (nom) => {
    const { portail } = lireTerritoire(nom);
    const ouvertes = portail.structures.filter(isOuverte).length;
    const [fiches, partenaires] = [toTableauDesFiches(portail), toTableauDesPartenaires(portail)];
    expect(fiches.lignes).toHaveLength(ouvertes);
    const sum = (rang: number) => partenaires.lignes.reduce((total, ligne) => total + Number(ligne[rang]), 0);
    expect(sum(1)).toBe(ouvertes);
    expect(sum(2)).toBe(fiches.lignes.filter(([, , , manquants]) => manquants === 0).length);
    expectMemesCellules(fiches);
    expectMemesCellules(partenaires);
  });
});
