/** The widgets that the browser has: those of Decap that are bundled, then ours. */
export const WIDGETS_DE_DECAP = ['string', 'text', 'select', 'number', 'object', 'list'] as const;
export const WIDGETS_A_NOUS = ['date', 'heure', 'telephone', 'oui-non', 'zone', 'permanences'] as const;
export const WIDGETS = [...WIDGETS_DE_DECAP, ...WIDGETS_A_NOUS] as const;
