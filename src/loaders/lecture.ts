/** Reads the content files of one territory. The only place that touches the file system for content. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { load, CORE_SCHEMA, YAMLException } from 'js-yaml';
import { COLLECTIONS, NOMS_DE_COLLECTION, type NomDeCollection } from '../domain/contenu/collection';
import { MESSAGE_FICHIER_VIDE } from '../domain/contenu/traduction';
import type { FichierLu } from '../domain/contenu/verification';

const EXTENSIONS = ['.yaml', '.yml'];

/** What the parser says in English, and what a person can do about it. */
const CONSEILS: readonly [RegExp, string][] = [
  [/duplicated mapping key/, 'Un champ y est écrit deux fois : n’en gardez qu’un.'],
  [
    /unexpected end of the|deficient indentation/,
    'Un guillemet, un crochet ou une accolade n’est pas refermé, là ou plus haut.',
  ],
  [/single document/, 'Retirez la ligne de trois tirets qui coupe le fichier en deux.'],
];
const CONSEIL_HABITUEL =
  'Vérifiez les deux-points et le décalage des lignes (des espaces, pas de tabulations) ; mettez entre guillemets un texte qui contient deux-points.';

function toErreurDeLecture(erreur: unknown): string {
  if (!(erreur instanceof YAMLException))
    return 'ce fichier ne peut pas être lu. Vérifiez qu’il existe et enregistrez son texte en UTF-8.';
  if (/input is empty/.test(erreur.reason)) return MESSAGE_FICHIER_VIDE;
  const ligne = erreur.mark ? ` à la ligne ${erreur.mark.line + 1}` : '';
  const conseil = CONSEILS.find(([raison]) => raison.test(erreur.reason))?.[1] ?? CONSEIL_HABITUEL;
  return `ce fichier n’est pas du YAML valable${ligne}. ${conseil}`;
}

/** A text saved in an older encoding is refused: read as UTF-8, its accents would silently become « � ». */
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The data of a YAML text in UTF-8, or what is wrong with it, in French. */
export function readYaml(octets: Uint8Array): Pick<FichierLu, 'donnees' | 'erreurDeLecture'> {
  try {
    // The core schema reads 12:00, yes and 2026-11-01 as texts, as YAML 1.2 says.
    return { donnees: load(decoder.decode(octets), { schema: CORE_SCHEMA }) };
  } catch (erreur) {
    return { erreurDeLecture: toErreurDeLecture(erreur) };
  }
}

function readFile(collection: NomDeCollection, dossier: string, chemin: string): FichierLu {
  const slug = basename(chemin, extname(chemin));
  try {
    return { collection, chemin, slug, ...readYaml(readFileSync(join(dossier, chemin))) };
  } catch (erreur) {
    return { collection, chemin, slug, erreurDeLecture: toErreurDeLecture(erreur) };
  }
}

function listYaml(dossier: string, sous: string): string[] {
  const complet = join(dossier, sous);
  if (!existsSync(complet)) return [];
  return readdirSync(complet)
    .filter((nom) => EXTENSIONS.includes(extname(nom)))
    .sort()
    .map((nom) => join(sous, nom));
}

/** `Relais.YAML`, and what Windows makes of it when it hides the end of names. Notes end otherwise. */
const COMME_UNE_FICHE = /\.ya?ml(\.txt)?$/i;

/** Files that look like entries but that nothing reads: a folder or an extension is misspelt. */
export function listFichiersPerdus(dossier: string, territoire: string, lus: readonly FichierLu[]): string[] {
  const connus = new Set(lus.map(({ chemin }) => chemin));
  return ['commun', territoire]
    .flatMap((sous) =>
      readdirSync(join(dossier, sous), { recursive: true, encoding: 'utf8' }).map((nom) => join(sous, nom)),
    )
    .filter((chemin) => COMME_UNE_FICHE.test(chemin) && !connus.has(chemin))
    .sort();
}

/** Every content file of a territory and of the common folder, sorted by path. */
export function readContenu(dossier: string, territoire: string): FichierLu[] {
  return NOMS_DE_COLLECTION.flatMap((collection) => {
    const { rangement } = COLLECTIONS[collection];
    if (rangement === 'dossier' || rangement === 'commun') {
      const sous = join(rangement === 'commun' ? 'commun' : territoire, collection);
      return listYaml(dossier, sous).map((chemin) => readFile(collection, dossier, chemin));
    }
    const chemin = join(territoire, `${collection}.yaml`);
    return existsSync(join(dossier, chemin)) ? [readFile(collection, dossier, chemin)] : [];
  });
}
