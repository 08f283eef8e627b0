// @ts-check
/** `npm start`: builds the site of one territory and serves it on this machine, until Ctrl-C. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { importTypeScript, readReglages, runCommand, runOutil } = await import('./projet.mjs');

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    console.log('\nLe site est arrêté.');
    process.exit(0);
  });
}

await runCommand(async () => {
  const { port, dist } = await readReglages();
  const { FICHIER_DES_ORIENTATIONS, createServer, currentCommit, listen, readHote } =
    await importTypeScript('cms/server.ts');
  const hote = readHote(process.env);
  const prepareServeur = () =>
    createServer({ site: dist, commit: currentCommit(), orientations: FICHIER_DES_ORIENTATIONS });
  // Tried before building, so that who must choose another port learns it at once; but nobody sees half a site.
  const essai = prepareServeur();
  await listen(essai, port, hote);
  await essai.close();

  console.log('Préparation du site, quelques secondes…');
  const { code, sortie } = await runOutil('astro', ['build'], { quiet: true });
  if (code !== 0) {
    console.error(sortie);
    console.error('Le site n’a pas pu être préparé : la raison est écrite ci-dessus.');
    process.exit(code);
  }
  await listen(prepareServeur(), port, hote);
  const { loadContenu } = await importTypeScript('src/loaders/contenu.ts');
  const [territoire] = loadContenu().contenu.territoire;
  console.log(`
  Le site « ${territoire.donnees.nom} » est prêt. Ouvrez cette adresse dans votre navigateur :

      http://localhost:${port}

  Pour l’arrêter : touches Ctrl et C ensemble, dans cette fenêtre.
`);
});
