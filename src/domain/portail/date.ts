/** One occurrence in words, piece by piece: a page writes them, and so does a script that adds dates to it. */
import { formatDate } from '../date/format';
import { formatCreneauCourt } from '../permanence/phrase';
import type { Occurrence } from './structure';

export interface DateDecrite {
  /** Instant of the start when the hours are known, else the day. */
  datetime: string;
  jours: string;
  heures: string | undefined;
  /** What is said after it: the place, what it is, why it moved. */
  notes: { classe: 'quand-lieu' | 'quand-note'; texte: string }[];
}

/** `lieu: false` on a page that is about the place, and does not repeat it. */
export function describeDate(occurrence: Occurrence, { lieu = true } = {}): DateDecrite {
  const { date, debut, debutIso, place, commune, motif, remplace, libelle } = occurrence;
  const heures = formatCreneauCourt(occurrence);
  const ou = place
    ? `${place.nom}${commune && !place.nom.includes(commune.nom) ? `, ${commune.nom}` : ''}`
    : commune?.nom;
  const notes: DateDecrite['notes'] = [];
  if (!heures) notes.push({ classe: 'quand-note', texte: 'heures non renseignées' });
  if (lieu && ou) notes.push({ classe: 'quand-lieu', texte: ou });
  if (libelle) notes.push({ classe: 'quand-note', texte: libelle });
  if (remplace)
    notes.push({ classe: 'quand-note', texte: `remplace le ${formatDate(remplace)} : ${motif ?? ''}` });
  else if (motif) notes.push({ classe: 'quand-note', texte: motif });
  return { datetime: debut ? debutIso : date, jours: formatDate(date), heures, notes };
}
