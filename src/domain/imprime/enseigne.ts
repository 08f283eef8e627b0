/** What every printed document says of itself: who publishes it, when, and where the living page is. */
import { formatTelephone } from '../contact/schema';
import { formatDate, formatDatePartielle } from '../date/format';
import type { Portail } from '../portail/portail';
import { moisOf, toAdresse, toAdresseCourte } from './notice';

export interface Enseigne {
  territoire: string;
  nomOfficiel: string;
  fictif: boolean;
  /** « décembre 2026 ». */
  edition: string;
  /** « 1er décembre 2026 ». */
  produitLe: string;
  adresse: string;
  lien: string;
  signataires: { nom: string; logo?: string; texteAlternatif?: string }[];
  coordination: { fonction: string; telephone?: string; courriel?: string; adresse?: string };
}

/** Who publishes, and which edition it is. */
export function describeEnseigne(portail: Portail): Enseigne {
  const { nom, nomOfficiel, fictif, signataires, coordination } = portail.territoire;
  const lien = toAdresse('/', portail);
  const { fonction, telephone, courriel, adresse } = coordination;
  return {
    territoire: nom,
    nomOfficiel,
    fictif,
    edition: formatDatePartielle(moisOf(portail)),
    produitLe: formatDate(portail.aujourdhui, { annee: true, jour: false }),
    adresse: toAdresseCourte(lien),
    lien,
    signataires: signataires.map(({ nom: organisme, logo, texteAlternatif }) => ({
      nom: organisme,
      ...(logo ? { logo } : {}),
      ...(texteAlternatif ? { texteAlternatif } : {}),
    })),
    coordination: {
      fonction,
      ...(telephone ? { telephone: formatTelephone(telephone) } : {}),
      ...(courriel ? { courriel } : {}),
      ...(adresse ? { adresse } : {}),
    },
  };
}
