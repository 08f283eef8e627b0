/** Sends to the forge soon after each writing, looks there from time to time, and waits longer when it does not answer. */
import type { Synchronisation } from './distant';

export interface Cadence {
  /** Milliseconds after a writing: several of them go together. */
  apres: number;
  /** Milliseconds between two looks. */
  periode: number;
  /** The longest wait after failures. */
  attenteMax: number;
}

export const CADENCE: Cadence = { apres: 500, periode: 60_000, attenteMax: 300_000 };

export function createVeille(
  synchronize: () => Promise<Synchronisation>,
  listen: (synchronisation: Synchronisation) => Promise<void>,
  { apres, periode, attenteMax }: Cadence = CADENCE,
) {
  let minuteur: NodeJS.Timeout | undefined;
  let file: Promise<unknown> = Promise.resolve();
  let echecs = 0;
  let isClosed = false;

  function schedule(delai: number): void {
    clearTimeout(minuteur);
    if (isClosed) return;
    minuteur = setTimeout(() => void run().catch(() => undefined), delai);
    minuteur.unref();
  }

  /** One at a time; the next is planned at the end. */
  function run(): Promise<Synchronisation> {
    clearTimeout(minuteur);
    const tour = file.then(async () => {
      try {
        const resultat = await synchronize();
        echecs = resultat.etat === 'a-jour' ? 0 : echecs + 1;
        await listen(resultat);
        return resultat;
      } catch (erreur) {
        echecs++;
        throw erreur;
      } finally {
        schedule(echecs === 0 ? periode : Math.min(apres * 2 ** echecs, attenteMax));
      }
    });
    file = tour.catch(() => undefined);
    return tour;
  }

  return {
    run,
    /** Something was written. */
    wake: () => schedule(echecs === 0 ? apres : Math.min(apres * 2 ** echecs, attenteMax)),
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(minuteur);
      await file;
    },
  };
}
