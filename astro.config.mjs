import { setFlagsFromString } from 'node:v8';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { isCadre } from './src/domain/integration/adresse';
import { loadContenu } from './src/loaders/contenu';
import { importsLegers } from './src/loaders/imports-legers';
import { contenuVerifie } from './src/loaders/integration';

// Left to itself, V8 lets dead pages pile up to several times what is alive before it tidies up: with ten thousand
// structures, half a gigabyte that a small server does not have. Tidying up more often costs a tenth more processor.
setFlagsFromString('--heap-growing-percent=30');

const urlDeBase = () => {
  try {
    return loadContenu().contenu.territoire[0]?.donnees.urlDeBase;
  } catch {
    return undefined; // the integration says what is wrong, in French
  }
};

export default defineConfig({
  site: urlDeBase() ?? 'https://exemple.example',
  outDir: process.env.DIST ?? './dist',
  // Two builds at the same time need a cache each: the content being built is kept there.
  cacheDir: process.env.CACHE ?? './node_modules/.astro',
  trailingSlash: 'always',
  build: { inlineStylesheets: 'never', assets: '_astro', format: 'directory', concurrency: 4 },
  // The content security policy refuses inline scripts, however small.
  vite: {
    build: { assetsInlineLimit: 0, rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } } },
    plugins: [importsLegers()],
  },
  integrations: [contenuVerifie(), sitemap({ filter: (page) => !isCadre(new URL(page).pathname) })],
  devToolbar: { enabled: false },
});
