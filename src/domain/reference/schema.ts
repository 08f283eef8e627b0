import { z } from 'zod';

/** Name of a file without its extension: what other entries use to point to it. */
export const referenceSchema = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'ce n’est pas un nom court valable. Écrivez en minuscules sans accent, avec des tirets, par exemple mairie-de-belmont.',
  );
