/** The address of the agenda that each person gave to their calendar: one, that they can change or take away. */
import type { DatabaseSync } from 'node:sqlite';
import type { DateCivile } from '../../src/domain/date/date-civile';
import { JETON_MAX, createJeton, toEmpreinte } from './jeton';

export interface Abonnement {
  creeLe: DateCivile;
  /** The last day that a calendar read it. */
  luLe: DateCivile | undefined;
}

export function createAbonnements({
  base,
  aujourdhui,
}: {
  base: DatabaseSync;
  aujourdhui: () => DateCivile;
}) {
  const write = base.prepare(
    `insert into abonnement_agenda (personne, empreinte, creeLe) values (?1, ?2, ?3)
     on conflict (personne) do update set empreinte = ?2, creeLe = ?3, luLe = null`,
  );
  const select = base.prepare('select creeLe, luLe from abonnement_agenda where personne = ?');
  const selectParJeton = base.prepare('select personne, luLe from abonnement_agenda where empreinte = ?');
  const setLu = base.prepare('update abonnement_agenda set luLe = ? where empreinte = ?');
  const remove = base.prepare('delete from abonnement_agenda where personne = ?');

  return {
    find(personne: string): Abonnement | undefined {
      const ligne = select.get(personne) as { creeLe: string; luLe: string | null } | undefined;
      return ligne && { creeLe: ligne.creeLe, luLe: ligne.luLe ?? undefined };
    },
    /** A new address; the former one stops at once. */
    create(personne: string): string {
      const { jeton, empreinte } = createJeton();
      write.run(personne, empreinte, aujourdhui());
      return jeton;
    },
    remove: (personne: string): void => void remove.run(personne),
    /** Whose address it is; the day is written, once a day. */
    open(jeton: string): string | undefined {
      if (jeton.length > JETON_MAX) return undefined;
      const empreinte = toEmpreinte(jeton);
      const ligne = selectParJeton.get(empreinte) as { personne: string; luLe: string | null } | undefined;
      if (ligne && ligne.luLe !== aujourdhui()) setLu.run(aujourdhui(), empreinte);
      return ligne?.personne;
    },
  };
}
