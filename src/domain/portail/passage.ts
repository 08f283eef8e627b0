/** Occurrences of several services in one list, right when it is read: what passes leaves, the next one comes. */
import type { Structure } from '../structure/schema';
import type { Occurrence } from './structure';

export interface Passage {
  occurrence: Occurrence;
  /** Distance as the crow flies, when it happens in a neighbouring commune. */
  km?: number;
  /** Only the next date of this service shows; those that follow wait in the page for it to pass. */
  unParService?: boolean;
}

/** A page built last night is read all day: a second date must wait behind the first. */
const EN_RESERVE = 2;

/** The next date of each of the first `services` services, and those that wait behind. */
export function keepNextOfEach(passages: readonly Passage[], services = Infinity): Passage[] {
  const seen = new Map<Structure, number>();
  return passages.flatMap((passage) => {
    const { structure } = passage.occurrence;
    const rang = seen.get(structure);
    if ((rang === undefined && seen.size >= services) || (rang ?? 0) >= EN_RESERVE) return [];
    seen.set(structure, (rang ?? 0) + 1);
    return [{ ...passage, unParService: true }];
  });
}

/** Which passages show before anything has passed: the same rule as the script that reads the page. */
export function listVisibles(passages: readonly Passage[], max = Infinity): Set<Passage> {
  const services = new Set<Structure>();
  const visibles = new Set<Passage>();
  for (const passage of passages) {
    const { structure } = passage.occurrence;
    if (visibles.size >= max || (passage.unParService && services.has(structure))) continue;
    services.add(structure);
    visibles.add(passage);
  }
  return visibles;
}
