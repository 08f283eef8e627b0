/** Renders what somebody is writing as the page that families would read. */
import { COLLECTIONS } from '../../../src/domain/contenu/collection';
import type { z } from 'zod';
import type { Cle } from '../../depot/depot';
import { readChoix } from '../choix';
import { toChamps } from '../champs';
import { COLLECTIONS_DE_DECAP } from '../libelles';
import { toChampsLus } from './champs';
import { type OptionsDesPortails, createPortails } from '../../portail';
import { drawFiche, isDessinee } from './dessin';

export interface PageDApercu {
  chemin: string;
  props: unknown;
}

export function createApercus(options: OptionsDesPortails) {
  const portails = createPortails(options);

  /** The page to render, and what it needs; throws 422 while the entry cannot be drawn. */
  return async ({ collection, slug }: Cle, donnees: unknown): Promise<PageDApercu> => {
    if (isDessinee(collection)) return drawFiche(portails, { collection, slug }, donnees);
    const { singulier, titre } = COLLECTIONS_DE_DECAP[collection];
    const schema = COLLECTIONS[collection].schema as unknown as z.core.$ZodObject;
    const choix = await readChoix(options.depot);
    const champs = toChamps(schema, { choix, chemin: [collection], isDansFacultatif: false });
    const lus = Array.isArray(donnees)
      ? donnees.map((une) => ({ libelle: singulier, enfants: toChampsLus(champs, une) }))
      : toChampsLus(champs, donnees);
    const nom = (donnees as Record<string, unknown> | null)?.[titre];
    const props = { titre: typeof nom === 'string' && nom ? nom : singulier, genre: singulier, champs: lus };
    return { chemin: '/apercu/fiche/', props };
  };
}
