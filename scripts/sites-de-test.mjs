// @ts-check
/** Builds the sites of tests/sites.ts, one after the other (they share Astro's cache), then serves them. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { buildSite, importTypeScript, runCommand } = await import('./projet.mjs');
const { AUJOURDHUI_DES_TESTS, SITES_DE_TEST } = await import('../tests/sites.ts');

await runCommand(async () => {
  for (const { territoire, dossier } of SITES_DE_TEST) {
    const env = {
      TERRITOIRE: territoire,
      AUJOURDHUI: AUJOURDHUI_DES_TESTS,
      CONTENU: 'src/content',
      DIST: dossier,
    };
    const { code, sortie } = await buildSite(['--outDir', dossier], { env, quiet: true });
    if (code !== 0) {
      console.error(sortie);
      return code;
    }
  }
  const { createServer, listen } = await importTypeScript('cms/server.ts');
  for (const { dossier, port } of SITES_DE_TEST)
    await listen(
      createServer({ site: dossier, orientations: `${dossier}-orientations.json` }),
      port,
      '127.0.0.1',
    );
  return undefined;
});
