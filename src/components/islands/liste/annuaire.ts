/** The directory and the dates, asked for whole: what is asked says nothing of the list. */
import {
  type Annuaire,
  type LieuGarde,
  describeLieuGarde,
  indexCatalogue,
} from '../../../domain/liste/lieu-garde';
import type { Catalogue, Passages } from '../../../domain/recherche/catalogue';

export interface AnnuaireLu {
  /** Last day of the dates that the site holds. */
  au: string;
  has: (slug: string) => boolean;
  /** Undefined when the directory no longer has this place. */
  describe: (slug: string) => LieuGarde | undefined;
}

async function readJson<T>(adresse: string): Promise<T> {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`${adresse}: ${reponse.status}`);
  return (await reponse.json()) as T;
}

export async function readAnnuaire(): Promise<AnnuaireLu> {
  const [catalogue, { au, passages }] = await Promise.all([
    readJson<Catalogue>('/carte/catalogue.json'),
    readJson<Passages>('/carte/passages.json'),
  ]);
  const annuaire: Annuaire = indexCatalogue(catalogue);
  return {
    au,
    has: (slug) => annuaire.fiches.has(slug),
    describe: (slug) => describeLieuGarde(slug, annuaire, passages[slug] ?? [], Date.now()),
  };
}
