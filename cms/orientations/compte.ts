/**
 * Counts orientations: how many services of each type were on the sheets that professionals gave each month, and how many
 * times they sent somebody from one structure to another. Totals are all that is written; who counted, and for whom, is
 * never known.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { toDateInParis } from '../../src/domain/date/heure';
import { TYPE_SLUGS, type TypeSlug } from '../../src/domain/structure/type';
import { transact } from '../base/base';

/** The file that earlier versions counted in, by month, `2026-12`. */
const fichierSchema = z.record(
  z.string().regex(/^\d{4}-\d{2}$/),
  z.strictObject({
    fiches: z.int().positive(),
    types: z.partialRecord(z.enum(TYPE_SLUGS), z.int().positive()),
  }),
);

/** From one structure to another, over a quarter. */
export interface Passage {
  de: string;
  vers: string;
  type: TypeSlug;
  nombre: number;
}

/** What a quarter counts. */
export interface Trimestre {
  /** `2026-T4` */
  trimestre: string;
  /** Sheets given, and how many services of each type were on them. */
  fiches: number;
  types: Partial<Record<TypeSlug, number>>;
  /** The most frequent first; `relayees` is their sum. */
  passages: Passage[];
  relayees: number;
}

/** `2026-12` is in `2026-T4`. */
export function toTrimestre(mois: string): string {
  return `${mois.slice(0, 4)}-T${Math.ceil(Number(mois.slice(5, 7)) / 3)}`;
}

export type Orientations = ReturnType<typeof createOrientations>;

export function createOrientations({ base, now }: { base: DatabaseSync; now: () => Date }) {
  const add = base.prepare(
    `insert into orientation (mois, de, vers, type, nombre) values (?, ?, ?, ?, ?)
     on conflict (mois, de, vers, type) do update set nombre = nombre + excluded.nombre`,
  );
  const addFiches = base.prepare(
    `insert into fiche_d_orientation (mois, nombre) values (?, ?)
     on conflict (mois) do update set nombre = nombre + excluded.nombre`,
  );
  const select = base.prepare('select mois, de, vers, type, nombre from orientation order by mois, de, vers');
  const selectFiches = base.prepare('select mois, nombre from fiche_d_orientation order by mois');
  const thisMonth = () => toDateInParis(now()).slice(0, 7);

  return {
    /** A sheet was given to a family: the types of what was on it. */
    countFiche(types: readonly TypeSlug[]): void {
      const mois = thisMonth();
      transact(base, () => {
        addFiches.run(mois, 1);
        for (const type of types) add.run(mois, '', '', type, 1);
      });
    },
    /** Somebody was sent from one structure to another. */
    countPassage({ de, vers, type }: Omit<Passage, 'nombre'>): void {
      add.run(thisMonth(), de, vers, type, 1);
    },
    /** By quarter, from the latest. */
    listTrimestres(): Trimestre[] {
      const comptes = new Map<string, Trimestre>();
      const open = (mois: string): Trimestre => {
        const trimestre = toTrimestre(mois);
        const compte = comptes.get(trimestre) ?? {
          trimestre,
          fiches: 0,
          types: {},
          passages: [],
          relayees: 0,
        };
        comptes.set(trimestre, compte);
        return compte;
      };
      for (const { mois, nombre } of selectFiches.all() as { mois: string; nombre: number }[])
        open(mois).fiches += nombre;
      for (const { mois, ...passage } of select.all() as unknown as (Passage & { mois: string })[])
        addTo(open(mois), passage);
      for (const { passages } of comptes.values()) passages.sort((a, b) => b.nombre - a.nombre);
      return [...comptes.values()].sort((a, b) => b.trimestre.localeCompare(a.trimestre));
    },

    /**
     * Takes what earlier versions had counted in a file into the base, once: the file is then renamed. One that cannot
     * be read stays as it is, for somebody to repair, and is tried again at the next start.
     */
    importFichier(fichier: string): void {
      if (!existsSync(fichier)) return;
      const lu = readFichier(fichier);
      if (lu === undefined) {
        console.error(
          `Le compteur des orientations (${fichier}) ne peut pas être lu : il reste comme il est. Réparez-le, puis redémarrez.`,
        );
        return;
      }
      transact(base, () => {
        for (const [mois, { fiches, types }] of Object.entries(lu)) {
          addFiches.run(mois, fiches);
          for (const [type, nombre] of Object.entries(types)) add.run(mois, '', '', type, nombre);
        }
        // Within the whole: if the file cannot be renamed, nothing was counted.
        renameSync(fichier, `${fichier}.repris`);
      });
    },
  };
}

function addTo(compte: Trimestre, passage: Passage): void {
  const { de, vers, type, nombre } = passage;
  if (vers === '') {
    compte.types[type] = (compte.types[type] ?? 0) + nombre;
    return;
  }
  compte.relayees += nombre;
  const deja = compte.passages.find((each) => each.de === de && each.vers === vers);
  if (deja) deja.nombre += nombre;
  else compte.passages.push(passage);
}

function readFichier(fichier: string): z.infer<typeof fichierSchema> | undefined {
  try {
    return fichierSchema.parse(JSON.parse(readFileSync(fichier, 'utf8')));
  } catch {
    return undefined;
  }
}
