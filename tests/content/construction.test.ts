/**
 * The real command, on a copy of a tiny content. Slow (three builds), and one build at a time: they share the types
 * that Astro writes in the project.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUJOURDHUI, CONTENU_MINIMAL, TERRITOIRE_MINIMAL } from '../fixtures/contenu';

const racine = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(racine, 'node_modules', '.bin');
const dossier = join(racine, 'var', 'tests', `construction-${process.pid}`);
const PATIENCE = 180_000;

beforeAll(() => mkdirSync(dossier, { recursive: true }));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

interface Resultat {
  code: number | null;
  sortie: string;
  erreurs: string;
}

/** `npm run build` under the project's Node. Nothing of the test's own environment, such as NODE_ENV, goes with it. */
function build(env: Record<string, string>): Promise<Resultat> {
  const { PATH = '', HOME = dossier } = process.env;
  const enfant = spawn(join(bin, 'node'), ['scripts/build.mjs'], {
    cwd: racine,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: [bin, PATH].join(delimiter),
      HOME,
      ASTRO_TELEMETRY_DISABLED: '1',
      CONTENU: CONTENU_MINIMAL,
      TERRITOIRE: TERRITOIRE_MINIMAL,
      AUJOURDHUI,
      CACHE: join(dossier, 'cache'),
      ...env,
    },
  });
  const resultat: Resultat = { code: null, sortie: '', erreurs: '' };
  enfant.stdout.setEncoding('utf8').on('data', (texte: string) => (resultat.sortie += texte));
  enfant.stderr.setEncoding('utf8').on('data', (texte: string) => (resultat.erreurs += texte));
  return new Promise((fini, echec) => {
    enfant.on('error', echec);
    enfant.on('close', (code) => fini({ ...resultat, code }));
  });
}

function listFichiers(site: string): string[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entree) => entree.isFile())
    .map((entree) => join(entree.parentPath, entree.name).slice(site.length + 1))
    .sort();
}

const empreintesDe = (site: string): Record<string, string> =>
  Object.fromEntries(
    listFichiers(site).map((fichier) => [
      fichier,
      createHash('sha256')
        .update(readFileSync(join(site, fichier)))
        .digest('hex'),
    ]),
  );

describe('a build of a content that is wrong', () => {
  it(
    'stops before it starts, says everything that is wrong, and writes nothing',
    async () => {
      const contenu = join(dossier, 'contenu');
      const site = join(dossier, 'site-refuse');
      cpSync(CONTENU_MINIMAL, contenu, { recursive: true });
      const val = join(contenu, TERRITOIRE_MINIMAL);
      const change = (fichier: string, avant: string, apres: string): void => {
        const texte = readFileSync(join(val, fichier), 'utf8');
        expect(texte).toContain(avant);
        writeFileSync(join(val, fichier), texte.replace(avant, apres));
      };
      change('structures/relais.yaml', '05 36 49 00 12', '05 36 49 00');
      change('structures/relais.yaml', 'statut: ouvert', 'statut: ouverte');
      change('structures/accueil-jeunes.yaml', 'commune: "99003"', 'commune: "99200"');
      change('evenements/fete-du-jeu.yaml', 'lieu: salle', 'lieu: gymnase');
      change('indicateurs/naissances.yaml', 'libelle:', 'libele:');
      change('actions/horaires-decales.yaml', 'titre: Garder', 'titre: Garder : accueillir,');
      renameSync(join(val, 'lieux/salle.yaml'), join(val, 'lieux/Salle des fêtes.yaml'));

      const { code, erreurs } = await build({ CONTENU: contenu, DIST: site });

      expect(code).toBe(1);
      expect(erreurs.trim().split('\n')).toEqual([
        '9 erreurs dans le contenu. Le site n’est pas construit tant qu’elles ne sont pas corrigées :',
        expect.stringMatching(
          /^ {2}✗ val-minimal\/actions\/horaires-decales\.yaml : .* à la ligne \d+\. .*deux-points/,
        ),
        expect.stringMatching(/^ {2}✗ val-minimal\/evenements\/fete-du-jeu\.yaml, .*« gymnase » : /),
        expect.stringMatching(/^ {2}✗ val-minimal\/indicateurs\/naissances\.yaml, champ « libelle » : /),
        expect.stringMatching(/^ {2}✗ val-minimal\/indicateurs\/naissances\.yaml : champ inconnu : libele/),
        expect.stringMatching(
          /^ {2}✗ val-minimal\/lieux\/Salle des fêtes\.yaml, .*nom de fichier non valable/,
        ),
        expect.stringMatching(/^ {2}✗ val-minimal\/structures\/accueil-jeunes\.yaml, .*« 99200 » : /),
        expect.stringMatching(
          /^ {2}✗ val-minimal\/structures\/relais\.yaml, champ « statut », .*« ouverte »/,
        ),
        expect.stringMatching(
          /^ {2}✗ val-minimal\/structures\/relais\.yaml, champ « contacts\.0\.telephone », .*« 05 36 49 00 »/,
        ),
        // The place whose file has another name now.
        expect.stringMatching(/^ {2}✗ val-minimal\/structures\/relais\.yaml, .*« salle » : /),
      ]);
      expect(existsSync(site)).toBe(false);
    },
    PATIENCE,
  );

  it(
    'says in one sentence which setting is wrong, with another exit code',
    async () => {
      const site = join(dossier, 'site-inconnu');
      const { code, erreurs } = await build({ TERRITOIRE: 'lozere', DIST: site });
      expect(code).toBe(2);
      expect(erreurs.trim()).toBe(
        'TERRITOIRE vaut « lozere », qui n’est pas un territoire connu : choisissez parmi val-minimal.',
      );
      expect(existsSync(site)).toBe(false);
    },
    PATIENCE,
  );

  it(
    'says in one sentence which logo cannot be printed, since it is not there',
    async () => {
      const contenu = join(dossier, 'sans-logo');
      cpSync(CONTENU_MINIMAL, contenu, { recursive: true });
      const territoire = join(contenu, TERRITOIRE_MINIMAL, 'territoire.yaml');
      const texte = readFileSync(territoire, 'utf8');
      const signataire = '  - nom: Communauté de communes du Val Minimal\n';
      expect(texte).toContain(signataire);
      writeFileSync(territoire, texte.replace(signataire, `${signataire}    logo: absent.svg\n`));

      const { code, erreurs } = await build({ CONTENU: contenu, DIST: join(dossier, 'site-sans-logo') });

      expect(code).toBe(1);
      expect(erreurs.trim()).toBe(
        'Le logo « absent.svg », cité dans territoire.yaml, n’est pas dans public/logos/ : ajoutez-le, ou retirez-le.',
      );
    },
    PATIENCE,
  );
});

describe('two builds of one content on one day', () => {
  const sites = ['un', 'deux'].map((nom) => join(dossier, nom));

  it(
    'give the same bytes, whatever the time zone of the machine and what it built before',
    async () => {
      const [un, deux] = sites as [string, string];
      const premier = await build({ DIST: un, TZ: 'Europe/Paris' });
      expect(premier.code, premier.erreurs + premier.sortie).toBe(0);
      const second = await build({
        DIST: deux,
        TZ: 'Pacific/Kiritimati',
        LANG: 'en_US.UTF-8',
        CACHE: join(dossier, 'autre-cache'),
      });
      expect(second.code, second.erreurs + second.sortie).toBe(0);

      const empreintes = empreintesDe(un);
      expect(Object.keys(empreintes)).toEqual(
        expect.arrayContaining([
          'index.html',
          'communes/castelnoir/index.html',
          'structures/relais/index.html',
          'donnees/permanences.json',
          'agenda.ics',
        ]),
      );
      expect(empreintesDe(deux)).toEqual(empreintes);
    },
    2 * PATIENCE,
  );

  it('hold nothing of what only professionals may read', () => {
    const [site] = sites as [string];
    const secrets =
      /05\D?36\D?49\D?00\D?98|\+33536490098|partenaires@val-minimal|R(é|&eacute;|&#233;)union entre/i;
    const indiscrets = listFichiers(site).filter((fichier) =>
      secrets.test(readFileSync(join(site, fichier), 'utf8')),
    );
    expect(indiscrets).toEqual([]);
    // The same reading does find what is public.
    expect(readFileSync(join(site, 'structures/relais/index.html'), 'utf8')).toContain(
      'relais@val-minimal.example',
    );
  });
});
