/** A list of groups of fields in a form: those that are there, the empty one where one adds, and back. */
import type { DateCivile } from '../../src/domain/date/jour';
import { applyChamp, isChanged, readTexte, toTexte } from './champ';
import type { Liste } from './champs-de-fiche';
import { readAt, toChemin, writeAt } from './chemin';
import { type Valeurs, textOf } from './valeurs';

type Element = Record<string, unknown>;

/** Where each field of the result is in the form: `fermetures.2.motif` → `fermetures.nouveau.motif`. */
export type Noms = Map<string, string>;

/** The groups of this list; none when the entry holds something else there, which the form then leaves alone. */
export function elementsOf(donnees: unknown, chemin: string): Element[] {
  const liste = readAt(donnees, toChemin(chemin));
  const isGroupe = (element: unknown) =>
    typeof element === 'object' && element !== null && !Array.isArray(element);
  return Array.isArray(liste) && liste.every(isGroupe) ? (liste as Element[]) : [];
}

/** Those that the form shows, with their rank in the entry. */
export function listMontres(
  donnees: unknown,
  liste: Liste,
  aujourdhui: DateCivile,
): { rang: number; element: Element }[] {
  return elementsOf(donnees, liste.chemin)
    .map((element, rang) => ({ rang, element }))
    .filter(({ element }) => liste.isMontre?.(element, aujourdhui) ?? true);
}

/** Whether every field of this group that people write in is empty. */
function isBlank(liste: Liste, element: Element): boolean {
  return liste.champs.every(
    (champ) => champ.defaut !== undefined || toTexte(champ, readAt(element, toChemin(champ.chemin))) === '',
  );
}

/** What was written in the empty group; undefined when nothing was. */
export function readNouveau(liste: Liste, base: string, valeurs: Valeurs): Element | undefined {
  const written = liste.champs.some((champ) => {
    const texte = textOf(valeurs, `${base}.${champ.chemin}`);
    return texte !== undefined && champ.defaut === undefined && isChanged(champ, undefined, texte);
  });
  if (!written) return undefined;
  return liste.champs.reduce<Element>((element, champ) => {
    const valeur = readTexte(champ, textOf(valeurs, `${base}.${champ.chemin}`) ?? '');
    return valeur === undefined ? element : (writeAt(element, toChemin(champ.chemin), valeur) as Element);
  }, {});
}

/** The entry with this list as the form says it; the very same entry when nothing changed. */
export function applyListe(donnees: unknown, liste: Liste, valeurs: Valeurs, noms: Noms): unknown {
  const avant = elementsOf(donnees, liste.chemin);
  const apres: Element[] = [];
  const name = (element: Element, base: string) => {
    noms.set(`${liste.chemin}.${apres.length}`, `${base}.${liste.champs[0]!.chemin}`);
    for (const { chemin } of liste.champs)
      noms.set(`${liste.chemin}.${apres.length}.${chemin}`, `${base}.${chemin}`);
    apres.push(element);
  };
  avant.forEach((element, rang) => {
    const base = `${liste.chemin}.${rang}`;
    if (valeurs.has(`${base}.retirer`)) return;
    const suite = liste.champs.reduce<unknown>(
      (lu, champ) => applyChamp(lu, toChemin(champ.chemin), champ, `${base}.${champ.chemin}`, valeurs),
      element,
    ) as Element;
    if (suite === element || !isBlank(liste, suite)) name(suite, base);
  });
  const base = `${liste.chemin}.nouveau`;
  const nouveau = readNouveau(liste, base, valeurs);
  if (nouveau) name(nouveau, base);
  const same = apres.length === avant.length && apres.every((element, rang) => element === avant[rang]);
  return same ? donnees : writeAt(donnees, toChemin(liste.chemin), apres.length > 0 ? apres : undefined);
}
