/** `npm run importer -- fichier`: while the atelier runs, or not, or before it was ever started. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { formatRapport } from '../../src/domain/contenu/erreur';
import { toDateInParis } from '../../src/domain/date/heure';
import { FichierRefuse } from '../../src/domain/importation/fiche-importee';
import { loadContenu } from '../../src/loaders/contenu';
import { ErreurDEnvironnement } from '../../src/loaders/environnement';
import { openBase } from '../base/base';
import { openDepot } from '../depot/depot';
import { readTermes } from '../doublons/comparaison';
import { createNotes } from '../notes/notes';
import { applyReprise, decideReprise } from '../origine';
import { requireGit } from '../outil-git';
import { type Reglages, readReglages } from '../reglages';
import { isTenu, takeVerrou } from '../verrou';
import { createImportation } from './importation';
import { FORMATS, type Format } from './lecture';
import { formatBilan } from './rapport';

const USAGE =
  'Indiquez le fichier à lire : npm run importer -- fichier.json (ou un dossier, ou fichier.csv), avec --essai pour voir sans rien écrire.';

interface Parametres {
  chemin: string;
  format: Format | undefined;
  date: string | undefined;
  essai: boolean;
  reproposer: boolean;
}

function readParametres(args: string[]): Parametres {
  const lus = (() => {
    try {
      return parseArgs({
        args,
        allowPositionals: true,
        options: {
          format: { type: 'string' },
          date: { type: 'string' },
          essai: { type: 'boolean', default: false },
          reproposer: { type: 'boolean', default: false },
        },
      });
    } catch {
      throw new ErreurDEnvironnement(USAGE);
    }
  })();
  const { values, positionals } = lus;
  const [chemin, ...reste] = positionals;
  if (chemin === undefined || chemin === '' || reste.length > 0) throw new ErreurDEnvironnement(USAGE);
  const { format, date, essai, reproposer } = values;
  if (format !== undefined && !Object.hasOwn(FORMATS, format))
    throw new ErreurDEnvironnement(
      `--format vaut « ${format} », qui n’est pas un format connu : choisissez parmi ${Object.keys(FORMATS).join(', ')}.`,
    );
  return { chemin, format: format as Format | undefined, date, essai, reproposer };
}

interface Dossier {
  dossier: string;
  /** The atelier runs, and has it open too. */
  isPartage: boolean;
  leave: () => void;
}

/**
 * Where to work. The store follows the content folder while nobody wrote in it, as `npm start` does; a trial does it
 * elsewhere, and leaves nothing behind.
 */
async function openDossier(reglages: Reglages, essai: boolean): Promise<Dossier> {
  const { dossier } = reglages;
  if (isTenu(dossier)) return { dossier, isPartage: true, leave: () => undefined };
  const reprise = await decideReprise(reglages);
  const isNeuf = reprise === 'a-creer' || reprise === 'reprise';
  if (isNeuf) {
    const rapport = formatRapport(loadContenu().erreurs, []);
    if (rapport !== undefined) throw new ErreurDEnvironnement(rapport);
  }
  if (isNeuf && essai) {
    const passager = mkdtempSync(join(tmpdir(), 'importer-'));
    const leave = () => {
      rmSync(passager, { recursive: true, force: true });
    };
    return { dossier: passager, isPartage: false, leave };
  }
  const leave = takeVerrou(dossier);
  applyReprise(reglages, reprise);
  return { dossier, isPartage: false, leave };
}

/** A trial that finds no base makes none. */
function openBaseDe(dossier: string, essai: boolean): DatabaseSync {
  const fichier = join(dossier, 'base.sqlite');
  return openBase(essai && !existsSync(fichier) ? ':memory:' : fichier);
}

export async function main(args: string[]): Promise<number> {
  const { essai, reproposer, ...demande } = readParametres(args);
  requireGit();
  const reglages = readReglages(process.env);
  const { contenu, territoire } = reglages;
  const aujourdhui = () => reglages.aujourdhui ?? toDateInParis(new Date());
  const { dossier, isPartage, leave } = await openDossier(reglages, essai);
  try {
    const depot = await openDepot({
      dossier: join(dossier, 'depot.git'),
      contenu,
      territoire,
      aujourdhui,
      isPartage,
    });
    const base = openBaseDe(dossier, essai);
    try {
      const importation = createImportation({
        depot,
        base,
        notes: createNotes({ base }),
        termes: readTermes(contenu, territoire),
        aujourdhui: aujourdhui(),
        now: () => new Date(),
      });
      console.log(formatBilan(await importation.importer(demande, { essai, reproposer }), essai));
      return 0;
    } finally {
      base.close();
      await depot.close();
    }
  } catch (erreur) {
    if (erreur instanceof FichierRefuse)
      throw new ErreurDEnvironnement(`${erreur.message} Rien n’a été importé.`);
    throw erreur;
  } finally {
    leave();
  }
}
