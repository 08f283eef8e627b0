// @ts-check
/**
 * The rooms of the house and what each may import (conception, part 2), as an ESLint rule.
 *
 * A rule of our own rather than `no-restricted-imports`, since it follows relative paths to the folder they reach,
 * so that `../../queries/x` and `../x` are judged by where they lead, and since it also sees `import()` and
 * `export … from`. It works in `.astro` files as in the others.
 */
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const racine = dirname(fileURLToPath(import.meta.url));

/** What layouts and components share; `astro` itself only has types for them. */
const habillage = ['@lucide/astro', 'astro', 'astro/types', 'astro:assets'];

/**
 * From the most precise folder to the widest: the first that holds a file is its room. `may` lists folders or files
 * of the project, `packages` the packages and their subpaths; `*` is everything that no other line forbids.
 * @type {{room: string, may: string[], packages: string[]}[]}
 */
export const SALLES = [
  { room: 'src/domain', may: ['src/domain'], packages: ['zod'] },
  { room: 'src/queries', may: ['src/queries', 'src/domain'], packages: ['astro:content'] },
  {
    room: 'src/loaders',
    may: ['src/loaders', 'src/domain'],
    packages: [
      'node:*',
      '@myriaddreamin/typst-ts-node-compiler',
      'js-yaml',
      'pagefind',
      'uqr',
      'vite',
      'zod',
      'astro',
      'astro/loaders',
    ],
  },
  {
    room: 'src/content.config',
    may: ['src/loaders', 'src/domain'],
    packages: ['astro:content', 'astro/loaders', 'zod'],
  },
  { room: 'src/components/ui', may: ['src/components/ui'], packages: habillage },
  {
    room: 'src/components/islands',
    may: ['src/components/islands', 'src/domain'],
    packages: ['react', 'react-dom', 'leaflet', 'uqr'],
  },
  { room: 'src/components', may: ['src/components', 'src/domain', 'src/styles'], packages: habillage },
  {
    room: 'src/layouts',
    may: ['src/layouts', 'src/components', 'src/domain', 'src/styles'],
    packages: [...habillage, '@fontsource-variable/figtree'],
  },
  {
    room: 'src/pages',
    may: [
      'src/queries',
      'src/layouts',
      'src/components',
      'src/domain',
      'src/integration',
      'src/loaders',
      'src/styles',
    ],
    packages: ['*'],
  },
  {
    room: 'src/service-worker',
    may: ['src/service-worker', 'src/domain'],
    packages: ['workbox-precaching'],
  },
  // One file, that other sites run: only the types of what it reads.
  { room: 'src/integration', may: ['src/domain'], packages: [] },
  { room: 'src', may: ['src'], packages: ['*'] },
  {
    room: 'cms',
    may: [
      'cms',
      'src/domain',
      'src/loaders',
      'src/layouts',
      'src/components',
      'src/styles',
      'docs/guide-des-partenaires',
    ],
    packages: ['*'],
  },
];

/** @param {string} chemin @param {string} dossier */
function isIn(chemin, dossier) {
  return chemin === dossier || chemin.startsWith(`${dossier}/`) || chemin.startsWith(`${dossier}.`);
}

/** @param {string} nom @param {string} permis */
function isPackage(nom, permis) {
  if (permis === '*') return true;
  if (permis === 'node:*') return nom.startsWith('node:');
  return nom === permis || (!permis.startsWith('astro') && nom.startsWith(`${permis}/`));
}

/** @type {import('eslint').Rule.RuleModule} */
const sallesRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { refuse: '{{room}} may not import {{source}}. See the table in eslint.rooms.js.' },
  },
  create(context) {
    // The physical file: the scripts of an `.astro` file have a made-up path below it.
    const fichier = relative(racine, context.physicalFilename);
    const salle = SALLES.find(({ room }) => isIn(fichier, room));
    if (!salle) return {};

    /** @param {import('estree').Node | null | undefined} noeud */
    const check = (noeud) => {
      if (noeud?.type !== 'Literal' || typeof noeud.value !== 'string') return;
      const source = noeud.value;
      const absolue = source.startsWith('/') ? source.slice(1) : undefined;
      const cible = source.startsWith('.') ? join(dirname(fichier), source) : absolue;
      const allowed =
        cible === undefined
          ? salle.packages.some((permis) => isPackage(source, permis))
          : salle.may.some((dossier) => isIn(cible, dossier));
      if (!allowed) context.report({ node: noeud, messageId: 'refuse', data: { room: salle.room, source } });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
    };
  },
};

export default { rules: { imports: sallesRule } };
