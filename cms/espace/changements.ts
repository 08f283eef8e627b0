/** What changes between two versions of an entry, in words: for whoever writes, and for whoever reviews. */
import { formatTelephone } from '../../src/domain/contact/telephone';
import { isDateCivile } from '../../src/domain/date/jour';
import { formatDate, formatListe, formatPeriode } from '../../src/domain/date/format';
import { creneauSchema, permanenceSchema, rythmeSchema } from '../../src/domain/permanence/schema';
import { formatCreneau, formatPermanence, formatRythme } from '../../src/domain/permanence/phrase';
import { type Champ, toTexte } from './champ';
import { FERMETURES, type Liste, isCollectionDeFiche, partiesOf } from './champs-de-fiche';
import { readAt, toChemin } from './chemin';
import { ACCES } from './horaires';
import { elementsOf } from './liste';

type Element = Record<string, unknown>;

/** One thing that changes: what was there, what comes; an empty side says that it is new, or that it goes. */
export interface Changement {
  libelle: string;
  avant: string[];
  apres: string[];
  /** The next dates that the new hours give. */
  dates?: string[];
}

/** The next dates of a permanence, in words. */
export type Dates = (permanence: Element) => string[];

/** Names of the places, to say where. */
export type Lieux = ReadonlyMap<string, string>;

/** Words for the fields that « Ma fiche » does not show, but that the full editor may change. */
const AUTRES_CHAMPS: Record<string, string> = {
  nom: 'Nom',
  type: 'Type',
  autresTypes: 'Autres types',
  statut: 'État du service',
  statutPrecision: 'Précision sur l’état',
  precisions: 'Précisions',
  publics: 'Publics',
  themes: 'Thèmes',
  gestionnaire: 'Gestionnaire',
  commune: 'Commune (code Insee)',
  communes: 'Communes',
  horsTerritoire: 'Hors du territoire',
  adresse: 'Adresse',
  lieu: 'Lieu principal',
  zone: 'Communes desservies',
  surPlace: 'Sur place',
  langues: 'Langues',
  handicap: 'Accueil du handicap',
  capacite: 'Nombre de places',
  aDomicile: 'À domicile',
  sources: 'Sources',
  verifications: 'Vérifié le',
  verifieLe: 'Vérifié le',
  position: 'Position sur la carte',
  accessibilite: 'Accès en fauteuil',
  structureHote: 'Structure qui ouvre ce lieu',
  ages: 'Âges',
  visibilite: 'Qui le voit',
  organisateur: 'Organisateur',
  structure: 'Structure organisatrice',
  horaires: 'horaires',
  contact: 'contact',
  tarifs: 'prix',
};

const textOf = (valeur: unknown): string => (typeof valeur === 'string' ? valeur : JSON.stringify(valeur));
const nomDuLieu = (lieu: unknown, lieux: Lieux): string => lieux.get(textOf(lieu)) ?? textOf(lieu);

const nameChamp = (cle: string): string =>
  Object.hasOwn(AUTRES_CHAMPS, cle) ? (AUTRES_CHAMPS[cle] ?? cle) : cle;

const majuscule = (texte: string): string => texte.charAt(0).toLocaleUpperCase('fr') + texte.slice(1);

/** Any value as text: good enough for what has no better words. */
function describe(valeur: unknown): string {
  if (valeur === undefined || valeur === null) return '';
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non';
  if (Array.isArray(valeur)) return valeur.map(describe).join(' ; ');
  if (typeof valeur === 'object')
    return Object.entries(valeur)
      .map(([cle, suite]) => `${nameChamp(cle).toLocaleLowerCase('fr')} : ${describe(suite)}`)
      .join(', ');
  const texte = `${valeur as string | number}`;
  return isDateCivile(texte) ? formatDate(texte, { annee: true }) : texte;
}

/** The value of a simple field in words; empty when there is none. */
function formatChamp(champ: Champ, valeur: unknown): string {
  if (valeur === undefined || valeur === null) return '';
  const texte = toTexte(champ, valeur);
  const mots = champ.choix?.find(([choix]) => choix === texte)?.[1];
  if (mots !== undefined) return mots;
  if (champ.genre === 'telephone') return formatTelephone(texte);
  if (champ.genre === 'date' && isDateCivile(texte)) return formatDate(texte, { annee: true });
  return texte;
}

/** « du lundi 28 décembre au vendredi 1er janvier 2027 : congés ». */
function formatJours({ du, au, motif }: Element): string {
  const [debut, fin] = [String(du), String(au ?? du)];
  const quand =
    isDateCivile(debut) && isDateCivile(fin)
      ? formatPeriode(debut, fin, { annee: true })
      : `${debut} – ${fin}`;
  return motif === undefined ? quand : `${quand} : ${describe(motif)}`;
}

/** A contact, a closure, a date of an event, on one line. */
function formatElement(liste: Liste, element: Element): string {
  if (liste === FERMETURES) return majuscule(formatJours(element));
  const vus = liste.champs.map(({ chemin }) => chemin);
  const autres = Object.keys(element).filter((cle) => !vus.includes(cle));
  return [
    ...liste.champs.map((champ) => formatChamp(champ, readAt(element, toChemin(champ.chemin)))),
    ...autres.map((cle) => `${nameChamp(cle).toLocaleLowerCase('fr')} : ${describe(element[cle])}`),
  ]
    .filter((texte) => texte !== '')
    .join(', ');
}

const formatHeures = (creneaux: unknown): string => {
  const lus = creneauSchema.array().min(1).safeParse(creneaux);
  return lus.success ? `, ${formatListe(lus.data.map(formatCreneau))}` : '';
};

const jourOf = (date: unknown): string =>
  typeof date === 'string' && isDateCivile(date) ? formatDate(date, { annee: true }) : describe(date);

/** « Annulé : mardi 12 janvier 2027 (animatrice en formation) ». */
export function formatException(exception: Element, lieux: Lieux): string {
  const ou = exception.lieu === undefined ? '' : `, ${nomDuLieu(exception.lieu, lieux)}`;
  const heures = `${formatHeures(exception.creneaux)}${ou}`;
  const motif = exception.motif === undefined ? '' : ` (${describe(exception.motif)})`;
  switch (exception.type) {
    case 'annulation':
      return `Annulé : ${formatJours({ du: exception.du, au: exception.au })}${motif}`;
    case 'report':
      return `Déplacé : ${jourOf(exception.de)}, au ${jourOf(exception.vers)}${heures}${motif}`;
    default:
      return `En plus : ${jourOf(exception.date)}${heures}${motif}`;
  }
}

export function formatFermeture(fermeture: Element): string {
  return majuscule(formatJours(fermeture));
}

/** The rhythm and the hours of a permanence, then its place and what is particular to it. */
export function listPartsOfHoraires(permanence: Element, lieux: Lieux): string[] {
  const lue = permanenceSchema.safeParse(permanence);
  return [
    lue.success ? majuscule(formatPermanence(lue.data)) : 'Horaires à compléter',
    permanence.lieu === undefined ? '' : nomDuLieu(permanence.lieu, lieux),
    permanence.libelle === undefined ? '' : describe(permanence.libelle),
    permanence.acces === undefined ? '' : formatChamp(ACCES, permanence.acces),
  ].filter((texte) => texte !== '');
}

/** The same on one line. */
export function formatHoraires(permanence: Element, lieux: Lieux): string {
  return listPartsOfHoraires(permanence, lieux).join(' – ');
}

/** What one list has that the other has not: two lines that say the same are not a change. */
function compareLignes(libelle: string, avant: readonly string[], apres: readonly string[]): Changement[] {
  const reste = [...apres];
  const parties = avant.filter((ligne) => {
    const rang = reste.indexOf(ligne);
    if (rang >= 0) reste.splice(rang, 1);
    return rang < 0;
  });
  return parties.length > 0 || reste.length > 0 ? [{ libelle, avant: parties, apres: reste }] : [];
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const toLignes = (texte: string): string[] => (texte === '' ? [] : [texte]);

/** The same fact in both versions, each said by `format`. */
function compareTextes(
  libelle: string,
  a: unknown,
  b: unknown,
  format: (valeur: unknown) => string,
): Changement[] {
  return compareLignes(libelle, toLignes(format(a)), toLignes(format(b)));
}

function comparePermanence(
  a: Element | undefined,
  b: Element | undefined,
  lieux: Lieux,
  dates: Dates,
): Changement[] {
  const format = (permanence: unknown) => (permanence ? formatHoraires(permanence as Element, lieux) : '');
  const listDates = (permanence: Element | undefined) =>
    elementsOf(permanence, 'exceptions').map((exception) => formatException(exception, lieux));
  const horaires = compareTextes('Horaires', a, b, format);
  const prochaines = b ? dates(b) : [];
  return [
    ...horaires.map((changement) =>
      prochaines.length > 0 ? { ...changement, dates: prochaines } : changement,
    ),
    ...compareLignes(`Dates qui changent : ${format(b ?? a)}`, listDates(a), listDates(b)),
    ...compareTextes('Rang dans la tournée', a?.ordre, b?.ordre, describe),
    ...compareTextes('Horaires vérifiés le', a?.verifieLe, b?.verifieLe, describe),
  ];
}

function comparePermanences(avant: Element, apres: Element, lieux: Lieux, dates: Dates): Changement[] {
  const byId = (donnees: Element) =>
    new Map(elementsOf(donnees, 'permanences').map((permanence) => [textOf(permanence.id), permanence]));
  const [a, b] = [byId(avant), byId(apres)];
  const ids = [...new Set([...a.keys(), ...b.keys()])].filter((id) => !isSame(a.get(id), b.get(id)));
  return ids.flatMap((id) => comparePermanence(a.get(id), b.get(id), lieux, dates));
}

/** The fields of the form, each under the field of the entry that holds it. */
function compareParties(collection: string, a: Element, b: Element): [string, Changement[]][] {
  if (!isCollectionDeFiche(collection)) return [];
  return partiesOf(collection).flatMap(({ champs, listes }) => [
    ...champs.map((champ): [string, Changement[]] => {
      const chemin = toChemin(champ.chemin);
      const format = (valeur: unknown) => formatChamp(champ, valeur);
      return [String(chemin[0]), compareTextes(champ.libelle, readAt(a, chemin), readAt(b, chemin), format)];
    }),
    ...listes.map((liste): [string, Changement[]] => {
      const format = (donnees: Element) =>
        elementsOf(donnees, liste.chemin).map((element) => formatElement(liste, element));
      return [liste.chemin, compareLignes(liste.libelle, format(a), format(b))];
    }),
  ]);
}

/**
 * Every difference between two versions: those of the form in its words, then whatever else the full editor changed.
 * A difference that has no words still has a line: nothing passes a review unseen.
 */
export function listChangements(
  collection: string,
  avant: Element | undefined,
  apres: Element | undefined,
  lieux: Lieux,
  dates: Dates = () => [],
): Changement[] {
  const [a, b] = [avant ?? {}, apres ?? {}];
  const groupes: [string, Changement[]][] = [
    ['permanences', comparePermanences(a, b, lieux, dates)],
    ...compareParties(collection, a, b),
  ];
  const dits = new Set(groupes.filter(([, changements]) => changements.length > 0).map(([cle]) => cle));
  const autres = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (cle) => !dits.has(cle) && !isSame(a[cle], b[cle]),
  );
  return [
    ...groupes.flatMap(([, changements]) => changements),
    ...autres.flatMap((cle) => {
      const lignes = compareTextes(nameChamp(cle), a[cle], b[cle], describe);
      return lignes.length > 0
        ? lignes
        : [{ libelle: nameChamp(cle), avant: [], apres: ['Écrit autrement, sans changer de sens'] }];
    }),
  ];
}

/** The words of one field, wherever it is in the entry: `permanences[mairie].creneaux`, `contacts[Accueil].telephone`. */
export function formatValeur(
  collection: string,
  chemin: string,
  { base, publie, brouillon }: { base: unknown; publie: unknown; brouillon: unknown },
): { libelle: string; base: string; publie: string; brouillon: string } {
  const cles = chemin.split(/[.[\]]+/).filter((cle) => cle !== '');
  const noms = cles.map((cle, rang) => (rang === 0 || rang === cles.length - 1 ? nameSousChamp(cle) : cle));
  const simple = isCollectionDeFiche(collection)
    ? partiesOf(collection)
        .flatMap(({ champs }) => champs)
        .find((champ) => champ.chemin === chemin)
    : undefined;
  const format = (valeur: unknown): string => (simple ? formatChamp(simple, valeur) : formatInconnu(valeur));
  return {
    libelle: simple?.libelle ?? majuscule(noms.join(' – ') || 'Toute la fiche'),
    base: format(base),
    publie: format(publie),
    brouillon: format(brouillon),
  };
}

const SOUS_CHAMPS: Record<string, string> = {
  permanences: 'horaires',
  creneaux: 'heures',
  rythme: 'rythme',
  filtre: 'vacances et saisons',
  exceptions: 'dates qui changent',
  fermetures: 'fermeture',
  contacts: 'contact',
  telephone: 'téléphone',
  courriel: 'courriel',
  fonction: 'qui répond',
  missions: 'pour quelles questions',
  seances: 'date',
  tarif: 'prix',
  role: 'à quoi ça sert',
  acces: 'comment on y vient',
};
const nameSousChamp = (cle: string): string =>
  Object.hasOwn(SOUS_CHAMPS, cle) ? (SOUS_CHAMPS[cle] ?? cle) : nameChamp(cle).toLocaleLowerCase('fr');

/** Hours and rhythms have their own sentences, whatever holds them. */
function formatInconnu(valeur: unknown): string {
  const creneaux = creneauSchema.array().min(1).safeParse(valeur);
  if (creneaux.success) return formatListe(creneaux.data.map(formatCreneau));
  const rythme = rythmeSchema.safeParse(valeur);
  if (rythme.success) return formatRythme(rythme.data);
  const permanence = permanenceSchema.safeParse(valeur);
  if (permanence.success) return formatPermanence(permanence.data);
  return describe(valeur);
}
