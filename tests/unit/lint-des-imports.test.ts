import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

// The project's own configuration, without the rules on types: they need files that exist.
const eslint = new ESLint({
  overrideConfig: [
    {
      ...tseslint.configs.disableTypeChecked,
      languageOptions: { parserOptions: { projectService: false, project: false } },
    },
  ],
});

async function lint(filePath: string, texte: string): Promise<(string | null)[]> {
  const [resultat] = await eslint.lintText(texte, { filePath });
  return resultat!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

async function lintImport(filePath: string, source: string): Promise<(string | null)[]> {
  const texte = `import { x } from '${source}';\n`;
  return filePath.endsWith('.astro')
    ? lint(filePath, `---\n${texte}---\n<p>{x}</p>\n`)
    : lint(filePath, `${texte}export const y = x;\n`);
}

const REFUSED = [
  ['src/domain/permanence/essai.ts', 'astro:content'],
  ['src/domain/permanence/essai.ts', 'node:fs'],
  ['src/domain/permanence/essai.ts', 'react'],
  ['src/domain/permanence/essai.ts', '../../queries/portail'],
  ['src/domain/permanence/essai.ts', '../../loaders/contenu.ts'],
  ['src/queries/essai.ts', 'node:fs'],
  ['src/queries/essai.ts', '../components/ui/Card.astro'],
  ['src/components/ui/Essai.astro', '../../domain/structure/schema'],
  ['src/components/ui/Essai.astro', '../structure/Fiche.astro'],
  ['src/components/structure/Essai.astro', 'astro:content'],
  ['src/components/structure/Essai.astro', '../../queries/portail'],
  ['src/components/structure/essai.ts', 'node:fs'],
  ['src/components/islands/Carte.tsx', '../ui/Card.astro'],
  ['src/components/islands/carte.ts', 'astro:content'],
  ['src/layouts/Essai.astro', 'astro:content'],
  ['src/layouts/Essai.astro', '../queries/portail'],
  ['src/layouts/Essai.astro', '../pages/index.astro'],
  ['src/pages/essai.astro', './index.astro'],
  ['src/pages/structures/[slug].astro', '../index.astro'],
  ['src/pages/essai.astro', '../../cms/server'],
  ['src/pages/essai.json.ts', '../../tests/sites'],
  ['src/loaders/essai.ts', '../queries/portail'],
  ['src/service-worker/essai.ts', '../components/islands/carte'],
  ['src/service-worker/essai.ts', 'node:fs'],
  ['src/integration/essai.ts', '../components/islands/lecture'],
  ['src/integration/essai.ts', 'zod'],
  ['src/loaders/essai.ts', 'astro:content'],
  ['src/content.config.ts', './queries/portail'],
  ['cms/essai.ts', '../src/queries/portail'],
  ['cms/essai.ts', '../src/pages/index.astro'],
  ['cms/essai.ts', '../tests/sites'],
] as const;

test.each(REFUSED)('%s may not import %s', async (fichier, source) => {
  expect(await lintImport(fichier, source)).toEqual(['salles/imports']);
});

const ALLOWED = [
  ['src/domain/permanence/essai.ts', 'zod'],
  ['src/domain/permanence/essai.ts', '../lieu/schema'],
  ['src/queries/essai.ts', 'astro:content'],
  ['src/queries/essai.ts', '../domain/structure/schema'],
  ['src/components/ui/Essai.astro', './Card.astro'],
  ['src/components/ui/Essai.astro', '@lucide/astro'],
  ['src/components/structure/Essai.astro', '../ui/Card.astro'],
  ['src/components/structure/Essai.astro', '../../domain/structure/schema'],
  ['src/components/structure/Essai.astro', '../islands/carte'],
  ['src/components/islands/Carte.tsx', 'react'],
  ['src/components/islands/carte.ts', 'leaflet/dist/leaflet-src.esm.js'],
  ['src/components/islands/carte.ts', '../../domain/lieu/schema'],
  ['src/layouts/Essai.astro', '../components/ui/Card.astro'],
  ['src/layouts/Essai.astro', './csp'],
  ['src/pages/essai.astro', '../queries/portail'],
  ['src/pages/essai.astro', '../layouts/Base.astro'],
  ['src/loaders/essai.ts', 'node:fs'],
  ['src/loaders/essai.ts', '../domain/lieu/schema'],
  ['src/service-worker/essai.ts', '../domain/bagage/copie'],
  ['src/service-worker/essai.ts', 'workbox-precaching'],
  ['cms/essai.ts', '../src/domain/lieu/schema'],
  ['cms/essai.ts', '../src/layouts/csp'],
  ['cms/essai.astro', '../src/components/ui/Action.astro'],
  ['cms/essai.ts', 'node:http'],
] as const;

test.each(ALLOWED)('%s may import %s', async (fichier, source) => {
  expect(await lintImport(fichier, source)).toEqual([]);
});

test('only queries reads the collections, whatever else a page may import', async () => {
  const texte =
    "---\nimport { getCollection } from 'astro:content';\nconst x = await getCollection('guide');\n---\n{x}\n";
  expect(await lint('src/pages/essai.astro', texte)).toEqual(['no-restricted-imports']);
});

test.each([
  ['a re-export', "export { x } from '../../queries/portail';\n"],
  ['a star re-export', "export * from '../../queries/portail';\n"],
  ['a dynamic import', "export const x = () => import('../../queries/portail');\n"],
  ['an import of types', "import type { X } from '../../queries/portail';\nexport type Y = X;\n"],
])('%s is an import too', async (_, texte) => {
  expect(await lint('src/domain/permanence/essai.ts', texte)).toEqual(['salles/imports']);
});

test('the script of an .astro file obeys its room', async () => {
  const texte = "<p>x</p>\n<script>\n  import { x } from '../../queries/portail';\n  x();\n</script>\n";
  expect(await lint('src/components/structure/Essai.astro', texte)).toContain('salles/imports');
});

test.each([
  ['new Date()', 'no-restricted-syntax'],
  ['Date.now()', 'no-restricted-properties'],
  ['Math.random()', 'no-restricted-properties'],
  ["document.querySelector('p')", 'no-restricted-globals'],
  ['process.env', 'no-restricted-globals'],
])('the domain may not use %s', async (expression, regle) => {
  expect(await lint('src/domain/permanence/essai.ts', `export const x = ${expression};\n`)).toEqual([regle]);
});

test('the domain may make a date of what it was given', async () => {
  expect(await lint('src/domain/date/essai.ts', 'export const x = (ms: number) => new Date(ms);\n')).toEqual(
    [],
  );
});
