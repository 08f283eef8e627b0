/** What the territory has to choose from in the lists of Decap, as it is published now. */
import { z } from 'zod';
import { type CalendrierScolaire, calendrierScolaireSchema } from '../../src/domain/calendrier/schema';
import { readContenu } from '../../src/loaders/lecture';
import type { Depot } from '../depot/depot';
import type { Choix, Option } from './champs';

const communesSchema = z.array(z.looseObject({ codeInsee: z.string(), nom: z.string() }));
const nommeSchema = z.looseObject({ nom: z.string() });

const sortOptions = (options: Option[]): Option[] =>
  options.sort((a, b) => a.label.localeCompare(b.label, 'fr'));

export async function readChoix(depot: Depot): Promise<Choix> {
  const list = async (collection: 'lieux' | 'structures') =>
    sortOptions(
      (await depot.listFiches(collection)).map(({ cle, donnees }) => ({
        value: cle.slug,
        label: nommeSchema.safeParse(donnees).data?.nom ?? cle.slug,
      })),
    );
  const [lieux, structures, communes] = await Promise.all([
    list('lieux'),
    list('structures'),
    depot.readFiche({ collection: 'communes', slug: 'communes' }),
  ]);
  const lues = communesSchema.safeParse(communes?.donnees).data ?? [];
  return {
    lieux,
    structures,
    communes: sortOptions(lues.map(({ codeInsee, nom }) => ({ value: codeInsee, label: nom }))),
  };
}

/** The school calendar comes with the code: nobody writes it here. */
export function readCalendrier(contenu: string, territoire: string): CalendrierScolaire[] {
  return readContenu(contenu, territoire)
    .filter(({ collection }) => collection === 'calendrier')
    .flatMap(({ donnees }) => calendrierScolaireSchema.safeParse(donnees).data ?? []);
}
