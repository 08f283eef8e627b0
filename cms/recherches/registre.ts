/** Counts searches that found nothing, and tells those that several days have seen. */
import { createHmac } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { toDateInParis } from '../../src/domain/date/heure';
import type { DateCivile } from '../../src/domain/date/jour';
import { JOURS_AVANT_LECTURE, MOIS_DE_GARDE, toRechercheVaine } from '../../src/domain/recherche/vaine';

export interface RechercheVaine {
  mots: string;
  /** Different days, and times in all. */
  jours: number;
  fois: number;
  dernierJour: DateCivile;
}

/** More than a territory will ever make: beyond, the oldest that nobody may read yet make room. */
const GARDEES_MAX = 5_000;

export type Recherches = ReturnType<typeof createRecherches>;

/** `secret` keeps the codes from being guessed by who would read the base alone. */
export function createRecherches({
  base,
  secret,
  now,
}: {
  base: DatabaseSync;
  secret: string;
  now: () => Date;
}) {
  const add = base.prepare(
    `insert into recherche_vaine (empreinte, mots, jours, fois, dernierJour) values (?, null, 1, 1, ?)
     on conflict (empreinte) do update set
       fois = fois + 1,
       jours = jours + (dernierJour <> excluded.dernierJour),
       dernierJour = excluded.dernierJour`,
  );
  const reveal = base.prepare(
    'update recherche_vaine set mots = ? where empreinte = ? and mots is null and jours >= ?',
  );
  const select = base.prepare(
    'select mots, jours, fois, dernierJour from recherche_vaine where mots is not null order by jours desc, fois desc, mots',
  );
  const forget = base.prepare('delete from recherche_vaine where dernierJour < ?');
  const remove = base.prepare('delete from recherche_vaine where mots = ?');
  const count = base.prepare('select count(*) as nombre from recherche_vaine');
  const makeRoom = base.prepare(
    `delete from recherche_vaine where empreinte in
     (select empreinte from recherche_vaine where mots is null order by dernierJour, empreinte limit 1)`,
  );
  const today = () => toDateInParis(now());

  /** The day before which everything is forgotten. */
  function limite(): DateCivile {
    const date = new Date(`${today()}T00:00:00Z`);
    date.setUTCMonth(date.getUTCMonth() - MOIS_DE_GARDE);
    return date.toISOString().slice(0, 10);
  }

  return {
    /** Counts the words of a search, unless they look like more than words. */
    add(texte: string): void {
      const mots = toRechercheVaine(texte);
      if (mots === undefined) return;
      const empreinte = createHmac('sha256', secret).update(mots).digest('hex');
      add.run(empreinte, today());
      reveal.run(mots, empreinte, JOURS_AVANT_LECTURE);
      const { nombre } = count.get() as { nombre: number };
      if (nombre > GARDEES_MAX) makeRoom.run();
    },
    /** Those that may be read, the most frequent first. */
    list: (): RechercheVaine[] => select.all() as unknown as RechercheVaine[],
    /** Dealt with: a word was added where it was missing. If it comes back, it is counted anew. */
    settle: (mots: string): void => void remove.run(mots),
    forgetAnciennes: (): void => void forget.run(limite()),
  };
}
