// @ts-check
/** Runs a TypeScript file of the project: `node scripts/executer.mjs cms/server.ts [arguments]`. */
import { resolve } from 'node:path';
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, runCommand } = await import('./projet.mjs');
const [fichier, ...parametres] = process.argv.slice(2);
if (!fichier) throw new Error('executer.mjs expects the path of a TypeScript file');

// The file reads its own arguments, as if Node had started it.
process.argv.splice(1, Infinity, resolve(fichier), ...parametres);
await runCommand(async () => (await importTypeScript(fichier)).main?.(parametres));
