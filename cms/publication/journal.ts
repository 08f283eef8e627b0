/** What was published, version after version, read from the main branch of the store. */
import { type Cle, readCle } from '../depot/cle';
import { createGit } from '../depot/git';

/** One version of the content, and the entries that it changed. */
export interface Parution {
  commit: string;
  /** ISO 8601. */
  date: string;
  auteur: string;
  /** Previous version; none for the first. */
  precedente: string | undefined;
  cles: Cle[];
}

export interface Journal {
  /** From the last to the first; after `depuis`, without it, when it is given. */
  listParutions(options: { jusque: string; depuis?: string; max?: number }): Promise<Parution[]>;
  /** The entries that two versions do not say alike. */
  listDifferences(avant: string, apres: string): Promise<Cle[]>;
  /** Whether a version holds what an older one brought. */
  contains(version: string, ancienne: string): Promise<boolean>;
  /** The whole name of a version, from its first characters. */
  resolve(debut: string): Promise<string | undefined>;
}

const FICHE = /\.yaml$/;
const COMMIT = /^[0-9a-f]{7,64}$/;
const SEPARATEUR = '\x1e';

const toCles = (lignes: readonly string[]): Cle[] =>
  lignes.filter((ligne) => FICHE.test(ligne)).flatMap((chemin) => readCle(chemin.replace(FICHE, '')) ?? []);

function toParution(texte: string): Parution {
  const [entete = '', ...lignes] = texte.trim().split('\n');
  const [commit = '', date = '', parents = '', auteur = ''] = entete.split('\x1f');
  return {
    commit,
    date,
    auteur,
    precedente: parents.split(' ').find((parent) => parent !== ''),
    cles: toCles(lignes),
  };
}

export function openJournal(depot: string): Journal {
  const git = createGit(depot);
  return {
    async listParutions({ jusque, depuis, max }) {
      const sortie = await git.run([
        'log',
        '--first-parent',
        '--diff-merges=first-parent',
        '--name-only',
        '--no-renames',
        `--format=${SEPARATEUR}%H%x1f%cI%x1f%P%x1f%an`,
        ...(max === undefined ? [] : [`--max-count=${max}`]),
        ...(depuis === undefined ? [jusque] : [`${depuis}..${jusque}`]),
        '--',
      ]);
      return sortie.split(SEPARATEUR).slice(1).map(toParution);
    },
    async listDifferences(avant, apres) {
      return toCles((await git.run(['diff', '--name-only', '--no-renames', avant, apres, '--'])).split('\n'));
    },
    async contains(version, ancienne) {
      if (version === ancienne) return true;
      return git.run(['merge-base', '--is-ancestor', ancienne, version]).then(
        () => true,
        () => false,
      );
    },
    async resolve(debut) {
      if (!COMMIT.test(debut)) return undefined;
      const sortie = await git
        .run(['rev-parse', '--verify', '--quiet', `${debut}^{commit}`])
        .catch(() => undefined);
      return sortie?.trim();
    },
  };
}
