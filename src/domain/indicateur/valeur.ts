/** A figure in words, with the reserve of its source. */
import { NBSP } from '../date/format';
import type { ValeurDIndicateur } from './schema';

/** Reserves that come before the number: « plus de 23 % ». Others follow it. */
const AVANT = /^(plus de|moins de|environ|près de|au moins|au plus|entre)$/;

/** `plus de 23 %`, `10 places`, `68 % (en augmentation)`. */
export function formatValeur(
  { valeur, precision }: Pick<ValeurDIndicateur, 'valeur' | 'precision'>,
  unite?: string,
): string {
  const nombre = valeur.toLocaleString('fr-FR') + (unite ? NBSP + unite : '');
  if (!precision) return nombre;
  return AVANT.test(precision) ? `${precision} ${nombre}` : `${nombre} (${precision})`;
}
