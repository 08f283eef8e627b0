/**
 * A person whom professionals may call by their name, because that person agreed to it. Never in the content, whose
 * history cannot be erased: in the base of the atelier.
 */
import { z } from 'zod';
import { courrielSchema, telephoneSchema } from '../contact/schema';
import { type DateCivile, dateCivileSchema } from '../date/date-civile';
import { isConserve } from './conservation';

/** How somebody said yes. */
export const ACCORDS = {
  ecrit: 'par écrit (papier signé)',
  courriel: 'par courriel',
  oral: 'de vive voix',
} as const;
export type Accord = keyof typeof ACCORDS;
export const ACCORD_SLUGS = Object.keys(ACCORDS) as [Accord, ...Accord[]];

/** What a form leaves empty was not filled in. */
const facultatif = <T extends z.ZodType<string>>(schema: T) =>
  z.preprocess(
    (valeur) => (typeof valeur === 'string' && valeur.trim() === '' ? undefined : valeur),
    schema.optional(),
  );
const ligne = (max: number) =>
  z
    .string()
    .transform((texte) => texte.replace(/[\p{C}\s]+/gu, ' ').trim())
    .pipe(z.string().max(max, `Écrivez un texte plus court : ${max} caractères au plus.`));

/** What is written of a person, with how and when they agreed. `aujourdhui` is the day it is written. */
export function interlocuteurSchema(aujourdhui: DateCivile) {
  return z
    .object({
      nom: ligne(100).pipe(z.string().min(2, 'Écrivez le prénom et le nom.')),
      fonction: facultatif(ligne(120)),
      missions: facultatif(ligne(500)),
      telephone: facultatif(
        z.string().trim().pipe(telephoneSchema).describe('Ligne directe, à dix chiffres.'),
      ),
      courriel: facultatif(z.string().trim().toLowerCase().pipe(courrielSchema)),
      accord: z.enum(ACCORD_SLUGS, 'Dites comment la personne a donné son accord.'),
      accordLe: dateCivileSchema
        .refine((date) => date <= aujourdhui, 'Cette date n’est pas encore passée.')
        .refine(
          (date) => isConserve(date, aujourdhui),
          'Cet accord est trop ancien : redemandez-le à la personne.',
        ),
    })
    .refine(({ telephone, courriel }) => telephone !== undefined || courriel !== undefined, {
      path: ['telephone'],
      message: 'Écrivez au moins un téléphone ou un courriel : sans eux, personne ne pourra la joindre.',
    });
}
export type InterlocuteurSaisi = z.infer<ReturnType<typeof interlocuteurSchema>>;

/** What professionals read. */
export type Interlocuteur = Pick<
  InterlocuteurSaisi,
  'nom' | 'fonction' | 'missions' | 'telephone' | 'courriel'
> & { id: string };
