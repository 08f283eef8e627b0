/** Reads a table: columns separated by commas, semicolons or tabs, texts between quotes when they hold one (RFC 4180). */

export interface LigneDeTable {
  /** In the file, counted from 1: a text may hold several lines. */
  ligne: number;
  cellules: string[];
}

/** Where the reading stopped, and why, in French. */
export class FauteDeTable extends Error {
  override name = 'FauteDeTable';
  constructor(
    readonly ligne: number,
    message: string,
  ) {
    super(message);
  }
}

/** The sign that cuts the first line into most columns. */
function findSeparateur(texte: string): string {
  const [premiere = ''] = texte.split(/\r?\n/, 1);
  const count = (signe: string) => premiere.split(signe).length;
  return [',', ';', '\t'].reduce((meilleur, signe) => (count(signe) > count(meilleur) ? signe : meilleur));
}

/** Every line that holds something; throws a `FauteDeTable` when a quote is never closed. */
export function readTable(ecrit: string): LigneDeTable[] {
  const texte = ecrit.replace(/^\uFEFF/, '');
  const separateur = findSeparateur(texte);
  const lignes: LigneDeTable[] = [];
  let [ligne, debut] = [1, 1];
  let [cellules, cellule] = [[] as string[], ''];
  const endCellule = () => {
    cellules.push(cellule);
    cellule = '';
  };
  const endLigne = () => {
    endCellule();
    if (cellules.some((valeur) => valeur.trim() !== '')) lignes.push({ ligne: debut, cellules });
    cellules = [];
    debut = ligne;
  };
  for (let rang = 0; rang < texte.length; rang++) {
    const signe = texte[rang]!;
    if (signe === '"' && cellule === '') {
      const ouvert = ligne;
      for (rang++; ; rang++) {
        if (rang >= texte.length)
          throw new FauteDeTable(
            ouvert,
            'un guillemet ouvert n’est jamais refermé. Refermez-le, ou doublez-le s’il fait partie du texte.',
          );
        if (texte[rang] === '\n') ligne++;
        if (texte[rang] !== '"') cellule += texte[rang]!;
        else if (texte[rang + 1] === '"') cellule += texte[rang++]!;
        else break;
      }
    } else if (signe === separateur) endCellule();
    else if (signe === '\n') {
      ligne++;
      endLigne();
    } else if (signe !== '\r') cellule += signe;
  }
  endLigne();
  return lignes;
}
