/** Values of foreign files: each is taken when it can be trusted, else left out and said so. */
import { courrielSchema } from '../contact/schema';
import { formatTelephone, isTelephone } from '../contact/telephone';
import { normalize } from '../recherche/mots';
import { urlSchema } from '../source/schema';
import { findFauteDeCodePostal } from '../territoire/code-postal';
import { type Point, distanceKm } from '../territoire/distance';
import type { Commune } from '../territoire/schema';
import type { EndroitImporte } from './fiche-importee';

/** Adds a sentence for whoever reviews. */
export type Remarque = (phrase: string) => void;

export interface LocalisationEcrite {
  codeInsee: string | undefined;
  codePostal: string | undefined;
  commune: string | undefined;
}

/** A commune of the territory, « ailleurs », « inconnue » when only a postal code is said, « nulle-part » when nothing is. */
export function findCommune(
  { codeInsee, codePostal, commune }: LocalisationEcrite,
  communes: readonly Commune[],
): Commune | 'ailleurs' | 'inconnue' | 'nulle-part' {
  if (codeInsee === undefined && codePostal === undefined && commune === undefined) return 'nulle-part';
  if (codeInsee !== undefined) return communes.find((each) => each.codeInsee === codeInsee) ?? 'ailleurs';
  const departement = codePostal?.slice(0, 2);
  const ofDepartement = communes.filter(({ codesPostaux }) =>
    codesPostaux.some((code) => departement === undefined || code.startsWith(departement)),
  );
  if (commune === undefined)
    return ofDepartement.some(({ codesPostaux }) => codesPostaux.includes(codePostal ?? ''))
      ? 'inconnue'
      : 'ailleurs';
  // The same name is borne in several départements: a postal code of the same one is needed.
  const nommee = normalize(commune.replace(/\bcedex\b.*/i, ''));
  const trouvees = ofDepartement.filter(({ nom }) => normalize(nom) === nommee);
  return departement !== undefined && trouvees.length === 1 ? trouvees[0]! : 'ailleurs';
}

/** Beyond it, a position is not in the commune: the same rule as for our own entries. */
const isLoin = (position: Point, { centre, rayonKm }: Commune): boolean =>
  distanceKm(position, centre) > 2 * rayonKm + 2;

export interface AdresseEcrite {
  nom?: string | undefined;
  adresse: string | undefined;
  codePostal: string | undefined;
  lat: number | undefined;
  lon: number | undefined;
}

/** The place, with its postal code put right and its position only where it may be. */
export function readEndroit(
  { nom, adresse, codePostal, lat, lon }: AdresseEcrite,
  commune: Commune,
  remark: Remarque,
): EndroitImporte {
  const faute = codePostal === undefined ? undefined : findFauteDeCodePostal(codePostal, commune, adresse);
  if (faute)
    remark(`${faute.phrase} ; ${faute.juste === undefined ? 'il est laissé de côté' : 'il est corrigé'}`);
  const position = lat === undefined || lon === undefined ? undefined : { lat, lon };
  const isPerdue = position !== undefined && isLoin(position, commune);
  if (isPerdue) remark(`la position du fichier est loin de ${commune.nom} : elle est laissée de côté`);
  return {
    commune: commune.codeInsee,
    nom,
    adresse,
    codePostal: faute ? faute.juste : codePostal,
    position: isPerdue ? undefined : position,
  };
}

/** Without what is empty. */
export function readTexte(valeur: unknown): string | undefined {
  if (typeof valeur !== 'string' && typeof valeur !== 'number') return undefined;
  const texte = String(valeur).replace(/\s+/g, ' ').trim();
  return texte === '' ? undefined : texte;
}

/** A decimal number, also with a comma. */
export function readNombre(valeur: unknown): number | undefined {
  const texte = readTexte(valeur)?.replace(',', '.');
  const nombre = texte === undefined ? Number.NaN : Number(texte);
  return Number.isFinite(nombre) ? nombre : undefined;
}

export function readTelephone(valeur: unknown, remark: Remarque): string | undefined {
  const texte = readTexte(valeur);
  if (texte === undefined) return undefined;
  if (isTelephone(texte)) return formatTelephone(texte).replaceAll('\u00A0', ' ');
  remark(`le téléphone « ${texte} » n’est pas un numéro français : il est laissé de côté`);
  return undefined;
}

/** Words that no person is called. */
const DE_SERVICE =
  /contact|accueil|info|mairie|france-?services?|centre|service|msap|mfs|ccas|cias|rpe|relais|secretariat|direction|agence|point|crech|creche|famille|social|bureau|association/;

/** Whether an address is that of a person, `marie.martin@…`: such an address is never published. */
export function isCourrielDePersonne(courriel: string, nomDeLaPersonne = ''): boolean {
  const local = courriel.split('@')[0]!.toLowerCase();
  const siens = normalize(nomDeLaPersonne)
    .split(' ')
    .filter((mot) => mot.length > 2);
  if (siens.some((mot) => local.includes(mot))) return true;
  return /^[a-z]{2,}[.-][a-z]{2,}$/.test(local) && !DE_SERVICE.test(local);
}

export function readCourriel(
  valeur: unknown,
  remark: Remarque,
  nomDeLaPersonne?: string,
): string | undefined {
  const texte = readTexte(valeur)?.toLowerCase();
  if (texte === undefined) return undefined;
  if (!courrielSchema.safeParse(texte).success) {
    remark(`le courriel « ${texte} » n’est pas une adresse : il est laissé de côté`);
    return undefined;
  }
  if (!isCourrielDePersonne(texte, nomDeLaPersonne)) return texte;
  remark('le courriel du fichier semble être celui d’une personne : il est laissé de côté');
  return undefined;
}

export function readSite(valeur: unknown, remark: Remarque): string | undefined {
  const texte = readTexte(valeur);
  if (texte === undefined) return undefined;
  const complet = /^https?:\/\//i.test(texte) ? texte : `https://${texte}`;
  if (urlSchema.safeParse(complet).success) return complet;
  remark(`le site « ${texte} » n’est pas une adresse : il est laissé de côté`);
  return undefined;
}
