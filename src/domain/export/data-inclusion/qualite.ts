/**
 * How good data·inclusion would find a service: the mean of its criteria, from 0 to 1. Hours count for nothing there,
 * the date for much: an entry that nobody confirmed for two years scores nothing for it.
 */
import { type DateCivile, toNumeroDeJour } from '../../date/date-civile';
import type { ServiceDataInclusion } from './schema';

export const CRITERES = {
  adresse: 'une adresse entière',
  mobilisation: 'comment venir, et qui peut venir',
  publics: 'à qui c’est destiné',
  thematiques: 'de quoi il s’agit',
  contact: 'un moyen de contact',
  courriel: 'un courriel',
  telephone: 'un téléphone',
  fraicheur: 'une date de moins de six mois',
  frais: 'le prix',
  description: 'une description de 200 à 2 000 caractères',
} as const;
export type Critere = keyof typeof CRITERES;

const JOURS_RECENTS = 182;
const JOURS_PERIMES = 730;
/** The threshold under which the directory of professionals hides a service unless asked. */
export const SEUIL = 0.8;

function rateFraicheur(dateMaj: DateCivile, aujourdhui: DateCivile): number {
  const age = toNumeroDeJour(aujourdhui) - toNumeroDeJour(dateMaj);
  if (age <= JOURS_RECENTS) return 1;
  return Math.max(0, (JOURS_PERIMES - age) / (JOURS_PERIMES - JOURS_RECENTS));
}

function rateDescription(longueur: number): number {
  if (longueur < 50) return 0;
  return longueur < 200 || longueur >= 2000 ? 0.5 : 1;
}

function rateFrais({ frais, frais_precisions }: ServiceDataInclusion): number {
  if (frais === undefined) return 0;
  return frais === 'payant' && frais_precisions === undefined ? 0.5 : 1;
}

/** What each criterion gives; one that does not apply is absent. */
export function rateCriteres(
  service: ServiceDataInclusion,
  aujourdhui: DateCivile,
): Partial<Record<Critere, number>> {
  const { adresse, code_postal, commune, telephone, courriel, modes_mobilisation, mobilisable_par } = service;
  const isThere = (...valeurs: unknown[]): number => Number(valeurs.every((valeur) => valeur !== undefined));
  return {
    // A service that receives nobody has no address to give.
    ...(service.modes_accueil && { adresse: isThere(adresse, code_postal, commune) }),
    mobilisation: (isThere(modes_mobilisation) + isThere(mobilisable_par)) / 2,
    publics: isThere(service.publics),
    thematiques: isThere(service.thematiques),
    contact: Math.max(isThere(telephone), isThere(courriel)),
    courriel: isThere(courriel),
    telephone: isThere(telephone),
    fraicheur: rateFraicheur(service.date_maj, aujourdhui),
    frais: rateFrais(service),
    description: rateDescription(service.description.length),
  };
}

const mean = (valeurs: readonly number[]): number =>
  valeurs.reduce((sum, each) => sum + each, 0) / valeurs.length;
const round = (valeur: number): number => Math.round(valeur * 100) / 100;

export function rateService(service: ServiceDataInclusion, aujourdhui: DateCivile): number {
  return round(mean(Object.values(rateCriteres(service, aujourdhui))));
}

export interface Qualite {
  services: number;
  /** Mean over the services; absent when there is none. */
  moyenne: number | undefined;
  /** How many reach the threshold. */
  auDessusDuSeuil: number;
  seuil: number;
  /** Mean of each criterion, over the services to which it applies: the lowest is what to work on. */
  criteres: { critere: Critere; libelle: string; moyenne: number }[];
}

export function summarizeQualite(services: readonly ServiceDataInclusion[], aujourdhui: DateCivile): Qualite {
  const notes = services.map((service) => rateService(service, aujourdhui));
  const parService = services.map((service) => rateCriteres(service, aujourdhui));
  return {
    services: services.length,
    moyenne: notes.length > 0 ? round(mean(notes)) : undefined,
    auDessusDuSeuil: notes.filter((note) => note >= SEUIL).length,
    seuil: SEUIL,
    criteres: (Object.keys(CRITERES) as Critere[]).flatMap((critere) => {
      const valeurs = parService
        .map((criteres) => criteres[critere])
        .filter((valeur) => valeur !== undefined);
      return valeurs.length > 0
        ? [{ critere, libelle: CRITERES[critere], moyenne: round(mean(valeurs)) }]
        : [];
    }),
  };
}
