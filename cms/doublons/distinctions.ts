/** Remembers the pairs that somebody looked at: two entries that resemble each other, and are two things. */
import type { DatabaseSync } from 'node:sqlite';
import { type Cle, formatCle } from '../depot/depot';

export type Paire = readonly [Cle, Cle];
export type Distinctions = ReturnType<typeof createDistinctions>;

/** The same name whichever entry comes first. */
const nameOf = (paire: Paire): [string, string] => paire.map(formatCle).sort() as [string, string];

export function createDistinctions({ base, now }: { base: DatabaseSync; now: () => Date }) {
  const select = base.prepare('select un, autre from distinction');
  const insert = base.prepare('insert or ignore into distinction (un, autre, faiteLe) values (?, ?, ?)');
  const remove = base.prepare('delete from distinction where un = ? and autre = ?');
  return {
    /** Tells whether a pair was set aside. */
    read(): (paire: Paire) => boolean {
      const lignes = select.all() as unknown as { un: string; autre: string }[];
      const connues = new Set(lignes.map(({ un, autre }) => `${un} ${autre}`));
      return (paire) => connues.has(nameOf(paire).join(' '));
    },
    add(paire: Paire): void {
      insert.run(...nameOf(paire), now().toISOString());
    },
    remove(paire: Paire): void {
      remove.run(...nameOf(paire));
    },
  };
}
