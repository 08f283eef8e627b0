// @ts-check
/**
 * Builds one site for the atelier, in a process of its own: what a build leaves in memory goes away with it, and it
 * never slows the pages that are being served. Everything is loaded before the order comes, so that a publication does
 * not wait for it. Started by `cms/publication/constructeur.ts`, which speaks to it by messages.
 */
import { enableCompileCache } from 'node:module';
import { setPriority } from 'node:os';
import { inspect } from 'node:util';

const PRIORITE_BASSE = 5;

// Nobody waits for this build any more; it must not write beside the one that the next server orders.
process.on('disconnect', () => process.exit(1));
process.env.NODE_ENV = 'production';
setPriority(PRIORITE_BASSE);
enableCompileCache();

const { importTypeScript } = await import('./projet.mjs');
const { build } = await import('astro');
const { bundleProgramme, tellBagage, writeHorsLigne } = await importTypeScript('src/loaders/hors-ligne.ts');
const { writeIndex, writeIndexMeanwhile } = await importTypeScript('src/loaders/index-de-recherche.ts');
const { loadContenu } = await importTypeScript('src/loaders/contenu.ts');
const { printImprimes } = await importTypeScript('src/loaders/imprimerie.ts');
const { borrowAnnexes, deferAnnexes, writeAnnexes } = await importTypeScript('src/loaders/annexes.ts');
const programme = await bundleProgramme();

/** @param {object} reponse */
const answer = (reponse) => new Promise((parti) => process.send?.(reponse, undefined, undefined, parti));

/** @typedef {{contenu: string, territoire: string, aujourdhui: string, site: string, cache: string, precedent?: string}} Commande */

/** @param {Commande} commande */
async function construct({ contenu, territoire, aujourdhui, site, cache, precedent }) {
  Object.assign(process.env, {
    CONTENU: contenu,
    TERRITOIRE: territoire,
    AUJOURDHUI: aujourdhui,
    DIST: site,
    CACHE: cache,
  });
  // Astro finds it read already.
  const { erreurs } = loadContenu();
  if (erreurs.length > 0) return { erreurs };
  if (precedent === undefined) {
    await build({ logLevel: 'warn' });
    await writeIndex(site, printImprimes(site, cache));
  } else {
    await writeIndexMeanwhile(site, deferAnnexes(), build({ logLevel: 'warn' }));
  }
  const { alerte } = tellBagage(await writeHorsLigne(site, { programme }));
  if (precedent === undefined) return { alerte };
  borrowAnnexes(site, precedent);
  return { alerte, reste: true };
}

process.once('message', async (commande) => {
  const { cache } = /** @type {Commande} */ (commande);
  let reponse;
  try {
    reponse = await construct(/** @type {Commande} */ (commande));
  } catch (erreur) {
    reponse = { raison: inspect(erreur) }; // with what caused it: a full disk, for example
  }
  // The pages have a place by then, and may be read.
  if ('reste' in reponse)
    process.once('message', async (suite) => {
      const { site } = /** @type {{site: string}} */ (suite);
      const fin = await writeAnnexes(site, cache).then(
        () => ({}),
        (/** @type {unknown} */ erreur) => ({ raison: inspect(erreur) }),
      );
      await answer(fin);
      process.exit(0);
    });
  await answer(reponse);
  if (!('reste' in reponse)) process.exit(0);
});
await answer({ pret: true });
