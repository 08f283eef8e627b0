/**
 * What Decap needs beside the schemas: the short label above each field (their descriptions are the sentence under it),
 * and the words of the enumerations. A test refuses a field or a value without words.
 */
import { ETATS } from '../../src/domain/action/schema';
import { NATURES, STATUTS_EVENEMENT } from '../../src/domain/evenement/schema';
import { PROFILS, SPECIALITES, STATUTS } from '../../src/domain/structure/schema';
import { TYPES } from '../../src/domain/structure/type';
import { THEMES } from '../../src/domain/theme/theme';
import type { CollectionEditable } from '../depot/cle';

export const COLLECTIONS_DE_DECAP: Readonly<
  Record<CollectionEditable, { pluriel: string; singulier: string; titre: string; aide: string }>
> = {
  structures: {
    pluriel: 'Services',
    singulier: 'Service',
    titre: 'nom',
    aide: 'Crèches, relais, permanences, associations : ce qu’une famille cherche.',
  },
  lieux: {
    pluriel: 'Lieux',
    singulier: 'Lieu',
    titre: 'nom',
    aide: 'Mairies, écoles, places : là où se tiennent les permanences.',
  },
  evenements: {
    pluriel: 'Évènements',
    singulier: 'Évènement',
    titre: 'titre',
    aide: 'Spectacles, ateliers, rencontres : ce qui a une date.',
  },
  balades: {
    pluriel: 'Balades',
    singulier: 'Balade',
    titre: 'titre',
    aide: 'Les promenades à faire en famille : durée, âge, poussette, départ.',
  },
  actions: {
    pluriel: 'Fiches actions',
    singulier: 'Fiche action',
    titre: 'titre',
    aide: 'Les actions de la convention territoriale globale.',
  },
  indicateurs: {
    pluriel: 'Indicateurs',
    singulier: 'Indicateur',
    titre: 'libelle',
    aide: 'Les chiffres datés de l’observatoire.',
  },
  territoire: {
    pluriel: 'Territoire',
    singulier: 'Territoire',
    titre: 'nom',
    aide: 'Ce que le site dit de l’intercommunalité.',
  },
  communes: {
    pluriel: 'Communes',
    singulier: 'Liste des communes',
    titre: 'nom',
    aide: 'Les communes du territoire.',
  },
};

/** By the end of the field’s path, the longest first: `contacts.missions`, else `missions`. */
export const LIBELLES: Readonly<Record<string, string>> = {
  aApporter: 'À apporter',
  aDomicile: 'Se déplace à domicile',
  aMois: 'Jusqu’à (en mois)',
  acces: 'Comment on y vient',
  'balades.acces': 'Pour venir au départ',
  accessibilite: 'Accès en fauteuil roulant',
  accueil: 'Accueille les personnes handicapées',
  adresse: 'Adresse',
  ages: 'Âges',
  annee: 'Année',
  annees: 'Années',
  au: 'Au',
  autresTypes: 'Autres types',
  boucle: 'En boucle',
  capacite: 'Capacité',
  carte: 'Carte',
  centre: 'Centre',
  charte: 'Charte d’accueil',
  code: 'Numéro de la fiche',
  codeInsee: 'Code INSEE',
  codePostal: 'Code postal',
  codesPostaux: 'Codes postaux',
  commune: 'Commune',
  communes: 'Communes',
  contact: 'Contacts vérifiés le',
  contacts: 'Contacts',
  contradiction: 'Le document se contredit',
  coordination: 'Coordination',
  courriel: 'Adresse électronique',
  date: 'Date',
  deMois: 'À partir de (en mois)',
  debut: 'Début',
  depart: 'Départ',
  departement: 'Département',
  difficultes: 'Difficultés',
  difficulte: 'Difficulté',
  distanceKm: 'Longueur (km)',
  documents: 'Documents',
  du: 'Du',
  dureeMinutes: 'Durée (minutes)',
  echeance: 'Échéance',
  editeur: 'Éditeur du site',
  edito: 'Mot d’accueil du guide imprimé',
  etat: 'État',
  fait: 'Ce qui a été fait',
  equipements: 'Équipements',
  fauteuil: 'Peut-on entrer en fauteuil ?',
  fermetures: 'Fermetures annoncées',
  fiche: 'Selon la fiche',
  fictif: 'Territoire inventé',
  fin: 'Fin',
  fonction: 'Fonction',
  gestionnaire: 'Gestionnaire',
  gratuit: 'Gratuit',
  habitants: 'Habitants',
  handicap: 'Accueil du handicap',
  hebergeur: 'Hébergeur du site',
  horaires: 'Horaires vérifiés le',
  horsTerritoire: 'Commune hors du territoire',
  indicateurs: 'Indicateurs prévus',
  'suivi.indicateurs': 'Chiffres du trimestre',
  inscription: 'Inscription',
  langues: 'Langues',
  lat: 'Latitude',
  libelle: 'Libellé',
  lieu: 'Lieu',
  logo: 'Logo',
  lon: 'Longitude',
  missions: 'Missions',
  motif: 'Raison',
  nature: 'Nature',
  nom: 'Nom',
  nomOfficiel: 'Nom officiel',
  note: 'À savoir pour lire cette source',
  objectifs: 'Objectifs annuels',
  organisateur: 'Organisateur',
  orientation: 'Comment orienter une famille ici (pour les professionnels)',
  parCommune: 'Commune par commune',
  periode: 'Période, si la date n’est pas fixée',
  permanences: 'Horaires et permanences',
  pilotes: 'Pilotes',
  places: 'Nombre de places',
  population: 'Population',
  position: 'Position sur la carte',
  'position.precision': 'Précision de la position',
  possible: 'Possible avec une poussette',
  poussette: 'Avec une poussette',
  precautions: 'Précautions',
  precision: 'Précision',
  precisions: 'Précisions',
  presentation: 'Présentation',
  profils: 'À qui cela s’adresse',
  publics: 'Publics',
  rayonKm: 'Rayon (km)',
  repertoire: 'Selon le répertoire',
  representant: 'Responsable de la publication',
  resume: 'Résumé',
  role: 'À quoi ça sert',
  saison: 'Saison',
  seances: 'Dates',
  signature: 'Signature',
  signataires: 'Organismes signataires',
  siren: 'SIREN',
  site: 'Site internet',
  sources: 'Sources',
  specialites: 'Handicaps bien connus',
  statut: 'État',
  statutPrecision: 'Précision sur l’état',
  structure: 'Service organisateur',
  structureHote: 'Service qui ouvre ce lieu',
  suivi: 'Suivi, trimestre par trimestre',
  surPlace: 'Sur place',
  tarif: 'Tarif',
  tarifs: 'Tarifs vérifiés le',
  telephone: 'Téléphone',
  texte: 'Texte',
  texteAlternatif: 'Texte lu à la place du logo',
  theme: 'Thème',
  themes: 'Thèmes',
  titre: 'Titre',
  trimestre: 'Trimestre',
  type: 'Type',
  unite: 'Unité',
  url: 'Adresse internet',
  urlDeBase: 'Adresse du site',
  valeur: 'Valeur',
  valeurs: 'Valeurs',
  verifications: 'Dernières vérifications',
  verifieLe: 'Vérifié le',
  visibilite: 'Qui peut le lire',
  zone: 'Communes desservies',
  zoneScolaire: 'Zone de vacances scolaires',
  zoom: 'Grossissement',
};

const libellesOf = (mots: Readonly<Record<string, { libelle: string }>>): Record<string, string> =>
  Object.fromEntries(Object.entries(mots).map(([cle, { libelle }]) => [cle, libelle]));

/** By the end of the path of the field, as labels are. */
export const ENUMERATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  type: libellesOf(TYPES),
  autresTypes: libellesOf(TYPES),
  statut: libellesOf(STATUTS),
  'evenements.statut': STATUTS_EVENEMENT,
  profils: PROFILS,
  specialites: SPECIALITES,
  themes: libellesOf(THEMES),
  theme: libellesOf(THEMES),
  etat: libellesOf(ETATS),
  nature: NATURES,
  acces: {
    libre: 'Librement',
    'sur-inscription': 'Sur inscription',
    'sur-rendez-vous': 'Sur rendez-vous',
    'sur-orientation': 'Orienté par un professionnel',
  },
  visibilite: { public: 'Tout le monde', professionnels: 'Les professionnels seulement' },
  fauteuil: { oui: 'Oui', non: 'Non', partiel: 'En partie' },
  'position.precision': { adresse: 'Le bâtiment', 'centre-commune': 'Le centre de la commune' },
  zoneScolaire: { A: 'Zone A', B: 'Zone B', C: 'Zone C' },
};

/** Texts long enough to need several lines. */
export const TEXTES_LONGS: readonly string[] = [
  ...['fait', 'difficultes'],
  ...['role', 'resume', 'presentation', 'missions', 'note', 'inscription', 'orientation', 'statutPrecision'],
  ...['tarif.precisions', 'handicap.precisions', 'accessibilite.precisions', 'lieux.precisions'],
  ...['balades.acces', 'difficulte'],
];

/** Set by whoever installs the site: one word or a whole object, which no field of Decap can hold. */
export const HORS_DE_DECAP: readonly string[] = ['carte.tuiles'];

/** The longest end of the path that the table knows. */
export function findByChemin<T>(
  table: Readonly<Record<string, T>>,
  chemin: readonly string[],
): T | undefined {
  for (let debut = 0; debut < chemin.length; debut++) {
    const cle = chemin.slice(debut).join('.');
    if (Object.hasOwn(table, cle)) return table[cle];
  }
  return undefined;
}
