// @ts-check
/**
 * The second build: the pages of the atelier, rendered by the server when they are asked for, and the script of
 * `/admin/`. It is made once a version of the code (cms/interface/construction.ts), and never at a publication.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import { adaptateur } from './interface/adaptateur.mjs';
import { sansEval } from './interface/sans-eval.mjs';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  srcDir: '.',
  outDir: process.env.INTERFACE ?? '../var/atelier/interface/essai',
  cacheDir: '../var/atelier/interface/.cache',
  // The layouts of the site ask for it; no page of the atelier is indexed.
  site: 'https://atelier.example',
  output: 'server',
  adapter: adaptateur(),
  trailingSlash: 'always',
  // A folder of its own: nothing of the static site, which is served beside, is under this name.
  build: { inlineStylesheets: 'never', assets: 'atelier' },
  image: { service: { entrypoint: './interface/images.mjs' } },
  // Forms come to Fastify, which checks their origin; pages only render what it gives them.
  security: { checkOrigin: false },
  vite: {
    cacheDir: '../var/atelier/interface/.vite',
    // One folder that holds everything it needs, wherever it is put.
    ssr: { noExternal: true },
    build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 3_000 },
    plugins: [sansEval()],
  },
  devToolbar: { enabled: false },
});
