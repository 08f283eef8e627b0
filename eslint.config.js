// @ts-check
import astro from 'eslint-plugin-astro';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import salles from './eslint.rooms.js';

/** What only a browser or Node gives: the domain runs in both, and is given everything it needs. */
const GLOBALES_HORS_DU_DOMAINE = [
  ...['window', 'document', 'navigator', 'location', 'history', 'localStorage', 'sessionStorage', 'fetch'],
  ...['process', 'Buffer', 'console', 'setTimeout', 'setInterval', 'performance', 'globalThis'],
];
const SANS_HORLOGE = 'The domain has no clock: take the date as a parameter.';

export default defineConfig(
  globalIgnores(['dist/', 'var/', 'public/', '**/.astro/', 'test-results/', 'playwright-report/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A number in a text is clear; what the rule is for is `[object Object]`.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Content is verified before it is read: `!` marks what that check guarantees and types cannot say.
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: 'error',
    },
  },
  astro.configs.recommended,
  // Types of `.astro` files are checked by `astro check`; those of the scripts by their `@ts-check`.
  {
    files: ['**/*.astro', '**/*.astro/*', '**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },

  {
    files: ['src/**', 'cms/**'],
    plugins: { salles },
    rules: { 'salles/imports': 'error' },
  },
  {
    files: ['src/**'],
    ignores: ['src/queries/**', 'src/content.config.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: 'astro:content',
          importNames: ['getCollection', 'getEntry', 'getEntries'],
          message: 'Only src/queries reads the collections.',
        },
      ],
    },
  },
  {
    files: ['src/domain/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...GLOBALES_HORS_DU_DOMAINE.map((name) => ({
          name,
          message: 'The domain is pure: pass it what it needs.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: SANS_HORLOGE },
        {
          object: 'Math',
          property: 'random',
          message: 'The domain gives the same answer to the same question.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: SANS_HORLOGE },
        { selector: "CallExpression[callee.name='Date']", message: SANS_HORLOGE },
      ],
    },
  },
);
