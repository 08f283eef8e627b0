/**
 * Who is asked « toujours exact ? », and when. Each entry has its own days in the year, drawn from its name, so that
 * mails leave a few at a time all year long; an entry that was just confirmed is left alone.
 */
import { type DateCivile, type NumeroDeJour, toDateCivile, toNumeroDeJour } from '../date/jour';
import type { Groupe } from './groupe';

export interface Rythme {
  /** How many times a year. */
  parAn: number;
  /** At most so many entries a week; the others wait for the next one. */
  parSemaine: number;
}
export const RYTHME_PAR_DEFAUT: Rythme = { parAn: 2, parSemaine: 20 };

export interface FicheSuivie {
  /** `structures/le-hangar`. */
  fiche: string;
  /** The groups that say something, and when each was last confirmed. */
  groupes: readonly { groupe: Groupe; verifieLe: DateCivile | undefined }[];
  /** The day of the last request, if there was one. */
  demandeeLe: DateCivile | undefined;
}

export interface Demande {
  fiche: string;
  groupes: Groupe[];
  /** The day of the year that is this entry’s. */
  echeance: DateCivile;
}

/** Days between two requests about one entry. */
export const periodeOf = ({ parAn }: Pick<Rythme, 'parAn'>): number => Math.floor(365 / parAn);

/** Never closer than this: a request that waited for its turn moves the next one away. */
export const ecartMinimal = (rythme: Pick<Rythme, 'parAn'>): number => Math.ceil((3 * periodeOf(rythme)) / 4);

/** Confirmed less than this ago, a group is not asked about. */
export const repit = (rythme: Pick<Rythme, 'parAn'>): number => Math.floor(periodeOf(rythme) / 2);

/** The same number for the same name, spread evenly (FNV-1a, then a last stir). */
function scatter(nom: string): number {
  let somme = 0x811c9dc5;
  for (let rang = 0; rang < nom.length; rang++)
    somme = Math.imul(somme ^ nom.charCodeAt(rang), 0x01000193) >>> 0;
  somme = Math.imul(somme ^ (somme >>> 15), 0x2c1b3c6d) >>> 0;
  return (somme ^ (somme >>> 12)) >>> 0;
}

/** The first of the entry’s own days, from a day on. */
export function nextEcheance(fiche: string, apres: NumeroDeJour, periode: number): NumeroDeJour {
  const phase = scatter(fiche) % periode;
  return apres + ((((phase - apres) % periode) + periode) % periode);
}

/**
 * The requests due at the latest on `jusquau`, the most overdue first. `depuis` is the day from which requests are
 * sent at all: what was due before then is not caught up.
 */
export function listDemandes(
  fiches: readonly FicheSuivie[],
  { depuis, jusquau }: { depuis: DateCivile; jusquau: DateCivile },
  rythme: Rythme,
): Demande[] {
  const fin = toNumeroDeJour(jusquau);
  const dues = fiches.flatMap(({ fiche, groupes, demandeeLe }): (Demande & { jour: NumeroDeJour })[] => {
    const debut =
      demandeeLe === undefined ? toNumeroDeJour(depuis) : toNumeroDeJour(demandeeLe) + ecartMinimal(rythme);
    const jour = nextEcheance(fiche, debut, periodeOf(rythme));
    const anciens = groupes
      .filter(({ verifieLe }) => verifieLe === undefined || toNumeroDeJour(verifieLe) + repit(rythme) <= fin)
      .map(({ groupe }) => groupe);
    if (jour > fin || anciens.length === 0) return [];
    return [{ fiche, groupes: anciens, jour, echeance: toDateCivile(jour) }];
  });
  return dues
    .sort((a, b) => a.jour - b.jour || (a.fiche < b.fiche ? -1 : 1))
    .slice(0, rythme.parSemaine)
    .map(({ fiche, groupes, echeance }) => ({ fiche, groupes, echeance }));
}
