/**
 * Puts one atelier in the place of another, file by file, in the same folder. A process killed on the way leaves a note
 * that says how far it went: whoever comes next goes on from there, and nothing is ever half of each.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TRACES_DU_VERROU } from '../verrou';

/** Where the atelier of a backup is made and checked, in its `atelier` folder. */
export const DOSSIER_DE_RESTAURATION = 'restauration';
const NOTE = 'restauration.json';
const ECARTE = /^avant-/;

const noteSchema = z.object({
  /** The folder, in that of the atelier, where what was there goes. */
  ecarte: z.string().regex(/^avant-[\w-]+$/),
  /** What is there is put aside; then what comes takes its place. */
  etape: z.enum(['ecarter', 'placer']),
});
type Note = z.infer<typeof noteSchema>;

const fichierDe = (dossier: string) => join(dossier, NOTE);

/** The note is there whole, or not at all. */
function writeNote(dossier: string, note: Note): void {
  writeFileSync(`${fichierDe(dossier)}.nouvelle`, JSON.stringify(note), { flush: true });
  renameSync(`${fichierDe(dossier)}.nouvelle`, fichierDe(dossier));
}

/** What is not of the atelier itself. */
const isAPart = (nom: string): boolean =>
  [...TRACES_DU_VERROU, DOSSIER_DE_RESTAURATION, NOTE, `${NOTE}.nouvelle`].includes(nom) || ECARTE.test(nom);

/** Whether a process was killed while it put one in the place of the other. */
export const isInterrompue = (dossier: string): boolean => existsSync(fichierDe(dossier));

/** What is in the folder of the restoration is whole: from now on it takes the place of what is there. */
export function beginEchange(dossier: string, ecarte: string): void {
  writeNote(dossier, { ecarte, etape: 'ecarter' });
}

/**
 * Ends what was begun, by this process or by one that was killed, and gives where what was there has gone; what was
 * being prepared when nothing was begun is thrown away. Whoever calls it holds the folder.
 */
export function finishEchange(dossier: string): string | undefined {
  const travail = join(dossier, DOSSIER_DE_RESTAURATION);
  if (!isInterrompue(dossier)) {
    rmSync(travail, { recursive: true, force: true });
    return undefined;
  }
  const { ecarte, etape } = noteSchema.parse(JSON.parse(readFileSync(fichierDe(dossier), 'utf8')));
  if (etape === 'ecarter') {
    mkdirSync(join(dossier, ecarte), { recursive: true, mode: 0o700 });
    for (const nom of readdirSync(dossier).filter((each) => !isAPart(each)))
      renameSync(join(dossier, nom), join(dossier, ecarte, nom));
    writeNote(dossier, { ecarte, etape: 'placer' });
  }
  for (const nom of readdirSync(join(travail, 'atelier')))
    renameSync(join(travail, 'atelier', nom), join(dossier, nom));
  rmSync(fichierDe(dossier));
  rmSync(travail, { recursive: true });
  if (readdirSync(join(dossier, ecarte)).length > 0) return join(dossier, ecarte);
  rmSync(join(dossier, ecarte), { recursive: true });
  return undefined;
}
