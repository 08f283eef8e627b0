/** Reads and writes reports. Who may do so is asked before, of `droits.ts`. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { forgetOn } from '../../src/domain/signalement/conservation';
import { type GenreDeSignalement, PIEGE, type SignalementRecu } from '../../src/domain/signalement/schema';
import { ErreurHttp } from '../erreur-http';

export interface Signalement {
  id: string;
  genre: GenreDeSignalement;
  /** Name of the service that is proposed. */
  nom: string | undefined;
  message: string;
  courriel: string | undefined;
  page: string | undefined;
  recuLe: Date;
  /** Probably not written by a person. */
  isDouteux: boolean;
  traiteLe: Date | undefined;
  /** The entry whose draft was made of it. */
  fiche: string | undefined;
  note: string | undefined;
}

interface Ligne {
  id: string;
  genre: GenreDeSignalement;
  nom: string | null;
  message: string;
  courriel: string | null;
  page: string | null;
  recuLe: number;
  douteux: number;
  traiteLe: number | null;
  fiche: string | null;
  note: string | null;
}

/** More than a coordination could ever read: beyond, the rest waits outside. */
export const EN_ATTENTE_MAX = 2_000;
const DOUTEUX_MAX = 200;

const toSignalement = ({ douteux, recuLe, traiteLe, ...ligne }: Ligne): Signalement => ({
  id: ligne.id,
  genre: ligne.genre,
  message: ligne.message,
  nom: ligne.nom ?? undefined,
  courriel: ligne.courriel ?? undefined,
  page: ligne.page ?? undefined,
  fiche: ligne.fiche ?? undefined,
  note: ligne.note ?? undefined,
  recuLe: new Date(recuLe),
  traiteLe: traiteLe === null ? undefined : new Date(traiteLe),
  isDouteux: douteux === 1,
});

export type Signalements = ReturnType<typeof createSignalements>;

export function createSignalements({ base, now }: { base: DatabaseSync; now: () => Date }) {
  const insert = base.prepare(
    'insert into signalement (id, genre, nom, message, courriel, page, recuLe, douteux) values (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const selectOuverts = base.prepare(
    'select * from signalement where traiteLe is null order by douteux, recuLe, rowid',
  );
  const selectTraites = base.prepare(
    'select * from signalement where traiteLe is not null order by traiteLe desc, rowid desc',
  );
  const select = base.prepare('select * from signalement where id = ?');
  const countOuverts = base.prepare(
    'select count(*) as nombre from signalement where traiteLe is null and douteux = ?',
  );
  const removeVieuxDouteux = base.prepare(
    'delete from signalement where rowid in (select rowid from signalement where douteux = 1 and fiche is null order by recuLe, rowid limit 1)',
  );
  const selectTous = base.prepare('select * from signalement');
  const setTraite = base.prepare('update signalement set traiteLe = ? where id = ?');
  const setFiche = base.prepare('update signalement set fiche = ?, note = ? where id = ?');
  const remove = base.prepare('delete from signalement where id = ?');
  const toutes = (lignes: unknown[]) => (lignes as Ligne[]).map(toSignalement);

  function find(id: string): Signalement {
    const ligne = select.get(id) as Ligne | undefined;
    if (!ligne) throw new ErreurHttp(404, 'introuvable', 'Ce message n’existe plus : il a été effacé.');
    return toSignalement(ligne);
  }

  return {
    add(recu: SignalementRecu): void {
      const douteux = recu[PIEGE] ? 1 : 0;
      const { nombre } = countOuverts.get(douteux) as { nombre: number };
      // What machines write makes room for itself, and never takes that of people.
      if (douteux === 1 && nombre >= DOUTEUX_MAX) removeVieuxDouteux.run();
      if (douteux === 0 && nombre >= EN_ATTENTE_MAX)
        throw new ErreurHttp(429, 'plein', 'Trop de messages attendent déjà : appelez la coordination.');
      const nom = recu.genre === 'proposition' ? recu.nom : null;
      const { genre, message, courriel = null, page = null } = recu;
      insert.run(randomUUID(), genre, nom, message, courriel, page, now().getTime(), douteux);
    },
    find,
    /** What waits, from the oldest; what a machine probably wrote comes last. */
    listOuverts: (): Signalement[] => toutes(selectOuverts.all()),
    /** What is done, from the latest. */
    listTraites: (): Signalement[] => toutes(selectTraites.all()),
    settle: (id: string): void => void setTraite.run(now().getTime(), find(id).id),
    reopen: (id: string): void => void setTraite.run(null, find(id).id),
    setFiche: (id: string, fiche: string, note: string): void => void setFiche.run(fiche, note, find(id).id),
    remove: (id: string): void => void remove.run(find(id).id),
    /** Those whose time has come. */
    listPerimes: (): Signalement[] =>
      toutes(selectTous.all()).filter((signalement) => forgetOn(signalement) <= now()),
  };
}
