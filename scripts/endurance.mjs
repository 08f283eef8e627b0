// @ts-check
/** `npm run endurance`: the long tests. `npm run endurance -- depot` runs only the files whose name holds this word. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { runOutil } = await import('./projet.mjs');

const { code } = await runOutil('vitest', [
  'run',
  '--config',
  'vitest.endurance.config.ts',
  ...process.argv.slice(2),
]);
process.exitCode = code;
