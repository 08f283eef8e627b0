/** Notes about an entry, between the coordination and the partner: the same in « Ma fiche », the queue and `/admin/`. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type Cle, formatCle } from '../depot/cle';
import { ErreurHttp } from '../erreur-http';

export interface Note {
  id: string;
  /** The organisation that wrote it, or the coordination. */
  auteur: string;
  /** Id of who wrote it; undefined once that person is gone. */
  personne: string | undefined;
  texte: string;
  /** ISO 8601. */
  ecriteLe: string;
  isReglee: boolean;
  /** The word that came with a draft sent back to its author. */
  isRetour: boolean;
}

export interface NouvelleNote {
  auteur: string;
  personne?: string | undefined;
  texte: string;
  isRetour?: boolean;
}

interface Ligne {
  id: string;
  auteur: string;
  personne: string | null;
  texte: string;
  ecriteLe: string;
  reglee: number;
  retour: number;
}

const LONGUEUR_MAX = 2_000;
/** Notes of one author that are kept for one entry: their oldest leave first, and never those of others. */
export const GARDEES = 100;

function readTexte(texte: string): string {
  const lu = texte.toWellFormed().replace(/\r\n?/g, '\n').trim();
  if (lu === '')
    throw new ErreurHttp(422, 'invalide', 'Écrivez un mot.', { champs: { texte: 'Écrivez un mot.' } });
  if (lu.length > LONGUEUR_MAX) {
    const message = `Écrivez un mot plus court : ${LONGUEUR_MAX} caractères au plus.`;
    throw new ErreurHttp(422, 'invalide', message, { champs: { texte: message } });
  }
  return lu;
}

const toNote = ({ personne, reglee, retour, ...ligne }: Ligne): Note => ({
  ...ligne,
  personne: personne ?? undefined,
  isReglee: reglee === 1,
  isRetour: retour === 1,
});

export type Notes = ReturnType<typeof createNotes>;

/** Reads and writes notes. Who may do so is asked before, of `droits.ts`. */
export function createNotes({ base, now = () => new Date() }: { base: DatabaseSync; now?: () => Date }) {
  const COLONNES = 'id, auteur, personne, texte, ecriteLe, reglee, retour';
  const select = base.prepare(`select ${COLONNES} from note where fiche = ? order by ecriteLe, rowid`);
  const selectOne = base.prepare(`select ${COLONNES} from note where fiche = ? and id = ?`);
  const selectRetours = base.prepare('select distinct fiche from note where retour = 1 and reglee = 0');
  const insert = base.prepare(
    'insert into note (id, fiche, auteur, personne, texte, ecriteLe, retour) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const forgetOld = base.prepare(
    `delete from note where fiche = ?1 and auteur = ?2 and id not in
     (select id from note where fiche = ?1 and auteur = ?2 order by ecriteLe desc, rowid desc limit ${GARDEES})`,
  );

  function find(cle: Cle, id: string): Note {
    const ligne = selectOne.get(formatCle(cle), id) as Ligne | undefined;
    if (!ligne) throw new ErreurHttp(404, 'introuvable', 'Ce mot n’existe plus.');
    return toNote(ligne);
  }

  return {
    /** From the oldest to the latest. */
    list: (cle: Cle): Note[] => (select.all(formatCle(cle)) as unknown as Ligne[]).map(toNote),
    find,
    add(cle: Cle, { auteur, personne, texte, isRetour = false }: NouvelleNote): Note {
      const id = randomUUID();
      const fiche = formatCle(cle);
      insert.run(
        id,
        fiche,
        auteur,
        personne ?? null,
        readTexte(texte),
        now().toISOString(),
        isRetour ? 1 : 0,
      );
      forgetOld.run(fiche, auteur);
      return find(cle, id);
    },
    update(cle: Cle, id: string, texte: string): Note {
      find(cle, id);
      base.prepare('update note set texte = ? where id = ?').run(readTexte(texte), id);
      return find(cle, id);
    },
    setReglee(cle: Cle, id: string, isReglee: boolean): Note {
      find(cle, id);
      base.prepare('update note set reglee = ? where id = ?').run(isReglee ? 1 : 0, id);
      return find(cle, id);
    },
    remove(cle: Cle, id: string): void {
      find(cle, id);
      base.prepare('delete from note where id = ?').run(id);
    },
    /** Entries whose draft came back with a word that still waits for an answer: `structures/le-hangar`. */
    listRetournees: (): Set<string> =>
      new Set((selectRetours.all() as unknown as { fiche: string }[]).map(({ fiche }) => fiche)),
    /** What was asked was done: the draft goes to review again, or is published. */
    settleRetours(cle: Cle): void {
      base.prepare('update note set reglee = 1 where fiche = ? and retour = 1').run(formatCle(cle));
    },
  };
}
