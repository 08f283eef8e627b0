/** What became of what was just published: the page waits a little for it, then says where it is. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Cle, formatCle } from '../depot/depot';

/** What publishing gives to who wants to follow it (cms/publication). */
export interface PublicationSuivie {
  /** The last failures, those before this start included. */
  state(): { echecs: readonly { quand: string; cle?: Cle; raison: string }[] };
  request(cle: Cle, commit: string): void;
  wait(commit: string): Promise<'servi' | { echec: string; cle?: Cle }>;
}

export interface MiseEnLigne {
  cle: Cle;
  nom: string;
  /** ISO 8601. */
  publieeLe: string;
  etat: 'en-cours' | 'en-ligne' | 'echec';
  /** Why the site could not be built with it. */
  raison: string | undefined;
}

export interface SuiviDePublication {
  /** Asks for the site to be built, and waits for it a little. */
  publish(cle: Cle, nom: string, commit: string, publieeLe: string): Promise<MiseEnLigne>;
  /** The latest, from the last. */
  list(): readonly MiseEnLigne[];
}

/** A build takes a few seconds: who published sees the result rather than a page to refresh. */
const PATIENCE = 12_000;
const GARDEES = 20;

export function createSuiviDePublication(
  publication: PublicationSuivie,
  patience = PATIENCE,
): SuiviDePublication {
  let suivies: MiseEnLigne[] = [];
  return {
    async publish(cle, nom, commit, publieeLe) {
      const suivie: MiseEnLigne = { cle, nom, publieeLe, etat: 'en-cours', raison: undefined };
      // Published again, the last time is the one that counts.
      const autres = suivies.filter((autre) => formatCle(autre.cle) !== formatCle(cle));
      suivies = [suivie, ...autres].slice(0, GARDEES);
      publication.request(cle, commit);
      const issue = publication.wait(commit).then((fin) => {
        suivie.etat = fin === 'servi' ? 'en-ligne' : 'echec';
        if (fin !== 'servi') suivie.raison = fin.echec;
      });
      const arret = new AbortController();
      await Promise.race([issue, wait(patience, undefined, { signal: arret.signal })]).finally(() =>
        arret.abort(),
      );
      return suivie;
    },
    list() {
      const vues = new Set(suivies.map(({ cle }) => formatCle(cle)));
      const anciens = publication.state().echecs.flatMap(({ cle, quand, raison }): MiseEnLigne[] => {
        if (!cle || vues.has(formatCle(cle))) return [];
        vues.add(formatCle(cle));
        return [{ cle, nom: cle.slug, publieeLe: quand, etat: 'echec', raison }];
      });
      return [...suivies, ...anciens];
    },
  };
}
