/**
 * What a machine finds wrong in the screens of `/admin/`, which come from Decap: said in the accessibility statement, and
 * compared by a test with what is found. The name is that of the rule, in axe.
 */
export const DEFAUTS_DE_DECAP = {
  'button-name':
    'des boutons sans nom : les icônes qui montrent l’aperçu, qui déplacent ou retirent une ligne',
  'color-contrast': 'des textes trop pâles sur leur fond',
  'aria-required-attr': 'des listes à choisir qui ne disent pas tout leur état aux lecteurs d’écran',
  'aria-input-field-name': 'des champs dont le nom n’est pas dit aux lecteurs d’écran',
  'nested-interactive': 'des boutons placés dans d’autres boutons',
  'frame-title': 'le cadre de l’aperçu, sans titre',
  'landmark-one-main': 'la page de relecture, sans zone de contenu principal',
  region: 'des contenus placés hors des grandes zones de la page',
} as const;
export type DefautDeDecap = keyof typeof DEFAUTS_DE_DECAP;
