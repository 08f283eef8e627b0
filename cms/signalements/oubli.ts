/** Deletes the reports whose time has come, with the note that repeats their text. */
import { readCle } from '../depot/cle';
import type { Notes } from '../notes/notes';
import type { Signalement, Signalements } from './registre';

const HEURE = 3_600_000;

/** A report goes whole: also what the draft made of it still repeats. */
export function forget(signalement: Signalement, signalements: Signalements, notes: Notes): void {
  const { id, fiche, note } = signalement;
  const cle = fiche === undefined ? undefined : readCle(fiche);
  // Somebody may have removed the note already.
  if (cle && note !== undefined && notes.list(cle).some((each) => each.id === note)) notes.remove(cle, note);
  signalements.remove(id);
}

export function forgetPerimes(signalements: Signalements, notes: Notes): void {
  for (const signalement of signalements.listPerimes()) forget(signalement, signalements, notes);
}

/** At the start, then every hour; whoever starts it stops it. */
export function startOubli(signalements: Signalements, notes: Notes): { stop: () => void } {
  const run = () => {
    try {
      forgetPerimes(signalements, notes);
    } catch (erreur) {
      console.error(erreur); // a full disk: an hour later, there may be room
    }
  };
  run();
  const minuterie = setInterval(run, HEURE);
  minuterie.unref();
  return { stop: () => clearInterval(minuterie) };
}
