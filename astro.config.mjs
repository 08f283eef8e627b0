import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { loadContenu } from './src/loaders/contenu';
import { contenuVerifie } from './src/loaders/integration';

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
  vite: { build: { assetsInlineLimit: 0 } },
  integrations: [contenuVerifie(), sitemap()],
  devToolbar: { enabled: false },
});
