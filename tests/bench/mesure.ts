/** A measure, what it is compared with, and the table that a person reads. */
import { BUDGETS, type NomDeBudget, type Unite } from './budgets';

export interface Mesure {
  quoi: string;
  /** Absent when there was nothing to measure. */
  valeur: number | undefined;
  unite: Unite;
  /** Absent: said for information, never exceeded. */
  budget?: NomDeBudget;
  /** Where the value was found, or what explains it. */
  precision?: string;
}

/** Part of the budget that is used: 1 is the whole of it, whichever way the budget runs. */
export function ratioOf({ valeur, budget }: Mesure): number | undefined {
  if (budget === undefined || valeur === undefined) return undefined;
  const { limite, sens } = BUDGETS[budget];
  return sens === 'au-plus' ? valeur / limite : limite / valeur;
}

/** A budget of which nothing could be measured is not held: a page that was renamed must not go unseen. */
export function isTenu(mesure: Mesure): boolean {
  return mesure.budget === undefined || (ratioOf(mesure) ?? Infinity) <= 1;
}

const nombre = (valeur: number, decimales: number) =>
  valeur.toLocaleString('fr-FR', { minimumFractionDigits: decimales, maximumFractionDigits: decimales });

export function formatValeur(valeur: number, unite: Unite): string {
  switch (unite) {
    case 'secondes':
      return `${nombre(valeur, 1)} s`;
    case 'millisecondes':
      return `${nombre(valeur, 0)} ms`;
    case 'points':
      return nombre(valeur, 0);
    case 'fois':
      return `× ${nombre(valeur, 1)}`;
    case 'octets':
      if (valeur >= 1e9) return `${nombre(valeur / 1e9, 2)} Go`;
      return valeur >= 1e6 ? `${nombre(valeur / 1e6, 2)} Mo` : `${nombre(valeur / 1e3, 1)} Ko`;
  }
}

/** `12,3 Ko`, or what to say when there is nothing. */
export function formatMesure({ valeur, unite }: Mesure): string {
  return valeur === undefined ? 'rien à mesurer' : formatValeur(valeur, unite);
}

function toCellules(mesure: Mesure): string[] {
  const { quoi, budget, precision = '' } = mesure;
  const limite = budget && BUDGETS[budget];
  const ratio = ratioOf(mesure);
  return [
    quoi,
    limite ? `${limite.sens === 'au-plus' ? '≤' : '≥'} ${formatValeur(limite.limite, limite.unite)}` : '–',
    formatMesure(mesure),
    ratio === undefined ? '–' : nombre(ratio, 2),
    limite ? (isTenu(mesure) ? 'oui' : 'NON') : '–',
    precision,
  ];
}

const ENTETE = ['Quoi', 'Budget', 'Mesuré', 'Ratio', 'Tenu ?', 'Où, comment'];

/** A Markdown table, aligned so that it also reads in a terminal. */
export function formatTableau(mesures: readonly Mesure[]): string {
  const lignes = [ENTETE, ...mesures.map(toCellules)];
  const largeurs = ENTETE.map((_, colonne) => Math.max(...lignes.map((ligne) => ligne[colonne]!.length)));
  const formatLigne = (ligne: string[]) =>
    `| ${ligne.map((cellule, colonne) => cellule.padEnd(largeurs[colonne]!)).join(' | ')} |`;
  const [entete, ...corps] = lignes.map(formatLigne);
  return [entete, `| ${largeurs.map((largeur) => '-'.repeat(largeur)).join(' | ')} |`, ...corps].join('\n');
}
