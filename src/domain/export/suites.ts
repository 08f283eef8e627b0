/**
 * The days of a permanence over a year. The same as `listOccurrences` gives, a day at a time and lighter: exports look a
 * year ahead at every service of a territory, whose rhythms are few.
 */
import type { Calendrier } from '../calendrier/calendrier';
import type { ZoneScolaire } from '../calendrier/schema';
import { type DateCivile, type NumeroDeJour, toNumeroDeJour } from '../date/date-civile';
import { takesPlace } from '../permanence/rythme';
import type { Creneau, Fermeture, Filtre, Permanence, Rythme } from '../permanence/schema';

/** The days that a rhythm gives under a filter. */
export type ListJours = (rythme: Rythme, filtre: Filtre) => readonly NumeroDeJour[];

/** Days between two days included; each rhythm is tried once, whoever has it. */
export function createListJours(
  calendrier: Calendrier,
  zone: ZoneScolaire,
  du: NumeroDeJour,
  au: NumeroDeJour,
): ListJours {
  const known = new Map<string, NumeroDeJour[]>();
  return (rythme, filtre) => {
    const cle = JSON.stringify([rythme, filtre]);
    let jours = known.get(cle);
    if (!jours) {
      jours = [];
      for (let numero = du; numero <= au; numero += 1)
        if (takesPlace({ rythme, filtre }, calendrier.jour(numero), calendrier, zone) !== 'no')
          jours.push(numero);
      known.set(cle, jours);
    }
    return jours;
  };
}

/** Days of a permanence that are alike: same place, same hours, held or not for the same reason. */
export interface Suite {
  permanence: Permanence;
  lieu: string | undefined;
  creneaux: readonly Creneau[];
  /** False when they are cancelled, or moved away. */
  isTenue: boolean;
  motif: string | undefined;
  /** In order; shared by all that have the same rhythm. */
  jours: readonly NumeroDeJour[];
}

export interface ContexteDesSuites {
  listJours: ListJours;
  du: NumeroDeJour;
  au: NumeroDeJour;
  fermetures: readonly Fermeture[];
}

interface Periode {
  du: NumeroDeJour;
  au: NumeroDeJour;
  motif: string;
}

const toPeriode = ({
  du,
  au,
  motif,
}: {
  du: DateCivile;
  au?: DateCivile | undefined;
  motif: string;
}): Periode => ({
  du: toNumeroDeJour(du),
  au: toNumeroDeJour(au ?? du),
  motif,
});

const debutOf = (creneau: Creneau | undefined): string | undefined =>
  creneau && 'debut' in creneau ? creneau.debut : undefined;

/** Without hours, the day is one slot all the same. */
const debutsOf = (creneaux: readonly Creneau[]): (string | undefined)[] =>
  creneaux.length > 0 ? creneaux.map(debutOf) : [undefined];

/** The days moved or added, which say why. */
function listAjoutees(permanence: Permanence, { du, au }: ContexteDesSuites): Suite[] {
  return permanence.exceptions.flatMap((exception) => {
    if (exception.type === 'annulation') return [];
    const numero = toNumeroDeJour(exception.type === 'report' ? exception.vers : exception.date);
    if (numero < du || numero > au) return [];
    const { creneaux = permanence.creneaux, lieu = permanence.lieu, motif } = exception;
    return { permanence, lieu, creneaux, isTenue: true, motif, jours: [numero] };
  });
}

/** Moved dates first: a move wins over a closure. */
function listFermees({ exceptions }: Permanence, { fermetures }: ContexteDesSuites): Periode[] {
  return [
    ...exceptions
      .filter((exception) => exception.type === 'report')
      .map(({ de, motif }) => toPeriode({ du: de, motif })),
    ...exceptions.filter((exception) => exception.type === 'annulation').map(toPeriode),
    ...fermetures.map(toPeriode),
  ];
}

/** Of an ordinary day onto which dates are added, the slots that no added one replaces. */
function withoutDoubles(base: Suite, ajoutees: readonly Suite[]): Suite[] {
  const touches = new Map<NumeroDeJour, Set<string | undefined>>();
  for (const { jours, lieu, creneaux } of ajoutees) {
    const [numero] = jours;
    if (numero === undefined || lieu !== base.lieu || !base.jours.includes(numero)) continue;
    touches.set(numero, (touches.get(numero) ?? new Set()).union(new Set(debutsOf(creneaux))));
  }
  if (touches.size === 0) return [base];
  const intacts = base.jours.filter((numero) => !touches.has(numero));
  const coupees = [...touches].map(([numero, pris]): Suite => {
    const restants = base.creneaux.filter((creneau) => !pris.has(debutOf(creneau)));
    const isGone = restants.length === 0 && (base.creneaux.length > 0 || pris.has(undefined));
    return { ...base, creneaux: restants, jours: isGone ? [] : [numero] };
  });
  return [{ ...base, jours: intacts }, ...coupees];
}

/** All the days of a permanence between the two of the context, gathered. */
export function listSuites(permanence: Permanence, contexte: ContexteDesSuites): Suite[] {
  const { rythme, filtre, creneaux, lieu } = permanence;
  const jours = contexte.listJours(rythme, filtre);
  const base = { permanence, lieu, creneaux, isTenue: true, motif: undefined, jours };
  const fermees = listFermees(permanence, contexte);
  const ajoutees = listAjoutees(permanence, contexte);
  if (fermees.length === 0 && ajoutees.length === 0) return [base];

  const closureOf = (numero: NumeroDeJour): Periode | undefined =>
    fermees.find(({ du, au }) => numero >= du && numero <= au);
  const suites = [...Map.groupBy(jours, closureOf)].map(([fermee, ici]): Suite => ({
    ...base,
    isTenue: fermee === undefined,
    motif: fermee?.motif,
    jours: ici,
  }));
  return [
    ...suites.flatMap((suite) => (suite.isTenue ? withoutDoubles(suite, ajoutees) : suite)),
    ...ajoutees,
  ].filter((suite) => suite.jours.length > 0);
}
