/** The verified content of the chosen territory, read once a build, and the Astro loaders that serve it. */
import type { Loader } from 'astro/loaders';
import type { NomDeCollection } from '../domain/contenu/collection';
import { type Verification, verifyContenu } from '../domain/contenu/verification';
import { type Variables, readEnvironnement } from './environnement';
import type { Contours } from '../domain/territoire/contours';
import { readContours } from './contours';
import { listFichiersPerdus, readContenu } from './lecture';

/** With the outlines of the communes, which no one writes by hand, when the territory has them. */
export type ContenuVerifie = Verification & { contours?: Contours };

/** Astro evaluates this module twice, for its configuration and for its collections: both find here what one read. */
const partage = globalThis as { contenuVerifie?: ContenuVerifie };

/** Reads and checks the content named by TERRITOIRE and CONTENU, once. */
export function loadContenu(): ContenuVerifie {
  partage.contenuVerifie ??= verifyWithContours();
  return partage.contenuVerifie;
}

function verifyWithContours(): ContenuVerifie {
  const { contenu, territoire } = readEnvironnement(process.env);
  const verification = verifyTerritoire(process.env);
  const communes = verification.contenu.communes.map(({ donnees }) => donnees);
  const { contours, erreurs } = readContours(contenu, territoire, communes);
  return {
    ...verification,
    ...(contours ? { contours } : {}),
    // A list of communes that is wrong would make every outline wrong too.
    erreurs: verification.erreurs.length > 0 ? verification.erreurs : erreurs,
  };
}

/** The same content, its outlines aside. */
export function verifyTerritoire(env: Variables): Verification {
  const { contenu, territoire, aujourdhui } = readEnvironnement(env);
  const fichiers = readContenu(contenu, territoire);
  return verifyContenu(fichiers, aujourdhui, listFichiersPerdus(contenu, territoire, fichiers));
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

/** The outlines of the communes, as a collection of one entry, or of none. */
export function contoursLoader(): Loader {
  return {
    name: 'contours',
    load: ({ store }) => {
      const { contours } = loadContenu();
      store.clear();
      if (contours) store.set({ id: 'contours', data: contours });
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
