// @ts-check
/**
 * `npm test`: every check, from the format to the browser. `npm test -- unit e2e` runs only these.
 * Ends with `N passed, N failed`; a step that fails never hides the next ones, and a suite without a test fails.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { racine, requireProjectNode } from './installation.mjs';

await requireProjectNode();
const { readReglages, runCommand, runOutil } = await import('./projet.mjs');
const { ensureChromium } = await import('./navigateur.mjs');

/** @typedef {{passed: number, failed: number}} Compte */
/** @typedef {{nom: string, suites: string[], run: (suites: string[]) => Promise<{comptes: Record<string, Compte>, sortie: string}>}} Etape */

const STATIQUES = { format: ['prettier', '--check', '.'], lint: ['eslint', '.'], types: ['astro', 'check'] };
const SUITES_VITEST = ['unit', 'content', 'cms'];
const SUITES_NAVIGATEUR = ['e2e', 'a11y'];

/** @param {string} nom @param {string[]} commande @returns {Etape} */
function toEtapeStatique(nom, [outil = '', ...parametres]) {
  return {
    nom,
    suites: [nom],
    run: async () => {
      const { code, sortie } = await runOutil(outil, parametres, { quiet: true });
      return { comptes: { [nom]: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 } }, sortie };
    },
  };
}

/**
 * Counts results by suite, the folder of tests/ that the file is in.
 * @param {string[]} suites
 * @param {{fichier: string, passed: boolean}[]} resultats
 * @param {number} code of the tool
 */
function countBySuite(suites, resultats, code) {
  /** @type {Record<string, Compte>} */
  const comptes = {};
  for (const suite of suites) {
    const siens = resultats.filter(({ fichier }) => fichier.startsWith(`tests/${suite}/`));
    const passed = siens.filter((resultat) => resultat.passed).length;
    // No test at all is a failure: the suite was lost on the way.
    comptes[suite] = { passed, failed: siens.length === 0 ? 1 : siens.length - passed };
  }
  const [premiere] = Object.values(comptes);
  // The tool complains of something that is no test, such as an error thrown between two of them.
  if (code !== 0 && premiere && Object.values(comptes).every(({ failed }) => failed === 0))
    premiere.failed = 1;
  return comptes;
}

/** @param {string} fichier */
function readRapport(fichier) {
  return existsSync(fichier) ? JSON.parse(readFileSync(fichier, 'utf8')) : {};
}

/** @type {Etape} */
const vitest = {
  nom: 'vitest',
  suites: SUITES_VITEST,
  run: async (suites) => {
    const rapport = join(racine, 'var', 'tests', 'vitest.json');
    rmSync(rapport, { force: true });
    const { code, sortie } = await runOutil(
      'vitest',
      [
        'run',
        ...suites.map((suite) => `tests/${suite}/`),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${rapport}`,
      ],
      { quiet: true },
    );
    /** @type {{name: string, status: string, assertionResults: {status: string}[]}[]} */
    const fichiers = readRapport(rapport).testResults ?? [];
    const resultats = fichiers.flatMap(({ name, status, assertionResults }) => {
      const fichier = name.slice(racine.length + 1);
      const tests = assertionResults
        .filter((test) => test.status === 'passed' || test.status === 'failed')
        .map((test) => ({ fichier, passed: test.status === 'passed' }));
      // A file that could not be loaded has no test to fail for it.
      const broken = status === 'failed' && tests.every(({ passed }) => passed);
      return broken ? [...tests, { fichier, passed: false }] : tests;
    });
    return { comptes: countBySuite(suites, resultats, code), sortie };
  },
};

/** @type {Etape} */
const navigateur = {
  nom: 'navigateur',
  suites: SUITES_NAVIGATEUR,
  run: async (suites) => {
    const rapport = join(racine, 'var', 'tests', 'playwright.json');
    rmSync(rapport, { force: true });
    process.env.CHROMIUM_PATH = ensureChromium();
    const { code, sortie } = await runOutil(
      'playwright',
      ['test', ...suites.map((suite) => `tests/${suite}/`), '--reporter=list,json'],
      { quiet: true, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: rapport } },
    );
    /** @typedef {{file: string, specs?: {tests: {status: string}[]}[], suites?: Groupe[]}} Groupe */
    /** @param {Groupe} groupe @returns {{fichier: string, passed: boolean}[]} */
    const listResultats = ({ file, specs = [], suites: sous = [] }) => [
      ...specs
        .flatMap(({ tests }) => tests)
        .filter(({ status }) => status !== 'skipped')
        .map(({ status }) => ({ fichier: `tests/${file}`, passed: status === 'expected' })),
      ...sous.flatMap(listResultats),
    ];
    const resultats = (readRapport(rapport).suites ?? []).flatMap(listResultats);
    return { comptes: countBySuite(suites, resultats, code), sortie };
  },
};

const ETAPES = [
  ...Object.entries(STATIQUES).map(([nom, commande]) => toEtapeStatique(nom, commande)),
  vitest,
];

/** @param {Etape} etape @param {string[]} demandees @returns {Promise<Record<string, Compte>>} */
async function runEtape(etape, demandees) {
  const suites = etape.suites.filter((suite) => demandees.includes(suite));
  if (suites.length === 0) return {};
  const debut = performance.now();
  const { comptes, sortie } = await etape.run(suites).catch((erreur) => ({
    comptes: Object.fromEntries(suites.map((suite) => [suite, { passed: 0, failed: 1 }])),
    sortie: erreur.name === 'ErreurDEnvironnement' ? erreur.message : String(erreur.stack),
  }));
  const failed = Object.values(comptes).some((compte) => compte.failed > 0);
  const duree = ((performance.now() - debut) / 1000).toFixed(1).replace('.', ',');
  console.log(`${failed ? '✗' : '✓'} ${suites.join(', ')} (${duree} s)`);
  if (failed) console.log(`\n${sortie.trim()}\n`);
  return comptes;
}

await runCommand(async () => {
  readReglages();
  const toutes = [...ETAPES, navigateur].flatMap(({ suites }) => suites);
  const choisies = process.argv.slice(2);
  const inconnue = choisies.find((suite) => !toutes.includes(suite));
  if (inconnue !== undefined) {
    console.error(`« ${inconnue} » n’est pas une suite de tests : choisissez parmi ${toutes.join(', ')}.`);
    return 2;
  }
  const demandees = choisies.length > 0 ? choisies : toutes;

  // The lint rules on types and `astro check` both read the types that Astro derives from the content.
  if (['lint', 'types'].some((nom) => demandees.includes(nom)))
    await runOutil('astro', ['sync'], { quiet: true });
  /** @type {Record<string, Compte>} */
  const comptes = {};
  // Two at a time, for two cores; the browser comes last and alone, since it is sensitive to the time it is given.
  const file = [...ETAPES];
  const work = async () => {
    for (let etape = file.shift(); etape; etape = file.shift()) {
      Object.assign(comptes, await runEtape(etape, demandees));
    }
  };
  await Promise.all([work(), work()]);
  Object.assign(comptes, await runEtape(navigateur, demandees));

  const total = { passed: 0, failed: 0 };
  for (const suite of demandees) {
    const { passed = 0, failed = 1 } = comptes[suite] ?? {};
    console.log(`${suite.padEnd(8)} ${passed} passed, ${failed} failed.`);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});
