/**
 * The answer to a report, as a mail that the coordinator’s own program opens. The site never writes to that address
 * itself: nobody proved that it belongs to whoever typed it, and a form that mails strangers would serve to bother them.
 */
import { formatDate } from '../../src/domain/date/format';
import { toDateInParis } from '../../src/domain/date/heure';
import type { Signalement } from './registre';

/** Longer addresses are cut by some mail programs. */
const CITATION_MAX = 600;

export function toReponse(
  { courriel = '', message, page, recuLe }: Pick<Signalement, 'courriel' | 'message' | 'page' | 'recuLe'>,
  site: string,
  adresse: string,
): string {
  const cite = message.length > CITATION_MAX ? `${message.slice(0, CITATION_MAX).toWellFormed()}…` : message;
  const corps = [
    'Bonjour,',
    '',
    '',
    `Vous nous avez écrit le ${formatDate(toDateInParis(recuLe), { annee: true })} :`,
    ...(page === undefined ? [] : [adresse + page]),
    ...cite.split('\n').map((ligne) => `> ${ligne}`),
  ].join('\r\n');
  const a = encodeURIComponent(courriel).replace('%40', '@');
  const sujet = encodeURIComponent(`Votre message, Réseau Infos Familles (${site})`);
  return `mailto:${a}?subject=${sujet}&body=${encodeURIComponent(corps)}`;
}
