/** A service as a foreign file says it, in our words, before it is compared with what the territory has. */
import type { Point } from '../territoire/distance';
import type { Acces } from '../permanence/schema';
import type { Source } from '../source/schema';
import type { Profil } from '../structure/schema';
import type { TypeSlug } from '../structure/type';
import type { HorairesLus } from './horaires';

/** Hours that were read surely, or the text that says them. */
export type HorairesImportes = { lus: HorairesLus[] } | { texte: string };

export interface EndroitImporte {
  /** INSEE code of a commune of the territory. */
  commune: string;
  /** What the place is called, when the file says so. */
  nom?: string | undefined;
  adresse?: string | undefined;
  codePostal?: string | undefined;
  position?: Point | undefined;
}

/** Where a service also goes. */
export interface ArretImporte {
  id: string;
  nom: string;
  endroit: EndroitImporte;
  horaires?: HorairesImportes | undefined;
}

export interface FicheImportee {
  /** « ligne 12 », « élément 3 de structures.json ». */
  ou: string;
  /** What names it in the file: it is recognised by it the next time. */
  id: string;
  nom: string;
  type: TypeSlug;
  /** The file says the type in so many words: two of different types are two. */
  isTypeSur: boolean;
  /** Nothing in the file says the type: somebody chooses it. */
  isTypeDevine: boolean;
  precisions: string[];
  profils: Profil[];
  endroit: EndroitImporte;
  telephone?: string | undefined;
  courriel?: string | undefined;
  site?: string | undefined;
  acces?: Acces | undefined;
  gratuit?: boolean | undefined;
  horaires?: HorairesImportes | undefined;
  arrets: ArretImporte[];
  source: Source;
  /** What was corrected or left out, for whoever reviews it. */
  remarques: string[];
}

/** What is wrong with a file, so wrong that nothing of it is taken. */
export class FichierRefuse extends Error {
  override name = 'FichierRefuse';
}

/** `liste.csv, ligne 12, champ « insee_com », valeur « 8104 » : …` */
export function refuse(
  fichier: string,
  ou: string,
  champ: string,
  message: string,
  valeur?: string | number | boolean,
): never {
  const parties = [fichier, ...(ou === '' ? [] : [ou]), ...(champ === '' ? [] : [`champ « ${champ} »`])];
  const dite = valeur === undefined ? '' : `, valeur « ${String(valeur).slice(0, 80)} »`;
  throw new FichierRefuse(`${parties.join(', ')}${dite} : ${message}`);
}

/** What a reading of a file gives. */
export interface LectureDImport {
  fiches: FicheImportee[];
  /** How many elements are of other territories. */
  ailleurs: number;
  /** How many say nothing of where they are. */
  sansLieu: number;
  /** Elements that say a postal code but not in which of its communes. */
  sansCommune: string[];
}
