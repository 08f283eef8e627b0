// @ts-check
/** `npm run verifier`: every error of the content of one territory, without building it. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, readReglages, runCommand } = await import('./projet.mjs');

await runCommand(async () => {
  readReglages();
  await importTypeScript('src/loaders/verifier.ts');
});
