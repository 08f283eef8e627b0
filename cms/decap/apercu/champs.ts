/** An entry in words, field by field, for the collections whose page shows several entries at once. */
import { type Champ, type Option } from '../champs';

export interface ChampLu {
  libelle: string;
  /** A value, or what it is made of. */
  texte?: string;
  enfants?: ChampLu[];
}

const isObjet = (valeur: unknown): valeur is Record<string, unknown> =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);
const isVide = (valeur: unknown): boolean =>
  valeur === undefined ||
  valeur === null ||
  valeur === '' ||
  (Array.isArray(valeur) && valeur.length === 0) ||
  (isObjet(valeur) && Object.values(valeur).every(isVide));

function toTexte(valeur: unknown, options: readonly Option[]): string {
  if (valeur === true) return 'Oui';
  if (valeur === false) return 'Non';
  if (Array.isArray(valeur)) return valeur.map((un) => toTexte(un, options)).join(', ');
  if (isObjet(valeur)) return JSON.stringify(valeur);
  return options.find(({ value }) => value === valeur)?.label ?? String(valeur);
}

/** What is filled in, with the labels of the editor. */
export function toChampsLus(champs: readonly Champ[], donnees: unknown): ChampLu[] {
  if (!isObjet(donnees)) return [];
  return champs.flatMap(({ name, label, fields, options = [] }): ChampLu[] => {
    const valeur = donnees[name];
    if (isVide(valeur)) return [];
    if (fields && Array.isArray(valeur))
      return valeur.map((un, rang) => ({
        libelle: valeur.length > 1 ? `${label}, ${rang + 1}` : label,
        enfants: toChampsLus(fields, un),
      }));
    if (fields) return [{ libelle: label, enfants: toChampsLus(fields, valeur) }];
    return [{ libelle: label, texte: toTexte(valeur, options as readonly Option[]) }];
  });
}
