/** Loss reports: for each entry, what an export could not say as the entry does. Computed while the export is written. */
import type { Portail } from '../portail/portail';
import type { Structure } from '../structure/schema';
import { type EnTete, toEnTete, toUrl } from './en-tete';

export interface MotifDePerte {
  titre: string;
  /** In plain words, for somebody who never saw the schema. */
  explication: string;
}

export interface Perte<M extends string = string> {
  motif: M;
  /** What was lost, in the words of the entry. */
  detail?: string;
}

/** What becomes of one entry. */
export interface PertesDeFiche<M extends string = string> {
  slug: string;
  nom: string;
  url: string;
  /** False when the format has no place at all for it. */
  exportee: boolean;
  pertes: Perte<M>[];
}

export interface BilanDePerte extends MotifDePerte {
  motif: string;
  /** How many entries are concerned. */
  fiches: number;
}

export interface RapportDePertes extends EnTete {
  /** Path of what the report is about. */
  exports: string[];
  exportees: number;
  nonExportees: number;
  bilan: BilanDePerte[];
  fiches: PertesDeFiche[];
}

/** Collects the losses of one entry; the same twice is one. */
export function createPertes<M extends string>(): {
  liste: Perte<M>[];
  add: (motif: M, detail?: string) => void;
} {
  const liste: Perte<M>[] = [];
  return {
    liste,
    add: (motif, detail) => {
      if (liste.some((perte) => perte.motif === motif && perte.detail === detail)) return;
      liste.push(detail === undefined ? { motif } : { motif, detail });
    },
  };
}

export function toPertesDeFiche<M extends string>(
  structure: Structure,
  exportee: boolean,
  pertes: Perte<M>[],
  portail: Portail,
): PertesDeFiche<M> {
  const { slug, nom } = structure;
  return { slug, nom, url: toUrl(`/structures/${slug}/`, portail), exportee, pertes };
}

/** The report; the losses in the order of the registry, those that concern nobody left out. */
export function toRapport<M extends string>(
  exports: string[],
  motifs: Record<M, MotifDePerte>,
  fiches: PertesDeFiche<M>[],
  portail: Portail,
): RapportDePertes {
  const counts = new Map<string, number>();
  for (const { pertes } of fiches)
    for (const motif of new Set(pertes.map((perte) => perte.motif)))
      counts.set(motif, (counts.get(motif) ?? 0) + 1);
  const exportees = fiches.filter(({ exportee }) => exportee).length;
  return {
    ...toEnTete(portail),
    exports,
    exportees,
    nonExportees: fiches.length - exportees,
    bilan: Object.entries<MotifDePerte>(motifs).flatMap(([motif, { titre, explication }]) => {
      const nombre = counts.get(motif);
      return nombre ? [{ motif, titre, explication, fiches: nombre }] : [];
    }),
    fiches: fiches.filter(({ exportee, pertes }) => !exportee || pertes.length > 0),
  };
}

/** The report in pieces, an entry at a time. */
export function* writeRapport({ fiches, ...enTete }: RapportDePertes): Generator<string, void, undefined> {
  yield `${JSON.stringify(enTete).slice(0, -1)},"fiches":[`;
  yield* writeListe(fiches);
  yield ']}\n';
}

/** The elements of a JSON array, one a line. */
export function* writeListe(elements: Iterable<unknown>): Generator<string, void, undefined> {
  let separator = '\n';
  for (const element of elements) {
    yield separator + JSON.stringify(element);
    separator = ',\n';
  }
  yield '\n';
}
