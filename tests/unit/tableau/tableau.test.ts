import { describe, expect, it } from 'vitest';
import { writeLignes } from '../../../src/components/observatoire/corps-de-tableau';
import { writeTableauCsv } from '../../../src/domain/export/tableau-csv';
import { listCouvertures } from '../../../src/domain/portail/couverture';
import { toTableauComplet, toTableauDesCouvertures } from '../../../src/domain/portail/page-de-couverture';
import type { Tableau } from '../../../src/domain/tableau/tableau';
import { lireTerritoire } from '../../fixtures/territoires';
import { expectMemesCellules } from '../../fixtures/tableau';

const tableau: Tableau = {
  legende: 'Essai',
  colonnes: [{ titre: 'Nom' }, { titre: 'Nombre', nombre: true }],
  lignes: [
    [{ valeur: 'Le « Rétro » & <cie>', href: '/a/?b=1&c="2"' }, 1234.56],
    ['=1+1', undefined],
    ['Zéro', 0],
  ],
  total: ['Total', 1234.56],
};

describe('a table', () => {
  it('is the same on the page and in its file, cell for cell', () => {
    expectMemesCellules(tableau);
    const { portail } = lireTerritoire('val-d-exemple');
    expectMemesCellules(toTableauDesCouvertures(listCouvertures(portail), 'Couverture'));
    expectMemesCellules(toTableauComplet(portail));
  });

  it('says that a value is unknown, and never writes it as zero', () => {
    expect(writeLignes([['a', undefined, 0]], tableau.colonnes)).toBe(
      '<tr><th scope="row">a</th><td class="nombre manque">non renseigné</td><td>0</td></tr>',
    );
    expect(writeTableauCsv(tableau)).toContain("'=1+1;non renseigné");
  });

  it('cannot let a name out of its cell', () => {
    const html = writeLignes(tableau.lignes, tableau.colonnes);
    expect(html).toContain('<a href="/a/?b=1&amp;c=&quot;2&quot;">Le « Rétro » &amp; &lt;cie></a>');
  });
});
