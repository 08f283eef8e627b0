/** The hours of a permanence in the form, and back. What the form does not show of a permanence is never touched. */
import { MOMENTS } from '../../src/domain/permanence/schema';
import { type Champ, applyChamp, readTexte } from './champ';
import { ACCES_EN_MOTS, type Liste } from './champs-de-fiche';
import { readAt, toChemin, writeAt } from './chemin';
import { type Noms, elementsOf, readNouveau } from './liste';
import { applyRythme } from './rythme';
import { type Valeurs, textOf } from './valeurs';

type Element = Record<string, unknown>;

export const LIBELLE: Champ = {
  chemin: 'libelle',
  genre: 'ligne',
  libelle: 'Ce qui s’y passe',
  aide: 'Si ce n’est pas l’accueil habituel : « atelier d’éveil ».',
};
export const LIEU: Champ = { chemin: 'lieu', genre: 'choix', libelle: 'Où' };
export const ACCES: Champ = {
  chemin: 'acces',
  genre: 'choix',
  libelle: 'Comment on y vient',
  choix: [['', 'Comme pour tout le service'], ...ACCES_EN_MOTS.slice(1)],
};

/** Dates that change, in the order of the page. */
const MOTIF: Champ = { chemin: 'motif', genre: 'ligne', libelle: 'Motif, affiché aux familles' };
const DE: Champ = { chemin: 'debut', genre: 'heure', libelle: 'De', aide: 'Si les heures changent.' };
const A: Champ = { chemin: 'fin', genre: 'heure', libelle: 'À' };
export const EXCEPTIONS = {
  annulation: {
    chemin: 'annulation',
    libelle: 'Annulation',
    ajout: 'Annuler une date',
    champs: [
      { chemin: 'du', genre: 'date', libelle: 'Date annulée' },
      { chemin: 'au', genre: 'date', libelle: 'Jusqu’au (compris)', aide: 'Laissez vide pour un seul jour.' },
      MOTIF,
    ],
  },
  report: {
    chemin: 'report',
    libelle: 'Report',
    ajout: 'Déplacer une date',
    champs: [
      { chemin: 'de', genre: 'date', libelle: 'Date prévue' },
      { chemin: 'vers', genre: 'date', libelle: 'Nouvelle date' },
      DE,
      A,
      MOTIF,
    ],
  },
  ajout: {
    chemin: 'ajout',
    libelle: 'Date en plus',
    ajout: 'Ajouter une date',
    champs: [{ chemin: 'date', genre: 'date', libelle: 'Date en plus' }, DE, A, MOTIF],
  },
} as const satisfies Record<string, Liste>;
export type SorteDException = keyof typeof EXCEPTIONS;

export const VACANCES = {
  '': 'Toute l’année, vacances comprises',
  exclues: 'Pas pendant les vacances scolaires',
  seulement: 'Seulement pendant les vacances scolaires',
} as const;

/** The choice that shows this rule of holidays; `tel-quel` when it has more to it. */
export function toVacances(permanence: unknown): string {
  const vacances = readAt(permanence, ['filtre', 'vacances']);
  if (vacances === undefined || vacances === null) return '';
  const { regle, ...reste } = vacances as Record<string, unknown>;
  return Object.keys(reste).length > 0 ? 'tel-quel' : String(regle);
}

function applyVacances(permanence: unknown, base: string, valeurs: Valeurs): unknown {
  const choix = textOf(valeurs, `${base}.vacances`);
  if (choix === undefined || choix === toVacances(permanence) || !Object.hasOwn(VACANCES, choix))
    return permanence;
  return writeAt(permanence, ['filtre', 'vacances'], choix === '' ? undefined : { regle: choix });
}

const DEBUT: Champ = { chemin: 'debut', genre: 'heure', libelle: 'De' };
const FIN: Champ = { chemin: 'fin', genre: 'heure', libelle: 'À' };

/** One slot: hours typed over a moment (« le matin ») replace it. */
function applyCreneau(creneau: Element, base: string, valeurs: Valeurs): Element | undefined {
  if (!Object.hasOwn(creneau, 'moment')) {
    const suite = [DEBUT, FIN].reduce<unknown>(
      (lu, champ) => applyChamp(lu, [champ.chemin], champ, `${base}.${champ.chemin}`, valeurs),
      creneau,
    ) as Element;
    return Object.keys(suite).length > 0 ? suite : undefined;
  }
  const heures = readHeures(base, valeurs);
  if (heures) return heures;
  const moment = textOf(valeurs, `${base}.moment`);
  if (moment === undefined || moment === creneau.moment) return creneau;
  return (MOMENTS as readonly string[]).includes(moment) ? { moment } : undefined;
}

/** Hours typed in an empty row; undefined when it stays empty. */
function readHeures(base: string, valeurs: Valeurs): Element | undefined {
  const debut = readTexte(DEBUT, textOf(valeurs, `${base}.debut`) ?? '');
  const fin = readTexte(FIN, textOf(valeurs, `${base}.fin`) ?? '');
  if (debut === undefined && fin === undefined) return undefined;
  return { ...(debut === undefined ? {} : { debut }), ...(fin === undefined ? {} : { fin }) };
}

/** Rows of hours that the form offers: those that are there, and one or two more. */
export function countLignesDHeures(creneaux: number): number {
  return Math.max(2, creneaux + 1);
}

function applyCreneaux(permanence: unknown, base: string, ou: string, valeurs: Valeurs, noms: Noms): unknown {
  const avant = elementsOf(permanence, 'creneaux');
  const apres: Element[] = [];
  for (let rang = 0; rang < countLignesDHeures(avant.length); rang += 1) {
    const ligne = `${base}.creneaux.${rang}`;
    const creneau = avant[rang];
    const suite = creneau ? applyCreneau(creneau, ligne, valeurs) : readHeures(ligne, valeurs);
    if (!suite) continue;
    noms.set(`${ou}.creneaux.${apres.length}`, `${ligne}.debut`);
    for (const cle of ['debut', 'fin', 'moment'])
      noms.set(`${ou}.creneaux.${apres.length}.${cle}`, `${ligne}.${cle}`);
    apres.push(suite);
  }
  const same = apres.length === avant.length && apres.every((creneau, rang) => creneau === avant[rang]);
  return same ? permanence : writeAt(permanence, ['creneaux'], apres.length > 0 ? apres : undefined);
}

/** A cancelled, moved or added date as the form writes it. */
function toException(sorte: SorteDException, { debut, fin, ...reste }: Element): Element {
  const creneau = { ...(debut === undefined ? {} : { debut }), ...(fin === undefined ? {} : { fin }) };
  return { type: sorte, ...reste, ...(Object.keys(creneau).length > 0 ? { creneaux: [creneau] } : {}) };
}

function applyExceptions(
  permanence: unknown,
  base: string,
  ou: string,
  valeurs: Valeurs,
  noms: Noms,
): unknown {
  const avant = elementsOf(permanence, 'exceptions');
  const apres = avant.filter((_, rang) => !valeurs.has(`${base}.exceptions.${rang}.retirer`));
  for (const [sorte, liste] of Object.entries(EXCEPTIONS) as [SorteDException, Liste][]) {
    const lu = readNouveau(liste, `${base}.${sorte}`, valeurs);
    if (!lu) continue;
    const la = `${ou}.exceptions.${apres.length}`;
    noms.set(la, `${base}.${sorte}.${liste.champs[0]!.chemin}`);
    for (const { chemin } of liste.champs) {
      noms.set(`${la}.${chemin}`, `${base}.${sorte}.${chemin}`);
      noms.set(`${la}.creneaux.0.${chemin}`, `${base}.${sorte}.${chemin}`);
    }
    noms.set(`${la}.creneaux.0`, `${base}.${sorte}.debut`);
    apres.push(toException(sorte, lu));
  }
  if (apres.length === avant.length && apres.every((exception, rang) => exception === avant[rang]))
    return permanence;
  return writeAt(permanence, ['exceptions'], apres.length > 0 ? apres : undefined);
}

/** One permanence as the form says it; the very same one when nothing changed. `ou` is its path in the entry. */
export function applyPermanence(permanence: Element, ou: string, valeurs: Valeurs, noms: Noms): Element {
  const base = `permanences.${String(permanence.id)}`;
  for (const [champ, nom] of [
    ['', 'rythme'],
    ['.id', 'rythme'],
    ['.rythme', 'rythme'],
    ['.rythme.jours', 'jours'],
    ['.rythme.rangs', 'rangs'],
    ['.rythme.dates', 'dates.nouvelle.0'],
    ['.rythme.precision', 'precision'],
    ['.filtre', 'vacances'],
    ['.filtre.vacances', 'vacances'],
    ['.libelle', 'libelle'],
    ['.lieu', 'lieu'],
    ['.acces', 'acces'],
  ] as const)
    noms.set(`${ou}${champ}`, `${base}.${nom}`);

  let suite: unknown = permanence;
  for (const champ of [LIBELLE, LIEU, ACCES])
    suite = applyChamp(suite, toChemin(champ.chemin), champ, `${base}.${champ.chemin}`, valeurs);
  const rythme = readAt(suite, ['rythme']);
  const nouveau = applyRythme(rythme, base, valeurs);
  if (nouveau !== rythme) suite = writeAt(suite, ['rythme'], nouveau);
  suite = applyVacances(suite, base, valeurs);
  suite = applyCreneaux(suite, base, ou, valeurs, noms);
  return applyExceptions(suite, base, ou, valeurs, noms) as Element;
}
