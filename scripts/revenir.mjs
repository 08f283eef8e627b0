// @ts-check
/** `npm run revenir`: lists the versions of the site; `npm run revenir -- <version>` serves one of them again. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, runCommand } = await import('./projet.mjs');

await runCommand(async () => {
  const { main } = await importTypeScript('cms/publication/revenir.ts');
  return main(process.argv.slice(2));
});
