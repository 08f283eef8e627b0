/** A content error: what is wrong, where, with which value, and what to do. In French, for people. */

export interface ErreurDeContenu {
  /** Path of the file inside the content folder. */
  fichier: string;
  /** Path of the field, `contacts.0.telephone`; empty when the whole file is concerned. */
  champ: string;
  /** The value found, absent when there is none. */
  valeur?: unknown;
  /** What is wrong and what to do. */
  message: string;
}

const LONGUEUR_MAX = 80;

/** `« appelez-nous »`, on one line whatever its paragraphs; `vide` for an empty text. */
function formatValeur(valeur: unknown): string {
  const texte = typeof valeur === 'object' && valeur !== null ? toJson(valeur) : String(valeur);
  const ligne = texte.replace(/\s+/g, ' ').trim();
  if (ligne === '') return 'vide';
  return `« ${ligne.length > LONGUEUR_MAX ? `${ligne.slice(0, LONGUEUR_MAX)}…` : ligne} »`;
}

function toJson(valeur: object): string {
  try {
    return JSON.stringify(valeur);
  } catch {
    return 'liste qui se contient elle-même'; // YAML can write it, JSON cannot
  }
}

/** `structures/rpe.yaml, champ « role » : champ obligatoire. …` on one line. */
export function formatErreur({ fichier, champ, valeur, message }: ErreurDeContenu): string {
  const ou = champ ? `${fichier}, champ « ${champ} »` : fichier;
  return `${ou}${valeur === undefined ? '' : `, valeur ${formatValeur(valeur)}`} : ${message}`;
}

/** The whole report, or undefined when there is nothing to say. */
export function formatRapport(
  erreurs: readonly ErreurDeContenu[],
  avertissements: readonly ErreurDeContenu[],
): string | undefined {
  if (erreurs.length === 0 && avertissements.length === 0) return undefined;
  const lines: string[] = [];
  if (avertissements.length > 0) {
    lines.push(
      `${avertissements.length} point${avertissements.length > 1 ? 's' : ''} à surveiller dans le contenu :`,
    );
    lines.push(...avertissements.map((a) => `  · ${formatErreur(a)}`));
  }
  if (erreurs.length > 0) {
    lines.push(
      erreurs.length > 1
        ? `${erreurs.length} erreurs dans le contenu. Le site n’est pas construit tant qu’elles ne sont pas corrigées :`
        : '1 erreur dans le contenu. Le site n’est pas construit tant qu’elle n’est pas corrigée :',
    );
    lines.push(...erreurs.map((e) => `  ✗ ${formatErreur(e)}`));
  }
  return lines.join('\n');
}
