/** How long and how far, in words. */
import { NBSP } from '../date/espace';

/** `45 min`, `1 h`, `1 h 30`. */
export function formatDuree(minutes: number): string {
  const [heures, reste] = [Math.floor(minutes / 60), minutes % 60];
  if (heures === 0) return `${reste}${NBSP}min`;
  return `${heures}${NBSP}h${reste === 0 ? '' : `${NBSP}${String(reste).padStart(2, '0')}`}`;
}

/** `2,5 km`. */
export function formatDistance(km: number): string {
  return `${km.toLocaleString('fr-FR')}${NBSP}km`;
}
