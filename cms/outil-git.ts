/** The atelier keeps the content with git, which the machine must have; the site alone does without. */
import { spawnSync } from 'node:child_process';
import { ErreurDEnvironnement } from '../src/loaders/environnement';

/** The first version that merges without a work tree. */
const MINIMUM = [2, 38] as const;

/** One French sentence when git is missing or too old; nothing when it will do. */
export function findFauteDeGit(
  run: () => { status: number | null; stdout: string | null } = () =>
    spawnSync('git', ['--version'], { encoding: 'utf8' }),
): string | undefined {
  const attendu = `il faut git ${MINIMUM.join('.')} ou plus récent pour mettre à jour les fiches`;
  const { status, stdout } = run();
  const [, majeure, mineure] = /(\d+)\.(\d+)/.exec((status === 0 && stdout) || '') ?? [];
  if (majeure === undefined) return `L’atelier n’est pas ouvert : ${attendu}, et git n’est pas installé.`;
  const [a, b] = [Number(majeure), Number(mineure)];
  if (a > MINIMUM[0] || (a === MINIMUM[0] && b >= MINIMUM[1])) return undefined;
  return `L’atelier n’est pas ouvert : ${attendu}, et cette machine a la version ${majeure}.${mineure}.`;
}

export function requireGit(): void {
  const faute = findFauteDeGit();
  if (faute !== undefined) throw new ErreurDEnvironnement(faute);
}
