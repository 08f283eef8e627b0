/**
 * Ages, in completed months: 0 is an age, and pregnancy comes before it (-9 to -1).
 * A range holds both its bounds: « 3 à 11 ans » is 36 to 143.
 */
import { z } from 'zod';
import { NBSP } from '../date/espace';

export { overlaps, yearsToAges } from './intervalle';

export const AGE_MIN = -9;

export const agesSchema = z
  .strictObject({
    deMois: z
      .int()
      .min(AGE_MIN)
      .max(1440)
      .describe('Âge minimum en mois révolus. 0 : la naissance. -9 : dès la grossesse. 36 : 3 ans.'),
    aMois: z
      .int()
      .min(AGE_MIN)
      .max(1440)
      .optional()
      .describe(
        'Âge maximum en mois révolus, compris : 35 pour « avant 3 ans », 143 pour « jusqu’à 11 ans ». Absent : sans limite.',
      ),
  })
  .refine(({ deMois, aMois }) => aMois === undefined || aMois >= deMois, {
    path: ['aMois'],
    message: 'l’âge maximum est plus petit que l’âge minimum. Vérifiez les deux (en mois).',
  });
export type Ages = z.infer<typeof agesSchema>;

function formatBorne(mois: number): string {
  if (mois === 0) return 'la naissance';
  if (mois < 24 && mois % 12 !== 0) return `${mois}${NBSP}mois`;
  const annees = Math.floor(mois / 12);
  const reste = mois % 12;
  return `${annees}${NBSP}an${annees > 1 ? 's' : ''}${reste ? ` et ${reste}${NBSP}mois` : ''}`;
}

/** « de 3 à 11 ans », « avant 3 ans », « dès la grossesse, jusqu’à 5 ans », « à partir de 12 ans », « à 11 ans ». */
export function formatAges({ deMois, aMois }: Ages): string {
  if (aMois === undefined) {
    if (deMois < 0) return 'dès la grossesse';
    return deMois === 0 ? 'à tout âge' : `à partir de ${formatBorne(deMois)}`;
  }
  if (aMois < 0) return 'pendant la grossesse';
  // The upper bound is the last completed month: 143 is « 11 ans ». Of a toddler one says « avant 3 ans » (35).
  const isWhole = (aMois + 1) % 12 === 0;
  const isToddler = isWhole && aMois < 36;
  const limite = formatBorne(aMois + 1);
  const dernier = isWhole && aMois - 11 >= deMois ? aMois - 11 : aMois;
  if (deMois < 0 && isToddler) return `dès la grossesse, jusqu’${aMois > 11 ? 'aux' : 'à'} ${limite}`;
  if (deMois < 0) return `dès la grossesse, jusqu’à ${formatBorne(dernier)}`;
  if (deMois === 0) return isToddler ? `avant ${limite}` : `jusqu’à ${formatBorne(dernier)}`;
  if (deMois === dernier) return `à ${formatBorne(deMois)}`;
  if (isToddler) return `de ${formatBorne(deMois)} à moins de ${limite}`;
  const inYears = deMois % 12 === 0 && dernier % 12 === 0;
  return `de ${inYears ? deMois / 12 : formatBorne(deMois)} à ${formatBorne(dernier)}`;
}
