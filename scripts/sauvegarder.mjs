// @ts-check
/** `npm run sauvegarder`: cms/sauvegarde/ says what it does. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, runCommand } = await import('./projet.mjs');

await runCommand(async () => {
  const { runSauvegarder } = await importTypeScript('cms/sauvegarde/commandes.ts');
  return runSauvegarder(process.argv.slice(2));
});
