/**
 * « Ma fiche » ↔ the data of an entry.
 *
 * Nothing is rebuilt from the form: each field is compared with what the form showed, and only what someone changed is
 * written in the entry. What the form does not show, or shows in another way than it is stored, cannot be lost.
 */
import type { DateCivile } from '../../src/domain/date/jour';
import { applyChamp } from './champ';
import { type CollectionDeFiche, partiesOf } from './champs-de-fiche';
import { toChemin, writeAt } from './chemin';
import { applyPermanence } from './horaires';
import { type Noms, applyListe, elementsOf } from './liste';
import { type Valeurs, textOf } from './valeurs';

type Element = Record<string, unknown>;

export interface Resultat {
  donnees: Element;
  /** Where each field of the entry is in the form, so that a message finds its field. */
  noms: Noms;
}

/** New hours that this form adds, and the permanence that each starts from. */
export const NOUVELLES = 'permanences-nouvelles';
/** A permanence is known in addresses of calendars by its name: nothing else may be written there. */
const ID = /^[a-z0-9][a-z0-9-]{0,60}$/;

/** More at once is no form that a person filled, and each makes the page longer. */
const AJOUTS_MAX = 20;

/** A permanence that the form adds: hours of its own for one day of another, or blank ones. */
function startOf(permanences: readonly Element[], id: string, modele: string | undefined): Element {
  const copiee = permanences.find((permanence) => permanence.id === modele);
  if (!copiee) return { id, rythme: { type: 'hebdomadaire', jours: [] } };
  // Its dates that change and the day when its hours were confirmed are its own.
  const propres = ['exceptions', 'verifieLe', 'ordre'];
  return { ...Object.fromEntries(Object.entries(copiee).filter(([cle]) => !propres.includes(cle))), id };
}

/** The permanences that the form is about: those of the entry, then the ones it adds. */
export function listPermanences(donnees: unknown, valeurs: Valeurs): Element[] {
  const permanences = elementsOf(donnees, 'permanences');
  const ids = new Set(permanences.map(({ id }) => id));
  const ajouts = (valeurs.get(NOUVELLES) ?? []).filter((id) => ID.test(id) && !ids.has(id));
  return [
    ...permanences,
    ...[...new Set(ajouts)]
      .slice(0, AJOUTS_MAX)
      .map((id) => startOf(permanences, id, textOf(valeurs, `permanences.${id}.modele`))),
  ];
}

function applyPermanences(donnees: unknown, valeurs: Valeurs, noms: Noms): unknown {
  const avant = elementsOf(donnees, 'permanences');
  const apres: Element[] = [];
  for (const permanence of listPermanences(donnees, valeurs)) {
    if (valeurs.has(`permanences.${String(permanence.id)}.retirer`)) continue;
    apres.push(applyPermanence(permanence, `permanences.${apres.length}`, valeurs, noms));
  }
  const same = apres.length === avant.length && apres.every((permanence, rang) => permanence === avant[rang]);
  return same ? donnees : writeAt(donnees, ['permanences'], apres.length > 0 ? apres : undefined);
}

/** The entry as the form says it; the very same entry when nothing changed. */
export function applyFormulaire(
  collection: CollectionDeFiche,
  donnees: Element,
  valeurs: Valeurs,
  aujourdhui: DateCivile,
): Resultat {
  const noms: Noms = new Map();
  let suite: unknown = donnees;
  for (const { champs, listes, groupe } of partiesOf(collection)) {
    for (const champ of champs) {
      noms.set(champ.chemin, champ.chemin);
      suite = applyChamp(suite, toChemin(champ.chemin), champ, champ.chemin, valeurs);
    }
    for (const liste of listes) suite = applyListe(suite, liste, valeurs, noms);
    if (groupe && valeurs.has(`verifications.${groupe}`))
      suite = writeAt(suite, ['verifications', groupe], aujourdhui);
  }
  if (collection === 'structures') suite = applyPermanences(suite, valeurs, noms);
  return { donnees: suite as Element, noms };
}

/** The field of the form that a path of the entry is shown in: the nearest one above it. */
export function findNom(noms: Noms, champ: string): string | undefined {
  const cles = champ.split('.');
  while (cles.length > 0) {
    const nom = noms.get(cles.join('.'));
    if (nom !== undefined) return nom;
    cles.pop();
  }
  return undefined;
}
