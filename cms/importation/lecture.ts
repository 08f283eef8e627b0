/** Reads a foreign file, whatever its form, or says in one sentence what is wrong with it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { FauteDeTable, readTable } from '../../src/domain/importation/csv';
import { readDataInclusion } from '../../src/domain/importation/data-inclusion';
import { type LectureDImport, refuse } from '../../src/domain/importation/fiche-importee';
import {
  COLONNES_ATTENDUES,
  type LigneEcrite,
  readFranceServices,
} from '../../src/domain/importation/france-services';
import type { DateCivile } from '../../src/domain/date/jour';
import type { Nommage } from '../../src/domain/rapprochement/nommage';
import type { Commune } from '../../src/domain/territoire/schema';

export const FORMATS = {
  'data-inclusion': 'data·inclusion',
  'france-services': 'liste France services',
} as const;
export type Format = keyof typeof FORMATS;

export interface Demande {
  chemin: string;
  format: Format | undefined;
  /** Of the file, for a format whose elements have none. */
  date: string | undefined;
}

export interface Contexte {
  communes: readonly Commune[];
  nommage: Nommage;
  aujourdhui: DateCivile;
}

export interface FichierLu extends LectureDImport {
  format: Format;
  date: string | undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const STRUCTURES = 'structures.json';
const SERVICES = 'services.json';

function readTexte(chemin: string): string {
  const nom = basename(chemin);
  if (!existsSync(chemin))
    refuse(chemin, '', '', 'ce fichier n’existe pas. Vérifiez son nom et son dossier.');
  try {
    return decoder.decode(readFileSync(chemin)).replace(/^\uFEFF/, '');
  } catch {
    return refuse(
      nom,
      '',
      '',
      'ce fichier n’est pas un texte en UTF-8. Enregistrez-le en « UTF-8 » puis recommencez.',
    );
  }
}

/** Where the reader of JSON stopped, as a line. */
function readJson(nom: string, texte: string): unknown {
  try {
    return JSON.parse(texte);
  } catch (erreur) {
    const [, position] = /position (\d+)/.exec(String(erreur)) ?? [];
    const ligne =
      position === undefined ? '' : `ligne ${texte.slice(0, Number(position)).split('\n').length}`;
    const conseil =
      'Téléchargez-le à nouveau, ou vérifiez à cet endroit les guillemets, les virgules et les crochets';
    return refuse(nom, ligne, '', `ce fichier n’est pas du JSON valable. ${conseil}.`);
  }
}

function readListe(chemin: string): unknown[] {
  const nom = basename(chemin);
  const lu = readJson(nom, readTexte(chemin));
  // The public catalogue answers with the lines in `data`.
  const liste = typeof lu === 'object' && lu !== null && 'data' in lu ? lu.data : lu;
  return Array.isArray(liste)
    ? (liste as unknown[])
    : refuse(nom, '', '', 'on attend une liste, entre crochets.');
}

function readLignes(chemin: string): LigneEcrite[] {
  const nom = basename(chemin);
  if (extname(chemin).toLowerCase() !== '.csv')
    return readListe(chemin).map((element, rang) => {
      const ou = `élément ${rang + 1}`;
      if (typeof element !== 'object' || element === null)
        refuse(nom, ou, '', 'ce n’est pas une fiche. Chaque élément de la liste est écrit entre accolades.');
      return { ou, champs: element as Record<string, unknown> };
    });
  const texte = readTexte(chemin);
  try {
    const [entete, ...lignes] = readTable(texte);
    const colonnes = (entete?.cellules ?? []).map((colonne) => colonne.trim().toLowerCase());
    return lignes.map(({ ligne, cellules }) => {
      const ou = `ligne ${ligne}`;
      if (cellules.length !== colonnes.length)
        refuse(
          nom,
          ou,
          '',
          `cette ligne a ${cellules.length} colonnes, et la première ${colonnes.length}. Un texte avec une virgule s’écrit entre guillemets.`,
        );
      return { ou, champs: Object.fromEntries(colonnes.map((colonne, rang) => [colonne, cellules[rang]])) };
    });
  } catch (erreur) {
    if (erreur instanceof FauteDeTable) return refuse(nom, `ligne ${erreur.ligne}`, '', erreur.message);
    throw erreur;
  }
}

const hasColonnes = (element: unknown): boolean =>
  typeof element === 'object' &&
  element !== null &&
  COLONNES_ATTENDUES.every((colonne) => colonne in element);

function guessFormat(chemin: string): Format {
  if (statSync(chemin, { throwIfNoEntry: false })?.isDirectory()) return 'data-inclusion';
  if (extname(chemin).toLowerCase() === '.csv') return 'france-services';
  return hasColonnes(readListe(chemin)[0]) ? 'france-services' : 'data-inclusion';
}

/** `liste-fs-20240801.csv` is that of 2024-08-01. */
export function dateOfName(nom: string): string | undefined {
  const [, annee, mois, jour] = /(?<!\d)(20\d{2})-?(\d{2})-?(\d{2})(?!\d)/.exec(nom) ?? [];
  return annee === undefined ? undefined : `${annee}-${mois!}-${jour!}`;
}

function readServices(chemin: string): { fichier: string; elements: unknown[] } | undefined {
  return existsSync(chemin) ? { fichier: SERVICES, elements: readListe(chemin) } : undefined;
}

/** The services of the territory that the file names. Throws a `FichierRefuse` before anything is done. */
export function readFichier(
  { chemin, format: demande, date: donnee }: Demande,
  contexte: Contexte,
): FichierLu {
  const format = demande ?? guessFormat(chemin);
  const nom = basename(chemin);
  if (format === 'france-services') {
    const lignes = readLignes(chemin);
    const manquante = COLONNES_ATTENDUES.find((colonne) => lignes[0] && !(colonne in lignes[0].champs));
    if (manquante !== undefined)
      refuse(
        nom,
        lignes[0]!.ou,
        manquante,
        'cette colonne manque. Prenez le fichier de la liste nationale tel qu’il est publié.',
      );
    const date = donnee ?? dateOfName(nom);
    return { format, date, ...readFranceServices(nom, lignes, { communes: contexte.communes, date }) };
  }
  const isDossier = statSync(chemin, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isDossier && !existsSync(join(chemin, STRUCTURES)))
    refuse(
      chemin,
      '',
      '',
      `ce dossier ne contient pas ${STRUCTURES}. Mettez-y ${STRUCTURES} et ${SERVICES}.`,
    );
  const chemins = isDossier ? [join(chemin, STRUCTURES), join(chemin, SERVICES)] : [chemin, undefined];
  const structures = { fichier: basename(chemins[0]!), elements: readListe(chemins[0]!) };
  const services = chemins[1] === undefined ? undefined : readServices(chemins[1]);
  return { format, date: undefined, ...readDataInclusion({ structures, services }, contexte) };
}
