/** What a form holds: names and their texts, as a browser sends them. */

export type Valeurs = ReadonlyMap<string, readonly string[]>;

/** The body of a form as the server reads it: one text, or several under the same name. */
export function readValeurs(corps: unknown): Valeurs {
  const valeurs = new Map<string, string[]>();
  if (typeof corps !== 'object' || corps === null) return valeurs;
  for (const [nom, contenu] of Object.entries(corps as Record<string, unknown>)) {
    const textes = (Array.isArray(contenu) ? (contenu as unknown[]) : [contenu]).filter(
      (texte): texte is string => typeof texte === 'string',
    );
    valeurs.set(nom, textes);
  }
  return valeurs;
}

/** The first text under this name; undefined when the form did not show this field. */
export function textOf(valeurs: Valeurs, nom: string): string | undefined {
  return valeurs.get(nom)?.[0];
}

/** The same text as browsers give it back: one kind of line end, and nothing around. */
export function cleanTexte(texte: string): string {
  return texte.replace(/\r\n?/g, '\n').trim();
}

/** What an `<input>` keeps of a text: it has one line. */
export function cleanLigne(texte: string): string {
  return texte.replace(/[\r\n]/g, '').trim();
}
