// @ts-check
/** `npm run importer`: cms/importation/ says what it does. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, runCommand } = await import('./projet.mjs');

await runCommand(async () => {
  const { main } = await importTypeScript('cms/importation/commande.ts');
  return main(process.argv.slice(2));
});
