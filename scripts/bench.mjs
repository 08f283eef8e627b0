// @ts-check
/** `npm run bench`: measures every budget of the design. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, readReglages, runCommand } = await import('./projet.mjs');
const { ensureChromium } = await import('./navigateur.mjs');

await runCommand(async () => {
  await readReglages();
  process.env.CHROMIUM_PATH = await ensureChromium();
  await importTypeScript('tests/bench/run.ts');
});
