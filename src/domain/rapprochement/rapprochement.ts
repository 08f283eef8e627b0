/**
 * How likely two entries are about the same thing, and why, in plain words. Only what both say is compared: what one of
 * them does not say is neither for nor against.
 */
import { formatTelephone } from '../contact/telephone';
import { NBSP } from '../date/espace';
import { editDistance } from '../recherche/correction';
import { distanceKm } from '../territoire/distance';
import type { Empreinte } from './empreinte';
import { type Mot, type Nommage, POIDS } from './nommage';

/** From this score on, somebody should look. */
export const PROBABLE = 0.7;
/** From this score on, hardly anybody would doubt. */
export const PRESQUE_SUR = 0.85;

export interface Rapprochement {
  /** From 0, nothing in common, to 1. */
  score: number;
  isProbable: boolean;
  isPresqueSur: boolean;
  /** What they share: « même téléphone (05 36 49 00 12) ». */
  raisons: string[];
  /** What tells them apart. */
  ecarts: string[];
}

interface ComparaisonDesNoms {
  /** From 0 to 1. */
  valeur: number;
  /** They share a word that few names hold, or a commune. */
  isAncree: boolean;
  /** Each says a kind or a name of its own, that the other does not say. */
  isContraire: boolean;
  /** Each says something that the other does not say. */
  isDouble: boolean;
}

const POIDS_DU_TYPE = 2;
/** Shorter words are too near to one another. */
const LETTRES_POUR_UNE_FAUTE = 5;
/** What a word is worth when one letter of it is another. */
const MALGRE_UNE_FAUTE = 0.9;
/** How much the words of the longer name take away when it holds the whole of the other. */
const EN_TROP = 0.35;

const sum = (mots: readonly Mot[]): number => mots.reduce((total, { genre }) => total + POIDS[genre], 0);

/** The words of both names that are one letter away, each taken once, the same whichever name comes first. */
function pairFautes(a: readonly Mot[], b: readonly Mot[]): [Mot, Mot][] {
  const isEssayable = ({ cle, genre }: Mot) => genre === 'propre' && cle.length >= LETTRES_POUR_UNE_FAUTE;
  const paires = a
    .filter(isEssayable)
    .flatMap((un) =>
      b
        .filter((autre) => isEssayable(autre) && editDistance(un.cle, autre.cle, 1) === 1)
        .map((autre): [Mot, Mot] => [un, autre]),
    );
  const nameOf = ([un, autre]: [Mot, Mot]) => [un.cle, autre.cle].sort().join(' ');
  paires.sort((x, y) => (nameOf(x) < nameOf(y) ? -1 : 1));
  const pris = new Set<Mot>();
  return paires.filter(([un, autre]) => {
    if (pris.has(un) || pris.has(autre)) return false;
    pris.add(un).add(autre);
    return true;
  });
}

function compareNoms(a: readonly Mot[], b: readonly Mot[]): ComparaisonDesNoms {
  const [clesDeA, clesDeB] = [a, b].map((mots) => new Set(mots.map(({ cle }) => cle))) as [
    Set<string>,
    Set<string>,
  ];
  const communs = a.filter(({ cle }) => clesDeB.has(cle));
  const fautes = pairFautes(
    a.filter(({ cle }) => !clesDeB.has(cle)),
    b.filter(({ cle }) => !clesDeA.has(cle)),
  );
  const corriges = new Set(fautes.flat());
  const restes = [
    a.filter((mot) => !clesDeB.has(mot.cle) && !corriges.has(mot)),
    b.filter((mot) => !clesDeA.has(mot.cle) && !corriges.has(mot)),
  ] as const;
  const commun = sum(communs) + fautes.length * MALGRE_UNE_FAUTE;
  const [resteDeA, resteDeB] = restes.map((mots) => sum(mots)) as [number, number];
  const tout = commun + resteDeA + resteDeB + fautes.length * (1 - MALGRE_UNE_FAUTE);
  const isAncree =
    fautes.length > 0 || communs.some(({ genre }) => genre === 'propre' || genre === 'commune');
  const isDouble = resteDeA > 0 && resteDeB > 0;
  const isParlant = ({ genre }: Mot) => genre === 'propre' || genre === 'sorte';
  const part = tout === 0 ? 0 : commun / tout;
  return {
    valeur: isAncree && !isDouble ? part + (1 - part) * (1 - EN_TROP) : part,
    isAncree: isAncree || (resteDeA === 0 && resteDeB === 0 && commun > 0),
    isContraire: isDouble && restes.every((mots) => mots.some(isParlant)),
    isDouble,
  };
}

const share = (a: readonly string[], b: readonly string[]): string[] =>
  a.filter((valeur) => b.includes(valeur));

const isSameDay = ({ jours: a }: Empreinte, { jours: b }: Empreinte): boolean =>
  a.some((un) => b.some((autre) => un.du <= autre.au && autre.du <= un.au));

const hostOf = (site: string): string => site.split('/')[0]!;

/** Whether they are one thing, from what both say. The order in which they are given changes nothing. */
export function compare(a: Empreinte, b: Empreinte, nommage: Pick<Nommage, 'nameCommune'>): Rapprochement {
  if (a.collection !== b.collection)
    return {
      score: 0,
      isProbable: false,
      isPresqueSur: false,
      raisons: [],
      ecarts: ['deux sortes de fiches'],
    };
  const noms = compareNoms(a.mots, b.mots);
  const raisons: string[] = [];
  const ecarts: string[] = [];
  let poids = 0;
  let points = 0;
  const weigh = (importance: number, valeur: number) => {
    poids += importance;
    points += importance * valeur;
  };
  /** Compares what both say; `autrement` is what it is worth to say something else. */
  const shareOf = (
    importance: number,
    de: (empreinte: Empreinte) => readonly string[],
    autrement: number,
    describe: (communes: readonly string[]) => string,
  ): boolean => {
    const [siens, autres] = [de(a), de(b)];
    if (siens.length === 0 || autres.length === 0) return false;
    const partages = share(siens, autres);
    weigh(importance, partages.length > 0 ? 1 : autrement);
    if (partages.length > 0) raisons.push(describe(partages));
    return partages.length > 0;
  };
  const isKnown = (de: (empreinte: Empreinte) => readonly string[]): boolean =>
    de(a).length > 0 && de(b).length > 0;
  const only = (valeur: string | undefined): string[] => (valeur === undefined ? [] : [valeur]);

  weigh(5, noms.valeur);
  if (noms.valeur === 1) raisons.push('même nom');
  else if (noms.isAncree && !noms.isDouble) raisons.push('le nom de l’une contient celui de l’autre');
  else if (noms.valeur >= 0.5) raisons.push('noms proches');
  else ecarts.push('noms différents');

  const nameCommunes = (codes: readonly string[]) =>
    codes
      .map((code) => nommage.nameCommune(code))
      .sort()
      .join(', ');
  const isSameCommune = shareOf(
    2,
    ({ communes }) => communes,
    0,
    (communes) => (communes.length > 2 ? 'mêmes communes' : `même commune (${nameCommunes(communes)})`),
  );
  const isAilleurs = isKnown(({ communes }) => communes) && !isSameCommune;
  if (isAilleurs)
    ecarts.push(
      `communes différentes (${[a, b]
        .map(({ communes }) => nameCommunes(communes))
        .sort()
        .join(' ; ')})`,
    );

  const isEvenement = a.collection === 'evenements';
  const isSameSorte = shareOf(
    isEvenement ? 1 : POIDS_DU_TYPE,
    ({ sortes }) => sortes,
    isEvenement ? 0.4 : 0,
    () => (isEvenement ? 'même genre d’évènement' : 'même type'),
  );
  const isAutreSorte = isKnown(({ sortes }) => sortes) && !isSameSorte;
  if (isAutreSorte) ecarts.push(isEvenement ? 'genres d’évènement différents' : 'types différents');

  const isMemeTelephone = shareOf(
    2,
    ({ telephones }) => telephones,
    0.3,
    (numeros) =>
      `même téléphone (${numeros
        .map((numero) => formatTelephone(numero))
        .sort()
        .join(', ')})`,
  );
  const joints = [
    isMemeTelephone,
    shareOf(
      1.5,
      ({ courriels }) => courriels,
      0.3,
      () => 'même courriel',
    ),
    shareOf(
      1.5,
      ({ adresse }) => only(adresse),
      0.2,
      () => 'même adresse',
    ),
  ];
  if (a.site !== undefined && b.site !== undefined) {
    const isSame = a.site === b.site;
    weigh(1.5, isSame ? 1 : hostOf(a.site) === hostOf(b.site) ? 0.6 : 0.3);
    if (isSame) raisons.push('même site internet');
    joints.push(isSame);
  }
  if (a.position && b.position) {
    const km = distanceKm(a.position, b.position);
    weigh(1.5, km <= 0.1 ? 1 : km <= 0.5 ? 0.6 : km <= 2 ? 0.2 : 0);
    if (km <= 0.1) raisons.push(`à moins de 100${NBSP}m l’une de l’autre`);
  }
  const isAutreJour = a.jours.length > 0 && b.jours.length > 0 && !isSameDay(a, b);
  if (a.jours.length > 0 && b.jours.length > 0) {
    weigh(3, isAutreJour ? 0 : 1);
    if (isAutreJour) ecarts.push('dates différentes');
    else raisons.push('mêmes dates');
  }
  shareOf(
    1,
    ({ periode }) => only(periode),
    0.4,
    () => 'même période',
  );
  shareOf(
    1,
    ({ organisme }) => only(organisme),
    0.4,
    () => (isEvenement ? 'même organisateur' : 'même gestionnaire'),
  );

  const isJoint = joints.includes(true);
  const isLeMemeNom = noms.valeur >= 0.95;
  // The type is sometimes only a guess: the same telephone in the same commune, under one name, is worth a look.
  const isPareil =
    isJoint && (isLeMemeNom || (isMemeTelephone && noms.isAncree && !noms.isContraire && noms.valeur >= 0.5));
  const isTypeDouteux = isAutreSorte && !isEvenement && isSameCommune && isPareil;
  /** What no sum of other likenesses makes up for. */
  const limites = [
    // « France services », and « France services multisites, site de Belmont »: the telephone makes up for a name of few words.
    noms.isAncree ? 1 : isJoint && isSameCommune && !isAutreSorte && !noms.isDouble ? 0.8 : 0.6,
    noms.isContraire ? 0.65 : 1,
    noms.isDouble && !isJoint ? 0.65 : 1,
    isAilleurs ? (isLeMemeNom && isJoint ? 0.75 : 0.6) : 1,
    isTypeDouteux ? 0.75 : isAutreSorte && !isEvenement ? 0.6 : 1,
    isAutreJour ? 0.5 : 1,
  ];
  const score = Math.min(points / (isTypeDouteux ? poids - POIDS_DU_TYPE : poids), ...limites);
  return { score, isProbable: score >= PROBABLE, isPresqueSur: score >= PRESQUE_SUR, raisons, ecarts };
}
