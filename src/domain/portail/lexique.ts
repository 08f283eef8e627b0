/** The words explained, in alphabetical order, with what each leads to. */
import type { Terme } from '../lexique/schema';
import { toSlug } from '../reference/slug';
import { getType } from '../structure/type';
import type { Portail } from './portail';

/** `É` and `e` are under E. */
export function lettreOf(terme: string): string {
  return toSlug(terme).charAt(0).toUpperCase();
}

/** Terms under their first letter, both in alphabetical order. */
export function groupByLettre(termes: readonly Terme[]): { lettre: string; termes: Terme[] }[] {
  const sorted = [...termes].sort((a, b) => a.terme.localeCompare(b.terme, 'fr'));
  return [...Map.groupBy(sorted, ({ terme }) => lettreOf(terme))]
    .map(([lettre, groupe]) => ({ lettre, termes: groupe }))
    .sort((a, b) => a.lettre.localeCompare(b.lettre));
}

const SYNONYMES = 4;

/**
 * The words to show after « on dit aussi »: not the term itself, its acronym or an old name, nor the same word
 * twice. The rest of the list (spellings, questions) is for search.
 */
export function synonymesAffiches({ terme, sigle = '', synonymes, anciensNoms }: Terme): string[] {
  const seen = new Set([terme, sigle, ...anciensNoms].map(toSlug));
  const kept = synonymes.filter((mot) => {
    const cle = toSlug(mot);
    return !seen.has(cle) && Boolean(seen.add(cle));
  });
  return kept.slice(0, SYNONYMES);
}

/** Every acronym, current or old, and the term that explains it. */
export function listSigles(termes: readonly Terme[]): { sigle: string; terme: Terme }[] {
  return termes
    .flatMap((terme) => {
      const anciens = terme.anciensNoms.filter((nom) => /^[A-Z]{2,6}$/.test(nom));
      return [...(terme.sigle ? [terme.sigle] : []), ...anciens].map((sigle) => ({ sigle, terme }));
    })
    .sort((a, b) => a.sigle.localeCompare(b.sigle, 'fr'));
}

/** Where a term leads: the directory, the guide, the aids. */
export function liensOf(terme: Terme, portail: Portail): { titre: string; href: string }[] {
  return [
    ...terme.types.map((type) => ({ titre: getType(type).pluriel, href: `/types/${type}/` })),
    ...portail.articles
      .filter(({ slug }) => terme.articles.includes(slug))
      .map(({ slug, titre }) => ({ titre, href: `/guide/${slug}/` })),
    ...portail.aides
      .filter(({ slug }) => terme.aides.includes(slug))
      .map(({ slug, nom }) => ({ titre: nom, href: `/aides/${slug}/` })),
  ];
}
