// @ts-check
/** `npm run contours`: fetches the outlines of the communes of one territory into its content. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, runCommand } = await import('./projet.mjs');

await runCommand(async () => {
  const { runContours } = await importTypeScript('src/loaders/commande-contours.ts');
  return runContours(process.env);
});
