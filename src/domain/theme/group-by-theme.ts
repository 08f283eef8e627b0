/** Entries under their main theme, in the order of the registry. */
import { THEME_SLUGS, type Theme } from './theme';

export interface GroupeDeTheme<E> {
  theme: Theme;
  entrees: E[];
}

/** Each entry once, under its first theme; themes without entry are left out. */
export function groupByTheme<E extends { themes: readonly Theme[] }>(
  entrees: readonly E[],
): GroupeDeTheme<E>[] {
  return THEME_SLUGS.map((theme) => ({
    theme,
    entrees: entrees.filter(({ themes }) => themes[0] === theme),
  })).filter((groupe) => groupe.entrees.length > 0);
}
