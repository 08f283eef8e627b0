/** The space at which a line must not break. */
export const NBSP = '\u00A0';
