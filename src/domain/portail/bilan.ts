/** The annual report: what the pages of the observatory say on the day it is made, in one document and one file. */
import { formatDatePartielle } from '../date/format';
import { listRealisations } from '../indicateur/objectif';
import { type Tableau, formatCellule } from '../tableau/tableau';
import { THEMES } from '../theme/theme';
import { toTableauDesActions, toTableauDuSuivi } from './actions';
import { listCouvertures } from './couverture';
import { listCalculs } from './indicateurs';
import { toTableauDesChamps, toTableauDesPartenaires } from './partenaires';
import { toTableauDesCouvertures } from './page-de-couverture';
import type { Portail } from './portail';

export interface Bilan {
  annee: string;
  titre: string;
  parties: { titre: string; note: string; tableaux: Tableau[] }[];
}

/** The last known figure of each indicator, and the objective of the year of the report. */
function toTableauDesDerniers({ indicateurs }: Portail, annee: string): Tableau {
  return {
    legende: 'Le dernier chiffre connu',
    colonnes: [
      { titre: 'Ce qui est compté' },
      { titre: 'Thème' },
      { titre: 'Date' },
      { titre: 'Valeur', nombre: true },
      { titre: 'Unité' },
      { titre: `Objectif ${annee}`, nombre: true },
      { titre: 'Taux (%)', nombre: true },
    ],
    lignes: indicateurs.map((indicateur) => {
      const { libelle, theme, unite, valeurs } = indicateur;
      const [dernier] = [...valeurs].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
      const objectif = listRealisations(indicateur).find((each) => each.annee === annee);
      return [
        libelle,
        THEMES[theme].libelle,
        dernier?.date ? formatDatePartielle(dernier.date) : 'date non précisée',
        dernier?.valeur,
        unite ?? '',
        objectif?.objectif ?? 'aucun',
        objectif ? objectif.taux : 'aucun objectif',
      ];
    }),
  };
}

/** Only the quarters of the year: the history before it is in the reports before it. */
function keepYear(tableau: Tableau, annee: string): Tableau {
  return {
    ...tableau,
    lignes: tableau.lignes.filter(
      ([, trimestre]) => typeof trimestre === 'string' && trimestre.endsWith(annee),
    ),
  };
}

export function describeBilan(portail: Portail): Bilan {
  const annee = portail.aujourdhui.slice(0, 4);
  const themes = listCouvertures(portail).filter(({ sujet }) => sujet.genre === 'themes');
  return {
    annee,
    titre: `Bilan ${annee}`,
    parties: [
      {
        titre: 'En bref',
        note: 'Compté par le portail à partir de ses fiches publiques.',
        tableaux: [listCalculs(portail)],
      },
      {
        titre: 'La couverture du territoire',
        note: 'Seuls comptent les services ouverts. Les distances vont, à vol d’oiseau, du centre de la commune au lieu le plus proche.',
        tableaux: [toTableauDesCouvertures(themes, 'Couverture par thème')],
      },
      {
        titre: 'Les chiffres du territoire',
        note: 'Tels que les documents les donnent. Un chiffre inconnu n’est jamais compté comme zéro.',
        tableaux: [toTableauDesDerniers(portail, annee)],
      },
      {
        titre: 'Les actions de la convention',
        note: 'État et échéance tels que les fiches les donnent ; rien n’est deviné.',
        tableaux: [toTableauDesActions(portail), keepYear(toTableauDuSuivi(portail), annee)],
      },
      {
        titre: 'Ce que disent les fiches',
        note: 'Renseigné et vérifié depuis moins de douze mois, parmi les services ouverts.',
        tableaux: [toTableauDesChamps(portail), toTableauDesPartenaires(portail)],
      },
    ].map((partie) => ({
      ...partie,
      tableaux: partie.tableaux.filter(({ lignes }) => lignes.length > 0),
    })),
  };
}

/** The whole report as one table: a line a cell, which any spreadsheet can turn round. */
export function toTableauDuBilan(portail: Portail): Tableau {
  return {
    legende: describeBilan(portail).titre,
    colonnes: ['Partie', 'Tableau', 'Ligne', 'Colonne', 'Valeur'].map((titre) => ({ titre })),
    lignes: describeBilan(portail).parties.flatMap(({ titre, tableaux }) =>
      tableaux.flatMap(({ legende, colonnes, lignes }) =>
        lignes.flatMap((ligne, rang) =>
          ligne.slice(1).map((cellule, ici) => [
            titre,
            legende,
            // Two lines of the history begin alike.
            legende.includes('trimestre')
              ? `${rang + 1}. ${formatCellule(ligne[0])}`
              : formatCellule(ligne[0]),
            colonnes[ici + 1]!.titre,
            cellule,
          ]),
        ),
      ),
    ),
  };
}
