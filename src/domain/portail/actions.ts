/** The follow-up of the convention: every action with its pilot, its deadline, its state, and what should be asked. */
import { describeEcheance } from '../action/echeance';
import { type Action, ETATS } from '../action/schema';
import { type PointDeSituation, describeSuivi } from '../action/suivi';
import { formatTrimestre } from '../date/trimestre';
import type { Cellule, Tableau } from '../tableau/tableau';
import { THEMES, THEME_SLUGS, type Theme } from '../theme/theme';
import type { Portail } from './portail';

export interface VueDAction extends PointDeSituation {
  action: Action;
  /** As the document gives it: one line, or two that may disagree. */
  echeance: ReturnType<typeof describeEcheance>;
}

export function listActions({ actions, aujourdhui }: Portail): VueDAction[] {
  return actions.map((action) => ({
    action,
    echeance: describeEcheance(action),
    ...describeSuivi(action, aujourdhui),
  }));
}

export const SANS_NOUVELLES = 'sans mise à jour depuis plus d’un trimestre';
const SANS_ETAT = 'état non renseigné';

export const formatEtat = ({ etat }: PointDeSituation): string => (etat ? ETATS[etat].libelle : SANS_ETAT);

/** The table that the steering committee reads. */
export function toTableauDesActions(portail: Portail): Tableau {
  return {
    legende: 'Le suivi des actions',
    colonnes: [
      'Action',
      'Numéro',
      'Pilotes',
      'Thèmes',
      'Années',
      'Échéance',
      'État',
      'Dernier point',
      'À relancer',
    ].map((titre) => ({ titre })),
    lignes: listActions(portail).map((vue): Cellule[] => {
      const { action, echeance, historique, isSansNouvelles } = vue;
      const [dernier] = historique;
      return [
        { valeur: action.titre, href: `#action-${action.slug}` },
        action.code,
        action.pilotes.join(' ; ') || undefined,
        action.themes.map((theme) => THEMES[theme].libelle).join(', ') || undefined,
        action.annees.join(', ') || undefined,
        echeance.lignes
          .map(({ texte, origine }) => (origine ? `${texte} (${origine})` : texte))
          .join(' ; ') || undefined,
        formatEtat(vue),
        dernier ? formatTrimestre(dernier.trimestre) : 'aucun',
        isSansNouvelles ? SANS_NOUVELLES : 'non',
      ];
    }),
  };
}

/** The history: a line a quarter and a figure, or a line a quarter when nothing was counted. */
export function toTableauDuSuivi(portail: Portail): Tableau {
  return {
    legende: 'Le suivi, trimestre par trimestre',
    colonnes: [
      ...['Action', 'Trimestre', 'État', 'Ce qui a été fait', 'Difficultés', 'Ce qui est compté'].map(
        (titre) => ({
          titre,
        }),
      ),
      { titre: 'Valeur', nombre: true },
      { titre: 'Unité' },
    ],
    lignes: listActions(portail).flatMap(({ action, historique }) =>
      historique.flatMap(({ trimestre, etat, fait, difficultes, indicateurs }) => {
        const debut: Cellule[] = [
          action.code ? `${action.code} ${action.titre}` : action.titre,
          formatTrimestre(trimestre),
          etat ? ETATS[etat].libelle : '',
          fait ?? '',
          difficultes ?? '',
        ];
        return indicateurs.length === 0
          ? [[...debut, '', '', '']]
          : indicateurs.map(({ libelle, valeur, unite }) => [...debut, libelle, valeur, unite ?? '']);
      }),
    ),
  };
}

const SANS_THEME = 'Thème non renseigné';
const SANS_ANNEE = 'Année non renseignée';

/** How many actions each theme has each year: an action of two themes counts in both lines. */
export function toTableauParTheme({ actions }: Portail): Tableau {
  const annees = [...new Set(actions.flatMap((action) => action.annees))].sort();
  const lines: (Theme | undefined)[] = [...THEME_SLUGS, undefined];
  const hasTheme = (action: Action, theme: Theme | undefined): boolean =>
    theme === undefined ? action.themes.length === 0 : action.themes.includes(theme);
  return {
    legende: 'Actions par thème et par année',
    colonnes: [
      { titre: 'Thème' },
      ...annees.map((titre) => ({ titre, nombre: true })),
      { titre: SANS_ANNEE, nombre: true },
      { titre: 'En tout', nombre: true },
    ],
    lignes: lines.flatMap((theme) => {
      const duTheme = actions.filter((action) => hasTheme(action, theme));
      if (duTheme.length === 0) return [];
      return [
        [
          theme ? THEMES[theme].libelle : SANS_THEME,
          ...annees.map((annee) => duTheme.filter((action) => action.annees.includes(annee)).length),
          duTheme.filter((action) => action.annees.length === 0).length,
          duTheme.length,
        ],
      ];
    }),
  };
}
