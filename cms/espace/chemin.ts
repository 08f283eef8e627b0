/** Reads and writes one field of an entry by its path, without touching the rest: what a form does not show stays. */

export type Chemin = readonly (string | number)[];
type Noeud = Record<string | number, unknown>;

const isNoeud = (valeur: unknown): valeur is Noeud => typeof valeur === 'object' && valeur !== null;

/** `['contacts', 0, 'telephone']` of `contacts.0.telephone`. */
export function toChemin(texte: string): (string | number)[] {
  return texte.split('.').map((cle) => (/^\d+$/.test(cle) ? Number(cle) : cle));
}

/** The value at this path; undefined when nothing is there. */
export function readAt(donnees: unknown, chemin: Chemin): unknown {
  return chemin.reduce<unknown>(
    (valeur, cle) => (isNoeud(valeur) && Object.hasOwn(valeur, cle) ? valeur[cle] : undefined),
    donnees,
  );
}

const isEmptyGroup = (valeur: unknown): boolean =>
  isNoeud(valeur) && !Array.isArray(valeur) && Object.keys(valeur).length === 0;

/** A copy where this field has this value; undefined removes the field, and the groups that it leaves empty. */
export function writeAt(donnees: unknown, chemin: Chemin, valeur: unknown): unknown {
  const [cle, ...reste] = chemin;
  if (cle === undefined) return valeur;
  const copie: Noeud = Array.isArray(donnees)
    ? ([...(donnees as unknown[])] as unknown as Noeud)
    : { ...(isNoeud(donnees) ? donnees : {}) };
  const suite = writeAt(copie[cle], reste, valeur);
  if (suite !== undefined && !(reste.length > 0 && isEmptyGroup(suite))) copie[cle] = suite;
  else if (Array.isArray(copie)) copie.splice(Number(cle), 1);
  else Reflect.deleteProperty(copie, cle);
  return copie;
}
