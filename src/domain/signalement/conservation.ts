/** How long a report is kept: long enough to be dealt with, and to be found again when somebody calls about it. */

/** Months after it was dealt with, and at most after it arrived, even if nobody did anything. */
export const CONSERVATION = { apresTraitement: 6, enTout: 12 } as const;

/** The same hour some months later; the last day of a shorter month rather than the first of the next. */
export function addMonths(instant: Date, mois: number): Date {
  const date = new Date(instant);
  const jour = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + mois);
  const dernier = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(jour, dernier));
  return date;
}

/** When a report is deleted, with everything it holds. */
export function forgetOn({ recuLe, traiteLe }: { recuLe: Date; traiteLe: Date | undefined }): Date {
  const limite = addMonths(recuLe, CONSERVATION.enTout);
  const traite = traiteLe && addMonths(traiteLe, CONSERVATION.apresTraitement);
  return traite && traite < limite ? traite : limite;
}
