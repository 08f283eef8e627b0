// @ts-check
/** `npm run bench`: measures every budget of the design. `npm run bench -- --rapide` leaves out what is long. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, readReglages, runCommand } = await import('./projet.mjs');
const { ensureChromium } = await import('./navigateur.mjs');

await runCommand(async () => {
  const parametres = process.argv.slice(2);
  readReglages();
  const { readOptions } = await importTypeScript('tests/bench/options.ts');
  if (!readOptions(parametres).rapide) process.env.CHROMIUM_PATH = await ensureChromium();
  const { main } = await importTypeScript('tests/bench/run.ts');
  return main(parametres);
});
