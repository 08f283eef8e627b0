/** What the form of an entry shows before anyone writes in it, and what a person changed of it. */
import type { DateCivile } from '../../src/domain/date/jour';
import { toTexte } from './champ';
import { type CollectionDeFiche, partiesOf } from './champs-de-fiche';
import { readAt, toChemin } from './chemin';
import { NOUVELLES } from './formulaire';
import { ACCES, LIBELLE, LIEU, countLignesDHeures, toVacances } from './horaires';
import { elementsOf, listMontres } from './liste';
import { toRythmeDuFormulaire } from './rythme';
import { type Valeurs, cleanTexte } from './valeurs';

type Element = Record<string, unknown>;

/** What the form shows of one permanence. */
export function fillPermanence(permanence: Element, aujourdhui: DateCivile): Map<string, string[]> {
  const base = `permanences.${String(permanence.id)}`;
  const valeurs = new Map<string, string[]>();
  for (const champ of [LIBELLE, LIEU, ACCES])
    valeurs.set(`${base}.${champ.chemin}`, [toTexte(champ, permanence[champ.chemin])]);
  const { sorte, jours, rangs, dates, precision } = toRythmeDuFormulaire(permanence.rythme);
  valeurs.set(`${base}.rythme`, [sorte]);
  valeurs.set(`${base}.jours`, jours);
  valeurs.set(`${base}.rangs`, rangs);
  valeurs.set(`${base}.precision`, [precision]);
  dates.forEach((date, rang) => date >= aujourdhui && valeurs.set(`${base}.dates.${rang}`, [date]));
  valeurs.set(`${base}.vacances`, [toVacances(permanence)]);
  const creneaux = elementsOf(permanence, 'creneaux');
  for (let rang = 0; rang < countLignesDHeures(creneaux.length); rang += 1) {
    const { moment, ...heures } = (creneaux[rang] ?? {}) as Record<string, string | undefined>;
    for (const cle of ['debut', 'fin']) valeurs.set(`${base}.creneaux.${rang}.${cle}`, [heures[cle] ?? '']);
    if (moment !== undefined) valeurs.set(`${base}.creneaux.${rang}.moment`, [moment]);
  }
  return valeurs;
}

/** Everything the form shows of this entry. */
export function fillFormulaire(
  collection: CollectionDeFiche,
  donnees: Element,
  aujourdhui: DateCivile,
): Valeurs {
  const valeurs = new Map<string, readonly string[]>();
  for (const { champs, listes } of partiesOf(collection)) {
    for (const champ of champs)
      valeurs.set(champ.chemin, [toTexte(champ, readAt(donnees, toChemin(champ.chemin)))]);
    for (const liste of listes)
      for (const { rang, element } of listMontres(donnees, liste, aujourdhui))
        for (const champ of liste.champs)
          valeurs.set(`${liste.chemin}.${rang}.${champ.chemin}`, [
            toTexte(champ, readAt(element, toChemin(champ.chemin))),
          ]);
  }
  if (collection === 'structures')
    for (const permanence of elementsOf(donnees, 'permanences'))
      for (const [nom, textes] of fillPermanence(permanence, aujourdhui)) valeurs.set(nom, textes);
  return valeurs;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.map(cleanTexte).join('\n\n') === b.map(cleanTexte).join('\n\n');

/** What someone wrote, over another version of the entry: only what they changed of the one they had read. */
export function carryOver(lue: Valeurs, ecrite: Valeurs, actuelle: Valeurs): Valeurs {
  const suite = new Map(actuelle);
  for (const nom of new Set([...lue.keys(), ...ecrite.keys()])) {
    const textes = ecrite.get(nom);
    // An empty set of boxes is not sent at all.
    const vu =
      textes ?? (/\.(jours|rangs)$/.test(nom) && ecrite.has(nom.replace(/\w+$/, 'rythme')) ? [] : undefined);
    if (vu !== undefined && !isSame(vu, lue.get(nom) ?? [])) suite.set(nom, vu);
  }
  return suite;
}

/** Fields that both changed since the version that was read: nobody but a person can say which is right. */
export function listDisputes(lue: Valeurs, ecrite: Valeurs, actuelle: Valeurs): string[] {
  return [...ecrite.keys()].filter((nom) => {
    const textes = ecrite.get(nom) ?? [];
    const avant = lue.get(nom);
    const apres = actuelle.get(nom);
    if (!avant || !apres) return false;
    return !isSame(textes, avant) && !isSame(apres, avant) && !isSame(apres, textes);
  });
}

/** The name of new hours in this entry: the shortest that is free. */
function freeId(ids: ReadonlySet<string>, souhait: string): string {
  let id = souhait;
  for (let rang = 2; ids.has(id); rang += 1) id = `${souhait}-${rang}`;
  return id;
}

const idsOf = (donnees: Element, valeurs: Valeurs): Set<string> =>
  new Set([
    ...elementsOf(donnees, 'permanences').map(({ id }) => String(id)),
    ...(valeurs.get(NOUVELLES) ?? []),
  ]);

/** The form with blank new hours. */
export function addPermanence(donnees: Element, valeurs: Valeurs): { valeurs: Valeurs; id: string } {
  const id = freeId(idsOf(donnees, valeurs), 'horaires');
  const suite = new Map(valeurs);
  suite.set(NOUVELLES, [...(valeurs.get(NOUVELLES) ?? []), id]);
  suite.set(`permanences.${id}.rythme`, ['hebdomadaire']);
  return { valeurs: suite, id };
}

/** The form where one day of a permanence has hours of its own: a copy that holds this day alone. */
export function separateJour(
  donnees: Element,
  valeurs: Valeurs,
  permanence: string,
  jour: string,
): { valeurs: Valeurs; id: string } {
  const id = freeId(idsOf(donnees, valeurs), `${permanence}-${jour}`);
  const suite = new Map(valeurs);
  const de = `permanences.${permanence}.`;
  for (const [nom, textes] of valeurs)
    if (nom.startsWith(de) && !/\.(exceptions|annulation|report|ajout|retirer)\b/.test(nom))
      suite.set(`permanences.${id}.${nom.slice(de.length)}`, textes);
  const origine = (valeurs.get(NOUVELLES) ?? []).includes(permanence)
    ? valeurs.get(`${de}modele`)
    : [permanence];
  suite.set(NOUVELLES, [...(valeurs.get(NOUVELLES) ?? []), id]);
  if (origine) suite.set(`permanences.${id}.modele`, origine);
  suite.set(`permanences.${id}.jours`, [jour]);
  suite.set(
    `${de}jours`,
    (valeurs.get(`${de}jours`) ?? []).filter((autre) => autre !== jour),
  );
  return { valeurs: suite, id };
}
