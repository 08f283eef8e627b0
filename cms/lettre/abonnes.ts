/**
 * Who receives the letter. Whoever asks is written to once a day at most, and is on the list only once somebody who
 * reads that address has pressed a button. Whoever leaves is erased.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

const JOUR = 86_400_000;
/** How long the link that confirms is worth something; then the address is erased. */
export const JOURS_POUR_CONFIRMER = 7;
/** A list that grows without end is not that of a rural territory: somebody is filling it. */
const EN_ATTENTE_MAX = 5_000;

export type Demande =
  | { etat: 'a-confirmer'; jeton: string }
  /** On the list already: what is written says so, and how to leave. */
  | { etat: 'deja'; sortie: string }
  /** Written to already today. */
  | { etat: 'rien' };

interface Ligne {
  id: string;
  confirmeLe: number | null;
  ecritLe: number;
  sortie: string;
}

const hash = (jeton: string): string => createHash('sha256').update(jeton).digest('hex');
const makeJeton = (): string => randomBytes(24).toString('base64url');

export type Abonnes = ReturnType<typeof createAbonnes>;

export function createAbonnes({ base, now }: { base: DatabaseSync; now: () => Date }) {
  const select = base.prepare('select id, confirmeLe, ecritLe, sortie from abonne where courriel = ?');
  const insert = base.prepare(
    'insert into abonne (id, courriel, demandeLe, confirmation, ecritLe, sortie) values (?, ?, ?, ?, ?, ?)',
  );
  const setEcrit = base.prepare(
    'update abonne set ecritLe = ?, demandeLe = ?, confirmation = coalesce(?, confirmation) where id = ?',
  );
  const selectParJeton = base.prepare('select id from abonne where confirmation = ? and demandeLe > ?');
  const setConfirme = base.prepare(
    'update abonne set confirmeLe = coalesce(confirmeLe, ?), confirmation = null where id = ?',
  );
  const selectParSortie = base.prepare('select id from abonne where sortie = ?');
  const remove = base.prepare('delete from abonne where sortie = ?');
  const purge = base.prepare('delete from abonne where confirmeLe is null and demandeLe <= ?');
  const selectNombre = base.prepare(
    'select count(*) filter (where confirmeLe is not null) as confirmes, count(*) filter (where confirmeLe is null) as attente from abonne',
  );
  const limite = () => now().getTime() - JOURS_POUR_CONFIRMER * JOUR;

  function count(): { confirmes: number; attente: number } {
    const { confirmes, attente } = selectNombre.get() as { confirmes: number; attente: number };
    return { confirmes, attente };
  }

  return {
    count,
    /** What to write to an address that asks; the answer that is shown is the same whatever it is. */
    ask(courriel: string): Demande {
      const instant = now().getTime();
      const connu = select.get(courriel) as Ligne | undefined;
      if (connu && connu.ecritLe > instant - JOUR) return { etat: 'rien' };
      if (connu && connu.confirmeLe !== null) {
        setEcrit.run(instant, instant, null, connu.id);
        return { etat: 'deja', sortie: connu.sortie };
      }
      const jeton = makeJeton();
      if (connu) setEcrit.run(instant, instant, hash(jeton), connu.id);
      else if (count().attente >= EN_ATTENTE_MAX) return { etat: 'rien' };
      else insert.run(randomUUID(), courriel, instant, hash(jeton), instant, makeJeton());
      return { etat: 'a-confirmer', jeton };
    },
    isConfirmable: (jeton: string): boolean => selectParJeton.get(hash(jeton), limite()) !== undefined,
    /** False when the link is worth nothing any more. */
    confirm(jeton: string): boolean {
      const connu = selectParJeton.get(hash(jeton), limite()) as { id: string } | undefined;
      if (connu) setConfirme.run(now().getTime(), connu.id);
      return connu !== undefined;
    },
    isConnu: (sortie: string): boolean => selectParSortie.get(sortie) !== undefined,
    /** Erases the address; nothing happens when it is no longer there. */
    leave: (sortie: string): void => void remove.run(sortie),
    /** Erases those that nobody confirmed. */
    forgetOld: (): void => void purge.run(limite()),
  };
}
