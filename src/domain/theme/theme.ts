/** The themes of a « convention territoriale globale » (CTG), with the words a parent would use. */
import { z } from 'zod';

export const THEMES = {
  'petite-enfance': {
    libelle: 'Petite enfance',
    description: 'Faire garder un tout-petit, jouer avec lui, être accompagné avant 3 ans.',
  },
  enfance: {
    libelle: 'Enfance',
    description: 'L’accueil avant et après l’école, le mercredi et pendant les vacances.',
  },
  jeunesse: {
    libelle: 'Jeunesse',
    description: 'Les loisirs, les projets, l’écoute et les premiers pas vers l’autonomie.',
  },
  parentalite: {
    libelle: 'Être parent',
    description: 'Se rencontrer, parler de ses questions de parent, se faire aider quand c’est difficile.',
  },
  handicap: {
    libelle: 'Handicap',
    description: 'Faire reconnaître un handicap, trouver un accueil adapté, souffler.',
  },
  'acces-aux-droits': {
    libelle: 'Droits et démarches',
    description: 'Comprendre ses droits, faire ses papiers, demander une aide.',
  },
  numerique: {
    libelle: 'Numérique',
    description: 'Apprendre à se servir d’un ordinateur, d’un téléphone, des sites des administrations.',
  },
  mobilite: {
    libelle: 'Se déplacer',
    description: 'Venir sans voiture, passer le permis, partager un trajet.',
  },
  emploi: {
    libelle: 'Emploi et formation',
    description: 'Chercher un travail, se former, être accompagné quand on est jeune.',
  },
  culture: {
    libelle: 'Culture et loisirs',
    description: 'Livres, cinéma, musique, spectacles et sorties en famille.',
  },
  'animation-de-la-vie-sociale': {
    libelle: 'Vie locale',
    description: 'Centres sociaux, espaces de vie sociale et associations où l’on se rencontre.',
  },
  sante: { libelle: 'Santé', description: 'Se soigner, prévenir, trouver à qui parler.' },
  logement: {
    libelle: 'Logement',
    description: 'Trouver un logement, le garder, l’adapter, payer moins d’énergie.',
  },
  'seniors-et-aidants': {
    libelle: 'Séniors et aidants',
    description: 'Rester chez soi, aider un proche, faire une pause.',
  },
} as const;
export type Theme = keyof typeof THEMES;
export const THEME_SLUGS = Object.keys(THEMES) as Theme[];
export const themeSchema = z.enum(THEME_SLUGS).describe('Thème de la convention territoriale globale.');
