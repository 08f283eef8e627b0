/** `/donnees/`: what is published, for whom, in which format, and what each export loses. */
import { NOMS_DE_COLLECTION } from '../contenu/collection';
import type { DateCivile } from '../date/date-civile';
import type { Portail } from '../portail/portail';
import { THEMES, THEME_SLUGS, type Theme } from '../theme/theme';
import { reportDataInclusion } from './data-inclusion/data-inclusion';
import type { Qualite } from './data-inclusion/qualite';
import { LICENCE } from './en-tete';
import { reportHsds } from './hsds/hsds';
import { reportMediation } from './mediation-numerique';
import type { PertesDeFiche, RapportDePertes } from './pertes';
import { TITRES } from './schema-json';
import { reportAgendas, reportTableaux } from './themes';

export interface Fichier {
  /** « Tableau (CSV) » */
  titre: string;
  href: string;
}

/** Something that is published, for somebody. */
export interface JeuDeDonnees {
  titre: string;
  pourQui: string;
  contenu: string;
  fichiers: Fichier[];
}

/** Entries shown for one loss; all of them are in the file. */
const FICHES_MONTREES = 8;

export interface PerteMontree {
  titre: string;
  explication: string;
  nombre: number;
  fiches: Pick<PertesDeFiche, 'slug' | 'nom'>[];
  /** How many more the file names. */
  autres: number;
}

export interface PertesDExport {
  id: string;
  titre: string;
  /** The whole report, entry by entry. */
  href: string;
  exportees: number;
  nonExportees: number;
  pertes: PerteMontree[];
}

export interface VueDesDonnees {
  produitLe: DateCivile;
  licence: typeof LICENCE;
  fictif: boolean;
  jeux: JeuDeDonnees[];
  themes: { theme: Theme; libelle: string; fichiers: Fichier[] }[];
  schemas: Fichier[];
  rapports: PertesDExport[];
  qualite: Qualite;
}

const JSON_ = 'Fichier (JSON)';
const CSV = 'Tableau (CSV)';

/** One line an export: add yours here. */
const JEUX: readonly JeuDeDonnees[] = [
  {
    titre: 'Tous les services, en tableau',
    pourQui: 'mairies et partenaires ; s’ouvre dans un tableur.',
    contenu: 'Une ligne par service : à quoi il sert, pour qui, où, quand, qui appeler.',
    fichiers: [{ titre: CSV, href: '/donnees/structures.csv' }],
  },
  {
    titre: 'Tous les lieux, en carte',
    pourQui: 'qui dessine une carte.',
    contenu: 'Les lieux où l’on est reçu, leur position et ce qu’on y trouve.',
    fichiers: [{ titre: 'Carte (GeoJSON)', href: '/donnees/lieux.geojson' }],
  },
  {
    titre: 'Les balades en famille, en carte',
    pourQui: 'offices de tourisme, et qui dessine une carte.',
    contenu: 'Le départ de chaque balade, sa durée, les âges, la poussette.',
    fichiers: [{ titre: 'Carte (GeoJSON)', href: '/donnees/balades.geojson' }],
  },
  {
    titre: 'Les services et leurs dates',
    pourQui: 'qui écrit un programme.',
    contenu: 'Tout ce que les fiches disent au public, et chaque date des 120 jours à venir.',
    fichiers: [
      { titre: 'Services (JSON)', href: '/donnees/structures.json' },
      { titre: 'Dates (JSON)', href: '/donnees/permanences.json' },
    ],
  },
  {
    titre: 'Agendas',
    pourQui: 'tout le monde ; s’ajoute à l’agenda d’un téléphone ou d’un ordinateur, et se met à jour seul.',
    contenu:
      'Les évènements du territoire. La page de chaque service et de chaque commune propose aussi le sien. Dates annulées et déplacées comprises.',
    fichiers: [{ titre: 'Agenda (iCalendar)', href: '/agenda.ics' }],
  },
  {
    titre: 'Nouveautés',
    pourQui: 'sites de mairies, lecteurs de flux.',
    contenu: 'Les évènements et les changements. Chaque commune et chaque thème a aussi le sien.',
    fichiers: [{ titre: 'Flux (Atom)', href: '/agenda.xml' }],
  },
  {
    titre: 'Ce qui passe dans une commune',
    pourQui: 'le site de sa mairie.',
    contenu: 'Les prochaines dates, et la ligne à copier pour les montrer.',
    fichiers: [{ titre: 'La ligne à copier', href: '/integrer/' }],
  },
  {
    titre: 'data·inclusion',
    pourQui: 'les annuaires nationaux de l’insertion, que lisent les travailleurs sociaux (schéma v1).',
    contenu: 'Les structures, et un service par lieu d’accueil.',
    fichiers: [
      { titre: 'Structures (JSON)', href: '/donnees/data-inclusion/structures.json' },
      { titre: 'Services (JSON)', href: '/donnees/data-inclusion/services.json' },
    ],
  },
  {
    titre: 'Lieux de médiation numérique',
    pourQui: 'la cartographie nationale de l’aide au numérique.',
    contenu: 'Les seuls services qui aident au numérique, un lieu par ligne.',
    fichiers: [{ titre: CSV, href: '/donnees/mediation-numerique.csv' }],
  },
  {
    titre: 'Services à la personne, format international',
    pourQui: 'les annuaires qui suivent la norme HSDS 3 (Human Services Data Specification).',
    contenu: 'Les services, leurs lieux et leurs horaires, âges compris.',
    fichiers: [{ titre: JSON_, href: '/donnees/hsds/services.json' }],
  },
  {
    titre: 'L’observatoire',
    pourQui: 'élus, comité de pilotage, partenaires de la convention.',
    contenu:
      'Chaque tableau de l’observatoire, cellule pour cellule : couverture par commune, chiffres, suivi des actions, fraîcheur des fiches.',
    fichiers: [
      { titre: 'Couverture (CSV)', href: '/observatoire/couverture.csv' },
      { titre: 'Chiffres (CSV)', href: '/observatoire/indicateurs.csv' },
      { titre: 'Objectifs (CSV)', href: '/observatoire/objectifs.csv' },
      { titre: 'Actions (CSV)', href: '/observatoire/actions.csv' },
      { titre: 'Suivi des actions (CSV)', href: '/observatoire/suivi.csv' },
      { titre: 'Fraîcheur des fiches (CSV)', href: '/observatoire/fiches.csv' },
    ],
  },
];

function toPertesDExport(id: string, titre: string, href: string, rapport: RapportDePertes): PertesDExport {
  const { exportees, nonExportees, bilan, fiches } = rapport;
  return {
    id,
    titre,
    href,
    exportees,
    nonExportees,
    pertes: bilan.map(({ motif, titre: titreDuMotif, explication, fiches: nombre }) => {
      const concernees = fiches.filter(({ pertes }) => pertes.some((perte) => perte.motif === motif));
      return {
        titre: titreDuMotif,
        explication,
        nombre,
        fiches: concernees.slice(0, FICHES_MONTREES).map(({ slug, nom }) => ({ slug, nom })),
        autres: Math.max(0, nombre - FICHES_MONTREES),
      };
    }),
  };
}

export function describeDonnees(portail: Portail): VueDesDonnees {
  const inclusion = reportDataInclusion(portail);
  return {
    produitLe: portail.aujourdhui,
    licence: LICENCE,
    fictif: portail.territoire.fictif,
    jeux: [...JEUX],
    themes: THEME_SLUGS.map((theme) => ({
      theme,
      libelle: THEMES[theme].libelle,
      fichiers: [
        { titre: CSV, href: `/donnees/themes/${theme}.csv` },
        { titre: 'Carte (GeoJSON)', href: `/donnees/themes/${theme}.geojson` },
      ],
    })),
    schemas: NOMS_DE_COLLECTION.map((collection) => ({
      titre: TITRES[collection],
      href: `/donnees/schema/${collection}.json`,
    })),
    rapports: [
      toPertesDExport(
        'tableaux',
        'Tableaux et cartes',
        '/donnees/themes/pertes.json',
        reportTableaux(portail),
      ),
      toPertesDExport('agendas', 'Agendas', '/donnees/agendas.pertes.json', reportAgendas(portail)),
      toPertesDExport('data-inclusion', 'data·inclusion', '/donnees/data-inclusion/pertes.json', inclusion),
      toPertesDExport(
        'mediation-numerique',
        'Lieux de médiation numérique',
        '/donnees/mediation-numerique.pertes.json',
        reportMediation(portail),
      ),
      toPertesDExport(
        'hsds',
        'Format international (HSDS 3)',
        '/donnees/hsds/pertes.json',
        reportHsds(portail),
      ),
    ],
    qualite: inclusion.qualite,
  };
}
