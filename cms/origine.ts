/**
 * The content folder from which the atelier was made. When it changes afterwards, the atelier starts anew from it as
 * long as nobody has written anything there; later, what people wrote is the content, and the folder only a memory.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { createGit } from './depot/git';
import type { Reglages } from './reglages';

type Lieu = Pick<Reglages, 'dossier' | 'contenu' | 'territoire' | 'depotDistant'>;

const NOTE = 'origine';
const depotDe = ({ dossier }: Pick<Lieu, 'dossier'>): string => join(dossier, 'depot.git');

function fingerprint({ contenu, territoire }: Lieu): string {
  const racine = join(contenu, territoire);
  const fichiers = readdirSync(racine, { recursive: true, withFileTypes: true })
    .filter((entree) => entree.isFile() && ['.yaml', '.yml'].includes(extname(entree.name)))
    .map((entree) => join(entree.parentPath, entree.name))
    .sort();
  const empreinte = createHash('sha256');
  for (const fichier of fichiers)
    empreinte
      .update(`${relative(racine, fichier)}\0`)
      .update(readFileSync(fichier))
      .update('\0');
  return empreinte.digest('hex');
}

/** Nothing but the first commit, and no draft. */
async function isUntouched(lieu: Lieu): Promise<boolean> {
  const git = createGit(depotDe(lieu));
  const references = await git.run(['for-each-ref', '--format=%(refname)']);
  if (references.trim() !== 'refs/heads/main') return false;
  return (await git.run(['rev-list', '--count', 'refs/heads/main'])).trim() === '1';
}

export type Reprise = 'a-creer' | 'inchangee' | 'reprise' | 'gardee';

/** What is to be done of the content folder, and whether the store will be made from it. */
export async function decideReprise(lieu: Lieu): Promise<Reprise> {
  if (!existsSync(depotDe(lieu))) return 'a-creer';
  const note = join(lieu.dossier, NOTE);
  if (lieu.depotDistant !== undefined || !existsSync(note)) return 'inchangee';
  if (readFileSync(note, 'utf8').trim() === fingerprint(lieu)) return 'inchangee';
  return (await isUntouched(lieu)) ? 'reprise' : 'gardee';
}

/** Follows the decision, before the store is opened. */
export function applyReprise(lieu: Lieu, reprise: Reprise): void {
  if (reprise === 'reprise') rmSync(depotDe(lieu), { recursive: true });
  if (reprise !== 'a-creer' && reprise !== 'reprise') return;
  mkdirSync(lieu.dossier, { recursive: true, mode: 0o700 });
  writeFileSync(join(lieu.dossier, NOTE), `${fingerprint(lieu)}\n`);
}

/** A sentence for who changed the folder and will not see it on the site. */
export function tellReprise({ contenu, territoire, dossier }: Lieu, reprise: Reprise): string | undefined {
  if (reprise !== 'gardee') return undefined;
  const source = relative('.', join(contenu, territoire));
  return (
    `Le dossier ${source} a changé depuis que l’atelier existe, mais des fiches ont été écrites dans l’atelier : ` +
    `c’est son contenu qui est servi. Pour repartir du dossier, arrêtez, renommez ${relative('.', dossier)} et relancez.`
  );
}
