/** What the widgets know of the territory: its calendar, its zone, the day. Set once, before Decap starts. */
import { createCalendrier } from '../../../src/domain/calendrier/calendrier';
import type { CalendrierScolaire, ZoneScolaire } from '../../../src/domain/calendrier/schema';
import type { ContexteDEdition } from '../permanence';

export interface ContexteEnvoye {
  aujourdhui: string;
  zone: ZoneScolaire;
  calendrier: CalendrierScolaire[];
}

let contexte: ContexteDEdition | undefined;

export function setContexte({ aujourdhui, zone, calendrier }: ContexteEnvoye): void {
  contexte = { aujourdhui, zone, calendrier: createCalendrier(calendrier) };
}

export function getContexte(): ContexteDEdition {
  if (!contexte) throw new Error('the context is set before Decap starts');
  return contexte;
}
