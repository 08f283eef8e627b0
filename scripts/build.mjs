// @ts-check
/** `npm run build`: the static site of one territory, in dist/. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { buildSite, readReglages, runCommand } = await import('./projet.mjs');

await runCommand(async () => {
  readReglages();
  const { code } = await buildSite(process.argv.slice(2));
  return code;
});
