import { z } from 'zod';
import { NOM_COURT } from './slug';

/** Name of a file without its extension: what other entries use to point to it. */
export const referenceSchema = z
  .string()
  .regex(
    NOM_COURT,
    'ce n’est pas un nom court valable. Écrivez en minuscules sans accent, avec des tirets, par exemple mairie-de-belmont.',
  );
