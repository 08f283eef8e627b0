/** What a form sent, checked. */
import { z } from 'zod';
import { ErreurHttp } from '../erreur-http';

/** Throws 422: a page of ours cannot have sent anything else. */
export function readCorps<T>(schema: z.ZodType<T>, corps: unknown): T {
  const { data, success, error } = schema.safeParse(corps);
  if (success) return data;
  const champs = error.issues.map(({ path }) => path.join('.'));
  throw new ErreurHttp(422, 'invalide', 'Ce formulaire est incomplet : revenez à la page et recommencez.', {
    champs,
  });
}

/** Boxes of the same name: none, one or several are ticked. */
export const cochesSchema = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((valeurs) => [valeurs ?? []].flat());
