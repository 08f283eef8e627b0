/** Makes of one TypeScript file without imports the script that other sites run. */
import { Script } from 'node:vm';
import { minify, transformWithOxc } from 'vite';

/** Browsers of the last five years. */
const CIBLE = 'es2021';

export async function writeProgramme(nom: string, source: string): Promise<string> {
  const { code } = await transformWithOxc(source, nom, { target: CIBLE, sourcemap: false });
  const { code: court, errors } = await minify(nom.replace(/\.ts$/, '.js'), code);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  // It is read as a plain script: anything imported or exported is refused here, as it would be there.
  const seul = court.replace(/export\s*\{\s*\};?\s*$/, '');
  new Script(seul);
  // The page of somebody else may be in another encoding, and hosts do not always say that of a script.
  return seul.replace(
    /[^\n\u0020-\u007e]/g,
    (signe) => `\\u${signe.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
