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

const JOURS_GARDES = 2;

/**
 * The next date of each of the first `services` services, and those that wait behind: a page built last night is read
 * all day, so they are the other hours of that day, since a service may open twice, and the first of the next one.
 */
export function keepNextOfEach(passages: readonly Passage[], services = Infinity): Passage[] {
  const joursByService = new Map<Structure, Set<string>>();
  return passages.flatMap((passage) => {
    const { structure, date } = passage.occurrence;
    let jours = joursByService.get(structure);
    if (!jours) {
      if (joursByService.size >= services) return [];
      joursByService.set(structure, (jours = new Set()));
    }
    if (jours.size >= JOURS_GARDES) return [];
    jours.add(date);
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
