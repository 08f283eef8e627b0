/** The directory of the professionals: the same entries, with what only they may read, filtered and sorted by an address. */
import { formatAges, yearsToAges } from '../age/age';
import { type Contact, formatTelephone } from '../contact/schema';
import type { DateCivile } from '../date/date-civile';
import { NBSP, formatListe } from '../date/format';
import type { Interlocuteur } from '../interlocuteur/schema';
import { AGE_MAX } from '../recherche/filtre';
import { normalize } from '../recherche/mots';
import {
  PROFILS,
  type Profil,
  SPECIALITES,
  SPECIALITE_SLUGS,
  type Specialite,
  type Structure,
} from '../structure/schema';
import { TYPE_SLUGS, type TypeSlug, formatType, getType } from '../structure/type';
import { THEMES, THEME_SLUGS, type Theme } from '../theme/theme';
import { type OptionDeFiltre, describeFiltres } from './filtres';
import type { Commune, Portail } from './portail';
import { communeOf, communesOf, communesServedBy, isOuverte, themesOf, welcomes } from './structure';

/** Whom a professional looks for; « séniors et aidants » are one public, as the territories say it. */
export const AUDIENCES = {
  'seniors-aidants': { libelle: 'Séniors et aidants', profils: ['seniors', 'aidants'] },
  parents: { libelle: 'Parents', profils: ['parents', 'futurs-parents'] },
  jeunes: { libelle: 'Jeunes', profils: ['jeunes'] },
  'assistants-maternels': {
    libelle: 'Assistantes et assistants maternels',
    profils: ['assistants-maternels'],
  },
  'demandeurs-d-emploi': { libelle: 'Personnes en recherche d’emploi', profils: ['demandeurs-d-emploi'] },
  professionnels: { libelle: 'Professionnels', profils: ['professionnels'] },
} as const satisfies Record<string, { libelle: string; profils: readonly Profil[] }>;
export type Audience = keyof typeof AUDIENCES;
const AUDIENCE_SLUGS = Object.keys(AUDIENCES) as Audience[];

/** Any speciality: everything that helps with a handicap. */
const TOUT_HANDICAP = 'tous';

export const TRIS = {
  nom: 'Nom',
  commune: 'Commune',
  type: 'Type de service',
  verification: 'Contacts à vérifier d’abord',
} as const;
export type Tri = keyof typeof TRIS;
const TRI_SLUGS = Object.keys(TRIS) as Tri[];

export interface FiltrePro {
  q?: string;
  type?: TypeSlug;
  theme?: Theme;
  /** Completed years. */
  age?: number;
  /** Slug of a commune: what is there, and what serves those who live there. */
  commune?: string;
  public?: Audience;
  handicap?: Specialite | typeof TOUT_HANDICAP;
  tri: Tri;
}

const MOTS_MAX = 200;
const oneOf = <T extends string>(slugs: readonly T[], texte: string | null): T | undefined =>
  slugs.find((slug) => slug === texte);

/** Leaves out what was not asked. */
function withoutAbsents<T extends object>(filtre: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(filtre).filter(([, valeur]) => valeur !== undefined)) as T;
}

/** Reads an address. What is not understood is left out: an address that was kept never fails. */
export function parseFiltrePro(params: URLSearchParams): FiltrePro {
  const texte = params.get('age') ?? '';
  const age = /^\d{1,2}$/.test(texte) && Number(texte) <= AGE_MAX ? Number(texte) : undefined;
  return withoutAbsents<FiltrePro>({
    q: params.get('q')?.trim().slice(0, MOTS_MAX) || undefined,
    type: oneOf(TYPE_SLUGS, params.get('type')),
    theme: oneOf(THEME_SLUGS, params.get('theme')),
    age,
    commune: params.get('commune') || undefined,
    public: oneOf(AUDIENCE_SLUGS, params.get('public')),
    handicap: oneOf([TOUT_HANDICAP, ...SPECIALITE_SLUGS], params.get('handicap')),
    tri: oneOf(TRI_SLUGS, params.get('tri')) ?? 'nom',
  });
}

/** The parameters that bring the same list back. */
export function toParamsPro({ tri, ...filtre }: FiltrePro): URLSearchParams {
  const params = new URLSearchParams();
  for (const [champ, valeur] of Object.entries(filtre)) params.set(champ, String(valeur));
  if (tri !== 'nom') params.set('tri', tri);
  return params;
}

/** Everything that the form of the directory offers: only what leads somewhere. */
export function describeFiltresPro(
  portail: Portail,
): Record<'types' | 'themes' | 'communes' | 'ages' | 'publics' | 'handicaps' | 'tris', OptionDeFiltre[]> {
  const { types, themes, communes, ages } = describeFiltres(portail);
  const toOption = (libelles: Readonly<Record<string, string>>) =>
    Object.entries(libelles).map(([valeur, libelle]) => ({ valeur, libelle }));
  const connues = new Set(portail.structures.flatMap(({ handicap }) => handicap?.specialites ?? []));
  return {
    types,
    themes,
    communes,
    ages,
    publics: AUDIENCE_SLUGS.filter((slug) => portail.structures.some((each) => hasAudience(each, slug))).map(
      (slug) => ({ valeur: slug, libelle: AUDIENCES[slug].libelle }),
    ),
    handicaps: [
      { valeur: TOUT_HANDICAP, libelle: 'Tous les handicaps' },
      ...toOption(SPECIALITES).filter(({ valeur }) => connues.has(valeur as Specialite)),
    ],
    tris: toOption(TRIS),
  };
}

function hasAudience({ publics, type }: Structure, audience: Audience): boolean {
  const { profils } = AUDIENCES[audience] as { profils: readonly Profil[] };
  if (publics.profils.some((profil) => profils.includes(profil))) return true;
  return audience === 'seniors-aidants' && getType(type).couleur === 'seniors';
}

const TYPES_DU_HANDICAP: readonly TypeSlug[] = ['ressource-handicap', 'mdph'];

function knowsHandicap(structure: Structure, voulu: NonNullable<FiltrePro['handicap']>): boolean {
  const { handicap, publics, type, autresTypes } = structure;
  if (voulu !== TOUT_HANDICAP) return Boolean(handicap?.specialites.includes(voulu));
  return (
    handicap?.accueil === true ||
    publics.profils.includes('personnes-handicapees') ||
    [type, ...autresTypes].some((each) => TYPES_DU_HANDICAP.includes(each))
  );
}

/** Whether somebody of this commune has a use for it: it is there, or serves those who live there. */
function isUtileA(structure: Structure, commune: Commune, portail: Portail): boolean {
  return (
    communesOf(structure, portail).includes(commune) || communesServedBy(structure, portail).includes(commune)
  );
}

/** Persons by entry: `structures/le-hangar`. */
export type InterlocuteursParFiche = ReadonlyMap<string, readonly Interlocuteur[]>;

/** An entry of the directory. */
export interface EntreePro {
  structure: Structure;
  type: string;
  commune: string | undefined;
  /** Those anybody may read, then those for professionals. */
  publics: Contact[];
  reserves: Contact[];
  interlocuteurs: readonly Interlocuteur[];
  verifieLe: DateCivile | undefined;
}

function toEntree(structure: Structure, portail: Portail, interlocuteurs: InterlocuteursParFiche): EntreePro {
  const { contacts, verifications } = structure;
  return {
    structure,
    type: formatType(structure.type),
    commune: communeOf(structure, portail)?.nom ?? structure.horsTerritoire,
    publics: contacts.filter(({ visibilite }) => visibilite === 'public'),
    reserves: contacts.filter(({ visibilite }) => visibilite === 'professionnels'),
    interlocuteurs: interlocuteurs.get(`structures/${structure.slug}`) ?? [],
    verifieLe: verifications.contact,
  };
}

/** Everything that an entry says in words, for whoever looks for one. */
function textOf({ structure, type, commune, interlocuteurs }: EntreePro): string {
  const { nom, role, gestionnaire, orientation, contacts, precisions, handicap } = structure;
  return normalize(
    [
      ...[nom, type, commune, role, gestionnaire, orientation, ...precisions, handicap?.precisions],
      ...[...contacts, ...interlocuteurs].flatMap(({ fonction, missions }) => [fonction, missions]),
      ...interlocuteurs.map((each) => each.nom),
      ...themesOf(structure).map((theme) => THEMES[theme].libelle),
    ].join(' '),
  );
}

const collator = new Intl.Collator('fr', { numeric: true });
const COMPARAISONS: Record<Tri, (a: EntreePro, b: EntreePro) => number> = {
  nom: () => 0,
  commune: (a, b) => collator.compare(a.commune ?? '\uFFFF', b.commune ?? '\uFFFF'),
  type: (a, b) => collator.compare(a.type, b.type),
  verification: (a, b) => (a.verifieLe ?? '').localeCompare(b.verifieLe ?? ''),
};

/** The entries that answer a filter, in the order it asks. The portal is one made for professionals. */
export function listAnnuairePro(
  portail: Portail,
  { q, type, theme, age, commune, public: audience, handicap, tri }: FiltrePro,
  interlocuteurs: InterlocuteursParFiche = new Map(),
): EntreePro[] {
  const ici = portail.communes.find(({ slug }) => slug === commune);
  const mots = normalize(q ?? '')
    .split(' ')
    .filter(Boolean);
  return portail.structures
    .filter(
      (structure) =>
        (type === undefined || [structure.type, ...structure.autresTypes].includes(type)) &&
        (theme === undefined || themesOf(structure).includes(theme)) &&
        (age === undefined || welcomes(structure, yearsToAges(age))) &&
        (ici === undefined || isUtileA(structure, ici, portail)) &&
        (audience === undefined || hasAudience(structure, audience)) &&
        (handicap === undefined || knowsHandicap(structure, handicap)),
    )
    .map((structure) => toEntree(structure, portail, interlocuteurs))
    .filter((entree) => {
      if (mots.length === 0) return true;
      const texte = textOf(entree);
      return mots.every((mot) => texte.includes(mot));
    })
    .sort(COMPARAISONS[tri]);
}

/** One entry, or nothing when there is none of this name. */
export function findEntreePro(
  slug: string,
  portail: Portail,
  interlocuteurs: InterlocuteursParFiche,
): EntreePro | undefined {
  const structure = portail.structureBySlug.get(slug);
  return structure && toEntree(structure, portail, interlocuteurs);
}

/** What the directory counts: entries that are published and the ways to reach somebody that they hold. */
export interface ComptesDeLAnnuaire {
  fiches: number;
  ouvertes: number;
  contactsPublics: number;
  contactsReserves: number;
  interlocuteurs: number;
  orientations: number;
}

/** Counted again from the entries each time: what is displayed cannot drift from what is published. */
export function countAnnuairePro(
  portail: Portail,
  interlocuteurs: InterlocuteursParFiche = new Map(),
): ComptesDeLAnnuaire {
  const entrees = listAnnuairePro(portail, { tri: 'nom' }, interlocuteurs);
  const sum = (count: (entree: EntreePro) => number) =>
    entrees.reduce((total, entree) => total + count(entree), 0);
  return {
    fiches: entrees.length,
    ouvertes: entrees.filter(({ structure }) => isOuverte(structure)).length,
    contactsPublics: sum(({ publics }) => publics.length),
    contactsReserves: sum(({ reserves }) => reserves.length),
    interlocuteurs: sum((entree) => entree.interlocuteurs.length),
    orientations: entrees.filter(({ structure }) => structure.orientation !== undefined).length,
  };
}

/** « Séniors, Aidants ; de 60 ans à… »: whom it is for, in one line. */
export function formatPublicsPro({ publics }: Structure): string | undefined {
  const textes = [
    publics.ages && formatAges(publics.ages),
    formatListe(publics.profils.map((profil) => PROFILS[profil].toLowerCase())) || undefined,
  ];
  return textes.filter((texte) => texte !== undefined).join(', ') || undefined;
}

/** The communes that it serves, in words. */
export function formatZonePro(structure: Structure, portail: Portail): string {
  if (structure.zone === 'territoire') return 'tout le territoire';
  return formatListe(communesServedBy(structure, portail).map(({ nom }) => nom)) || 'non renseigné';
}

export function formatSpecialites({ handicap }: Structure): string | undefined {
  return formatListe((handicap?.specialites ?? []).map((slug) => SPECIALITES[slug])) || undefined;
}

type Ligne = (string | undefined)[];
const COLONNES_DE_FICHE: Record<string, (entree: EntreePro, portail: Portail) => string | undefined> = {
  structure: ({ structure }) => structure.nom,
  type: ({ type }) => type,
  ouverte: ({ structure }) => (isOuverte(structure) ? 'oui' : 'non'),
  role: ({ structure }) => structure.role,
  public: ({ structure }) => formatPublicsPro(structure),
  themes: ({ structure }) =>
    themesOf(structure)
      .map((theme) => THEMES[theme].libelle)
      .join(', '),
  specialitesHandicap: ({ structure }) => formatSpecialites(structure),
  commune: ({ commune }) => commune,
  lieuxDAccueil: ({ structure }, portail) =>
    communesOf(structure, portail)
      .map(({ nom }) => nom)
      .join(', '),
  territoireDesservi: ({ structure }, portail) => formatZonePro(structure, portail),
  gestionnaire: ({ structure }) => structure.gestionnaire,
  orientation: ({ structure }) => structure.orientation,
  contactsVerifiesLe: ({ verifieLe }) => verifieLe,
};
const COLONNES_DE_CONTACT = ['contact', 'nom', 'fonction', 'missions', 'telephone', 'courriel'] as const;

/** Names of the columns of the spreadsheet, without accents as those of the open data. */
export const COLONNES_PRO: readonly string[] = [...Object.keys(COLONNES_DE_FICHE), ...COLONNES_DE_CONTACT];

/** One line a contact, so that a spreadsheet sorts them; an entry without any has its line too. */
export function* listLignesPro(entrees: Iterable<EntreePro>, portail: Portail): Generator<Ligne> {
  for (const entree of entrees) {
    const fiche = Object.values(COLONNES_DE_FICHE).map((read) => read(entree, portail));
    const toLigne = (
      sorte: string | undefined,
      { nom, fonction, missions, telephone, courriel }: Partial<Interlocuteur>,
    ): Ligne => [
      ...fiche,
      ...[
        sorte,
        nom,
        fonction,
        missions,
        telephone && formatTelephone(telephone).replaceAll(NBSP, ' '),
        courriel,
      ],
    ];
    const lignes = [
      ...entree.publics.map((contact) => toLigne('public', contact)),
      ...entree.reserves.map((contact) => toLigne('professionnels', contact)),
      ...entree.interlocuteurs.map((personne) => toLigne('personne', personne)),
    ];
    yield* lignes.length > 0 ? lignes : [toLigne(undefined, {})];
  }
}
