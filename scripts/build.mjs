// @ts-check
/** `npm run build`: the static site of one territory, in dist/. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { readReglages, runCommand, runOutil } = await import('./projet.mjs');

await runCommand(async () => {
  await readReglages();
  const { code } = await runOutil('astro', ['build', ...process.argv.slice(2)]);
  return code;
});
