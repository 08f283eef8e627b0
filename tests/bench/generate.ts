/**
 * Invents a territory of any size, to measure what the real ones are too small to show. The content passes the
 * verifier and looks like the real one: villages with a town hall each, services of every type and rhythm, tours,
 * closures, cancelled dates, entries that nobody confirmed lately. Same size and same seed, same bytes.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CORE_SCHEMA, dump } from 'js-yaml';
import type { z } from 'zod';
import type { actionSchema } from '../../src/domain/action/schema';
import { ETAPES, type Etape } from '../../src/domain/age/etape';
import { addDays } from '../../src/domain/date/date-civile';
import { NATURES, type Nature, type evenementSchema } from '../../src/domain/evenement/schema';
import type { indicateurSchema } from '../../src/domain/indicateur/schema';
import { toSlug } from '../../src/domain/reference/slug';
import type { structureSchema } from '../../src/domain/structure/schema';
import { getType } from '../../src/domain/structure/type';
import type { territoireSchema } from '../../src/domain/territoire/schema';
import { THEMES, THEME_SLUGS } from '../../src/domain/theme/theme';
import { type Hasard, createHasard } from './hasard';
import { MAIRIE, MODELES, type Modele } from './modeles';
import { SOURCES, type Village, createVillages, listVoisins } from './villages';

type Structure = z.input<typeof structureSchema>;
type Evenement = z.input<typeof evenementSchema>;

export interface Taille {
  structures: number;
  /** Absent: one for 25 structures. */
  communes?: number;
  graine?: number;
}

export interface FichierGenere {
  /** Path inside the territory's folder. */
  chemin: string;
  texte: string;
}

/** The day for which the content is written: it is as far from its dates as a portal that is kept up to date. */
export const JOUR_DU_CONTENU = '2026-12-01';
export const TERRITOIRE_GENERE = 'territoire-genere';

const GRAINE = 20_261_201;
const STRUCTURES_PAR_COMMUNE = 25;
const COMMUNES_MIN = 4;
const STRUCTURES_PAR_EVENEMENT = 10;
/** The department's bodies serve everybody, and a larger territory has no more of them. */
const STRUCTURES_POUR_TOUS = 30;
const ACTIONS = 12;

const PRECISIONS = [
  'Sonnez à la porte de gauche, quelqu’un vient ouvrir.',
  'On peut venir pour une heure ou pour la matinée entière.',
  'Un premier rendez-vous permet de visiter et de poser toutes ses questions.',
  'Le petit bus du marché s’arrête devant, le jeudi matin.',
  'Les dossiers d’inscription sont à retirer au secrétariat dès le mois de mai.',
];

function telephone(rang: number): string {
  return `05 36 49 ${String(rang % 10_000).padStart(4, '0')}`; // the range kept for fiction
}

/** True, for one entry in `sur`, with the fields to add; nothing otherwise. */
function parfois<T extends object>(sur: number, hasard: Hasard, champs: T): T | Record<string, never> {
  return hasard.uneFoisSur(sur) ? champs : {};
}

function createContacts(rang: number, hasard: Hasard): Structure['contacts'] {
  const courriel = `accueil-${rang + 1}@territoire-genere.example`;
  const contacts: NonNullable<Structure['contacts']> = [
    { fonction: 'Accueil', telephone: telephone(rang), courriel },
  ];
  if (hasard.uneFoisSur(3))
    contacts.push({
      fonction: 'Direction',
      missions: 'Inscriptions et dossiers.',
      telephone: telephone(rang + 1),
    });
  if (hasard.uneFoisSur(10))
    contacts.push({
      fonction: 'Ligne directe',
      telephone: telephone(rang + 2),
      visibilite: 'professionnels',
    });
  return contacts;
}

/** Opened, mostly; when the hours were last confirmed decides whether dates are certain. */
function createEtat(modele: Modele, lieux: readonly string[], hasard: Hasard): Partial<Structure> {
  const rang = modele === MAIRIE ? 0 : hasard.selonPoids([89, 8, 2, 1]);
  const statut = (['ouvert', 'en-projet', 'ferme-temporairement', 'ferme-definitivement'] as const)[rang]!;
  const vieilli = hasard.uneFoisSur(6) ? 400 : 0;
  const date = addDays(JOUR_DU_CONTENU, -vieilli - hasard.entier(10, 300));
  const verifications = { horaires: date, contact: date, ...parfois(2, hasard, { tarifs: date }) };
  if (statut === 'en-projet')
    return { statut, statutPrecision: 'Ouverture espérée dans deux ans.', verifications };
  return {
    statut,
    permanences: modele.horaires(lieux, hasard),
    ...parfois(4, hasard, {
      fermetures: [{ du: '2026-12-21', au: '2027-01-01', motif: 'congés de fin d’année' }],
    }),
    verifications,
  };
}

function createPublics(modele: Modele, hasard: Hasard): Structure['publics'] {
  const { couleur } = getType(modele.type);
  if (couleur === 'seniors') return { profils: ['seniors', 'aidants'] };
  if (!(couleur in ETAPES)) return { profils: ['tous'] };
  return { ...parfois(2, hasard, { ages: { ...ETAPES[couleur as Etape].ages } }), profils: ['parents'] };
}

function createStructure(
  rang: number,
  modele: Modele,
  voisins: readonly Village[],
  hasard: Hasard,
): Omit<Structure, 'nom'> {
  // A tour stops at town halls; a service settles in any building of its village.
  const [chezSoi, ...arrets] = voisins.slice(0, 1 + (modele.arrets ?? 0));
  const bureau = modele === MAIRIE ? chezSoi!.lieux[0]! : hasard.parmi(chezSoi!.lieux);
  const lieux = [bureau.slug, ...arrets.map((village) => village.lieux[0]!.slug)];
  const desservies = voisins.slice(0, hasard.entier(2, 12)).map(({ commune }) => commune.codeInsee);
  return {
    type: modele.type,
    statut: 'ouvert',
    role: getType(modele.type).definition,
    precisions: PRECISIONS.slice(0, hasard.entier(0, 3)),
    publics: createPublics(modele, hasard),
    gestionnaire: hasard.parmi(['Communauté de communes inventée', 'Association Les Hirondelles']),
    ...(hasard.uneFoisSur(30)
      ? { horsTerritoire: 'Villegaude', adresse: '30 boulevard des Acacias, 99000 Villegaude' }
      : { lieu: bureau.slug }),
    ...(hasard.uneFoisSur(3) && { zone: desservies }),
    contacts: createContacts(rang, hasard),
    ...parfois(2, hasard, { site: `https://service-${rang + 1}.example` }),
    ...(modele.acces && { acces: modele.acces }),
    ...parfois(2, hasard, { tarif: { gratuit: hasard.uneFoisSur(2), precisions: 'Selon les revenus.' } }),
    ...parfois(4, hasard, { handicap: { accueil: true, precisions: 'L’équipe vous rappelle avant.' } }),
    ...parfois(5, hasard, { capacite: { places: hasard.entier(8, 60), date: '2026-09' } }),
    ...createEtat(modele, lieux, hasard),
    sources: SOURCES,
  };
}

/** Names are unique, as entries' addresses are: a second one in the same village takes a number. */
function createNommeur(): (modele: Modele, village: Village) => string {
  const pris = new Map<string, number>();
  return (modele, { commune }) => {
    const nom = `${modele.nom} de ${commune.nom}`;
    const numero = (pris.get(nom) ?? 0) + 1;
    pris.set(nom, numero);
    return numero === 1 ? nom : `${nom} (${numero})`;
  };
}

function createStructures(nombre: number, villages: readonly Village[], hasard: Hasard): Structure[] {
  const nommer = createNommeur();
  const poids = MODELES.map((modele) => modele.poids);
  const pourTous = Math.min(STRUCTURES_POUR_TOUS, Math.floor(nombre / 4));
  return Array.from({ length: nombre }, (_, rang) => {
    const village = villages[rang % villages.length]!;
    const modele = rang < villages.length ? MAIRIE : MODELES[hasard.selonPoids(poids)]!;
    const structure = createStructure(rang, modele, listVoisins(village, villages), hasard);
    const zone = rang >= nombre - pourTous ? { zone: 'territoire' as const } : {};
    return { nom: nommer(modele, village), ...structure, ...zone };
  });
}

function createEvenement(rang: number, village: Village, structure: string, hasard: Hasard): Evenement {
  const nature = hasard.parmi(Object.keys(NATURES) as Nature[]);
  const theme = hasard.parmi(THEME_SLUGS);
  const jours = Array.from({ length: hasard.entier(1, 3) }, () => hasard.entier(0, 180)).sort(
    (a, b) => a - b,
  );
  return {
    titre: `${NATURES[nature]} no ${rang + 1} à ${village.commune.nom}`,
    resume: THEMES[theme].description,
    nature,
    statut: hasard.parmi(['confirme', 'confirme', 'confirme', 'a-confirmer', 'annule']),
    seances: jours.map((jour) => ({
      du: addDays(JOUR_DU_CONTENU, jour),
      debut: '14:30',
      fin: '17:00',
      lieu: hasard.parmi(village.lieux).slug,
    })),
    themes: [theme],
    structure,
    gratuit: hasard.uneFoisSur(2),
    telephone: telephone(rang),
    sources: SOURCES,
    verifieLe: addDays(JOUR_DU_CONTENU, -15),
  };
}

function createAction(rang: number): z.input<typeof actionSchema> {
  return {
    code: `1.${rang + 1}`,
    titre: `Action inventée no ${rang + 1}`,
    pilotes: ['Chargée de coopération'],
    echeance: { repertoire: '2027' },
    indicateurs: ['Nombre de familles accueillies'],
    sources: SOURCES,
  };
}

function createIndicateur(rang: number, hasard: Hasard): z.input<typeof indicateurSchema> {
  return {
    libelle: `Familles accueillies, relevé no ${rang + 1}`,
    theme: hasard.parmi(THEME_SLUGS),
    unite: 'familles',
    valeurs: ['2024', '2025', '2026'].map((date) => ({ date, valeur: hasard.entier(10, 900) })),
    sources: SOURCES,
  };
}

function createTerritoire([premier]: readonly Village[]): z.input<typeof territoireSchema> {
  return {
    nom: 'Territoire généré',
    nomOfficiel: 'Communauté de communes générée pour la mesure',
    fictif: true,
    departement: 'Département inventé',
    zoneScolaire: 'C',
    urlDeBase: 'https://territoire-genere.example',
    presentation: 'Un territoire inventé, aussi grand que la mesure le demande.',
    coordination: { fonction: 'Chargée de coopération', telephone: telephone(1) },
    signataires: [{ nom: 'Communauté de communes générée' }],
    carte: { centre: premier!.commune.centre, zoom: 9 },
  };
}

/** All the files of the territory's folder, in memory. */
export function generateTerritoire({
  structures: nombre,
  communes,
  graine = GRAINE,
}: Taille): FichierGenere[] {
  const hasard = createHasard(graine);
  const nombreDeCommunes = communes ?? Math.max(COMMUNES_MIN, Math.round(nombre / STRUCTURES_PAR_COMMUNE));
  const villages = createVillages(nombreDeCommunes, hasard);
  const structures = createStructures(nombre, villages, hasard);
  const evenements = Array.from({ length: Math.ceil(nombre / STRUCTURES_PAR_EVENEMENT) }, (_, rang) =>
    createEvenement(rang, hasard.parmi(villages), toSlug(hasard.parmi(structures).nom), hasard),
  );
  const rangs = [...Array(ACTIONS).keys()];
  // The core schema quotes the dates, the hours and the codes that must stay texts.
  const toFichier = (chemin: string, donnees: object): FichierGenere => ({
    chemin: `${chemin}.yaml`,
    texte: dump(donnees, { schema: CORE_SCHEMA, noRefs: true, lineWidth: -1 }),
  });
  return [
    toFichier('territoire', createTerritoire(villages)),
    toFichier(
      'communes',
      villages.map(({ commune }) => commune),
    ),
    ...villages.flatMap(({ lieux }) => lieux.map(({ slug, lieu }) => toFichier(`lieux/${slug}`, lieu))),
    ...structures.map((structure) => toFichier(`structures/${toSlug(structure.nom)}`, structure)),
    ...evenements.map((evenement, rang) => toFichier(`evenements/evenement-${rang + 1}`, evenement)),
    ...rangs.map((rang) => toFichier(`actions/action-${rang + 1}`, createAction(rang))),
    ...rangs.map((rang) => toFichier(`indicateurs/releve-${rang + 1}`, createIndicateur(rang, hasard))),
  ];
}

/** Writes a content folder anew: the generated territory, and a copy of what every territory shares. */
export function writeContenu(dossier: string, commun: string, taille: Taille): void {
  rmSync(dossier, { recursive: true, force: true });
  cpSync(commun, join(dossier, 'commun'), { recursive: true });
  for (const { chemin, texte } of generateTerritoire(taille)) {
    const fichier = join(dossier, TERRITOIRE_GENERE, chemin);
    mkdirSync(dirname(fichier), { recursive: true });
    writeFileSync(fichier, texte);
  }
}
