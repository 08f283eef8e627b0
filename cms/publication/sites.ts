/**
 * The built sites on disk: a folder a version, and a link, `courant`, that says which is served. A version is built
 * aside, then named once it is whole; moving the link is one rename, so that a reader finds one version or the other.
 */
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

/** What is written beside the folder of a version, never in it: it is not for visitors. */
const versionSchema = z.object({
  /** Commit of the content. */
  commit: z.string().regex(/^[0-9a-f]{40,64}$/),
  /** Day for which its dates were computed. */
  jour: z.string(),
  /** State of the program that built it. */
  code: z.string(),
  /** Boot of the machine: after a power cut, files that were not yet on the disk may be empty. */
  demarrage: z.string(),
  construitLe: z.string(),
  /** Whether what is beside its pages is its own too; until then, it is that of the version before. */
  entiere: z.boolean().default(true),
});

export type Circonstances = Omit<z.infer<typeof versionSchema>, 'construitLe' | 'entiere'>;
export interface Version extends z.infer<typeof versionSchema> {
  nom: string;
  dossier: string;
}

export interface Sites {
  /** The link that is served; it leads nowhere before the first version. */
  courant: string;
  readCourante(): Version | undefined;
  /** Versions, the last built first. */
  listVersions(): Version[];
  /** A new folder to build in; given to `add` or `discard`. */
  prepare(): string;
  /** Names a site whose pages are all there, from a folder inside the one that was prepared. */
  add(site: string, circonstances: Circonstances, entiere?: boolean): Version;
  /** What was missing beside its pages is there. */
  complete(version: Version): void;
  discard(chantier: string): void;
  serve(version: Version): void;
  remove(version: Version): void;
  /** Removes the versions that are neither served, nor among the last, nor the last that is whole. */
  prune(gardees: number): void;
  /** Commit to which someone went back, until told otherwise. */
  readEpingle(): string | undefined;
  pin(commit: string | undefined): void;
}

const CHANTIER = /^\.chantier-(\d+)-/;
const VERSION = /^[0-9a-f]{12}-(\d+)$/;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (erreur) {
    return (erreur as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const rankOf = (nom: string): number => Number(VERSION.exec(nom)?.[1] ?? 0);

/** Thousands of files: visitors do not wait for that. What a stop leaves is removed at the next start. */
function removeLater(dossier: string): void {
  rm(dossier, { recursive: true, force: true }).catch(() => undefined);
}

/** Written aside, then named: a reader never finds half of it. */
function writeWhole(fichier: string, texte: string): void {
  const nouveau = `${fichier}.${randomUUID()}`;
  writeFileSync(nouveau, texte);
  renameSync(nouveau, fichier);
}

export function openSites(dossier: string): Sites {
  mkdirSync(dossier, { recursive: true });
  const courant = join(dossier, 'courant');
  const epingle = join(dossier, 'epingle');

  const readVersion = (nom: string): Version | undefined => {
    try {
      const lue = versionSchema.parse(JSON.parse(readFileSync(join(dossier, `${nom}.json`), 'utf8')));
      return { ...lue, nom, dossier: join(dossier, nom) };
    } catch {
      return undefined; // a folder without its note is not a version
    }
  };
  const listNoms = (): string[] =>
    readdirSync(dossier)
      .filter((nom) => VERSION.test(nom))
      .sort((a, b) => rankOf(b) - rankOf(a));

  // What a process that was stopped left behind.
  for (const nom of readdirSync(dossier)) {
    const pid = CHANTIER.exec(nom)?.[1];
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(join(dossier, nom), { recursive: true, force: true });
  }

  const writeNote = (nom: string, note: z.infer<typeof versionSchema>): void =>
    writeWhole(join(dossier, `${nom}.json`), `${JSON.stringify(note, null, 2)}\n`);

  const remove = (nom: string): void => {
    rmSync(join(dossier, `${nom}.json`), { force: true });
    removeLater(join(dossier, nom));
  };

  // A version that was being removed has lost its note first.
  for (const nom of listNoms())
    if (!existsSync(join(dossier, `${nom}.json`))) removeLater(join(dossier, nom));

  return {
    courant,
    remove: ({ nom }) => remove(nom),
    readCourante() {
      try {
        return readVersion(basename(readlinkSync(courant)));
      } catch {
        return undefined;
      }
    },
    listVersions: () => listNoms().flatMap((nom) => readVersion(nom) ?? []),
    prepare() {
      const chantier = join(dossier, `.chantier-${process.pid}-${randomUUID().slice(0, 8)}`);
      mkdirSync(chantier);
      return chantier;
    },
    add(site, circonstances, entiere = true) {
      const rang = Math.max(0, ...readdirSync(dossier).map((nom) => rankOf(nom.replace(/\.json$/, '')))) + 1;
      const nom = `${circonstances.commit.slice(0, 12)}-${rang}`;
      const note = { ...circonstances, construitLe: new Date().toISOString(), entiere };
      writeNote(nom, note);
      renameSync(site, join(dossier, nom));
      return { ...note, nom, dossier: join(dossier, nom) };
    },
    complete(version) {
      writeNote(version.nom, versionSchema.parse({ ...version, entiere: true }));
    },
    discard: removeLater,
    serve({ nom }) {
      const lien = join(dossier, `.courant-${randomUUID()}`);
      symlinkSync(nom, lien);
      renameSync(lien, courant);
    },
    prune(gardees) {
      const servie = existsSync(courant) ? basename(realpathSync(courant)) : undefined;
      const entiere = listNoms().find((nom) => readVersion(nom)?.entiere);
      for (const nom of listNoms().slice(gardees)) {
        if (nom !== servie && nom !== entiere) remove(nom);
      }
    },
    readEpingle() {
      const texte = existsSync(epingle) ? readFileSync(epingle, 'utf8').trim() : '';
      return texte === '' ? undefined : texte;
    },
    pin(commit) {
      if (commit === undefined) rmSync(epingle, { force: true });
      else writeWhole(epingle, `${commit}\n`);
    },
  };
}
