/** An action sheet of the « convention territoriale globale » (CTG). */
import { z } from 'zod';
import { sourceSchema } from '../source/schema';

export const actionSchema = z.strictObject({
  code: z.string().describe('Numéro de la fiche, par exemple 1.A.2.'),
  titre: z.string().min(5).describe('Titre de la fiche.'),
  pilotes: z.array(z.string()).min(1).describe('Qui pilote : des fonctions, pas des noms.'),
  echeance: z
    .strictObject({
      repertoire: z.string().optional().describe('Échéance donnée par le répertoire des actions.'),
      fiche: z.string().optional().describe('Échéance donnée par la fiche elle-même.'),
      contradiction: z
        .boolean()
        .default(false)
        .describe('Le document se contredit : les deux échéances sont affichées.'),
    })
    .describe('Échéance, telle que le document la donne.'),
  indicateurs: z.array(z.string()).default([]).describe('Indicateurs prévus.'),
  sources: z.array(sourceSchema).min(1),
});
export type Action = z.infer<typeof actionSchema> & { slug: string };
