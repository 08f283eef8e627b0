/**
 * Vite adds a kilobyte to the script of every page that imports something later, to fetch in advance the scripts and
 * styles of that. A script that comes later is in no hurry, and a component imports its style sheet itself.
 */
import type { Plugin } from 'vite';

export function importsLegers(): Plugin {
  return {
    name: 'imports-legers',
    apply: 'build',
    config: () => ({ build: { modulePreload: { polyfill: false, resolveDependencies: () => [] } } }),
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => ({ code: 'export const __vitePreload = (load) => load();', map: null }),
    },
    generateBundle: {
      order: 'post',
      handler(_options, fichiers) {
        for (const fichier of Object.values(fichiers)) {
          if (fichier.type !== 'chunk' || !fichier.code.includes('__vite__mapDeps')) continue;
          this.error(
            `${fichier.fileName} imports a style sheet with import(): import it in the component that uses it.`,
          );
        }
      },
    },
  };
}
