/** Collections = schema of the domain + loader. References between entries are checked by the loader. */
import { defineCollection } from 'astro:content';
import { z } from 'zod';
import { COLLECTIONS } from './domain/contenu/collection';
import { contoursSchema } from './domain/territoire/contours';
import { contenuLoader, contexteLoader, contoursLoader } from './loaders/contenu';

export const collections = {
  contexte: defineCollection({
    loader: contexteLoader(),
    schema: z.object({ territoire: z.string(), aujourdhui: z.string() }),
  }),
  contours: defineCollection({ loader: contoursLoader(), schema: contoursSchema }),
  territoire: defineCollection({
    loader: contenuLoader('territoire'),
    schema: COLLECTIONS.territoire.schema,
  }),
  communes: defineCollection({ loader: contenuLoader('communes'), schema: COLLECTIONS.communes.schema }),
  lieux: defineCollection({ loader: contenuLoader('lieux'), schema: COLLECTIONS.lieux.schema }),
  structures: defineCollection({
    loader: contenuLoader('structures'),
    schema: COLLECTIONS.structures.schema,
  }),
  evenements: defineCollection({
    loader: contenuLoader('evenements'),
    schema: COLLECTIONS.evenements.schema,
  }),
  balades: defineCollection({ loader: contenuLoader('balades'), schema: COLLECTIONS.balades.schema }),
  actions: defineCollection({ loader: contenuLoader('actions'), schema: COLLECTIONS.actions.schema }),
  indicateurs: defineCollection({
    loader: contenuLoader('indicateurs'),
    schema: COLLECTIONS.indicateurs.schema,
  }),
  guide: defineCollection({ loader: contenuLoader('guide'), schema: COLLECTIONS.guide.schema }),
  aides: defineCollection({ loader: contenuLoader('aides'), schema: COLLECTIONS.aides.schema }),
  lexique: defineCollection({ loader: contenuLoader('lexique'), schema: COLLECTIONS.lexique.schema }),
  urgences: defineCollection({ loader: contenuLoader('urgences'), schema: COLLECTIONS.urgences.schema }),
  calendrier: defineCollection({
    loader: contenuLoader('calendrier'),
    schema: COLLECTIONS.calendrier.schema,
  }),
};
