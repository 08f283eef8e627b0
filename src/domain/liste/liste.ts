/**
 * « Ma liste »: the places that somebody keeps on a device, in the order they chose, each with a note for themselves.
 * It is read from a storage that anything may have written: what is not understood is set aside, never lost silently.
 */
import type { DateCivile } from '../date/date-civile';
import { isDateCivile } from '../date/date-civile';
import { NOM_COURT } from '../reference/slug';

/** The names under which a device keeps the list, and what could not be read of it. */
export const CLE_DE_LISTE = 'ma-liste';
export const CLE_ECARTEE = 'ma-liste-ecartee';
export const VERSION_DE_LISTE = 1;

/** Enough for a family or a professional; a link that holds them all stays short enough to be sent. */
export const LISTE_MAX = 30;
export const NOTE_MAX = 1000;
const SLUG_MAX = 100;

export interface Garde {
  /** Of a structure, which may have left the directory since. */
  slug: string;
  ajouteLe: DateCivile;
  /** Stays on the device; empty when there is none. */
  note: string;
}
export type Liste = readonly Garde[];

export interface LectureDeListe {
  liste: Liste;
  /** The text that was kept, when something in it could not be read. */
  ecarte?: string;
}

export function isSlugDeListe(slug: unknown): slug is string {
  return typeof slug === 'string' && slug.length <= SLUG_MAX && NOM_COURT.test(slug);
}

function isGarde(valeur: unknown): valeur is Garde {
  const { slug, ajouteLe, note } = (valeur ?? {}) as Partial<Record<keyof Garde, unknown>>;
  return (
    isSlugDeListe(slug) &&
    typeof ajouteLe === 'string' &&
    isDateCivile(ajouteLe) &&
    typeof note === 'string' &&
    note.length <= NOTE_MAX
  );
}

function readGardes(texte: string): unknown[] | undefined {
  try {
    const { version, lieux } = (JSON.parse(texte) ?? {}) as { version?: unknown; lieux?: unknown };
    return version === VERSION_DE_LISTE && Array.isArray(lieux) ? lieux : undefined;
  } catch {
    return undefined;
  }
}

/** Reads what a device kept. Entries that are understood stay, whatever stands beside them. */
export function parseListe(texte: string | null): LectureDeListe {
  if (texte === null) return { liste: [] };
  const lus = readGardes(texte);
  const connus = new Set<string>();
  const liste = (lus ?? []).filter(isGarde).filter(({ slug }) => {
    const isNouveau = !connus.has(slug) && connus.size < LISTE_MAX;
    if (isNouveau) connus.add(slug);
    return isNouveau;
  });
  return {
    liste: liste.map(({ slug, ajouteLe, note }) => ({ slug, ajouteLe, note })),
    ...(liste.length === lus?.length ? {} : { ecarte: texte }),
  };
}

export function writeListe(liste: Liste): string {
  return JSON.stringify({ version: VERSION_DE_LISTE, lieux: liste });
}

export function hasSlug(liste: Liste, slug: string): boolean {
  return liste.some((garde) => garde.slug === slug);
}

/** Adds at the end what is not there yet, as long as there is room; what is there keeps its note and its place. */
export function addToListe(liste: Liste, slugs: readonly string[], ajouteLe: DateCivile): Liste {
  const nouveaux = new Set(slugs.filter((slug) => isSlugDeListe(slug) && !hasSlug(liste, slug)));
  return [...liste, ...[...nouveaux].map((slug) => ({ slug, ajouteLe, note: '' }))].slice(0, LISTE_MAX);
}

export function removeFromListe(liste: Liste, slug: string): Liste {
  return liste.filter((garde) => garde.slug !== slug);
}

/** One step up (-1) or down (1); the first cannot go up, nor the last down. */
export function moveInListe(liste: Liste, slug: string, pas: -1 | 1): Liste {
  const rang = liste.findIndex((garde) => garde.slug === slug);
  const autre = liste[rang + pas];
  if (rang < 0 || !autre) return liste;
  const nouvelle = [...liste];
  nouvelle[rang + pas] = liste[rang]!;
  nouvelle[rang] = autre;
  return nouvelle;
}

export function setNote(liste: Liste, slug: string, note: string): Liste {
  return liste.map((garde) => (garde.slug === slug ? { ...garde, note: note.slice(0, NOTE_MAX) } : garde));
}
