/** The annual report as its template takes it: every cell in words, as the pages write them. */
import { formatDate } from '../date/format';
import { describeBilan } from '../portail/bilan';
import type { Portail } from '../portail/portail';
import { formatCellule } from '../tableau/tableau';

export function describeBilanImprime(portail: Portail) {
  const { territoire, aujourdhui } = portail;
  const { annee, titre, parties } = describeBilan(portail);
  return {
    annee,
    titre,
    territoire: territoire.nom,
    nomOfficiel: territoire.nomOfficiel,
    fictif: territoire.fictif,
    description: `Les services, les chiffres et les actions de ${territoire.nom} à cette date.`,
    date: formatDate(aujourdhui, { annee: true, jour: false }),
    parties: parties.map((partie) => ({
      titre: partie.titre,
      note: partie.note,
      tableaux: partie.tableaux.map(({ legende, colonnes, lignes }) => ({
        legende,
        colonnes: colonnes.map((colonne) => ({ titre: colonne.titre, nombre: colonne.nombre === true })),
        lignes: lignes.map((ligne) => ligne.map(formatCellule)),
      })),
    })),
  };
}
