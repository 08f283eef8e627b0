/** Emergency numbers by category, and how a phone reaches each. */
import { toTelLink } from '../contact/schema';
import { CATEGORIES_URGENCE, type CategorieUrgence, type Urgence } from './schema';

/** The 114 is for those who cannot speak or hear: one writes to it. */
const PAR_SMS = new Set(['114']);

export function isParSms({ numero }: Urgence): boolean {
  return PAR_SMS.has(numero);
}

/** `tel:119`, or `sms:114` for the number that answers in writing. */
export function toAppelLink(urgence: Urgence): string {
  return isParSms(urgence) ? `sms:${urgence.numero}` : toTelLink(urgence.numero);
}

/** Categories that hold a number, in the order of the registry; numbers in their rank. */
export function groupUrgences(
  urgences: readonly Urgence[],
): { categorie: CategorieUrgence; titre: string; urgences: Urgence[] }[] {
  const categories = Object.keys(CATEGORIES_URGENCE) as CategorieUrgence[];
  return categories
    .map((categorie) => ({
      categorie,
      titre: CATEGORIES_URGENCE[categorie],
      urgences: urgences
        .filter((urgence) => urgence.categorie === categorie)
        .sort((a, b) => a.ordre - b.ordre),
    }))
    .filter((groupe) => groupe.urgences.length > 0);
}
