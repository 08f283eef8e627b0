/** The verified content of the chosen territory, read once a build, and the Astro loaders that serve it. */
import type { Loader } from 'astro/loaders';
import type { NomDeCollection } from '../domain/contenu/collection';
import { type Verification, verifyContenu } from '../domain/contenu/verification';
import { readEnvironnement } from './environnement';
import { listFichiersPerdus, readContenu } from './lecture';

/** Astro evaluates this module twice, for its configuration and for its collections: both find here what one read. */
const partage = globalThis as { contenuVerifie?: Verification };

/** Reads and checks the content named by TERRITOIRE and CONTENU, once. */
export function loadContenu(): Verification {
  if (!partage.contenuVerifie) {
    const { contenu, territoire, aujourdhui } = readEnvironnement(process.env);
    const fichiers = readContenu(contenu, territoire);
    const perdus = listFichiersPerdus(contenu, territoire, fichiers);
    partage.contenuVerifie = verifyContenu(fichiers, aujourdhui, perdus);
  }
  return partage.contenuVerifie;
}

/** Frees the memory that the content takes, once the collections hold theirs. */
export function forgetContenu(): void {
  delete partage.contenuVerifie;
}

/** Serves one collection of the verified content to Astro. */
export function contenuLoader(collection: NomDeCollection): Loader {
  return {
    name: `contenu-${collection}`,
    load: ({ store }) => {
      store.clear();
      for (const { slug, donnees } of loadContenu().contenu[collection]) {
        store.set({ id: slug, data: donnees });
      }
      return Promise.resolve();
    },
  };
}

/** The circumstances of the build, as a collection of one entry, so that queries need nothing else. */
export function contexteLoader(): Loader {
  return {
    name: 'contexte',
    load: ({ store }) => {
      const { territoire, aujourdhui } = readEnvironnement(process.env);
      store.clear();
      store.set({ id: 'build', data: { territoire, aujourdhui } });
      return Promise.resolve();
    },
  };
}
