/**
 * « Mes enfants »: what a parent keeps on a device so that pages put first what fits. A month and a year of birth, or
 * of the coming birth, are enough: they age by themselves, and no name is asked for.
 */
import type { Ages } from '../age/age';
import { AGE_MIN, overlaps } from '../age/age';
import { type DateCivile, MOIS, daysInMonth } from '../date/date-civile';
import { NBSP, formatDatePartielle, formatListe } from '../date/format';
import type { TypeSlug } from '../structure/type';

/** The name under which a device keeps them, and what could not be read of it. */
export const CLE_DES_ENFANTS = 'mes-enfants';
export const CLE_DES_ENFANTS_ECARTEE = 'mes-enfants-ecartes';
export const VERSION_DES_ENFANTS = 1;
export const ENFANTS_MAX = 12;
export const SURNOM_MAX = 30;

/** School levels, and the types of structures that are for them whatever the ages they state. */
export const NIVEAUX = {
  maternelle: { libelle: 'école maternelle', types: ['ecole', 'periscolaire'] },
  elementaire: { libelle: 'école élémentaire', types: ['ecole', 'periscolaire'] },
  college: { libelle: 'collège', types: ['college'] },
  lycee: { libelle: 'lycée', types: [] },
} as const satisfies Record<string, { libelle: string; types: readonly TypeSlug[] }>;
export type Niveau = keyof typeof NIVEAUX;
export const NIVEAU_SLUGS = Object.keys(NIVEAUX) as Niveau[];

export interface Enfant {
  /** Month of birth, `2023-05`, or its year alone, `2023`; for a pregnancy, the month of the coming birth. */
  naissance: string;
  grossesse?: true;
  niveau?: Niveau;
  surnom?: string;
}

const NAISSANCE = /^(19|20)\d\d(-(0[1-9]|1[0-2]))?$/;

function isEnfant(valeur: unknown): valeur is Enfant {
  const { naissance, grossesse, niveau, surnom } = (valeur ?? {}) as Partial<Record<keyof Enfant, unknown>>;
  return (
    typeof naissance === 'string' &&
    NAISSANCE.test(naissance) &&
    (grossesse === undefined || (grossesse === true && naissance.length === 7)) &&
    (niveau === undefined || NIVEAU_SLUGS.includes(niveau as Niveau)) &&
    (surnom === undefined || (typeof surnom === 'string' && surnom.length <= SURNOM_MAX))
  );
}

export interface LectureDesEnfants {
  enfants: readonly Enfant[];
  /** The text that was kept, when something in it could not be read. */
  ecarte?: string;
}

/** Reads what a device kept, which anything may have written. */
export function parseEnfants(texte: string | null): LectureDesEnfants {
  if (texte === null) return { enfants: [] };
  let lus: unknown;
  try {
    const { version, enfants } = (JSON.parse(texte) ?? {}) as { version?: unknown; enfants?: unknown };
    lus = version === VERSION_DES_ENFANTS ? enfants : undefined;
  } catch {
    lus = undefined;
  }
  const enfants = Array.isArray(lus) ? lus.filter(isEnfant).slice(0, ENFANTS_MAX) : [];
  return { enfants, ...(Array.isArray(lus) && lus.length === enfants.length ? {} : { ecarte: texte }) };
}

export function writeEnfants(enfants: readonly Enfant[]): string {
  return JSON.stringify({ version: VERSION_DES_ENFANTS, enfants });
}

/** Completed months from a day to another; negative before birth. */
function completedMonths(naissance: DateCivile, jour: DateCivile): number {
  const [a1, m1, j1] = naissance.split('-').map(Number) as [number, number, number];
  const [a2, m2, j2] = jour.split('-').map(Number) as [number, number, number];
  return (a2 - a1) * 12 + m2 - m1 - (j2 < j1 ? 1 : 0);
}

/** The ages that a child may have that day, since only the month or the year of birth is known. */
export function agesOf({ naissance, grossesse }: Enfant, aujourdhui: DateCivile): Ages {
  const [annee, mois] = naissance.split('-');
  const dernierMois = mois ?? '12';
  const premier = `${annee}-${mois ?? '01'}-01`;
  const dernier = `${annee}-${dernierMois}-${daysInMonth(Number(annee), Number(dernierMois))}`;
  // A child is born already; of a pregnancy one does not know, until its month is over.
  const auPlusTard = !grossesse && dernier > aujourdhui ? aujourdhui : dernier;
  return {
    deMois: Math.max(AGE_MIN, completedMonths(auPlusTard, aujourdhui)),
    aMois: Math.max(AGE_MIN, completedMonths(premier, aujourdhui)),
  };
}

/** A child is born already; a birth to come is within nine months, or has just happened. */
export function isNaissancePossible(enfant: Enfant, aujourdhui: DateCivile): boolean {
  const mois = enfant.naissance.padEnd(7, '-01');
  if (!enfant.grossesse) return `${mois}-01` <= aujourdhui;
  return mois >= aujourdhui.slice(0, 7) && completedMonths(`${mois}-01`, aujourdhui) >= AGE_MIN;
}

/** True when a child may be of the ages that a structure welcomes. */
export function fits(ages: Ages, enfant: Enfant, aujourdhui: DateCivile): boolean {
  return overlaps(ages, agesOf(enfant, aujourdhui));
}

function isANaitre(enfant: Enfant, aujourdhui: DateCivile): boolean {
  return enfant.grossesse === true && agesOf(enfant, aujourdhui).deMois < 0;
}

const formatAnnees = (annees: number): string => `${annees}${NBSP}an${annees > 1 ? 's' : ''}`;

/** « 8 mois », « 3 ans », « 3 ans ce mois-ci », « 2 ou 3 ans », « naissance prévue en mars 2027 ». */
export function formatAgeOf(enfant: Enfant, aujourdhui: DateCivile): string {
  const { naissance } = enfant;
  const { deMois, aMois = deMois } = agesOf(enfant, aujourdhui);
  if (isANaitre(enfant, aujourdhui)) return `naissance prévue en ${formatDatePartielle(naissance)}`;
  if (aMois < 1) return 'moins d’un mois';
  const isAnneeSeule = naissance.length === 4;
  if (aMois < 24 && !isAnneeSeule) return `${aMois}${NBSP}mois`;
  const [avant, apres] = [Math.floor(deMois / 12), Math.floor(aMois / 12)];
  if (avant === apres) return avant === 0 ? 'moins d’un an' : formatAnnees(apres);
  if (!isAnneeSeule) return `${formatAnnees(apres)} ce mois-ci`;
  return avant === 0 ? `au plus ${formatAnnees(apres)}` : `${avant} ou ${formatAnnees(apres)}`;
}

/** What a child is called on the pages: the nickname that was chosen, or a number. */
export function nameOf({ surnom, grossesse }: Enfant, rang: number): string {
  return surnom || (grossesse ? 'Bébé à naître' : `Enfant${NBSP}${rang + 1}`);
}

/** « Enfant 1 (3 ans) »; a baby to come has no age. */
export function describeEnfant(enfant: Enfant, rang: number, aujourdhui: DateCivile): string {
  const nom = nameOf(enfant, rang);
  return isANaitre(enfant, aujourdhui) ? nom : `${nom} (${formatAgeOf(enfant, aujourdhui)})`;
}

/** What a list says of a structure: its type, and its ages when it states them. */
export interface Accueil {
  type: string;
  ages?: Ages;
}

/** « Pour Enfant 1 (3 ans) et Zoé (8 mois) »; nothing when it is for none of them. */
export function sayPourQui(
  { type, ages }: Accueil,
  enfants: readonly Enfant[],
  aujourdhui: DateCivile,
): string | undefined {
  const noms = enfants.flatMap((enfant, rang) => {
    if (ages) return fits(ages, enfant, aujourdhui) ? [describeEnfant(enfant, rang, aujourdhui)] : [];
    const niveau = enfant.niveau && NIVEAUX[enfant.niveau];
    const types: readonly string[] = niveau?.types ?? [];
    return niveau && types.includes(type) ? [`${nameOf(enfant, rang)} (${niveau.libelle})`] : [];
  });
  return noms.length > 0 ? `Pour ${formatListe(noms)}` : undefined;
}

/** The months that a form offers: « janvier » for `01`. */
export const MOIS_DE_NAISSANCE = MOIS.map((nom, rang) => ({
  valeur: String(rang + 1).padStart(2, '0'),
  nom,
}));
