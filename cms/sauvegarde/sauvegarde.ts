/**
 * One file that holds an atelier: its store, with every draft, and its base. Taken while people work: the base first,
 * the store next, so that whatever the base names is in the store, which forgets nothing.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import { createGit } from '../depot/git';
import type { Reglages } from '../reglages';
import { takeVerrou } from '../verrou';
import { DOSSIER_DE_RESTAURATION, beginEchange, finishEchange, isInterrompue } from './echange';

const NOTE = 'sauvegarde.json';
const DEPOT = 'depot.bundle';
const BASE = 'base.sqlite';
/** Kept as they are, when they are there. */
const AUTRES = ['secret', join('sites', 'epingle')];

const noteSchema = z.object({
  version: z.literal(1),
  territoire: z.string(),
  faiteLe: z.iso.datetime(),
  /** What was published. */
  commit: z.string().regex(/^[0-9a-f]{40,64}$/),
});
export type Note = z.infer<typeof noteSchema>;

type Lieu = Pick<Reglages, 'dossier' | 'territoire'>;

function run(programme: string, parametres: readonly string[]): Promise<void> {
  const enfant = spawn(programme, parametres, { stdio: ['ignore', 'ignore', 'pipe'] });
  let erreurs = '';
  enfant.stderr.setEncoding('utf8').on('data', (texte: string) => (erreurs += texte));
  return new Promise((fini, echec) => {
    enfant.on('error', echec);
    enfant.on('close', (code) => {
      if (code === 0) fini();
      else echec(new Error(`${programme} : ${erreurs.trim()}`));
    });
  });
}

function syncFile(fichier: string): void {
  const descripteur = openSync(fichier, 'r');
  fsyncSync(descripteur);
  closeSync(descripteur);
}

function requireSaine(fichier: string): void {
  const base = new DatabaseSync(fichier, { readOnly: true });
  try {
    const { integrity_check: resultat } = base.prepare('pragma integrity_check').get() as {
      integrity_check: string;
    };
    if (resultat !== 'ok') throw new Error(`base.sqlite : ${resultat}`);
  } finally {
    base.close();
  }
}

/** Writes the archive; it is whole once it has its name. Only whoever makes it may read it: it names people. */
export async function sauvegarder({ dossier, territoire }: Lieu, archive: string, now: Date): Promise<Note> {
  if (isInterrompue(dossier))
    throw new ErreurDEnvironnement(
      'Une restauration a été interrompue : lancez d’abord npm start, qui la termine.',
    );
  if (!existsSync(join(dossier, 'depot.git')))
    throw new ErreurDEnvironnement(`Il n’y a pas d’atelier dans ${dossier} : il n’y a rien à sauvegarder.`);
  if (existsSync(archive))
    throw new ErreurDEnvironnement(
      `Le fichier ${archive} existe déjà : choisissez un autre nom, une sauvegarde n’en efface pas une autre.`,
    );
  await mkdir(dirname(archive), { recursive: true });
  const travail = `${archive}.en-cours`;
  await rm(travail, { recursive: true, force: true });
  await mkdir(travail, { mode: 0o700 });
  try {
    const base = new DatabaseSync(join(dossier, BASE), { timeout: 30_000 });
    base.prepare('vacuum into ?').run(join(travail, BASE));
    base.close();
    requireSaine(join(travail, BASE));
    const git = createGit(join(dossier, 'depot.git'));
    await git.run(['bundle', 'create', '--quiet', join(travail, DEPOT), '--all'], { timeout: 600_000 });
    await git.run(['bundle', 'verify', '--quiet', join(travail, DEPOT)], { timeout: 600_000 });
    const tetes = await git.run(['bundle', 'list-heads', join(travail, DEPOT), 'refs/heads/main']);
    const note = noteSchema.parse({
      version: 1,
      territoire,
      faiteLe: now.toISOString(),
      commit: tetes.split(' ')[0],
    });
    for (const autre of AUTRES) {
      if (existsSync(join(dossier, autre)))
        await copyFile(join(dossier, autre), join(travail, basename(autre)));
    }
    await writeFile(join(travail, NOTE), `${JSON.stringify(note, null, 2)}\n`);
    await run('tar', ['-C', travail, '-czf', join(travail, 'archive'), ...(await readdir(travail))]);
    await run('chmod', ['600', join(travail, 'archive')]);
    syncFile(join(travail, 'archive'));
    await rename(join(travail, 'archive'), archive);
    return note;
  } finally {
    await rm(travail, { recursive: true, force: true });
  }
}

async function readNote(dossier: string): Promise<Note> {
  const texte = await readFile(join(dossier, NOTE), 'utf8').catch(() => '');
  const lue = texte === '' ? undefined : noteSchema.safeParse(JSON.parse(texte));
  if (lue?.success) return lue.data;
  throw new ErreurDEnvironnement('Ce fichier n’est pas une sauvegarde d’atelier.');
}

/** Makes an atelier of what the archive holds, beside, and checks it whole. */
async function unpack(archive: string, travail: string, territoire: string): Promise<Note> {
  const sac = join(travail, 'sac');
  await mkdir(sac, { recursive: true, mode: 0o700 });
  await run('tar', ['-C', sac, '--no-same-owner', '-xzf', archive]).catch((erreur: unknown) => {
    throw new ErreurDEnvironnement(
      `Le fichier ${archive} ne peut pas être ouvert (${(erreur as Error).message}).`,
    );
  });
  const note = await readNote(sac);
  if (note.territoire !== territoire)
    throw new ErreurDEnvironnement(
      `Cette sauvegarde est celle de « ${note.territoire} », et TERRITOIRE vaut « ${territoire} » : indiquez TERRITOIRE=${note.territoire}.`,
    );
  requireSaine(join(sac, BASE));
  const depot = join(travail, 'atelier', 'depot.git');
  await mkdir(depot, { recursive: true, mode: 0o700 });
  const git = createGit(depot);
  await git.run(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', depot]);
  await git.run(['fetch', '--quiet', join(sac, DEPOT), 'refs/*:refs/*'], { timeout: 600_000 });
  await git.run(['fsck', '--full', '--strict', '--no-dangling'], { timeout: 600_000 });
  if ((await git.run(['rev-parse', 'refs/heads/main'])).trim() !== note.commit)
    throw new Error('the store of the archive is not the one that its note names');
  forgetPassager(join(sac, BASE));
  await rename(join(sac, BASE), join(travail, 'atelier', BASE));
  for (const autre of AUTRES) {
    if (!existsSync(join(sac, basename(autre)))) continue;
    await mkdir(dirname(join(travail, 'atelier', autre)), { recursive: true });
    await rename(join(sac, basename(autre)), join(travail, 'atelier', autre));
  }
  return note;
}

/** What was true that day only: a session closed since would open again, a mail that left would leave twice. */
function forgetPassager(fichier: string): void {
  const base = new DatabaseSync(fichier);
  base.exec('delete from session; delete from lien; delete from courriel where finiLe is null;');
  base.close();
}

export interface Restauration {
  note: Note;
  /** Where the atelier that was there has been put aside. */
  ecarte: string | undefined;
}

/** Puts an atelier back. The one that is there is never erased: it is put aside, and only if asked. */
export async function restaurer(
  { dossier, territoire }: Lieu,
  archive: string,
  { remplacer, now }: { remplacer: boolean; now: Date },
): Promise<Restauration> {
  if (!existsSync(archive)) throw new ErreurDEnvironnement(`Le fichier ${archive} n’existe pas.`);
  // A server that runs would go on writing in the one that is put aside.
  const release = takeVerrou(dossier);
  const travail = resolve(dossier, DOSSIER_DE_RESTAURATION);
  try {
    finishEchange(dossier);
    const isOccupied = existsSync(join(dossier, 'depot.git')) || existsSync(join(dossier, BASE));
    if (isOccupied && !remplacer)
      throw new ErreurDEnvironnement(
        `Il y a déjà un atelier dans ${dossier}. Pour mettre la sauvegarde à sa place, ajoutez --remplacer : celui qui y est sera mis de côté, pas effacé.`,
      );
    const note = await unpack(resolve(archive), travail, territoire);
    // On the disk before it takes the place of what is.
    await run('sync', ['-f', travail]);
    beginEchange(dossier, `avant-${now.toISOString().replaceAll(/[:.]/g, '-')}`);
    const ecarte = finishEchange(dossier);
    return { note, ecarte: isOccupied ? ecarte : undefined };
  } catch (erreur) {
    if (!isInterrompue(dossier)) await rm(travail, { recursive: true, force: true });
    throw erreur;
  } finally {
    release();
  }
}
