/**
 * The link between an entry of the printed guide and its live page. The address under a QR code says which edition it
 * was printed in and, in three letters a group, what it said; the page knows what it says today, and compares.
 */
import type { Groupe } from '../confirmation/groupe';
import { formatDatePartielle, formatListe } from '../date/format';

/** What changes in an entry, in the order of the fingerprints. */
export const GROUPES_IMPRIMES = ['horaires', 'contact', 'tarifs'] as const satisfies readonly Groupe[];
/** One for each group. */
export type Empreintes = readonly string[];

const PARAMETRE = 'edition';
const SEPARATEUR = '.';

/** What the page of a structure carries in an attribute: `k3f.9a2.x7z`. */
export function writeEmpreintes(empreintes: Empreintes): string {
  return empreintes.join(SEPARATEUR);
}

/** Address of a QR code: `…/structures/relais/?edition=2026-12.k3f.9a2.x7z`. */
export function toAdresseDeFiche(page: string, mois: string, empreintes: Empreintes): string {
  return `${page}?${PARAMETRE}=${[mois, ...empreintes].join(SEPARATEUR)}`;
}

export interface Edition {
  /** `2026-12`. */
  mois: string;
  empreintes: Empreintes;
}

/** What an address says of the edition it was printed in; nothing when it does not come from a guide. */
export function readEdition(recherche: string): Edition | undefined {
  const valeur = new URLSearchParams(recherche).get(PARAMETRE) ?? '';
  const lu = /^(20\d{2}-(?:0[1-9]|1[0-2]))((?:\.[0-9a-z]{3}){3})$/.exec(valeur);
  return lu ? { mois: lu[1]!, empreintes: lu[2]!.slice(1).split(SEPARATEUR) } : undefined;
}

/** Groups whose text is no longer the printed one. */
export function listChanges({ empreintes }: Edition, page: string): Groupe[] {
  const actuelles = page.split(SEPARATEUR);
  return GROUPES_IMPRIMES.filter((_, rang) => actuelles[rang] !== empreintes[rang]);
}

/**
 * What to tell who comes from a guide: « Horaires modifiés depuis l’édition de décembre 2026… ». `page` is what the
 * live page carries, nothing when the entry is no more.
 */
export function describeEcart(
  edition: Edition,
  page: string | undefined,
): { change: boolean; phrase: string } {
  const guide = `l’édition de ${formatDatePartielle(edition.mois)} du guide imprimé`;
  if (page === undefined) return { change: true, phrase: `Fiche retirée depuis ${guide}.` };
  const changes = listChanges(edition, page);
  if (changes.length === 0)
    return {
      change: false,
      phrase: `Rien n’a changé ici depuis ${guide} : horaires, contact et tarifs sont les mêmes.`,
    };
  const noms = formatListe(changes);
  const accord = changes.length === 1 && changes[0] === 'contact' ? 'modifié' : 'modifiés';
  return {
    change: true,
    phrase: `${noms.charAt(0).toUpperCase()}${noms.slice(1)} ${accord} depuis ${guide}. Fiez-vous à cette page.`,
  };
}
