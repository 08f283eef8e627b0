// @ts-check
/**
 * Decap checks its configuration in the browser with a library that writes code and evaluates it, which the content
 * security policy refuses. The configuration is ours and checked by our tests with that same library: in the browser,
 * it is left out.
 */
const RIEN = '() => undefined';
/** @type {Record<string, string>} */
const MODULES = {
  ajv: 'export default class { validate() { return true } }',
  'ajv-errors': `export default ${RIEN};`,
  'ajv-keywords/dist/keywords': ['select', 'uniqueItemProperties', 'instanceof', 'prohibited']
    .map((mot) => `const _${mot} = ${RIEN}; export { _${mot} as ${mot} };`)
    .join(''),
};

/** @returns {import('vite').Plugin} */
export function sansEval() {
  return {
    name: 'sans-eval',
    enforce: 'pre',
    resolveId: (nom, importeur) =>
      nom in MODULES && importeur?.includes('decap-cms-core') ? `\0sans-eval:${nom}` : undefined,
    load: (id) => MODULES[id.replace('\0sans-eval:', '')],
  };
}
