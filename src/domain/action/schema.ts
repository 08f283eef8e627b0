/** An action sheet of the « convention territoriale globale » (CTG), and what became of it quarter after quarter. */
import { z } from 'zod';
import { TRIMESTRE } from '../date/trimestre';
import { sourceSchema } from '../source/schema';
import { themeSchema } from '../theme/theme';

export const ETATS = {
  prevue: { libelle: 'Prévue', description: 'Elle n’a pas commencé.' },
  'en-cours': { libelle: 'En cours', description: 'Elle a commencé.' },
  suspendue: { libelle: 'Suspendue', description: 'Elle est arrêtée pour le moment.' },
  terminee: { libelle: 'Terminée', description: 'Elle est faite.' },
  abandonnee: { libelle: 'Abandonnée', description: 'Elle ne se fera pas.' },
} as const;
export type Etat = keyof typeof ETATS;

export const suiviSchema = z.strictObject({
  trimestre: z
    .string()
    .regex(TRIMESTRE, 'ce n’est pas un trimestre. Écrivez l’année et le trimestre, par exemple 2026-T3.')
    .describe('Trimestre de ce point, par exemple 2026-T3.'),
  etat: z
    .enum(Object.keys(ETATS) as [Etat, ...Etat[]])
    .optional()
    .describe('Où en était l’action à la fin de ce trimestre. Absent : elle n’a pas changé d’état.'),
  fait: z.string().min(3).optional().describe('Ce qui a été fait, en une ou deux phrases.'),
  difficultes: z.string().min(3).optional().describe('Ce qui a gêné, en une ou deux phrases.'),
  indicateurs: z
    .array(
      z.strictObject({
        libelle: z.string().min(3).describe('Ce qui est compté.'),
        valeur: z.number().describe('Valeur pour ce trimestre. Une valeur inconnue n’est pas écrite.'),
        unite: z.string().optional().describe('Unité : « familles », « % ».'),
      }),
    )
    .default([])
    .describe('Ce que l’on a compté ce trimestre.'),
});
export type Suivi = z.infer<typeof suiviSchema>;

export const actionSchema = z.strictObject({
  code: z
    .string()
    .optional()
    .describe('Numéro de la fiche, par exemple 1.A.2. Absent si le document n’en donne pas.'),
  titre: z.string().min(5).describe('Titre de la fiche.'),
  pilotes: z
    .array(z.string())
    .default([])
    .describe('Qui pilote : des fonctions, pas des noms. Vide : le document ne le dit pas.'),
  themes: z.array(themeSchema).default([]).describe('Thèmes, quand le document les donne.'),
  annees: z
    .array(z.string().regex(/^\d{4}$/, 'une année a quatre chiffres, par exemple 2026.'))
    .default([])
    .describe('Années où l’action est prévue ou menée, quand le document les donne.'),
  echeance: z
    .strictObject({
      repertoire: z.string().optional().describe('Échéance donnée par le répertoire des actions.'),
      fiche: z.string().optional().describe('Échéance donnée par la fiche elle-même.'),
      contradiction: z
        .boolean()
        .default(false)
        .describe('Le document se contredit : les deux échéances sont affichées.'),
    })
    .prefault({})
    .describe('Échéance, telle que le document la donne.'),
  indicateurs: z.array(z.string()).default([]).describe('Indicateurs prévus.'),
  suivi: z
    .array(suiviSchema)
    .default([])
    .describe('Le point de chaque trimestre : état, ce qui est fait, difficultés, chiffres.'),
  sources: z.array(sourceSchema).min(1),
});
export type Action = z.infer<typeof actionSchema> & { slug: string };
