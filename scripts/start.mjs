// @ts-check
/** `npm start`: the site of one territory and its atelier, served on this machine until Ctrl-C. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { buildSite, importTypeScript, readReglages, runCommand } = await import('./projet.mjs');

const PATIENCE_A_L_ARRET = 8_000;

/** @type {{close(): Promise<unknown>} | undefined} */
let serveur;
let stopping = false;

async function stop() {
  if (stopping) return;
  stopping = true;
  // What is being written is finished; but whoever asks to stop is not kept waiting.
  setTimeout(() => process.exit(0), PATIENCE_A_L_ARRET).unref();
  await serveur?.close().catch(console.error);
  console.log('\nLe site est arrêté.');
  process.exit(0);
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stop);

const IMPOSSIBLE = 'Le site n’a pas pu être préparé : la raison est écrite ci-dessus.';

await runCommand(async () => {
  const { dist } = readReglages();
  const { findFauteDeGit, serveSite, startAtelier, tryPort } = await importTypeScript('cms/demarrage.ts');
  await tryPort();
  console.log('Préparation du site, quelques secondes…');
  const faute = findFauteDeGit();
  if (faute) {
    const { code, sortie } = await buildSite([], { quiet: true });
    if (code === 0) {
      serveur = await serveSite(dist, faute);
      return;
    }
    console.error(`${sortie}\n${IMPOSSIBLE}`);
    process.exit(code);
  }
  try {
    serveur = await startAtelier();
  } catch (erreur) {
    if (!(erreur instanceof Error) || erreur.name !== 'SiteImpossible') throw erreur;
    console.error(`${erreur.message}\n${IMPOSSIBLE}`);
    process.exit(1);
  }
});
