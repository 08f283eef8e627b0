/** The rhythm of a permanence in the form: the common ones can be changed, the others keep their sentence. */
import { JOURS_DE_SEMAINE } from '../../src/domain/date/jour';
import type { DateCivile } from '../../src/domain/date/jour';
import { readDate } from './champ';
import { readAt } from './chemin';
import { type Valeurs, cleanLigne, textOf } from './valeurs';

/** Rhythms that the form knows how to write, as a family would say them. */
export const RYTHMES = {
  hebdomadaire: 'Chaque semaine',
  paires: 'Les semaines paires',
  impaires: 'Les semaines impaires',
  mensuel: 'Certaines semaines du mois',
  dates: 'À des dates précises',
  'date-communiquee': 'La date est annoncée au fur et à mesure',
  'sur-rendez-vous': 'Sur rendez-vous',
} as const;
/** `tel-quel`: a rhythm richer than what the form can say; it is left as it is. */
export type SorteDeRythme = keyof typeof RYTHMES | 'tel-quel';

export const RANGS = {
  '1': '1er',
  '2': '2e',
  '3': '3e',
  '4': '4e',
  '5': '5e, s’il existe',
  '-2': 'avant-dernier',
  '-1': 'dernier',
} as const;

/** Empty rows where one writes more dates. */
export const DATES_EN_PLUS = 3;

export interface RythmeDuFormulaire {
  sorte: SorteDeRythme;
  jours: string[];
  rangs: string[];
  /** Every date, past ones included. */
  dates: DateCivile[];
  precision: string;
}

const textsAt = (rythme: unknown, cle: string): string[] => {
  const liste = readAt(rythme, [cle]);
  return Array.isArray(liste) ? liste.map(String) : [];
};

function sorteOf(rythme: unknown): SorteDeRythme {
  const type = readAt(rythme, ['type']);
  if (type === 'hebdomadaire') {
    if (readAt(rythme, ['intervalle']) !== undefined) return 'tel-quel';
    const semaines = readAt(rythme, ['semaines']);
    return semaines === 'paires' || semaines === 'impaires' ? semaines : 'hebdomadaire';
  }
  return typeof type === 'string' && Object.hasOwn(RYTHMES, type) ? (type as SorteDeRythme) : 'tel-quel';
}

/** How the form shows this rhythm. */
export function toRythmeDuFormulaire(rythme: unknown): RythmeDuFormulaire {
  const sorte = sorteOf(rythme);
  const precision = readAt(rythme, ['precision']);
  return {
    sorte,
    jours: sorte === 'tel-quel' ? [] : textsAt(rythme, 'jours'),
    rangs: sorte === 'mensuel' ? textsAt(rythme, 'rangs') : [],
    dates: textsAt(rythme, 'dates'),
    precision: typeof precision === 'string' ? precision : '',
  };
}

/** A rank that a form cannot have offered is left out, as browsers do. */
const knownJours = (jours: readonly string[]): string[] =>
  JOURS_DE_SEMAINE.filter((jour) => jours.includes(jour));
const knownRangs = (rangs: readonly string[]): number[] =>
  ['1', '2', '3', '4', '5', '-2', '-1'].filter((rang) => rangs.includes(rang)).map(Number);
const sameSet = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  new Set(a).size === new Set(b).size && a.every((valeur) => b.includes(valeur));

/** The dates once those of the form are read: it shows the coming ones by their rank, and some empty rows. */
function readDates(avant: readonly DateCivile[], base: string, valeurs: Valeurs): DateCivile[] {
  const kept = avant.map((date, rang) => {
    const texte = textOf(valeurs, `${base}.dates.${rang}`);
    return texte === undefined ? date : readDate(cleanLigne(texte));
  });
  const ajouts = Array.from({ length: DATES_EN_PLUS }, (_, rang) =>
    readDate(cleanLigne(textOf(valeurs, `${base}.dates.nouvelle.${rang}`) ?? '')),
  );
  const dates = [...kept, ...ajouts].filter((date) => date !== '');
  const same = dates.length === avant.length && dates.every((date, rang) => date === avant[rang]);
  return same ? dates : [...new Set(dates)].sort();
}

function buildRythme(
  { sorte, jours, rangs, dates, precision }: RythmeDuFormulaire,
  avant: Record<string, unknown>,
): Record<string, unknown> {
  switch (sorte) {
    case 'hebdomadaire':
      return { type: 'hebdomadaire', jours };
    case 'paires':
    case 'impaires':
      return { type: 'hebdomadaire', jours, semaines: sorte };
    case 'mensuel':
      return { type: 'mensuel', jours, rangs: rangs.map(Number) };
    case 'dates':
      return { type: 'dates', dates };
    case 'date-communiquee':
      return { type: 'date-communiquee', precision, ...(dates.length > 0 ? { dates } : {}) };
    case 'sur-rendez-vous':
      return { type: 'sur-rendez-vous' };
    case 'tel-quel':
      return avant;
  }
}

/** Which parts of a rhythm matter, according to its sort. */
function isSame(a: RythmeDuFormulaire, b: RythmeDuFormulaire): boolean {
  if (a.sorte !== b.sorte) return false;
  if (a.sorte === 'tel-quel' || a.sorte === 'sur-rendez-vous') return true;
  const sameDates = a.dates.join() === b.dates.join();
  if (a.sorte === 'dates') return sameDates;
  if (a.sorte === 'date-communiquee') return sameDates && a.precision === b.precision;
  return sameSet(a.jours, b.jours) && (a.sorte !== 'mensuel' || sameSet(a.rangs, b.rangs));
}

/** The rhythm as the form says it; the very same one when nothing changed. `base` is the permanence in the form. */
export function applyRythme(rythme: unknown, base: string, valeurs: Valeurs): unknown {
  const sorte = textOf(valeurs, `${base}.rythme`);
  if (sorte === undefined || (sorte !== 'tel-quel' && !Object.hasOwn(RYTHMES, sorte))) return rythme;
  const avant = toRythmeDuFormulaire(rythme);
  const texte = textOf(valeurs, `${base}.precision`);
  const apres: RythmeDuFormulaire = {
    sorte: sorte as SorteDeRythme,
    jours: knownJours(valeurs.get(`${base}.jours`) ?? []),
    rangs: knownRangs(valeurs.get(`${base}.rangs`) ?? []).map(String),
    dates: readDates(avant.dates, base, valeurs),
    precision:
      texte === undefined || cleanLigne(texte) === cleanLigne(avant.precision)
        ? avant.precision
        : cleanLigne(texte),
  };
  return isSame(avant, apres) ? rythme : buildRythme(apres, rythme as Record<string, unknown>);
}
