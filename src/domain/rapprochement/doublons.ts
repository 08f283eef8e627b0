/** The pairs of entries of a territory that are probably the same. */
import type { Empreinte } from './empreinte';
import type { Nommage } from './nommage';
import { type Rapprochement, compare } from './rapprochement';

export interface Doublon extends Rapprochement {
  /** The first by its short name. */
  un: Empreinte;
  autre: Empreinte;
}

const cleOf = ({ collection, slug }: Empreinte): string => `${collection}/${slug}`;

/**
 * Enough to have two entries looked at: a word that names few, but for one letter, the same whole name, or the same
 * telephone, site… Words that many names hold would have each entry compared with every other.
 */
function listAmorces({ mots, telephones, courriels, site, adresse }: Empreinte): string[] {
  const cles = mots.map(({ cle }) => cle);
  return [
    ...mots.flatMap(({ cle, genre }) => {
      if (genre === 'commune') return [cle];
      if (genre !== 'propre') return [];
      return [cle, ...Array.from(cle, (_, rang) => cle.slice(0, rang) + cle.slice(rang + 1))];
    }),
    `nom ${cles.sort().join(' ')}`,
    ...[...telephones, ...courriels, ...(site === undefined ? [] : [site])],
    ...(adresse === undefined ? [] : [adresse]),
  ];
}

/** Finds what resembles an entry among others. */
export interface Rapprocheur {
  /** Those that are probably the same, the likeliest first; the entry itself is not one of them. */
  find: (empreinte: Empreinte) => Doublon[];
}

export function createRapprocheur(empreintes: readonly Empreinte[], nommage: Nommage): Rapprocheur {
  const parAmorce = new Map<string, Set<Empreinte>>();
  for (const empreinte of empreintes)
    for (const amorce of listAmorces(empreinte)) {
      const cle = `${empreinte.collection} ${amorce}`;
      const siennes = parAmorce.get(cle);
      if (siennes) siennes.add(empreinte);
      else parAmorce.set(cle, new Set([empreinte]));
    }
  return {
    find(empreinte) {
      const proches = new Set<Empreinte>();
      for (const amorce of listAmorces(empreinte))
        for (const proche of parAmorce.get(`${empreinte.collection} ${amorce}`) ?? []) proches.add(proche);
      return [...proches]
        .filter((proche) => cleOf(proche) !== cleOf(empreinte))
        .map((proche): Doublon => {
          const [un, autre] = cleOf(empreinte) < cleOf(proche) ? [empreinte, proche] : [proche, empreinte];
          return { un, autre, ...compare(un, autre, nommage) };
        })
        .filter(({ isProbable }) => isProbable)
        .sort(compareDoublons);
    },
  };
}

function compareDoublons(a: Doublon, b: Doublon): number {
  const nameOf = ({ un, autre }: Doublon) => `${cleOf(un)} ${cleOf(autre)}`;
  return b.score - a.score || (nameOf(a) < nameOf(b) ? -1 : 1);
}

/** Every probable pair once, the likeliest first. */
export function listDoublons(empreintes: readonly Empreinte[], nommage: Nommage): Doublon[] {
  const { find } = createRapprocheur(empreintes, nommage);
  return empreintes
    .flatMap((empreinte) => find(empreinte).filter(({ un }) => cleOf(un) === cleOf(empreinte)))
    .sort(compareDoublons);
}
