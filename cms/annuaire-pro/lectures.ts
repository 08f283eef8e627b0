/** Who read the directory, when and what: never from where. Kept for a few months. */
import type { DatabaseSync } from 'node:sqlite';
import { GARDE_DES_LECTURES } from '../../src/domain/interlocuteur/conservation';
import { addMonths } from '../../src/domain/signalement/conservation';

export const SORTES_DE_LECTURE = {
  liste: 'a lu l’annuaire',
  fiche: 'a ouvert une fiche',
  export: 'a enregistré l’annuaire en tableau',
  agenda: 'a lu l’agenda du réseau',
} as const;
export type SorteDeLecture = keyof typeof SORTES_DE_LECTURE;

export interface Lecture {
  luLe: Date;
  /** Nothing once the account was removed. */
  personne: { nom: string; organisme: string | undefined } | undefined;
  quoi: SorteDeLecture;
  fiche: string | undefined;
  combien: number | undefined;
}

interface Ligne {
  luLe: number;
  nom: string | null;
  organisme: string | null;
  quoi: SorteDeLecture;
  fiche: string | null;
  combien: number | null;
}

export type Lectures = ReturnType<typeof createLectures>;

export function createLectures({ base, now }: { base: DatabaseSync; now: () => Date }) {
  const insert = base.prepare(
    'insert into lecture_annuaire (personne, luLe, quoi, fiche, combien) values (?, ?, ?, ?, ?)',
  );
  const select = base.prepare(
    `select l.luLe, l.quoi, l.fiche, l.combien, p.nom, o.nom as organisme from lecture_annuaire l
     left join personne p on p.id = l.personne left join organisme o on o.id = p.organisme
     order by l.id desc limit ?`,
  );
  const count = base.prepare('select count(*) as nombre from lecture_annuaire');
  const removeVieilles = base.prepare('delete from lecture_annuaire where luLe < ?');

  return {
    add(personne: string, quoi: SorteDeLecture, quelle: { fiche?: string; combien?: number } = {}): void {
      insert.run(personne, now().getTime(), quoi, quelle.fiche ?? null, quelle.combien ?? null);
    },
    /** From the latest. */
    list: (combien: number): Lecture[] =>
      (select.all(combien) as unknown as Ligne[]).map(
        ({ luLe, nom, organisme, quoi, fiche, combien: taille }) => ({
          luLe: new Date(luLe),
          personne: nom === null ? undefined : { nom, organisme: organisme ?? undefined },
          quoi,
          fiche: fiche ?? undefined,
          combien: taille ?? undefined,
        }),
      ),
    count: (): number => (count.get() as { nombre: number }).nombre,
    forgetOld: (): void => void removeVieilles.run(addMonths(now(), -GARDE_DES_LECTURES).getTime()),
  };
}
