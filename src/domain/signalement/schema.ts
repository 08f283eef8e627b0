/** What a visitor tells those who keep the site: an error on a page, or a service that is missing. No account. */
import { z } from 'zod';
import { courrielSchema } from '../contact/schema';
import { isPage } from './page';

export const GENRES_DE_SIGNALEMENT = {
  erreur: { libelle: 'Erreur', description: 'Quelque chose est faux ou manque sur une page.' },
  proposition: { libelle: 'Proposition', description: 'Un service qui n’est pas encore dans l’annuaire.' },
} as const;
export type GenreDeSignalement = keyof typeof GENRES_DE_SIGNALEMENT;

/** Longest texts, in characters; the forms say them too. */
export const LONGUEURS = { nom: 120, message: 2_000, courriel: 254 } as const;

/** A field that people never see: what fills it is not a person. */
export const PIEGE = 'adresse-du-site';

// Control characters, and those that reverse the direction of what follows: nobody types them in a form.
const INTERDITS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

const isLisible = (texte: string): boolean => texte.isWellFormed() && !INTERDITS.test(texte);
const ILLISIBLE =
  'ce texte contient des caractères qui ne s’affichent pas. Effacez-les, ou tapez-le à nouveau.';

const trop = (max: number): string => `c’est trop long : ${max.toLocaleString('fr-FR')} caractères au plus.`;

/** One line of text, or several; what a browser sends for the end of a line is always `\n` once read. */
function texteSchema(max: number, { lignes = false, vide }: { lignes?: boolean; vide: string }) {
  return z
    .string(vide)
    .transform((texte) => texte.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(3, vide)
        .max(max, trop(max))
        .refine((texte) => isLisible(texte) && (lignes || !/[\n\t]/.test(texte)), ILLISIBLE),
    );
}

/** A field left empty is absent: forms send them all. */
const absent = <S extends z.ZodType>(schema: S) =>
  z.preprocess((valeur) => (typeof valeur === 'string' && valeur.trim() === '' ? undefined : valeur), schema);

export const pageSchema = z.string().refine(isPage, 'ce n’est pas une page de ce site.');

const communs = {
  message: texteSchema(LONGUEURS.message, {
    lignes: true,
    vide: 'écrivez en quelques mots de quoi il s’agit.',
  }),
  courriel: absent(
    courrielSchema
      .max(LONGUEURS.courriel, trop(LONGUEURS.courriel))
      .optional()
      .describe('Pour que la coordination puisse répondre.'),
  ),
  page: absent(pageSchema.optional().describe('La page d’où l’on vient.')),
  [PIEGE]: z.string().max(1_000).optional(),
};

export const signalementSchema = z.discriminatedUnion(
  'genre',
  [
    z.strictObject({ genre: z.literal('erreur'), ...communs }),
    z.strictObject({
      genre: z.literal('proposition'),
      nom: texteSchema(LONGUEURS.nom, { vide: 'écrivez le nom du service.' }),
      ...communs,
    }),
  ],
  'le genre est « erreur » ou « proposition ».',
);
export type SignalementRecu = z.infer<typeof signalementSchema>;
