/** What the calendar feeds say alike of a permanence and of an event. */
import { formatTelephone } from '../contact/schema';
import { NBSP } from '../date/format';
import type { Lieu } from '../portail/portail';
import type { EvenementIcs, MomentIcs, StatutIcs } from './icalendar';

/** How a calendar shows a state: its own status, and a word before the title for those that ignore it. */
export interface Annonce {
  prefixe: string;
  statut: StatutIcs;
}

export const ANNONCES = {
  confirme: { prefixe: '', statut: 'CONFIRMED' },
  'a-confirmer': { prefixe: '', statut: 'TENTATIVE' },
  'en-projet': { prefixe: 'En projet : ', statut: 'TENTATIVE' },
  annule: { prefixe: 'Annulé : ', statut: 'CANCELLED' },
  reporte: { prefixe: 'Reporté : ', statut: 'CANCELLED' },
} as const satisfies Record<string, Annonce>;

/** Every change has the same rank: between two changes of a date, the day of production decides. */
export const toSequence = (isChanged: boolean): number => (isChanged ? 1 : 0);

/** `2026-12-01T09:00:00+01:00` gives `2026-12-01T09:00`. */
export const toMoment = (iso: string): MomentIcs => iso.slice(0, 16);

/** Plain spaces: phones do not recognise a number to call among others. */
export function joinLines(lines: readonly (string | false | undefined)[]): string | undefined {
  return lines.filter(Boolean).join('\n').replaceAll(NBSP, ' ') || undefined;
}

export function formatTelephoneLine(telephone: string | undefined): string | undefined {
  return telephone && `Téléphone : ${formatTelephone(telephone)}`;
}

/** « Mairie de Camarès, 1 rue de la Paix, 12360 Camarès ». */
export function formatOu(
  lieu: Lieu | undefined,
  commune: string | undefined,
  adresse?: string,
): string | undefined {
  const rue = lieu ? lieu.adresse : adresse;
  const ville = [lieu?.codePostal, commune].filter(Boolean).join(' ');
  // An address without a place is written whole, town included.
  const isComplete = !lieu && rue !== undefined && commune !== undefined && rue.includes(commune);
  return [lieu?.nom, rue, isComplete ? undefined : ville].filter(Boolean).join(', ') || undefined;
}

/** The middle of a commune is not where one goes. */
export function toPosition(lieu: Lieu | undefined): EvenementIcs['position'] {
  return lieu?.position?.precision === 'adresse' ? lieu.position : undefined;
}
