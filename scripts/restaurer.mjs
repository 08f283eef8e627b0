// @ts-check
/** `npm run restaurer`: cms/sauvegarde/ says what it does. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, runCommand } = await import('./projet.mjs');

await runCommand(async () => {
  const { runRestaurer } = await importTypeScript('cms/sauvegarde/commandes.ts');
  return runRestaurer(process.argv.slice(2));
});
