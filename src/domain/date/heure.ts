/** The schema of an hour, and all that `paris.ts` knows of hours and instants. */
import { z } from 'zod';

export * from './paris.ts';

export const heureSchema = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d$/,
    'ce n’est pas une heure. Écrivez deux chiffres, deux-points, deux chiffres, par exemple 09:00.',
  );
