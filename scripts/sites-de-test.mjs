// @ts-check
/** Builds the sites of tests/sites.ts, one after the other (they share Astro's cache), then serves them. */
import { requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { buildSite, importTypeScript, runCommand } = await import('./projet.mjs');
const { AUJOURDHUI_DES_TESTS, SITES_DE_TEST, siteHostile } = await import('../tests/sites.ts');

await runCommand(async () => {
  const { writeContenuHostile } = await importTypeScript('tests/fixtures/contenu-hostile.ts');
  writeContenuHostile(siteHostile.contenu);
  const sites = [siteHostile, ...SITES_DE_TEST.map((site) => ({ ...site, contenu: 'src/content' }))];
  for (const { territoire, dossier, contenu } of sites) {
    const env = {
      TERRITOIRE: territoire,
      AUJOURDHUI: AUJOURDHUI_DES_TESTS,
      CONTENU: contenu,
      DIST: dossier,
    };
    const { code, sortie } = await buildSite(['--outDir', dossier], { env, quiet: true });
    if (code !== 0) {
      console.error(sortie);
      return code;
    }
  }
  const { createServer, listen } = await importTypeScript('cms/server.ts');
  const { openBase } = await importTypeScript('cms/base/base.ts');
  const { createOrientations } = await importTypeScript('cms/orientations/compte.ts');
  const { serveOrientations } = await importTypeScript('cms/orientations/reception.ts');
  const now = () => new Date();
  for (const { dossier, port } of sites) {
    const app = createServer({ site: dossier });
    serveOrientations(app, { orientations: createOrientations({ base: openBase(':memory:'), now }), now });
    await listen(app, port, '127.0.0.1');
  }
  return undefined;
});
