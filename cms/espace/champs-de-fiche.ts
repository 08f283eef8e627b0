/** What « Ma fiche » shows of each sort of entry; the rest of an entry is the coordinator's to change, in the full editor. */
import { NATURES, STATUTS_EVENEMENT } from '../../src/domain/evenement/schema';
import type { DateCivile } from '../../src/domain/date/jour';
import type { Champ } from './champ';

/** Sorts of entries that an organisation may hold. */
export const COLLECTIONS_DE_FICHES = ['structures', 'evenements', 'lieux'] as const;
export type CollectionDeFiche = (typeof COLLECTIONS_DE_FICHES)[number];

export function isCollectionDeFiche(nom: string): nom is CollectionDeFiche {
  return (COLLECTIONS_DE_FICHES as readonly string[]).includes(nom);
}

/** A list of small groups of fields: contacts, closures, dates of an event. */
export interface Liste {
  chemin: string;
  /** One of them: « Contact ». */
  libelle: string;
  /** Title above all of them, when the part holds something else. */
  titre?: string;
  /** Title of the empty group where one adds another. */
  ajout: string;
  aide?: string;
  champs: readonly Champ[];
  /** Whether this one still matters; the others stay as they are, unseen. */
  isMontre?: (element: Record<string, unknown>, aujourdhui: DateCivile) => boolean;
}

/** A part of the form; `groupe` names the group of fields that the organisation confirms. */
export interface Partie {
  id: string;
  titre: string;
  groupe?: 'horaires' | 'contact' | 'tarifs';
  champs: readonly Champ[];
  listes: readonly Liste[];
}

export const ACCES_EN_MOTS = [
  ['', 'Non renseigné'],
  ['libre', 'On vient librement'],
  ['sur-inscription', 'Sur inscription'],
  ['sur-rendez-vous', 'Sur rendez-vous'],
  ['sur-orientation', 'Envoyé par un professionnel'],
] as const;

const entries = (mots: Record<string, string>): [string, string][] => Object.entries(mots);

const VISIBILITE: Champ = {
  chemin: 'visibilite',
  genre: 'choix',
  libelle: 'Qui le voit',
  defaut: 'public',
  choix: [
    ['public', 'Tout le monde'],
    ['professionnels', 'Les professionnels seulement'],
  ],
};

const TELEPHONE: Champ = { chemin: 'telephone', genre: 'telephone', libelle: 'Téléphone' };
const COURRIEL: Champ = { chemin: 'courriel', genre: 'courriel', libelle: 'Courriel' };
const SITE: Champ = {
  chemin: 'site',
  genre: 'site',
  libelle: 'Site internet',
  aide: 'Par exemple https://www.exemple.fr',
};

const isComing = (element: Record<string, unknown>, aujourdhui: DateCivile): boolean =>
  typeof (element.au ?? element.du) !== 'string' || String(element.au ?? element.du) >= aujourdhui;

export const FERMETURES: Liste = {
  chemin: 'fermetures',
  libelle: 'Fermeture',
  titre: 'Fermetures',
  ajout: 'Annoncer une fermeture',
  aide: 'Des jours où tout est fermé. Pour une seule date d’une permanence, ouvrez ses horaires ci-dessus.',
  champs: [
    { chemin: 'du', genre: 'date', libelle: 'Fermé du' },
    { chemin: 'au', genre: 'date', libelle: 'Au (compris)', aide: 'Laissez vide pour un seul jour.' },
    {
      chemin: 'motif',
      genre: 'ligne',
      libelle: 'Motif, affiché aux familles',
      aide: 'Par exemple : congés d’été',
    },
  ],
  isMontre: isComing,
};

const STRUCTURES: readonly Partie[] = [
  { id: 'horaires', titre: 'Horaires et fermetures', groupe: 'horaires', champs: [], listes: [FERMETURES] },
  {
    id: 'contact',
    titre: 'Contact',
    groupe: 'contact',
    champs: [SITE],
    listes: [
      {
        chemin: 'contacts',
        libelle: 'Contact',
        ajout: 'Ajouter un contact',
        champs: [
          {
            chemin: 'fonction',
            genre: 'ligne',
            libelle: 'Qui répond',
            aide: 'La fonction plutôt que le nom : « accueil », « directrice ».',
          },
          TELEPHONE,
          COURRIEL,
          { chemin: 'missions', genre: 'paragraphe', libelle: 'Pour quelles questions (facultatif)' },
          VISIBILITE,
        ],
      },
    ],
  },
  {
    id: 'tarifs',
    titre: 'Prix',
    groupe: 'tarifs',
    champs: [
      {
        chemin: 'tarif.gratuit',
        genre: 'oui-non',
        libelle: 'Pour les familles, c’est',
        choix: [
          ['', 'Non renseigné'],
          ['oui', 'Gratuit'],
          ['non', 'Payant'],
        ],
      },
      {
        chemin: 'tarif.precisions',
        genre: 'paragraphe',
        libelle: 'Ce qu’il faut savoir du prix',
        aide: 'Prix, quotient familial, réductions.',
      },
    ],
    listes: [],
  },
  {
    id: 'presentation',
    titre: 'Présentation et accès',
    champs: [
      {
        chemin: 'role',
        genre: 'paragraphe',
        libelle: 'À quoi ça sert',
        aide: 'Une phrase simple, sans sigle.',
      },
      { chemin: 'acces', genre: 'choix', libelle: 'Comment on y vient', choix: ACCES_EN_MOTS },
      {
        chemin: 'aApporter',
        genre: 'lignes',
        libelle: 'Ce qu’il faut apporter',
        aide: 'Une chose par ligne.',
      },
    ],
    listes: [],
  },
  {
    id: 'professionnels',
    titre: 'Pour les professionnels',
    champs: [
      {
        chemin: 'orientation',
        genre: 'paragraphe',
        libelle: 'Comment orienter une famille vers vous',
        aide: 'À qui s’adresser, quoi préparer, dans quel délai. Les professionnels connectés le lisent, jamais le site public. N’y nommez personne.',
      },
    ],
    listes: [],
  },
];

const EVENEMENTS: readonly Partie[] = [
  {
    id: 'dates',
    titre: 'Dates',
    champs: [
      {
        chemin: 'statut',
        genre: 'choix',
        libelle: 'Où en est-il',
        choix: entries(STATUTS_EVENEMENT),
      },
      {
        chemin: 'statutPrecision',
        genre: 'ligne',
        libelle: 'Précision, affichée aux familles',
        aide: 'La raison d’une annulation, par exemple.',
      },
      {
        chemin: 'periode',
        genre: 'ligne',
        libelle: 'Si la date n’est pas fixée, ce que l’on en sait',
        aide: 'Par exemple : chaque été.',
      },
    ],
    listes: [
      {
        chemin: 'seances',
        libelle: 'Date',
        ajout: 'Ajouter une date',
        isMontre: isComing,
        champs: [
          { chemin: 'du', genre: 'date', libelle: 'Jour' },
          { chemin: 'au', genre: 'date', libelle: 'Dernier jour', aide: 'S’il dure plusieurs jours.' },
          { chemin: 'debut', genre: 'heure', libelle: 'De' },
          { chemin: 'fin', genre: 'heure', libelle: 'À' },
        ],
      },
    ],
  },
  {
    id: 'presentation',
    titre: 'Présentation',
    champs: [
      { chemin: 'titre', genre: 'ligne', libelle: 'Titre' },
      { chemin: 'resume', genre: 'paragraphe', libelle: 'Ce qui s’y passe, en une phrase' },
      { chemin: 'nature', genre: 'choix', libelle: 'Sorte d’évènement', choix: entries(NATURES) },
    ],
    listes: [],
  },
  {
    id: 'pratique',
    titre: 'Prix, inscription, contact',
    champs: [
      {
        chemin: 'gratuit',
        genre: 'oui-non',
        libelle: 'L’entrée est',
        choix: [
          ['', 'Non renseigné'],
          ['oui', 'Gratuite'],
          ['non', 'Payante'],
        ],
      },
      { chemin: 'tarif', genre: 'ligne', libelle: 'Prix, en clair' },
      { chemin: 'inscription', genre: 'ligne', libelle: 'Comment s’inscrire' },
      TELEPHONE,
      COURRIEL,
      SITE,
    ],
    listes: [],
  },
];

const LIEUX: readonly Partie[] = [
  {
    id: 'lieu',
    titre: 'Le lieu',
    champs: [
      { chemin: 'nom', genre: 'ligne', libelle: 'Nom du lieu' },
      { chemin: 'adresse', genre: 'ligne', libelle: 'Numéro et rue, sans la commune' },
      { chemin: 'codePostal', genre: 'ligne', libelle: 'Code postal' },
      { chemin: 'precisions', genre: 'paragraphe', libelle: 'Comment trouver l’entrée' },
    ],
    listes: [],
  },
];

const PARTIES: Record<CollectionDeFiche, readonly Partie[]> = {
  structures: STRUCTURES,
  evenements: EVENEMENTS,
  lieux: LIEUX,
};

/** The parts of the form of this sort of entry, in the order of the page. */
export function partiesOf(collection: CollectionDeFiche): readonly Partie[] {
  return PARTIES[collection];
}
