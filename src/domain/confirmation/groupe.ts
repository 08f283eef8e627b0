/** The groups of fields that a partner confirms together: when each was last confirmed, and what a confirmation writes. */
import type { DateCivile } from '../date/jour';
import { GROUPES_VERIFIES, type StructureData } from '../structure/schema';

export type Groupe = keyof typeof GROUPES_VERIFIES;
export const GROUPES = Object.keys(GROUPES_VERIFIES) as Groupe[];
export const LIBELLES_DE_GROUPE: Record<Groupe, string> = {
  horaires: 'Horaires',
  contact: 'Contact',
  tarifs: 'Tarifs et accès',
};

type AVerifier = Pick<StructureData, 'permanences' | 'verifications'>;

/** The oldest confirmation of all that the group holds; undefined when a part of it was never confirmed. */
export function verifieLe({ permanences, verifications }: AVerifier, groupe: Groupe): DateCivile | undefined {
  if (groupe !== 'horaires' || permanences.length === 0) return verifications[groupe];
  const dates = permanences.map((permanence) => permanence.verifieLe ?? verifications.horaires);
  return dates.includes(undefined) ? undefined : dates.sort()[0];
}

/** The groups where something is said: nobody is asked to confirm an absence. */
export function listGroupesRemplis(
  structure: Pick<StructureData, 'permanences' | 'contacts' | 'site' | 'tarif' | 'acces'>,
): Groupe[] {
  const { permanences, contacts, site, tarif, acces } = structure;
  const remplis: Record<Groupe, boolean> = {
    horaires: permanences.length > 0,
    contact: contacts.length > 0 || site !== undefined,
    tarifs: tarif !== undefined || acces !== undefined,
  };
  return GROUPES.filter((groupe) => remplis[groupe]);
}

interface Verifiable {
  verifications?: Partial<Record<Groupe, DateCivile>>;
  permanences?: { verifieLe?: DateCivile }[];
}

/** The entry where these groups are confirmed on that day. Nothing else of it changes. */
export function confirmGroupes<T extends Verifiable>(
  donnees: T,
  groupes: readonly Groupe[],
  date: DateCivile,
): T {
  const verifications = { ...donnees.verifications };
  for (const groupe of groupes) verifications[groupe] = date;
  if (!groupes.includes('horaires') || !donnees.permanences) return { ...donnees, verifications };
  // Older, the date of one permanence alone would still count for all of them.
  const permanences = donnees.permanences.map((permanence) =>
    permanence.verifieLe === undefined ? permanence : { ...permanence, verifieLe: date },
  );
  return { ...donnees, permanences, verifications };
}
