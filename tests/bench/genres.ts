/** The kinds of pages that are weighed and given to Lighthouse. */
import type { NomDeBudget } from './budgets';

export interface Genre {
  nom: string;
  /** Paths of the files of this kind, inside the site. */
  motif: RegExp;
  /** Budget of the first view, when the design gives one. */
  budget?: NomDeBudget;
}

export const GENRES: readonly Genre[] = [
  { nom: 'accueil', motif: /^index\.html$/, budget: 'accueil' },
  // `structures/2/` is the second page of the directory.
  { nom: 'fiche d’une structure', motif: /^structures\/(?!\d+\/)[^/]+\/index\.html$/, budget: 'page' },
  { nom: 'commune', motif: /^communes\/[^/]+\/index\.html$/, budget: 'page' },
  { nom: 'article du guide', motif: /^guide\/[^/]+\/index\.html$/, budget: 'page' },
  { nom: 'recherche', motif: /^recherche\/index\.html$/, budget: 'recherche' },
  { nom: 'carte', motif: /^carte\/index\.html$/, budget: 'carte' },
  { nom: 'âge', motif: /^ages\/[^/]+\/index\.html$/ },
  { nom: 'type de structure', motif: /^types\/[^/]+\/index\.html$/ },
  { nom: 'agenda', motif: /^agenda\/index\.html$/ },
  { nom: 'lexique', motif: /^lexique\/index\.html$/ },
  { nom: 'urgences', motif: /^urgences\/index\.html$/ },
  { nom: 'hors ligne', motif: /^hors-ligne\/index\.html$/ },
  { nom: 'annuaire', motif: /^structures\/index\.html$/ },
  { nom: 'thème', motif: /^themes\/[^/]+\/index\.html$/ },
  { nom: 'lieu', motif: /^lieux\/[^/]+\/index\.html$/ },
  { nom: 'aide', motif: /^aides\/[^/]+\/index\.html$/ },
  { nom: 'balade', motif: /^balades\/[^/]+\/index\.html$/ },
  { nom: 'signaler', motif: /^signaler\/index\.html$/ },
  { nom: 'observatoire', motif: /^observatoire\/index\.html$/ },
  { nom: 'couverture', motif: /^observatoire\/couverture\/[^/]+\/[^/]+\/index\.html$/ },
  { nom: 'chiffres', motif: /^observatoire\/indicateurs\/index\.html$/ },
  { nom: 'suivi des actions', motif: /^observatoire\/actions\/index\.html$/ },
  { nom: 'données ouvertes', motif: /^donnees\/index\.html$/ },
  { nom: 'plan du site', motif: /^plan-du-site\/index\.html$/ },
];

export function toAdresse(nom: string): string {
  return `/${nom.replace(/index\.html$/, '')}`;
}
