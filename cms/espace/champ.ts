/** One simple field of a form: how its value is written in it, and read back from what was typed. */
import { isDateCivile } from '../../src/domain/date/jour';
import { type Chemin, readAt, writeAt } from './chemin';
import { type Valeurs, cleanLigne, cleanTexte, textOf } from './valeurs';

/** `lignes` is a list, one item a line; `oui-non` a boolean that may be unknown. */
export type Genre =
  | 'ligne'
  | 'paragraphe'
  | 'lignes'
  | 'choix'
  | 'oui-non'
  | 'telephone'
  | 'courriel'
  | 'site'
  | 'date'
  | 'heure';

export interface Champ {
  /** Path inside the entry, or inside the item of a list: `tarif.precisions`. */
  chemin: string;
  genre: Genre;
  libelle: string;
  aide?: string;
  /** What a `choix` offers: the value and its words. */
  choix?: readonly (readonly [string, string])[];
  /** The value that an absent field has. */
  defaut?: string;
}

const LONGS: readonly Genre[] = ['paragraphe', 'lignes'];

const clean = (champ: Champ, texte: string): string =>
  LONGS.includes(champ.genre) ? cleanTexte(texte) : cleanLigne(texte);

/** The text that shows this value in its field. */
export function toTexte(champ: Champ, valeur: unknown): string {
  if (valeur === undefined || valeur === null) return champ.defaut ?? '';
  if (champ.genre === 'oui-non') return valeur === true ? 'oui' : valeur === false ? 'non' : '';
  if (Array.isArray(valeur)) return valeur.map(String).join('\n');
  return typeof valeur === 'string' ? valeur : typeof valeur === 'object' ? '' : JSON.stringify(valeur);
}

/** « 9h », « 9 h 30 », « 9:30 » as the content writes hours; any other text is left for the schema to refuse. */
export function readHeure(texte: string): string {
  const [, heures, minutes] = /^(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?$/i.exec(texte) ?? [];
  return heures === undefined ? texte : `${heures.padStart(2, '0')}:${minutes ?? '00'}`;
}

/** « 12/01/2027 » as the content writes dates, for the phones that have no calendar to offer. */
export function readDate(texte: string): string {
  const [, jour, mois, annee] = /^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})$/.exec(texte) ?? [];
  const date = `${annee}-${mois?.padStart(2, '0')}-${jour?.padStart(2, '0')}`;
  return isDateCivile(date) ? date : texte;
}

/** The value that this text stands for; undefined when the field is left empty. */
export function readTexte(champ: Champ, brut: string): unknown {
  const texte = clean(champ, brut);
  if (texte === '' || texte === champ.defaut) return undefined;
  switch (champ.genre) {
    case 'oui-non':
      return texte === 'oui' ? true : texte === 'non' ? false : undefined;
    case 'lignes':
      return texte
        .split('\n')
        .map((ligne) => ligne.trim())
        .filter((ligne) => ligne !== '');
    case 'heure':
      return readHeure(texte);
    case 'date':
      return readDate(texte);
    case 'site':
      return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(texte) ? `https://${texte}` : texte;
    default:
      return texte;
  }
}

/** Whether someone wrote in this field something else than what it showed. */
export function isChanged(champ: Champ, avant: unknown, texte: string): boolean {
  return clean(champ, texte) !== clean(champ, toTexte(champ, avant));
}

/** The entry with what was typed in this field; the very same entry when nothing changed or the field was not shown. */
export function applyChamp(
  donnees: unknown,
  chemin: Chemin,
  champ: Champ,
  nom: string,
  valeurs: Valeurs,
): unknown {
  const texte = textOf(valeurs, nom);
  if (texte === undefined || !isChanged(champ, readAt(donnees, chemin), texte)) return donnees;
  return writeAt(donnees, chemin, readTexte(champ, texte));
}
