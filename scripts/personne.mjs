// @ts-check
/** `npm run personne`: cms/personnes/commande.ts says what it does. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, runCommand } = await import('./projet.mjs');

await runCommand(async () => {
  const { runPersonne } = await importTypeScript('cms/personnes/commande.ts');
  return runPersonne(process.argv.slice(2));
});
