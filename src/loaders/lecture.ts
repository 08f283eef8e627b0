/** Reads the content files of one territory. The only place that touches the file system for content. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { load, CORE_SCHEMA, YAMLException } from 'js-yaml';
import { COLLECTIONS, NOMS_DE_COLLECTION, type NomDeCollection } from '../domain/contenu/collection';
import type { FichierLu } from '../domain/contenu/verification';

const EXTENSIONS = ['.yaml', '.yml'];

function toErreurDeLecture(erreur: unknown): string {
  if (!(erreur instanceof YAMLException))
    return 'ce fichier ne peut pas être lu. Vérifiez qu’il existe et que son texte est en UTF-8.';
  const ligne = erreur.mark ? ` à la ligne ${erreur.mark.line + 1}` : '';
  return `ce fichier n’est pas du YAML valable${ligne}. Vérifiez les deux-points, les guillemets et le décalage des lignes (${erreur.reason}).`;
}

function readFile(collection: NomDeCollection, dossier: string, chemin: string): FichierLu {
  const slug = basename(chemin, extname(chemin));
  try {
    // The core schema reads 12:00, yes and 2026-11-01 as texts, as YAML 1.2 says.
    const donnees = load(readFileSync(join(dossier, chemin), 'utf8'), { schema: CORE_SCHEMA });
    return { collection, chemin, slug, donnees };
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
