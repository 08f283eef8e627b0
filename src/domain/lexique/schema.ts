/** A word of the field explained: acronyms, everyday synonyms and old names lead to it. */
import { z } from 'zod';
import { referenceSchema } from '../reference/schema';
import { TYPE_SLUGS } from '../structure/type';

export const termeSchema = z.strictObject({
  terme: z.string().min(2).describe('Le mot ou le nom développé.'),
  sigle: z.string().optional().describe('Le sigle, s’il y en a un.'),
  definition: z.string().min(20).describe('Ce que c’est, en mots simples.'),
  synonymes: z
    .array(z.string())
    .default([])
    .describe('Mots de tous les jours qui veulent dire la même chose : « nounou », « centre aéré ».'),
  anciensNoms: z.array(z.string()).default([]).describe('Anciens noms encore employés : « RAM », « CLSH ».'),
  types: z.array(z.enum(TYPE_SLUGS)).default([]).describe('Types de structures que ce mot désigne.'),
  articles: z.array(referenceSchema).default([]).describe('Articles du guide qui en parlent.'),
  aides: z.array(referenceSchema).default([]).describe('Aides que ce mot désigne.'),
});
export type Terme = z.infer<typeof termeSchema> & { slug: string };
