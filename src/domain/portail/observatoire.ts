/**
 * What the portal knows of the territory, what it does not know, and how old it is. Only counts of entries that
 * exist: what nobody told us is « not filled in », never zero.
 */
import { GROUPES, type Groupe, verifieLe } from '../confirmation/groupe';
import { type DateCivile, addDays } from '../date/date-civile';
import type { Statut, Structure } from '../structure/schema';
import { STATUTS } from '../structure/schema';
import type { TypeSlug } from '../structure/type';
import { groupByType } from './annuaire';
import { structuresIn } from './commune';
import type { Commune, Portail } from './portail';
import { HORIZON, communeOf, completudeOf, isFresh, isOuverte } from './structure';

/** Open services of one commune: each open service has at most one commune of its own. */
export interface LigneDeCommune {
  commune: Commune;
  /** Services that have their place here. The sum over the communes, plus `sansCommune`, is the total. */
  installes: number;
  /** Services from elsewhere that hold permanences here. The same service may pass in several communes. */
  dePassage: number;
}

export type Champ = keyof ReturnType<typeof completudeOf>;
export const CHAMPS: Record<Champ, string> = {
  role: 'À quoi ça sert',
  contact: 'Qui répond',
  horaires: 'Horaires ou permanences',
  telephone: 'Téléphone',
  courriel: 'Courriel',
};
const CHAMP_SLUGS = Object.keys(CHAMPS) as Champ[];

export interface LigneDeCompletude {
  champ: Champ;
  renseignes: number;
  manquants: number;
  /** Rounded percentage; undefined when there is no entry to measure. */
  part: number | undefined;
}

/** How old the confirmations of one group of fields are. */
export interface Fraicheur {
  groupe: Groupe;
  /** Confirmed less than twelve months ago. */
  recents: number;
  anciens: number;
  /** Never confirmed by the structure, or nothing to confirm. */
  jamais: number;
}

export interface VueDObservatoire {
  parStatut: Record<Statut, number>;
  ouvertes: number;
  communes: LigneDeCommune[];
  /** Open services whose commune is unknown or outside the territory. */
  sansCommune: number;
  communesSansService: number;
  types: { type: TypeSlug; ouvertes: number; autres: number }[];
  completude: LigneDeCompletude[];
  /** Open entries that lack at least one of the minimal fields, with those fields. */
  incompletes: { structure: Structure; manquants: Champ[] }[];
  fraicheur: Fraicheur[];
  calendrier: { connuJusquau: DateCivile | undefined; coversHorizon: boolean };
}

/** Rounded percentage, which says 0 or 100 only when it is exactly so; undefined when there is nothing to measure. */
export function toPart(nombre: number, total: number): number | undefined {
  if (total === 0) return undefined;
  if (nombre === 0 || nombre === total) return nombre === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((100 * nombre) / total)));
}

function describeFraicheur(
  ouvertes: readonly Structure[],
  groupe: Groupe,
  aujourdhui: DateCivile,
): Fraicheur {
  const dates = ouvertes.map((structure) => verifieLe(structure, groupe));
  const recents = dates.filter((date) => isFresh(date, groupe, aujourdhui)).length;
  const jamais = dates.filter((date) => date === undefined).length;
  return { groupe, recents, jamais, anciens: dates.length - recents - jamais };
}

function listCommunes(portail: Portail): LigneDeCommune[] {
  return portail.communes.map((commune) => {
    const presentes = structuresIn(commune, portail).filter(isOuverte);
    const installes = presentes.filter((structure) => communeOf(structure, portail) === commune).length;
    return { commune, installes, dePassage: presentes.length - installes };
  });
}

export function describeObservatoire(portail: Portail): VueDObservatoire {
  const { structures, calendrier, aujourdhui } = portail;
  const ouvertes = structures.filter(isOuverte);
  const fiches = ouvertes.map((structure) => ({ structure, completude: completudeOf(structure) }));
  const communes = listCommunes(portail);
  const { connuJusquau } = calendrier;
  return {
    parStatut: Object.fromEntries(
      (Object.keys(STATUTS) as Statut[]).map((statut) => [
        statut,
        structures.filter((s) => s.statut === statut).length,
      ]),
    ) as Record<Statut, number>,
    ouvertes: ouvertes.length,
    communes,
    sansCommune: ouvertes.filter((structure) => communeOf(structure, portail) === undefined).length,
    communesSansService: communes.filter(({ installes, dePassage }) => installes + dePassage === 0).length,
    types: groupByType(structures).map(({ type, structures: groupe }) => {
      const nombre = groupe.filter(isOuverte).length;
      return { type, ouvertes: nombre, autres: groupe.length - nombre };
    }),
    completude: CHAMP_SLUGS.map((champ) => {
      const renseignes = fiches.filter(({ completude }) => completude[champ]).length;
      return {
        champ,
        renseignes,
        manquants: fiches.length - renseignes,
        part: toPart(renseignes, fiches.length),
      };
    }),
    incompletes: fiches
      .map(({ structure, completude }) => ({
        structure,
        manquants: CHAMP_SLUGS.filter((champ) => !completude[champ]),
      }))
      .filter(({ manquants }) => manquants.length > 0),
    fraicheur: GROUPES.map((groupe) => describeFraicheur(ouvertes, groupe, aujourdhui)),
    calendrier: {
      connuJusquau,
      coversHorizon: connuJusquau !== undefined && connuJusquau >= addDays(aujourdhui, HORIZON),
    },
  };
}
