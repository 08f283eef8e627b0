/** The copy of the territory that a device holds: what is known of it, and the names that the worker and pages share. */
import type { SlugDEtage } from './bagage';

/** Where the worker is, and the names that it shares with the pages. */
export const ADRESSE_DU_PROGRAMME = '/service-worker.js';
export const ADRESSE_DU_BAGAGE = '/hors-ligne/bagage.json';
export const ADRESSE_DES_DATES = '/hors-ligne/dates.json';
/** Where the worker tells how far it is. */
export const CANAL = 'hors-ligne';
/** Key of the device's storage, and the value that says that nothing must be kept. */
export const CLE_DU_CHOIX = 'hors-ligne';
export const REFUS = 'non';
/** What is known of the copy, kept beside it. */
export const CACHE_DE_L_ETAT = 'hors-ligne-etat';
export const ADRESSE_DE_L_ETAT = '/hors-ligne/etat.json';

/** What the build says of the luggage, before anything is downloaded. */
export interface ResumeDuBagage {
  pages: number;
  /** Compressed. */
  octets: number;
  absents: SlugDEtage[];
}

export interface EtatDeLaCopie extends ResumeDuBagage {
  version: string;
  /** Instants, in milliseconds. */
  gardeeDepuis: number;
  miseAJourLe: number;
}

/** Why a copy could not be made. */
export type Echec = 'place' | 'reseau' | 'version';
export type Message = { progres: number } | { echec: Echec } | { prete: true };
